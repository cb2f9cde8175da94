"""A symbol, a word and a colour for each state; the word alone is enough to tell."""

from __future__ import annotations

from rich.text import Text

from control_push_cli.text import one_line

_GOOD, _BAD, _LOOK, _QUIET = ("✓", "green"), ("✗", "red"), ("!", "yellow"), ("·", "dim")

_MARKS = {
    # statements
    "synced": _GOOD,
    "modified": ("●", "cyan"),
    # verdicts
    "unchanged": _GOOD,
    "touched": _GOOD,
    "already_stored": ("=", "green"),
    "error": _LOOK,
    # outcomes
    "succeeded": _GOOD,
    "altered": ("≈", "yellow"),
    "skipped": _QUIET,
    "conflict": _BAD,
    "failed": _BAD,
    "cancelled": ("■", "yellow"),
    # jobs, pulls, the connection
    "pending": _QUIET,
    "running": ("▶", "cyan"),
    "completed": _GOOD,
    "connected": _GOOD,
    "unknown": ("?", "yellow"),
    # runs of schedules
    "pushed": _GOOD,
    "nothing_to_push": _QUIET,
    "held": ("■", "yellow"),
    "refused": _BAD,
    "overlapping": _LOOK,
}


def mark(word: object) -> Text:
    """The state with its symbol."""
    name = one_line(word)
    symbol, style = _MARKS.get(name, _QUIET)
    return Text(f"{symbol} {name.replace('_', ' ')}", style=style)
