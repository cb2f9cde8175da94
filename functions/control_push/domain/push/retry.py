"""A new job of the items of an ended one that can be tried again."""

from __future__ import annotations

from control_push.adapters.tables.store import Store
from control_push.adapters.workflow import Workflow
from control_push.domain.look_up import require_job
from control_push.domain.push.start import PushRequest, start_push, started_before
from control_push.errors import StateConflictError
from control_push.models.push import ErrorCode, JobItem, Outcome
from control_push.models.statement import StatementOutline, SyncStatus

AFTER_EDITING = {ErrorCode.CONTENT_TOO_LARGE, ErrorCode.INVALID_CONTENT}


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
    items = {item.statement_id: item for item in store.items.all(job_id)}
    statements = store.statements.outlines(list(items)).readable
    again = [
        statement_id for statement_id, item in items.items() if _can_retry(item, statements.get(statement_id))
    ]
    if not again:
        detail = "No item of this job can be retried: the results say for each what to do first."
        raise StateConflictError(detail, code="nothing_to_retry")
    return start_push(store, workflow, PushRequest(again, actor, idempotency_key, retry_of=job_id))


def _can_retry(item: JobItem, statement: StatementOutline | None) -> bool:
    if statement is None or statement.sync_status is not SyncStatus.MODIFIED:
        return False
    if item.outcome in {Outcome.CANCELLED, Outcome.CONFLICT}:
        return True
    if item.error is None:
        return False
    if item.error.code in AFTER_EDITING:
        return statement.revision > item.revision
    return item.error.retryable
