"""Questions to the person at the terminal. They go to stderr, so that stdout stays clean."""

from __future__ import annotations

import os
import sys
from getpass import getpass

from control_push_cli.errors import BadInputError, StoppedError
from control_push_cli.text import one_line


def can_ask() -> bool:
    """Whether a person sits at the other end."""
    return sys.stdin.isatty()


def confirm(question: str, yes: bool) -> None:
    """Go on only if the user agrees; --yes agrees beforehand."""
    if yes:
        return
    agreed = agrees(question)
    if agreed is None:
        raise BadInputError("The command needs a confirmation.", "Pass --yes to agree beforehand.")
    if not agreed:
        raise StoppedError("Nothing was done.")


def agrees(question: str) -> bool | None:
    """The answer; None at the end of the input."""
    answer = _line(f"{one_line(question)} [y/N] ")
    return answer.strip().lower() in {"y", "yes"} if answer else None


def ask(question: str, instead: str) -> str:
    """A line of text; `instead` says how to supply it without a terminal."""
    answer = _line(f"{question}: ").strip() if can_ask() else ""
    if not answer:
        raise BadInputError(f"{question} is missing.", instead)
    return answer


def ask_secret(question: str, variable: str, instead: str) -> str:
    """From the environment, or typed without an echo."""
    secret = os.environ.get(variable) or (_hidden(f"{question}: ") if can_ask() else "")
    if not secret:
        raise BadInputError(f"{question} is missing.", instead)
    return secret


def _line(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline()


def _hidden(prompt: str) -> str:
    try:
        return getpass(prompt, stream=sys.stderr)
    except EOFError:
        return ""
