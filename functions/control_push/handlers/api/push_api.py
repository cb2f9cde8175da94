"""Everything about pushing: what is modified, conflicts, jobs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import Field

from control_push.adapters.tables.statements import StatementFilter
from control_push.domain.conflicts.check import check_conflicts
from control_push.domain.conflicts.resolve import Decision, Resolution, resolve_conflict
from control_push.domain.connection.usable import require_usable
from control_push.domain.look_up import require_connection, require_job, require_statement
from control_push.domain.operations import stop_switch
from control_push.domain.push.retry import retry_push
from control_push.domain.push.start import PushRequest, start_push
from control_push.domain.push.stop import cancel_job
from control_push.domain.statements.change import all_sanitized
from control_push.errors import InvalidInputError
from control_push.handlers.api import conflict_check
from control_push.handlers.api.access import READERS, WRITERS, actor
from control_push.handlers.api.conflict_check import CheckView
from control_push.handlers.api.parameters import (
    DEFAULT_LIMIT,
    Cursor,
    IdempotencyKey,
    Limit,
    PathId,
    Revision,
    StatementId,
    Text,
)
from control_push.handlers.api.routing import Api
from control_push.handlers.api.scope_request import ScopeRequest
from control_push.handlers.api.unreadable import UnreadableRow, unreadable_rows
from control_push.handlers.resources import push_workflow, servicenow, store
from control_push.models.base import Model, View
from control_push.models.operations import Operations
from control_push.models.push import (
    Job,
    JobItem,
    JobStatus,
    JobView,
    OpenItemView,
    Outcome,
    ResultView,
)
from control_push.models.statement import ModifiedStatement, ServiceNowVersion, StatementView
from control_push.settings import PushWorkflow, ServiceNowSecret, Tables
from control_push.telemetry import observed

api = Api()

WithOpen = Annotated[bool, Query(description="Also the items that have no outcome yet, in `open`.")]


class ModifiedList(View):
    """One page of modified statements."""

    statements: Sequence[ModifiedStatement]
    total_count: int
    """Of all pages, as counted for the first of them."""
    total_is_exact: bool
    """False where there are more than are counted."""
    next_cursor: str | None
    unreadable: Sequence[UnreadableRow]


class CheckRequest(Model):
    """The statements to compare with ServiceNow."""

    statement_ids: Annotated[list[StatementId], Field(min_length=1, max_length=100)]


class CheckList(View):
    """One answer per statement asked about, in that order."""

    conflicts: list[CheckView]


class ResolveRequest(Model):
    """The decision, and the two texts it was taken on: the remote version and the local revision."""

    resolution: Resolution
    merged_content: str | None = None
    remote_version: ServiceNowVersion
    revision: Annotated[int, Field(ge=1, strict=True, description="Of the local text that was seen.")]


class StartRequest(Model):
    """The statements to push, the revisions that were confirmed, and why; or a scope instead of them."""

    statement_ids: Annotated[list[StatementId] | None, Field(min_length=1, max_length=1000)] = None
    scope: Annotated[
        ScopeRequest | None,
        Field(description="All modified statements in it that are not in conflict, up to 100,000."),
    ] = None
    revisions: Annotated[
        dict[StatementId, Revision] | None,
        Field(max_length=1000, description="Those confirmed; a statement at another one is refused."),
    ] = None
    note: Annotated[
        str | None, Field(max_length=500, description="Why; stands in the job and its audit records.")
    ] = None


class JobStarted(View):
    """The job runs in the background."""

    job_id: str
    waiting_reason: str | None
    """Set when it will wait: an administrator stopped all writes."""


class JobList(View):
    """One page of jobs, newest first."""

    jobs: Sequence[JobView]
    next_cursor: str | None
    unreadable: Sequence[UnreadableRow]


class ResultList(View):
    """One page of results."""

    results: list[ResultView]
    open: list[OpenItemView]
    """Items of the page without an outcome yet; only if asked for."""
    next_cursor: str | None


@api.call(
    "GET",
    "/push/modified",
    READERS,
    "List statements with an unpushed edit",
    tag="push",
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
    return ModifiedList(
        statements=page.rows,
        total_count=page.total.rows,
        total_is_exact=page.total.is_complete,
        next_cursor=page.next_cursor,
        unreadable=unreadable_rows(page.unreadable),
    )


@api.call(
    "POST",
    "/push/check-conflicts",
    WRITERS,
    "Compare statements with ServiceNow",
    tag="push",
    operation_id="checkConflicts",
)
def check(body: CheckRequest) -> CheckList:
    """One entry per id; a record that is gone or cannot be read is an entry with `error`."""
    connection = require_usable(require_connection(store()))
    client = servicenow(connection)
    checks = check_conflicts(store(), client, connection, body.statement_ids, actor(api))
    return CheckList(conflicts=conflict_check.answers(checks))


@api.call(
    "POST",
    "/push/resolve-conflict/<statement_id>",
    WRITERS,
    "Resolve a conflict",
    tag="push",
    operation_id="resolveConflict",
)
def resolve(statement_id: PathId, body: ResolveRequest) -> StatementView:
    """Refused when ServiceNow moved past the version that the decision was taken on."""
    connection = require_usable(require_connection(store()))
    statement = require_statement(store(), connection, statement_id)
    decision = Decision(body.resolution, body.remote_version, body.revision, body.merged_content, actor(api))
    resolved, removed = resolve_conflict(store(), servicenow(connection), statement, decision)
    return resolved.model_copy(update={"sanitized": all_sanitized(resolved, removed)})


@api.call("POST", "/push", WRITERS, "Start a push", tag="push", operation_id="startPush", status_code=202)
def start(body: StartRequest, idempotency_key: IdempotencyKey = None) -> JobStarted:
    """Named statements all or none: one that cannot be pushed refuses the request, naming every such one.

    Those of a scope are added in the background: the job is `pending` and `preparing` meanwhile.
    """
    statement_ids, revisions = body.statement_ids or [], body.revisions or {}
    if (body.scope is None) == (body.statement_ids is None):
        message = "name the statements, or give a scope instead, and not both"
        raise InvalidInputError("What is to be pushed?", [("statement_ids", message)])
    if others := revisions.keys() - set(statement_ids):
        rows = [(f"revisions.{one}", "is not among statement_ids") for one in sorted(others)]
        raise InvalidInputError("Some revisions are of statements that are not to be pushed.", rows)
    scope = body.scope.scope if body.scope is not None else None
    request = PushRequest(
        statement_ids, actor(api), idempotency_key, note=body.note, revisions=revisions, scope=scope
    )
    return _started(start_push(store(), push_workflow(), request))


@api.call("GET", "/push", READERS, "List push jobs", tag="push", operation_id="listPushes")
def list_jobs(
    status: JobStatus | None = None,
    created_by: Text = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> JobList:
    """Newest first."""
    page = store().jobs.page(status, created_by, limit, cursor)
    operations = store().operations.read()
    jobs = [_shown(job, operations) for job in page.rows]
    return JobList(jobs=jobs, next_cursor=page.next_cursor, unreadable=unreadable_rows(page.unreadable))


@api.call("GET", "/push/<job_id>", READERS, "Read a push job", tag="push", operation_id="getPush")
def read_job(job_id: PathId) -> JobView:
    """Counters always equal the sum of the items' outcomes."""
    return _shown(require_job(store(), job_id), store().operations.read())


def _shown(job: Job, operations: Operations) -> Job:
    """With where it runs, what it waits for, and what stopped it, said before its last item has ended."""
    error = job.error or (job.stop.error if job.stop else None)
    shown = {"error": error, "execution": push_workflow().execution(job.job_id)}
    if job.is_active and job.stop is None and operations.is_stopped:
        shown |= stop_switch.waiting(job, operations)
    return job.model_copy(update=shown)


@api.call(
    "GET",
    "/push/<job_id>/results",
    READERS,
    "List a job's results",
    tag="push",
    operation_id="listResults",
)
def list_results(
    job_id: PathId,
    outcome: Outcome | None = None,
    with_open: WithOpen = False,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> ResultList:
    """Items that have an outcome; if asked for, on the same pages also those that have none yet."""
    job = require_job(store(), job_id)
    if with_open and outcome:
        rows = [("with_open", "cannot be asked for with outcome; leave one of the two out")]
        raise InvalidInputError("An item without an outcome has none to look for.", rows)
    items = store().items
    page = (
        items.page_with_open(job_id, limit, cursor)
        if with_open
        else items.page(job_id, outcome, limit, cursor)
    )
    return ResultList(
        results=_results(job, [item for item in page.rows if item.outcome]),
        open=[
            OpenItemView.model_validate(item, from_attributes=True)
            for item in page.rows
            if item.outcome is None
        ],
        next_cursor=page.next_cursor,
    )


def _results(job: Job, items: list[JobItem]) -> list[ResultView]:
    """With the address of each record, as long as the job's instance is the one that is connected."""
    connection = store().connection.get_connection()
    source = connection if connection and connection.source_id == job.source_id else None
    results = [ResultView.model_validate(item, from_attributes=True) for item in items]
    if source is None:
        return results
    return [
        result.model_copy(update={"servicenow_url": source.record_url(result.servicenow_sys_id)})
        if result.servicenow_sys_id
        else result
        for result in results
    ]


@api.call(
    "POST",
    "/push/<job_id>/cancel",
    WRITERS,
    "Cancel a push job",
    tag="push",
    operation_id="cancelPush",
    status_code=202,
)
def cancel(job_id: PathId) -> JobView:
    """Items not yet started end cancelled; those in flight finish, then the job ends."""
    return _shown(cancel_job(store(), job_id, actor(api)), store().operations.read())


@api.call(
    "POST",
    "/push/<job_id>/retry",
    WRITERS,
    "Retry what can be retried",
    tag="push",
    operation_id="retryPush",
    status_code=202,
)
def retry(job_id: PathId, idempotency_key: IdempotencyKey = None) -> JobStarted:
    """A new job of the ended one's retryable failures, cancelled and halted items."""
    started = retry_push(store(), push_workflow(), job_id, actor(api), idempotency_key)
    return _started(started)


def _started(job_id: str) -> JobStarted:
    return JobStarted(job_id=job_id, waiting_reason=stop_switch.waiting_reason(store().operations.read()))


class Variables(Tables, ServiceNowSecret, PushWorkflow):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Lambda entry point for an HTTP API event."""
    return api.answer(event, context)
