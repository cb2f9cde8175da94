"""Which statements of a schedule's scope a run may push, and which it holds back, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.statements import StatementFilter
from control_push.adapters.tables.store import Store
from control_push.domain.conflicts.check import Check, check_conflicts
from control_push.domain.conflicts.compare import Verdict
from control_push.domain.push.freeze_scope import hold_reason
from control_push.errors import RecordMissingError, SignInRefusedError
from control_push.models.connection import Connection
from control_push.models.push import Held, HoldReason
from control_push.models.schedule import Schedule
from control_push.models.statement import Statement, StatementState

CHECKED_AT_MOST = 1000
"""Statements that are compared with ServiceNow before a push is started, and as many as one names."""
CHECKED_AT_ONCE = 100


@dataclass(frozen=True)
class Choice:
    """What a run pushes: the statements at these revisions, or all in the scope if there are too many."""

    statements: Sequence[Statement]
    held: Sequence[Held]
    too_many: bool = False


def choose_statements(
    store: Store, client: ServiceNowClient, connection: Connection, schedule: Schedule, actor: str
) -> Choice:
    """Each modified statement of the scope is either pushed or held.

    What ServiceNow cannot be asked about now is left to the push, which compares again and waits.

    Raises:
        SignInRefusedError: nothing is to be begun.
    """
    where = StatementFilter(**schedule.scope.model_dump())
    edited = store.statements.edited_ids(connection.source_id, where, CHECKED_AT_MOST + 1)
    if len(edited) > CHECKED_AT_MOST:
        return Choice([], [], too_many=True)
    found = store.statements.outlines(edited).readable
    # The index is a moment behind its rows: what counts is the row.
    modified = [found[one] for one in edited if one in found and found[one].is_modified]
    reasons = [(one, hold_reason(one, edited_until(schedule))) for one in modified]
    held = [_held(one, reason) for one, reason in reasons if reason]
    ready = [one for one, reason in reasons if reason is None]
    pushed: list[Statement] = []
    for start in range(0, len(ready), CHECKED_AT_ONCE):
        some = [one.statement_id for one in ready[start : start + CHECKED_AT_ONCE]]
        for check in check_conflicts(store, client, connection, some, actor):
            if isinstance(check.error, SignInRefusedError):
                raise check.error
            # As it is now: somebody may have edited or discarded it since.
            now = check.statement
            if now is None or not now.is_modified:
                continue
            if reason := _found_by(check) or hold_reason(now, edited_until(schedule)):
                held.append(_held(now, reason))
            else:
                pushed.append(now)
    return Choice(pushed, held)


def edited_until(schedule: Schedule) -> datetime | None:
    """What was edited since then is held; None: nothing is for that."""
    return schedule.updated_at if schedule.pinned else None


def _found_by(check: Check) -> HoldReason | None:
    if isinstance(check.error, RecordMissingError):
        return HoldReason.MISSING
    return HoldReason.CONFLICT if check.verdict is Verdict.CONFLICT else None


def _held(statement: StatementState, reason: HoldReason) -> Held:
    return Held(statement_id=statement.statement_id, control_id=statement.control_id, reason=reason)
