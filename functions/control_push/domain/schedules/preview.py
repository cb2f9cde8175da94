"""What a schedule will do, in a sentence, before it is saved and ever after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from control_push.adapters.tables.statements import StatementFilter
from control_push.adapters.tables.store import Store
from control_push.domain.schedules.expression import parse_expression, parse_time_zone
from control_push.domain.schedules.occurrences import NextRuns, next_runs
from control_push.models.connection import Connection
from control_push.models.push import Scope


@dataclass(frozen=True)
class Amount:
    """How many modified statements a scope holds now."""

    statements: int
    is_exact: bool
    sentence: str


def amount_of(store: Store, connection: Connection | None, scope: Scope, *, pinned: bool) -> Amount:
    """As of now; conflicts are counted, though a run holds them."""
    if connection is None:
        return Amount(0, is_exact=True, sentence="Pushes nothing: no ServiceNow instance is connected.")
    count = store.statements.count_modified(connection.source_id, StatementFilter(**scope.model_dump()))
    number = f"{count.rows:,}" if count.is_complete else f"at least {count.rows:,}"
    noun = "statement" if count.rows == 1 else "statements"
    parts = [f"Pushes {number} {noun} of {_system(store, connection, scope)}"]
    if scope.family:
        parts.append(f"in the family {scope.family.upper()}")
    if scope.modified_by:
        parts.append(f"edited by {scope.modified_by}")
    rest = "; what is edited after the schedule is saved is held" if pinned else ""
    sentence = f"{' '.join(parts)} as of now{rest}; conflicts and missing records are always held."
    return Amount(count.rows, count.is_complete, sentence)


def _system(store: Store, connection: Connection, scope: Scope) -> str:
    if scope.system_id is None:
        return "all systems"
    known = store.connection.known_systems(connection.source_id, [scope.system_id]).get(scope.system_id)
    return known.name if known and known.name else f"the system {scope.system_id}"


def preview_schedule(expression: str, time_zone: str, now: datetime) -> NextRuns:
    """When a schedule would run that is saved now.

    Raises:
        InvalidInputError: the expression or the time zone is none.
    """
    zone = parse_time_zone(time_zone)
    return next_runs(parse_expression(expression), zone, now.replace(microsecond=0), now)
