"""Every started job ends: also when the event that should have closed it was lost."""

from __future__ import annotations

from datetime import timedelta

from control_push.adapters.workflow import Workflow
from control_push.domain.push.finish import Closer, abort_job, finish_push
from control_push.models.base import utc_now

GRACE = timedelta(seconds=30)
"""A job this young may be between its row and its execution."""


def sweep_pushes(closer: Closer, workflow: Workflow) -> list[str]:
    """Closes active jobs without a running execution; returns the ids of those that ended."""
    ended = []
    for job_id in closer.store.jobs.active_ids():
        job = closer.store.jobs.get(job_id)
        if job is None or utc_now() - job.created_at < GRACE or workflow.is_running(job_id):
            continue
        abort_job(closer.store, job_id, "its execution is not running any more")
        if finish_push(closer, job_id, workers_ended=False):
            ended.append(job_id)
    return ended
