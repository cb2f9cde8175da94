"""Every started job ends: also when the event that should have closed it was lost."""

from __future__ import annotations

from datetime import timedelta

from control_push.adapters.workflow import Workflow
from control_push.domain.push.finish import Closer, finish_push
from control_push.domain.push.stop import abort_job
from control_push.errors import UnreadableRowError
from control_push.models.base import utc_now
from control_push.telemetry import logger, oldest_active_job

GRACE = timedelta(seconds=30)
"""A job this young may be between its row and its execution."""


def sweep_pushes(closer: Closer, workflow: Workflow) -> list[str]:
    """Closes active jobs without a running execution; returns the ids of those that ended.

    A job that raises is logged, and the sweep goes on with the next one.
    """
    oldest_active_job(_age_of_the_oldest(closer))
    ended = []
    for job_id in closer.store.jobs.active_ids():
        try:
            if _close_if_lost(closer, workflow, job_id):
                ended.append(job_id)
        except Exception:  # noqa: BLE001 - of any kind: it is logged, and the others are swept
            logger.exception("push not swept", extra={"job_id": job_id})
    return ended


def _age_of_the_oldest(closer: Closer) -> float:
    """Seconds; before the sweep closes any, so that one which it cannot close is seen to grow old."""
    since = closer.store.jobs.oldest_active()
    return (utc_now() - since).total_seconds() if since else 0


def _close_if_lost(closer: Closer, workflow: Workflow, job_id: str) -> bool:
    try:
        job = closer.store.jobs.get(job_id)
    except UnreadableRowError:
        # No worker can do anything for it, now or later. The log has the reason.
        return not workflow.is_running(job_id) and closer.store.jobs.end_unreadable(job_id)
    if job is None or utc_now() - job.created_at < GRACE or workflow.is_running(job_id):
        return False
    abort_job(closer.store, job_id, "its execution is not running any more")
    return finish_push(closer, job_id) is not None
