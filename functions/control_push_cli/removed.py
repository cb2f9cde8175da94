"""What the service took out of a text when it was saved."""

from __future__ import annotations

from control_push_cli.errors import JsonObject
from control_push_cli.output import Output
from control_push_cli.text import one_line


def in_words(statement: JsonObject) -> str:
    """All of it, on one line; empty when nothing was."""
    return ", ".join(map(one_line, statement.get("sanitized") or []))


def say_removed(out: Output, saved: JsonObject) -> None:
    """Warns of markup that is not allowed."""
    if removed := in_words(saved):
        out.say(f"! Removed because it is not allowed: {removed}", style="yellow")
