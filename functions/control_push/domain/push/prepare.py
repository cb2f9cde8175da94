"""The workflow's first state: the job runs, the sign-in is tried once, the items are listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.store import Store
from control_push.adapters.work_bucket import WorkBucket
from control_push.domain.push.stop import halt_job
from control_push.errors import ServiceNowError, SignInRefusedError
from control_push.models.push import Job
from control_push.telemetry import logger


@dataclass(frozen=True)
class Prepared:
    """What the Map needs to know."""

    total: int
    stopped: bool
    """Nothing is to be pushed: the job was cancelled already, or ServiceNow refused the sign-in."""
    items_key: str


def prepare_push(
    store: Store, bucket: WorkBucket, servicenow: Callable[[str], ServiceNowClient], job_id: str
) -> Prepared:
    """Safe to run again.

    Raises:
        LookupError: there is no such job.
    """
    store.jobs.mark_running(job_id)
    job = store.jobs.get(job_id)
    if job is None:
        raise LookupError(f"no job {job_id}")
    key = bucket.put_items(job_id, store.items.all(job_id))
    stopped = job.stop is not None or not job.is_active or not _signs_in(store, servicenow, job)
    return Prepared(total=job.total, stopped=stopped, items_key=key)


def _signs_in(store: Store, servicenow: Callable[[str], ServiceNowClient], job: Job) -> bool:
    """One attempt for the whole job, before five workers would each make one and lock the account."""
    try:
        servicenow(job.source_id).probe()
    except SignInRefusedError as error:
        halt_job(store, job.job_id, error)
        return False
    except ServiceNowError as error:
        # Not a matter of sign-in: the workers find out for each statement, and wait where that helps.
        logger.info("probe failed", extra={"job_id": job.job_id, "code": error.code})
    return True
