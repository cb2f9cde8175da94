"""Giving an item its one outcome: statement, item, job counters and audit record in one transaction."""

from __future__ import annotations

from control_push.adapters.tables.push_items import PushTask
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError, Write
from control_push.domain.audit import records
from control_push.domain.push.results import ItemResult
from control_push.domain.statements.edit_session import writes_of
from control_push.models.audit import AuditRecord
from control_push.models.base import utc_now
from control_push.models.push import SUCCESSES, Job, JobItem
from control_push.models.statement import Statement
from control_push.telemetry import items_ended

TRIES = 10


def settle_item(store: Store, task: PushTask, result: ItemResult, statement: Statement | None) -> JobItem:
    """Writes the outcome, unless the item has one already; returns the item with the one that stands.

    `statement` is the row as the caller read it; it is read again when it changed meanwhile.
    """
    held = task.run is not None
    for _ in range(TRIES):
        item, writes = _settling(store, task, result, statement, held=held)
        try:
            store.commit(writes)
        except ConditionFailedError as clash:
            if "item" in clash.failed or "job" in clash.failed:
                return _standing(store, task)
            # Another run took the lease over when it ran out; the outcome is this job's all the same.
            held = held and "lease" not in clash.failed
            statement = store.statements.get(task.item.statement_id)
        else:
            items_ended(result.outcome, result.error.code if result.error else None)
            return item
    raise ConditionFailedError(["statement"])


def _standing(store: Store, task: PushTask) -> JobItem:
    latest = store.items.task(task.job.job_id, task.item.statement_id)
    if latest is None or latest.item.outcome is None:
        raise ConditionFailedError(["job"])
    return latest.item


def _settling(
    store: Store, task: PushTask, result: ItemResult, statement: Statement | None, *, held: bool
) -> tuple[JobItem, list[Write]]:
    item, record = settled(task.job, task.item, result)
    writes = [
        store.items.settle(item),
        store.jobs.count(task.job.job_id, {result.outcome: 1}),
        store.audit.append(record),
    ]
    if held and task.run:
        writes.append(store.items.release(item, task.run))
    if result.change and statement:
        writes += writes_of(store, result.change(statement))
    return item, writes


def settled(job: Job, item: JobItem, result: ItemResult) -> tuple[JobItem, AuditRecord]:
    """The item with its outcome, and the audit record that it names."""
    changes = {
        "outcome": result.outcome,
        "error": result.error,
        "note": result.note,
        "servicenow_version": result.evidence.version,
        "pushed_at": utc_now() if result.outcome in SUCCESSES else None,
    }
    ended = item.model_copy(update=changes)
    record = records.item_settled(job, ended, result.evidence)
    return ended.model_copy(update={"audit_id": record.id}), record
