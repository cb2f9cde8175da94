"""Cancelling a job: items not yet started are not started, those in flight finish."""

from __future__ import annotations

from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.errors import NotFoundError, StateConflictError
from control_push.models.audit import Action, AuditRecord
from control_push.models.base import utc_now
from control_push.models.push import Job, Stop, StopReason


def require_job(store: Store, job_id: str) -> Job:
    """The job.

    Raises:
        NotFoundError: there is none of that id.
    """
    job = store.jobs.get(job_id)
    if job is None:
        raise NotFoundError(f"There is no push job {job_id}. Look it up in the list of jobs.")
    return job


def cancel_push(store: Store, job_id: str, actor: str) -> Job:
    """The job, which ends as soon as the items in flight have.

    Raises:
        NotFoundError: there is no such job.
        StateConflictError: it has ended already.
    """
    job = require_job(store, job_id)
    if job.stop and job.is_active:
        return job
    stop = Stop(reason=StopReason.CANCELLED, by=actor, at=utc_now())
    record = AuditRecord(actor=actor, action=Action.PUSH_CANCEL_REQUESTED, job_id=job_id)
    try:
        store.commit([store.jobs.stop(job_id, stop), store.audit.append(record)])
    except ConditionFailedError as clash:
        # Stopped by something else a moment ago, or ended.
        if (now := require_job(store, job_id)).is_active:
            return now
        detail = "The job has ended already; its results say what was written."
        raise StateConflictError(detail, code="job_ended") from clash
    return require_job(store, job_id)
