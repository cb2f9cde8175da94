"""Everything about pushing: what is modified, conflicts, jobs."""

from __future__ import annotations

from typing import Annotated, Any

from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import Field

from control_push.adapters.tables.statements import StatementFilter
from control_push.domain.conflicts.check import check_conflicts
from control_push.domain.conflicts.resolve import Decision, Resolution, resolve_conflict
from control_push.domain.connection.change import require_connection
from control_push.domain.push.retry import retry_push
from control_push.domain.push.start import PushRequest, start_push
from control_push.domain.push.stop import cancel_push, require_job
from control_push.domain.statements.edit import require_statement
from control_push.handlers.api.http import PREFIX, answer, new_api
from control_push.handlers.api.parameters import (
    DEFAULT_LIMIT,
    Cursor,
    IdempotencyKey,
    Limit,
    PathId,
    StatementId,
    Text,
    actor,
)
from control_push.handlers.api.views import (
    CheckList,
    CheckView,
    JobList,
    JobStarted,
    JobView,
    ModifiedList,
    ModifiedStatement,
    ResultList,
    ResultView,
    StatementView,
)
from control_push.handlers.resources import push_workflow, servicenow, store
from control_push.models.base import Model
from control_push.models.push import JobStatus, Outcome
from control_push.models.statement import ServiceNowVersion

# A Lambda function's answer may have 6 MB; escaping can make a text longer.
MAX_TEXTS = 4_000_000

api = new_api()


class CheckRequest(Model):
    """The statements to compare with ServiceNow."""

    statement_ids: Annotated[list[StatementId], Field(min_length=1, max_length=100)]


class ResolveRequest(Model):
    """The decision, and the remote version it was taken on."""

    resolution: Resolution
    merged_content: str | None = None
    remote_version: ServiceNowVersion


class StartRequest(Model):
    """The statements to push."""

    statement_ids: Annotated[list[StatementId], Field(min_length=1, max_length=1000)]


@api.get(
    f"{PREFIX}/push/modified",
    summary="List statements with an unpushed edit",
    tags=["push"],
    operation_id="listModified",
)
def list_modified(
    system_id: Text = None,
    family: Text = None,
    modified_by: Text = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> ModifiedList:
    """Ordered by system and control, AC-2 before AC-10."""
    source_id = require_connection(store()).source_id
    where = StatementFilter(system_id=system_id, family=family, modified_by=modified_by)
    page = store().statements.list_modified(source_id, where, limit, cursor)
    rows = [ModifiedStatement.model_validate({**row, "id": row["statement_id"]}) for row in page.rows]
    total = store().statements.count_modified(source_id, where)
    return ModifiedList(statements=rows, total_count=total, next_cursor=page.next_cursor)


@api.post(
    f"{PREFIX}/push/check-conflicts",
    summary="Compare statements with ServiceNow",
    tags=["push"],
    operation_id="checkConflicts",
)
def check(body: CheckRequest) -> CheckList:
    """One entry per id; a record that is gone or cannot be read is an entry with `error`."""
    connection = require_connection(store())
    client = servicenow(connection)
    checks = check_conflicts(store(), client, connection, body.statement_ids, actor(api))
    return CheckList(conflicts=_within_limit([CheckView.of(one) for one in checks]))


def _within_limit(views: list[CheckView]) -> list[CheckView]:
    fitting, used = [], 0
    for view in views:
        texts = (view.base_content, view.local_content, view.remote_content)
        used += sum(len(text.encode()) for text in texts if text)
        fitting.append(view if used <= MAX_TEXTS else view.without_texts())
    return fitting


@api.post(
    f"{PREFIX}/push/resolve-conflict/<statement_id>",
    summary="Resolve a conflict",
    tags=["push"],
    operation_id="resolveConflict",
)
def resolve(statement_id: PathId, body: ResolveRequest) -> StatementView:
    """Refused when ServiceNow moved past the version that the decision was taken on."""
    connection = require_connection(store())
    statement = require_statement(store(), connection, statement_id)
    decision = Decision(body.resolution, body.remote_version, body.merged_content, actor(api))
    resolved, removed = resolve_conflict(store(), servicenow(connection), statement, decision)
    return StatementView.of(resolved, removed)


@api.post(f"{PREFIX}/push", summary="Start a push", tags=["push"], status_code=202, operation_id="startPush")
def start(body: StartRequest, idempotency_key: IdempotencyKey = None) -> JobStarted:
    """All or nothing: one statement that cannot be pushed refuses the request, naming every such one."""
    request = PushRequest(body.statement_ids, actor(api), idempotency_key)
    return JobStarted(job_id=start_push(store(), push_workflow(), request))


@api.get(f"{PREFIX}/push", summary="List push jobs", tags=["push"], operation_id="listPushes")
def list_jobs(
    status: JobStatus | None = None,
    created_by: Text = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> JobList:
    """Newest first."""
    page = store().jobs.page(status, created_by, limit, cursor)
    return JobList(jobs=[JobView.of(job) for job in page.rows], next_cursor=page.next_cursor)


@api.get(f"{PREFIX}/push/<job_id>", summary="Read a push job", tags=["push"], operation_id="getPush")
def read_job(job_id: PathId) -> JobView:
    """Counters always equal the sum of the items' outcomes."""
    return JobView.of(require_job(store(), job_id))


@api.get(
    f"{PREFIX}/push/<job_id>/results",
    summary="List a job's results",
    tags=["push"],
    operation_id="listResults",
)
def list_results(
    job_id: PathId, outcome: Outcome | None = None, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> ResultList:
    """Items that have an outcome."""
    require_job(store(), job_id)
    page = store().items.page(job_id, outcome, limit, cursor)
    return ResultList(results=[ResultView.of(item) for item in page.rows], next_cursor=page.next_cursor)


@api.post(
    f"{PREFIX}/push/<job_id>/cancel",
    summary="Cancel a push job",
    tags=["push"],
    status_code=202,
    operation_id="cancelPush",
)
def cancel(job_id: PathId) -> JobView:
    """Items not yet started end cancelled; those in flight finish, then the job ends."""
    return JobView.of(cancel_push(store(), job_id, actor(api)))


@api.post(
    f"{PREFIX}/push/<job_id>/retry",
    summary="Retry what can be retried",
    tags=["push"],
    status_code=202,
    operation_id="retryPush",
)
def retry(job_id: PathId, idempotency_key: IdempotencyKey = None) -> JobStarted:
    """A new job of the ended one's retryable failures, cancelled and halted items."""
    started = retry_push(store(), push_workflow(), job_id, actor(api), idempotency_key)
    return JobStarted(job_id=started)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Lambda entry point for an HTTP API event."""
    return answer(api, event, context)
