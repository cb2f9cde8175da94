"""Giving an item its one outcome: statement, item, job counters and audit record in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from control_push.adapters.tables.push_items import Work
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError, Write
from control_push.domain.compare_texts import sha256
from control_push.models.audit import Action, AuditRecord
from control_push.models.base import utc_now
from control_push.models.push import SUCCESSES, ItemError, JobItem, Outcome
from control_push.models.statement import ServiceNowVersion, Statement

TRIES = 10
ACTIONS = {
    Outcome.SUCCEEDED: Action.PUSHED,
    Outcome.ALTERED: Action.PUSHED,
    Outcome.CONFLICT: Action.PUSH_FAILED,
    Outcome.FAILED: Action.PUSH_FAILED,
    Outcome.SKIPPED: Action.PUSH_SKIPPED,
    Outcome.CANCELLED: Action.PUSH_CANCELLED,
}


@dataclass(frozen=True)
class Result:
    """How an item ended, and what that does to its statement."""

    outcome: Outcome
    error: ItemError | None = None
    note: str | None = None
    change: Callable[[Statement], Statement] | None = None
    """Applied to the statement as it is when the outcome is written."""
    before: str | None = None
    """The text in ServiceNow before."""
    after: str | None = None
    """The text in ServiceNow after."""
    version: ServiceNowVersion | None = None


def settle_item(store: Store, work: Work, result: Result, statement: Statement | None) -> Outcome:
    """Writes the outcome, unless the item has one already; returns the one that stands.

    `statement` is the row as the caller read it; it is read again when it changed meanwhile.
    """
    held = work.run is not None
    for _ in range(TRIES):
        try:
            store.commit(_writes(store, work, result, statement, held=held))
        except ConditionFailedError as clash:
            if "item" in clash.failed or "job" in clash.failed:
                return _standing_outcome(store, work)
            # Another run took the lease over when it ran out; the outcome is this job's all the same.
            held = held and "lease" not in clash.failed
            statement = store.statements.get(work.item.statement_id)
        else:
            return result.outcome
    raise ConditionFailedError(["statement"])


def _standing_outcome(store: Store, work: Work) -> Outcome:
    latest = store.items.work(work.job.job_id, work.item.statement_id)
    if latest is None or latest.item.outcome is None:
        raise ConditionFailedError(["job"])
    return latest.item.outcome


def _writes(
    store: Store, work: Work, result: Result, statement: Statement | None, *, held: bool
) -> list[Write]:
    record = audit_of(work.job.created_by, work.item, result, work.text)
    item = settled(work.item, result, record.id)
    writes = [
        store.items.settle(item),
        store.jobs.count(work.job.job_id, {result.outcome: 1}),
        store.audit.append(record),
    ]
    if held and work.run:
        writes.append(store.items.release(item, work.run))
    if result.change and statement:
        writes.append(store.statements.save(result.change(statement)))
    return writes


def settled(item: JobItem, result: Result, audit_id: str) -> JobItem:
    """The item with its outcome."""
    changes = {
        "outcome": result.outcome,
        "error": result.error,
        "note": result.note,
        "servicenow_version": result.version,
        "audit_id": audit_id,
        "pushed_at": utc_now() if result.outcome in SUCCESSES else None,
    }
    return item.model_copy(update=changes)


def audit_of(actor: str, item: JobItem, result: Result, sent: str | None = None) -> AuditRecord:
    """The evidence for the outcome."""
    details = {
        "outcome": result.outcome.value,
        "revision": item.revision,
        "attempts": item.attempts,
        "code": result.error.code.value if result.error else None,
        "message": result.error.message if result.error else result.note,
        "servicenow_version": result.version.model_dump() if result.version else None,
    }
    return AuditRecord(
        actor=actor,
        action=ACTIONS[result.outcome],
        statement_id=item.statement_id,
        control_id=item.control_id,
        system_id=item.system_id,
        job_id=item.job_id,
        before_sha256=sha256(result.before) if result.before is not None else None,
        after_sha256=sha256(result.after) if result.after is not None else None,
        details={name: value for name, value in details.items() if value is not None},
        before_content=result.before,
        after_content=result.after,
        sent_content=sent if result.after is not None and result.after != sent else None,
    )
