"""How the items of a push ended: the table, and the failures grouped by their cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from control_push_cli.errors import JsonObject
from control_push_cli.marks import mark
from control_push_cli.output import Output
from control_push_cli.table import Column, field
from control_push_cli.text import one_line
from control_push_cli.when import show_time
from control_push_cli.words import meaning_of

_NAMES_SHOWN = 8
_MESSAGES_SHOWN = 3

RESULT_COLUMNS = (
    Column("Control", field("control_id")),
    Column("System", field("system_name"), can_go=True),
    Column("Outcome", lambda row: mark(row.get("outcome"))),
    Column("Code", lambda row: one_line(_error(row).get("code"))),
    Column("Pushed", lambda row: show_time(row.get("pushed_at") or ""), can_go=True),
    Column("Message", lambda row: one_line(_error(row).get("message") or row.get("note"))),
    Column("Id", field("statement_id"), can_go=True),
)

CSV_HEADER = (
    "control_id",
    "control_name",
    "system_name",
    "system_id",
    "statement_id",
    "outcome",
    "code",
    "message",
    "hint",
    "retryable",
    "pushed_at",
    "servicenow_sys_id",
    "servicenow_url",
    "servicenow_updated_on",
)
_NAMES = ("control_id", "control_name", "system_name", "system_id", "statement_id", "outcome")


def csv_row(row: JsonObject) -> list[object]:
    """One result in the order of CSV_HEADER."""
    error = _error(row)
    version = row.get("servicenow_version") or {}
    return [
        *(row.get(name) for name in _NAMES),
        *(error.get(name) for name in ("code", "message", "hint", "retryable")),
        *(row.get(name) for name in ("pushed_at", "servicenow_sys_id", "servicenow_url")),
        version.get("updated_on"),
    ]


def show_groups(out: Output, rows: Iterable[JsonObject]) -> None:
    """Each cause once: how many, what it means, what to do."""
    groups: dict[str, list[JsonObject]] = defaultdict(list)
    for row in rows:
        if row.get("error"):
            groups[str(_error(row).get("code"))].append(row)
    for code, members in sorted(groups.items(), key=lambda group: -len(group[1])):
        _show_group(out, code, members)


def explain(error: object) -> str:
    """An error member, whether it is an object or a plain sentence."""
    if isinstance(error, dict):
        parts = (error.get("message") or error.get("detail") or error.get("code"), error.get("hint"))
        return " ".join(one_line(part) for part in parts if part)
    return one_line(error)


def count_of(number: int, noun: str = "statement") -> str:
    """`1 statement`, `2 statements`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def names(rows: list[JsonObject]) -> str:
    """The controls of the first few; each with its system where there is more than one."""
    is_one = len({row.get("system_id") for row in rows}) < 2
    shown = ", ".join(
        one_line(row.get("control_id") if is_one else f"{row.get('control_id')} ({row.get('system_name')})")
        for row in rows[:_NAMES_SHOWN]
    )
    more = len(rows) - _NAMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _error(row: JsonObject) -> JsonObject:
    error = row.get("error")
    return error if isinstance(error, dict) else {}


def _show_group(out: Output, code: str, members: list[JsonObject]) -> None:
    hints = {one_line(_error(row).get("hint")): None for row in members}
    messages = {one_line(_error(row).get("message")): None for row in members}
    out.say(f"✗ {one_line(code)}: {count_of(len(members))} ({names(members)})", style="bold")
    for label, texts in (
        ("Meaning", [meaning_of(code)]),
        ("Message", messages),
        ("What to do", hints),
    ):
        for text in list(texts)[:_MESSAGES_SHOWN]:
            if text:
                out.say(f"  {label}: {text}")
