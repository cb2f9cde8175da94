"""What a push leaves out instead of being refused: as a schedule does."""

from __future__ import annotations

from control_push_cli.client import Api
from control_push_cli.commands.checking import check_statements
from control_push_cli.errors import JsonObject


def hold_back(api: Api, rows: list[JsonObject]) -> list[JsonObject]:
    """Those of the statements that cannot go, by a comparison with ServiceNow as it is now."""
    by_id = {row["id"]: row for row in rows}
    checks = check_statements(api, list(by_id))
    found = [(entry, _reason(entry)) for entry in checks]
    return [held_row(by_id[entry["statement_id"]], reason) for entry, reason in found if reason]


def held_row(row: JsonObject, reason: str) -> JsonObject:
    """As a schedule's run names it."""
    return {"statement_id": row["id"], "control_id": row.get("control_id"), "reason": reason}


def _reason(entry: JsonObject) -> str | None:
    if entry.get("has_conflict"):
        return "conflict"
    return "missing" if (entry.get("error") or {}).get("code") == "deleted_in_servicenow" else None
