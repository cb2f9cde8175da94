"""Where everything that a command says goes.

Without --json: results to stdout, errors and questions to stderr. With --json: one JSON document on
stdout and nothing else there; progress and notes to stderr, where an error is one line, the problem document.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from control_push_cli.errors import CommandError, JsonObject
from control_push_cli.text import clean, one_line

Cell = str | Text
UNLIMITED_WIDTH = 250
"""For a file or a pipe, where nobody can scroll but cut and grep want whole rows."""


@dataclass(frozen=True)
class Column:
    """One column of a list: its title and how a row fills it."""

    title: str
    cell: Callable[[JsonObject], Cell]
    can_go: bool = False
    """Whether a narrow terminal may do without it."""


def field(name: str) -> Callable[[JsonObject], Cell]:
    """A cell that shows one member as it is."""
    return lambda row: one_line(row.get(name))


class Output:
    """One command's two streams."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.console = _console(to_stderr=as_json)
        self.errors = _console(to_stderr=True)

    def say(self, text: Cell = "", style: str = "") -> None:
        """A line for people."""
        self.console.print(text if isinstance(text, Text) else Text(clean(text), style=style))

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
        fitting = self._fitting(rows, columns)
        if fitting is None:
            self._stack(rows, columns)
            return
        self.console.print(_table(rows, fitting))
        if hidden := ", ".join(column.title for column in columns if column not in fitting):
            self.say(f"Not shown for lack of width: {hidden}. Widen the terminal, or use --json.", "dim")

    def facts(self, facts: Mapping[str, Cell]) -> None:
        """Names and values, one a line; empty values are left out."""
        width = max(map(len, facts), default=0)
        for name, value in facts.items():
            if value:
                self.say(Text.assemble((f"{name:<{width}}  ", "dim"), _as_text(value)))

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

    def _fitting(self, rows: Sequence[JsonObject], columns: Sequence[Column]) -> Sequence[Column] | None:
        """The columns that there is room for; None if even those that must stay are too wide."""
        shown, spare = list(columns), [column for column in columns if column.can_go]
        options = self.console.options.update(max_width=UNLIMITED_WIDTH)
        while Measurement.get(self.console, options, _table(rows, shown)).minimum > self.console.width:
            if not spare:
                return None
            shown.remove(spare.pop())
        return shown

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


def _table(rows: Sequence[JsonObject], columns: Sequence[Column]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(column.title, overflow="fold", no_wrap=column.title == "Id")
    for row in rows:
        table.add_row(*(_as_text(column.cell(row)) for column in columns))
    return table


def _as_text(cell: Cell) -> Text:
    return cell if isinstance(cell, Text) else Text(clean(cell))


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
