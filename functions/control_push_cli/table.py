"""Lists as tables that fit the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from control_push_cli.errors import JsonObject
from control_push_cli.text import clean, one_line

Cell = str | Text
UNLIMITED_WIDTH = 250
"""For a file or a pipe, where nobody can scroll but cut and grep want whole rows."""
CROWDED = 1.75
"""Times the terminal's width that a row may need before columns go: it then takes about two lines."""


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


def fitting_columns(
    console: Console, rows: Sequence[JsonObject], columns: Sequence[Column]
) -> Sequence[Column] | None:
    """The columns that there is room for; None if even those that must stay are too wide."""
    shown, spare = list(columns), [column for column in columns if column.can_go]
    options = console.options.update(max_width=10 * UNLIMITED_WIDTH)
    while True:
        needed = Measurement.get(console, options, make_table(rows, shown))
        if needed.minimum <= console.width and (not spare or needed.maximum <= console.width * CROWDED):
            return shown
        if not spare:
            return None
        shown.remove(spare.pop())


def make_table(rows: Sequence[JsonObject], columns: Sequence[Column]) -> Table:
    """One line a row where it fits; long words are broken, ids never."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(column.title, overflow="fold", no_wrap=column.title == "Id")
    for row in rows:
        table.add_row(*(as_text(column.cell(row)) for column in columns))
    return table


def as_text(cell: Cell) -> Text:
    """A cell with nothing in it that a terminal would obey."""
    return cell if isinstance(cell, Text) else Text(clean(cell))
