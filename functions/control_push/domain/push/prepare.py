"""The workflow's first state: the items of a scope are added, the sign-in is tried once, all are listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.store import Store
from control_push.adapters.work_bucket import WorkBucket, item_row
from control_push.domain.look_up import require_job
from control_push.domain.push.freeze_scope import freeze_scope
from control_push.domain.push.stop import halt_job
from control_push.errors import ServiceNowError, SignInRefusedError
from control_push.models.push import Job
from control_push.telemetry import logger


@dataclass(frozen=True)
class Prepared:
    """What the Map needs to know."""

    total: int
    stopped: bool = False
    """Nothing is to be pushed: there is nothing, the job was cancelled, or ServiceNow refused the sign-in."""
    more: bool = False
    """The job has not all of its items yet: call again."""
    items: list[dict[str, Any]] | None = None
    """The items themselves, if they are few enough."""
    items_key: str | None = None
    """Else where they lie."""


@dataclass(frozen=True)
class Lists:
    """How the Map gets the items."""

    bucket: WorkBucket
    inline_up_to: int


def prepare_push(
    store: Store, lists: Lists, servicenow: Callable[[str], ServiceNowClient], job_id: str
) -> Prepared:
    """Safe to run again.

    Raises:
        NotFoundError: there is no such job.
    """
    job = freeze_scope(store, require_job(store, job_id))
    if job.stop or not job.is_active:
        return Prepared(job.total, stopped=True)
    if job.preparing:
        return Prepared(job.total, more=True)
    store.jobs.mark_running(job_id)
    if not job.total or not _signs_in(store, servicenow, job):
        return Prepared(job.total, stopped=True)
    items = store.items.all(job_id)
    if job.total <= lists.inline_up_to:
        return Prepared(job.total, items=list(map(item_row, items)))
    return Prepared(job.total, items_key=lists.bucket.put_items(job_id, items))


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
