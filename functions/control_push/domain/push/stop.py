"""Stopping a job: from then on no worker starts on a further item, those in flight finish."""

from __future__ import annotations

from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.audit import records
from control_push.domain.look_up import require_job
from control_push.domain.push.results import error_of
from control_push.errors import SignInRefusedError, StateConflictError
from control_push.models.base import utc_now
from control_push.models.push import ErrorCode, ItemError, Job, Stop, StopReason

ABORTED_HINT = "Start a retry for the statements that were not pushed."


def cancel_job(store: Store, job_id: str, actor: str) -> Job:
    """A person's wish. The job, which ends as soon as the items in flight have.

    Raises:
        NotFoundError: there is no such job.
        StateConflictError: it has ended already.
    """
    job = require_job(store, job_id)
    if job.stop and job.is_active:
        return job
    stop = Stop(reason=StopReason.CANCELLED, by=actor, at=utc_now())
    try:
        store.commit(
            [store.jobs.stop(job_id, stop), store.audit.append(records.cancel_requested(job_id, actor))]
        )
    except ConditionFailedError as clash:
        # Stopped by something else a moment ago, or ended.
        if (now := require_job(store, job_id)).is_active:
            return now
        detail = "The job has ended already; its results say what was written."
        raise StateConflictError(detail, code="job_ended") from clash
    return require_job(store, job_id)


def halt_job(store: Store, job_id: str, error: SignInRefusedError) -> None:
    """ServiceNow refused the sign-in: further attempts could lock the account."""
    stop = Stop(reason=StopReason.HALTED, error=error_of(error), by="ServiceNow", at=utc_now())
    store.jobs.stop_once(job_id, stop)


def abort_job(store: Store, job_id: str, cause: str) -> None:
    """The job's execution is gone."""
    error = ItemError(
        code=ErrorCode.INTERNAL_ERROR,
        message=f"The run ended before all statements were pushed: {cause}.",
        hint=ABORTED_HINT,
    )
    store.jobs.stop_once(job_id, Stop(reason=StopReason.ABORTED, error=error, by="operator", at=utc_now()))
