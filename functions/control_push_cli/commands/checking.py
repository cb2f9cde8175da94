"""check: compare with ServiceNow before a push."""

from __future__ import annotations

from rich.text import Text

from control_push_cli.client import Api
from control_push_cli.errors import ExitCode, JsonObject
from control_push_cli.marks import mark
from control_push_cli.options import All, AsJson, Family, ModifiedBy, Statements, System
from control_push_cli.outcomes import explain
from control_push_cli.run import end, running
from control_push_cli.selection import Filters, select
from control_push_cli.table import Column, field
from control_push_cli.when import show_change

BATCH = 100


def check(
    statements: Statements = None,
    *,
    everything: All = False,
    system: System = None,
    family: Family = None,
    by: ModifiedBy = None,
    as_json: AsJson = False,
) -> None:
    """Compare statements with ServiceNow as it is now. Nothing is written there.

    Exit code 4 when a conflict was found, 5 when a record could not be read.
    """
    with running(as_json) as run:
        rows = select(run.api, statements, everything, Filters(system, family, by))
        entries = check_statements(run.api, [str(row["id"]) for row in rows])
        run.out.listing(entries, _COLUMNS, "Nothing is modified, so there is nothing to check.")
        end(_exit_code(entries))


def check_statements(api: Api, ids: list[str]) -> list[JsonObject]:
    """One verdict for each id. Asking again does no harm."""
    entries: list[JsonObject] = []
    for start in range(0, len(ids), BATCH):
        body = {"statement_ids": ids[start : start + BATCH]}
        entries += api.post("/push/check-conflicts", body, repeatable=True).get("conflicts") or []
    return entries


def _verdict(entry: JsonObject) -> Text:
    return mark(entry.get("verdict") or "error")


def _remote_change(entry: JsonObject) -> str:
    return show_change(entry.get("remote_updated_at") or "", entry.get("remote_updated_by"))


_COLUMNS = (
    Column("Control", field("control_id")),
    Column("Verdict", _verdict),
    Column("Changed in ServiceNow", _remote_change),
    Column("Note", lambda entry: explain(entry.get("error"))),
    Column("Id", field("statement_id"), can_go=True),
)


def _exit_code(entries: list[JsonObject]) -> ExitCode:
    if any(entry.get("has_conflict") for entry in entries):
        return ExitCode.CONFLICT
    return ExitCode.PARTLY_FAILED if any(not entry.get("verdict") for entry in entries) else ExitCode.OK
