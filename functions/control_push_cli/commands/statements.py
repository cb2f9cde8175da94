"""statements, show, modified."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from control_push_cli import removed
from control_push_cli.errors import JsonObject
from control_push_cli.marks import mark
from control_push_cli.naming import find_statement, find_system_id
from control_push_cli.options import AsJson, Family, Limit, ModifiedBy, Statement, System
from control_push_cli.output import Output
from control_push_cli.run import running
from control_push_cli.selection import Filters, modified_rows
from control_push_cli.table import Column, field
from control_push_cli.text import clean, diff, lines_of, one_line
from control_push_cli.text_format import text_format
from control_push_cli.when import show_change


class SyncStatus(StrEnum):
    """Where the local text stands against ServiceNow."""

    SYNCED = "synced"
    MODIFIED = "modified"
    CONFLICT = "conflict"


_COLUMNS = (
    Column("Control", field("control_id")),
    Column("Name", field("control_name")),
    Column("System", field("system_name")),
    Column("Status", lambda row: mark(row.get("sync_status"))),
    Column(
        "Modified", lambda row: show_change(row.get("modified_at") or "", row.get("modified_by")), can_go=True
    ),
    Column("Id", field("id"), can_go=True),
)

_MODIFIED_COLUMNS = (*_COLUMNS[:-1], Column("Text", field("content_preview"), can_go=True), _COLUMNS[-1])


def statements(
    *,
    system: System = None,
    family: Family = None,
    status: Annotated[SyncStatus | None, typer.Option(help="Only in this state.")] = None,
    q: Annotated[str | None, typer.Option("--q", help="Only with this text.")] = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List statements."""
    with running(as_json) as run:
        filters = {"family": family, "sync_status": status, "q": q}
        system_id = find_system_id(run.api, system)
        rows = list(run.api.rows("/statements", "statements", limit, system_id=system_id, **filters))
        run.out.listing(
            rows, _COLUMNS, "No statement passes the filters. `control-push pull SYSTEM` reads them."
        )


def modified(
    *,
    system: System = None,
    family: Family = None,
    by: ModifiedBy = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List the statements whose text is not in ServiceNow yet."""
    with running(as_json) as run:
        rows = list(modified_rows(run.api, Filters(system, family, by), limit))
        run.out.listing(rows, _MODIFIED_COLUMNS, "Nothing is modified.")


def show(
    statement: Statement,
    system: System = None,
    source: Annotated[bool, typer.Option(help="The texts as they are stored.")] = False,
    as_json: AsJson = False,
) -> None:
    """One statement: its text, your change and any conflict."""
    with running(as_json) as run:
        found = find_statement(run.api, statement, system)
        run.out.emit(found)
        if not run.out.as_json:
            run.out.facts(_facts(found))
            _show_texts(run.out, found, source, text_format(run.api))


def _facts(statement: JsonObject) -> dict[str, str]:
    version = statement.get("servicenow_version") or {}
    changed = show_change(statement.get("modified_at") or "", statement.get("modified_by"))
    return {
        "Control": one_line(f"{statement.get('control_id')} {statement.get('control_name')}"),
        "System": one_line(statement.get("system_name")),
        "Status": str(mark(statement.get("sync_status"))),
        "Revision": one_line(statement.get("revision")),
        "Modified": changed,
        "Taken out": removed.in_words(statement),
        "ServiceNow": show_change(version.get("updated_on") or "", version.get("updated_by")),
        "Id": one_line(statement.get("id")),
    }


def _show_texts(out: Output, statement: JsonObject, source: bool, text_format: str) -> None:
    base, local = statement.get("content"), statement.get("local_content")
    _show_text(out, "Text as last seen in ServiceNow", base, source, text_format)
    if not statement.get("is_modified"):
        return
    if source:
        _show_text(out, "Your text", local, source, text_format)
    else:
        out.say("\nYour change", style="bold")
        out.diff(diff(base, local, "ServiceNow", "yours", text_format))
    if statement.get("sync_status") == "conflict":
        out.say("\nIn conflict: somebody changed it in ServiceNow. See `control-push resolve --help`.")


def _show_text(out: Output, title: str, text: str | None, source: bool, text_format: str) -> None:
    out.say(f"\n{title}", style="bold")
    out.say(clean(text) if source else "\n".join(lines_of(text, text_format)) or "(empty)")
