"""Closing a job: items that no worker settled get their outcome, then the job its final status.

Called by the workflow's last state, by the rule on executions that were aborted or failed, and by a sweep.
An item that a worker had started on is settled by reading ServiceNow, never by writing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.push_items import PushTask
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.audit import records
from control_push.domain.look_up import require_job
from control_push.domain.push import results, retry_policy
from control_push.domain.push.results import ItemResult
from control_push.domain.push.settle_item import settle_item, settled
from control_push.errors import RecordMissingError, ServiceNowError
from control_push.models.base import utc_now
from control_push.models.push import Job, JobItem, JobStatus, Outcome, StopReason
from control_push.models.statement import Statement
from control_push.telemetry import items_ended, logger

BATCH = 25
"""Items settled in one transaction: each takes two of its at most 100 writes, the job one."""
CLOSING_ATTEMPTS = 3
"""How often closing tries an item, on top of the workers' runs, before it ends as `internal_error`."""


@dataclass(frozen=True)
class Closer:
    """What closing a job needs."""

    store: Store
    servicenow: Callable[[str], ServiceNowClient]


def finish_push(closer: Closer, job_id: str) -> Job | None:
    """The ended job; None while an item is not settled, so call again later.

    That is: while a worker may still be at it (its lease has not run out), or when settling it raised.

    Raises:
        NotFoundError: there is no such job.
    """
    job = require_job(closer.store, job_id)
    if not job.is_active:
        return job
    untouched = [item for item in _open_items(closer.store, job_id) if item.claimed_at is None]
    for start in range(0, len(untouched), BATCH):
        _settle_untouched(closer.store, job, untouched[start : start + BATCH])
    # Read again: a worker may have claimed or settled some meanwhile.
    pending = [item for item in _open_items(closer.store, job_id) if not _settle_started(closer, job, item)]
    return None if pending else _close(closer.store, job_id)


def _open_items(store: Store, job_id: str) -> list[JobItem]:
    return [item for item in store.items.all(job_id) if item.outcome is None]


def _settle_untouched(store: Store, job: Job, items: Sequence[JobItem]) -> None:
    result = results.not_reached(job)
    writes = [store.jobs.count(job.job_id, {result.outcome: len(items)})]
    for item in items:
        ended, record = settled(job, item, result)
        writes.append(store.items.settle(ended, unclaimed=True))
        writes.append(store.audit.append(record))
    try:
        store.commit(writes)
        items_ended(result.outcome, result.error.code if result.error else None, len(items))
    except ConditionFailedError:
        # A worker was faster with one of them. One by one, the others get their outcome all the same;
        # that one is among the started now.
        if len(items) > 1:
            for item in items:
                _settle_untouched(store, job, [item])


def _settle_started(closer: Closer, job: Job, item: JobItem) -> bool:
    """Whether the item has its outcome now. One that cannot be processed holds up nothing but itself."""
    if item.claimed_at is None:
        _settle_untouched(closer.store, job, [item])
        return True
    if closer.store.items.lease_until(item.statement_id, item.job_id):
        return False
    try:
        _settle_by_reading(closer, job, item)
    except Exception:  # noqa: BLE001 - of any kind: it is logged, and ends that item alone
        logger.exception("item not closed", extra={"job_id": job.job_id, "statement_id": item.statement_id})
        return _given_up(closer.store, job, item)
    return True


def _settle_by_reading(closer: Closer, job: Job, item: JobItem) -> None:
    task = closer.store.items.task(job.job_id, item.statement_id)
    if task is None:
        raise LookupError(f"job {job.job_id} has lost the text of {item.statement_id}")
    statement = closer.store.statements.get(item.statement_id)
    settle_item(closer.store, task, _result_by_reading(closer, task, statement), statement)


def _given_up(store: Store, job: Job, item: JobItem) -> bool:
    """After so many tries the item ends without its statement; its text stays as it is."""
    if item.attempts < retry_policy.MAX_ATTEMPTS + CLOSING_ATTEMPTS:
        store.commit([store.items.count_attempt(item)])
        return False
    result = results.internal_error(job.job_id, maybe_written=True)
    settle_item(store, PushTask(job, item, text=""), result, None)
    return True


def _result_by_reading(closer: Closer, task: PushTask, statement: Statement | None) -> ItemResult:
    try:
        client = closer.servicenow(task.job.source_id)
        remote = client.get_record(task.item.servicenow_sys_id)
    except RecordMissingError as error:
        return results.refused(task, error, maybe_written=task.maybe_written)
    except ServiceNowError as error:
        return results.unreadable(task, error)
    if client.texts.same(remote.content, task.text):
        return results.already_stored(client.texts, task, statement, remote)
    if client.texts.same(remote.content, statement.content if statement else ""):
        return results.not_reached(task.job)
    return results.conflict(client.texts, task, remote, maybe_written=task.maybe_written)


def _close(store: Store, job_id: str) -> Job | None:
    job = require_job(store, job_id)
    if not job.is_active:
        return job
    if job.completed < job.total:
        return None
    ended = job.model_copy(
        update={
            "status": _final_status(job),
            "completed_at": utc_now(),
            "error": job.stop.error if job.stop and job.stop.error else None,
        }
    )
    try:
        store.commit([store.jobs.finish(ended), store.audit.append(records.push_finished(ended))])
    except ConditionFailedError:
        return require_job(store, job_id)
    return ended


def _final_status(job: Job) -> JobStatus:
    if job.stop is None:
        return JobStatus.COMPLETED
    if job.stop.reason is not StopReason.CANCELLED:
        return JobStatus.FAILED
    cut_short = job.preparing or job.count(Outcome.CANCELLED)
    return JobStatus.CANCELLED if cut_short else JobStatus.COMPLETED
