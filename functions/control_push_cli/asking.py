"""Questions to the person at the terminal. They go to stderr, so that stdout stays clean."""

from __future__ import annotations

import os
import sys

import typer

from control_push_cli.errors import BadInputError, StoppedError


def can_ask() -> bool:
    """Whether a person sits at the other end."""
    return sys.stdin.isatty()


def confirm(question: str, yes: bool) -> None:
    """Go on only if the user agrees; --yes agrees beforehand."""
    if yes:
        return
    try:
        agreed = typer.confirm(question, err=True)
    except typer.Abort as abort:
        raise _ended(abort, "The command needs a confirmation.", "Pass --yes to agree beforehand.") from None
    if not agreed:
        raise StoppedError("Nothing was done.")


def ask(question: str, instead: str) -> str:
    """A line of text; `instead` says how to supply it without a terminal."""
    return _prompt(question, instead, hidden=False)


def ask_secret(question: str, variable: str, instead: str) -> str:
    """From the environment, or typed without an echo."""
    return os.environ.get(variable) or _prompt(question, instead, hidden=True)


def _prompt(question: str, instead: str, *, hidden: bool) -> str:
    missing = f"{question} is missing."
    if not can_ask():
        raise BadInputError(missing, instead)
    try:
        return str(typer.prompt(question, hide_input=hidden, err=True))
    except typer.Abort as abort:
        raise _ended(abort, missing, instead) from None


def _ended(abort: typer.Abort, missing: str, instead: str) -> BadInputError | StoppedError:
    """The prompt reports Ctrl-C and the end of the input alike; its cause tells them apart."""
    if isinstance(abort.__context__, EOFError):
        return BadInputError(missing, instead)
    return StoppedError("Nothing was done.")
