"""Closing a job: items that no worker settled get their outcome, then the job its final status.

Called by the workflow's last state, by the rule on executions that were aborted or failed, and by a sweep.
An item that a worker had started on is settled by reading ServiceNow, never by writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.push_items import Work
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.compare_texts import same_text
from control_push.domain.push import item_errors
from control_push.domain.push.push_statement import already_stored_result, conflict_result
from control_push.domain.push.settle_item import Result, audit_of, settle_item, settled
from control_push.errors import RecordMissingError, ServiceNowError
from control_push.models.audit import Action, AuditRecord
from control_push.models.base import utc_now
from control_push.models.push import (
    ErrorCode,
    ItemError,
    Job,
    JobItem,
    JobStatus,
    Outcome,
    Stop,
    StopReason,
)
from control_push.models.statement import RemoteRecord

BATCH = 25
"""Items settled in one transaction: each takes two of its at most 100 writes, the job one."""
ABORTED_HINT = "Start a retry for the statements that were not pushed."


@dataclass(frozen=True)
class Closer:
    """What closing a job needs."""

    store: Store
    servicenow: Callable[[str], ServiceNowClient]


def abort_job(store: Store, job_id: str, cause: str) -> None:
    """The job's execution is gone: no worker starts on a further item."""
    error = ItemError(
        code=ErrorCode.INTERNAL_ERROR,
        message=f"The run ended before all statements were pushed: {cause}.",
        hint=ABORTED_HINT,
    )
    store.jobs.stop_once(job_id, Stop(reason=StopReason.ABORTED, error=error, by="operator", at=utc_now()))


def finish_push(closer: Closer, job_id: str, *, workers_ended: bool) -> Job | None:
    """The ended job; None while a worker may still be at one of its items, so call again later.

    `workers_ended`: the workflow has seen all its workers end. Otherwise only a worker whose lease has run
    out is taken to be dead.

    Raises:
        LookupError: there is no such job.
    """
    job = _require_job(closer.store, job_id)
    if not job.is_active:
        return job
    open_items = [item for item in closer.store.items.all(job_id) if item.outcome is None]
    untouched = [item for item in open_items if item.claimed_at is None]
    for start in range(0, len(untouched), BATCH):
        _settle_untouched(closer.store, job, untouched[start : start + BATCH])
    pending = [not _settle_started(closer, job, item, workers_ended) for item in _started(closer.store, job)]
    return None if any(pending) else _close(closer.store, job_id)


def _require_job(store: Store, job_id: str) -> Job:
    job = store.jobs.get(job_id)
    if job is None:
        raise LookupError(f"no job {job_id}")
    return job


def _started(store: Store, job: Job) -> Iterator[JobItem]:
    """Items without an outcome, as they are now: a worker may have claimed or settled some meanwhile."""
    return (item for item in store.items.all(job.job_id) if item.outcome is None)


def _unpushed(job: Job) -> Result:
    """How an item ends of which surely nothing was written."""
    if job.stop is None:
        return Result(Outcome.FAILED, item_errors.internal_error(job.job_id))
    if job.stop.reason is StopReason.HALTED:
        return Result(Outcome.SKIPPED, job.stop.error)
    note = "The push was cancelled before this statement was written."
    if job.stop.reason is StopReason.ABORTED:
        note = "The run was aborted before this statement was written."
    return Result(Outcome.CANCELLED, note=note)


def _settle_untouched(store: Store, job: Job, items: Sequence[JobItem]) -> None:
    result = _unpushed(job)
    writes = [store.jobs.count(job.job_id, {result.outcome: len(items)})]
    for item in items:
        record = audit_of(job.created_by, item, result)
        writes.append(store.items.settle(settled(item, result, record.id), unclaimed=True))
        writes.append(store.audit.append(record))
    try:
        store.commit(writes)
    except ConditionFailedError:
        # A worker was faster with one of them. One by one, the others get their outcome all the same;
        # that one is among the started now.
        if len(items) > 1:
            for item in items:
                _settle_untouched(store, job, [item])


def _settle_started(closer: Closer, job: Job, item: JobItem, workers_ended: bool) -> bool:
    """Whether the item has its outcome now."""
    if item.claimed_at is None:
        _settle_untouched(closer.store, job, [item])
        return True
    if not workers_ended and closer.store.items.lease_until(item.statement_id, item.job_id):
        return False
    work = closer.store.items.work(job.job_id, item.statement_id)
    if work is None:
        raise LookupError(f"job {job.job_id} has lost the text of {item.statement_id}")
    statement = closer.store.statements.get(item.statement_id)
    result = _result_by_reading(closer, work, statement.content if statement else "")
    settle_item(closer.store, work, result, statement)
    return True


def _result_by_reading(closer: Closer, work: Work, base: str) -> Result:
    try:
        remote = closer.servicenow(work.job.source_id).get_record(work.item.servicenow_sys_id)
    except RecordMissingError as error:
        return Result(Outcome.FAILED, item_errors.from_servicenow(error))
    except ServiceNowError as error:
        return _unreadable(error)
    return _result_of(work, base, remote)


def _result_of(work: Work, base: str, remote: RemoteRecord) -> Result:
    if same_text(remote.content, work.text):
        return already_stored_result(work.item, base, remote)
    return _unpushed(work.job) if same_text(remote.content, base) else conflict_result(remote)


def _unreadable(error: ServiceNowError) -> Result:
    """Nobody knows whether the text was stored; the next push reads before it writes."""
    known = item_errors.from_servicenow(error)
    message = f"The run broke off, and ServiceNow could not be read to see what it stored: {known.message}"
    return Result(Outcome.FAILED, known.model_copy(update={"message": message}))


def _close(store: Store, job_id: str) -> Job | None:
    job = _require_job(store, job_id)
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
        store.commit([store.jobs.finish(ended), store.audit.append(_finished(ended))])
    except ConditionFailedError:
        return _require_job(store, job_id)
    return ended


def _final_status(job: Job) -> JobStatus:
    if job.stop is None:
        return JobStatus.COMPLETED
    if job.stop.reason is not StopReason.CANCELLED:
        return JobStatus.FAILED
    return JobStatus.CANCELLED if job.count(Outcome.CANCELLED) else JobStatus.COMPLETED


def _finished(job: Job) -> AuditRecord:
    outcomes = {outcome.value: n for outcome, n in job.outcomes.items() if n}
    return AuditRecord(
        actor=job.created_by,
        action=Action.PUSH_FINISHED,
        job_id=job.job_id,
        details={"status": job.status.value, "total": job.total, "outcomes": outcomes},
    )
