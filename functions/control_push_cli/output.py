"""Where everything that a command says goes.

Without --json: results to stdout, errors and questions to stderr. With --json: one JSON document on
stdout and nothing else there; progress and notes to stderr, where an error is one line, the problem document.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from control_push_cli.errors import CommandError, JsonObject
from control_push_cli.table import UNLIMITED_WIDTH, Cell, Column, as_text, fitting_columns, make_table
from control_push_cli.text import clean


class Output:
    """One command's two streams."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.console = _console(to_stderr=as_json)
        self.errors = _console(to_stderr=True)

    def say(self, text: Cell = "", style: str = "") -> None:
        """A line for people."""
        self.console.print(text if isinstance(text, Text) else Text(clean(text), style=style))

    def say_whole(self, text: str) -> None:
        """A line that is to be copied, so it is never broken."""
        self.console.print(Text(clean(text)), soft_wrap=True)

    def emit(self, document: object) -> None:
        """The command's answer for programs."""
        if self.as_json:
            sys.stdout.write(json.dumps(document, indent=2) + "\n")

    def listing(self, rows: Sequence[JsonObject], columns: Sequence[Column], empty: str) -> None:
        """A table; where the terminal is too narrow for it, one block of lines for each row."""
        self.emit(list(rows))
        if self.as_json:
            return
        if not rows:
            self.say(empty)
            return
        fitting = fitting_columns(self.console, rows, columns)
        if fitting is None:
            self._stack(rows, columns)
            return
        self.console.print(make_table(rows, fitting))
        if hidden := ", ".join(column.title for column in columns if column not in fitting):
            self.say(f"Not shown for lack of width: {hidden}. Widen the terminal, or use --json.", "dim")

    def facts(self, facts: Mapping[str, Cell]) -> None:
        """Names and values, one a line; empty values are left out."""
        width = max(map(len, facts), default=0)
        for name, value in facts.items():
            if value:
                self.say(Text.assemble((f"{name:<{width}}  ", "dim"), as_text(value)))

    def diff(self, lines: Sequence[str]) -> None:
        """A unified diff; the signs at the start of the lines tell the sides apart without colour."""
        for line in lines or ["(no difference)"]:
            self.say(Text(line, style=_diff_style(line)))

    def fail(self, error: CommandError) -> None:
        """Say what went wrong and what to do about it."""
        if self.as_json:
            extra = {"next_step": error.next_step} if error.next_step else {}
            sys.stderr.write(json.dumps(error.problem | extra) + "\n")
            return
        for text, style in _failure_lines(error):
            self.errors.print(Text(clean(text), style=style))

    def warn_away(self, problem: JsonObject | None) -> None:
        """Say why a list has only what is stored."""
        if problem:
            reason = clean(f"{problem.get('detail')} {problem.get('hint') or ''}".strip())
            self.errors.print(Text(f"Only what was pulled before is listed. {reason}", style="yellow"))

    def warn_unreadable(self, rows: Sequence[JsonObject]) -> None:
        """Name what a list could not show."""
        for row in rows:
            self.errors.print(Text(clean(f"Not shown: {row.get('message')}"), style="yellow"))

    def _stack(self, rows: Sequence[JsonObject], columns: Sequence[Column]) -> None:
        for row in rows:
            self.facts({column.title: column.cell(row) for column in columns})
            self.say()


def _console(*, to_stderr: bool) -> Console:
    """A console that interprets nothing; characters that the stream cannot show are spelled out."""
    stream = sys.stderr if to_stderr else sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    console = Console(stderr=to_stderr, markup=False, emoji=False, highlight=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = UNLIMITED_WIDTH
    return console


def _diff_style(line: str) -> str:
    if line.startswith(("+++", "---", "@@")):
        return "bold"
    return {"+": "green", "-": "red"}.get(line[:1], "")


def _failure_lines(error: CommandError) -> list[tuple[str, str]]:
    problem = error.problem
    title, detail = problem.get("title"), problem.get("detail")
    lines = [(f"Error: {detail or title}", "bold red")]
    for row in problem.get("errors") or []:
        if isinstance(row, dict):
            lines.append((f"  {row.get('field')}: {row.get('message')}", ""))
    if error.next_step:
        lines.append((f"What to do: {error.next_step}", ""))
    return lines
