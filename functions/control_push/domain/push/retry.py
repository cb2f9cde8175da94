"""A new job of the items of an ended one that can be tried again."""

from __future__ import annotations

from collections.abc import Iterable

from control_push.adapters.tables.store import Store
from control_push.adapters.workflow import Workflow
from control_push.domain.look_up import require_job
from control_push.domain.push.start import PushRequest, start_push, started_before
from control_push.errors import StateConflictError
from control_push.models.push import SUCCESSES, ErrorCode, Job, JobItem, Outcome
from control_push.models.statement import Presence, StatementOutline, SyncStatus

AFTER_EDITING = {ErrorCode.CONTENT_TOO_LARGE, ErrorCode.INVALID_CONTENT}
AT_ONCE = 1000
"""Items of a job whose retry is prepared in the call. To that of a larger one the workflow adds them."""
PAGE = 100
PAGES_LOOKED_AT = 30
"""Of each outcome, before a large job is taken for one with something to retry."""


def retry_push(store: Store, workflow: Workflow, job_id: str, actor: str, idempotency_key: str | None) -> str:
    """The id of the new job, or of the one that this idempotency key started before.

    Raises:
        NotFoundError: there is no such job.
        InvalidInputError: the key was used for another request.
        StateConflictError: `job_running`, or `nothing_to_retry`.
    """
    job = require_job(store, job_id)
    request = PushRequest([], actor, idempotency_key, retry_of=job_id)
    # First of all: what can be retried changes once the first call's items have settled.
    if earlier := started_before(store, workflow, request):
        return earlier
    if job.is_active:
        raise StateConflictError("The job is still running; retry it when it has ended.", code="job_running")
    again: list[StatementOutline] = []
    if job.total <= AT_ONCE:
        again = _to_try_again(store, store.items.all(job_id))
    if not (again or (job.total > AT_ONCE and _has_some(store, job))):
        detail = "No item of this job can be retried: the results say for each what to do first."
        raise StateConflictError(detail, code="nothing_to_retry")
    statement_ids = [one.statement_id for one in again]
    return start_push(store, workflow, PushRequest(statement_ids, actor, idempotency_key, retry_of=job_id))


def retryable_page(
    store: Store, job_id: str, limit: int, cursor: str | None
) -> tuple[list[StatementOutline], str | None]:
    """The statements to be tried again among the next so many items of a job, and where to go on."""
    page = store.items.page_with_open(job_id, limit, cursor)
    return _to_try_again(store, page.rows), page.next_cursor


def _has_some(store: Store, job: Job) -> bool:
    """Whether there is something to try again, as far as the first pages of each outcome tell."""
    for outcome in (one for one in Outcome if one not in SUCCESSES and job.count(one)):
        cursor: str | None = None
        for _ in range(PAGES_LOOKED_AT):
            page = store.items.page(job.job_id, outcome, PAGE, cursor)
            if _to_try_again(store, page.rows):
                return True
            cursor = page.next_cursor
            if cursor is None:
                break
        else:
            return True
    return False


def _to_try_again(store: Store, items: Iterable[JobItem]) -> list[StatementOutline]:
    by_id = {item.statement_id: item for item in items}
    statements = store.statements.outlines(list(by_id)).readable
    found = ((item, statements.get(statement_id)) for statement_id, item in by_id.items())
    return [one for item, one in found if one and _can_retry(item, one)]


def _can_retry(item: JobItem, statement: StatementOutline) -> bool:
    if statement.sync_status is not SyncStatus.MODIFIED or statement.presence is Presence.MISSING:
        return False
    if item.outcome in {Outcome.CANCELLED, Outcome.CONFLICT}:
        return True
    if item.error is None:
        return False
    if item.error.code in AFTER_EDITING:
        return statement.revision > item.revision
    return item.error.retryable
