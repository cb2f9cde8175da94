"""Schedules: what is pushed by itself, when, and what became of each run."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import Field

from control_push.domain.schedules.preview import amount_of, preview_schedule
from control_push.domain.schedules.run_schedule import Firing, run_schedule
from control_push.domain.schedules.save import (
    change_schedule,
    create_schedule,
    delete_schedule,
    require_schedule,
)
from control_push.errors import NotFoundError
from control_push.handlers.api import schedule_views as views
from control_push.handlers.api.access import ADMINS, READERS, actor
from control_push.handlers.api.parameters import DEFAULT_LIMIT, Cursor, Limit, PathId, Revision
from control_push.handlers.api.routing import Api
from control_push.handlers.api.schedule_views import Preview, RunList, ScheduleAnswer, ScheduleList
from control_push.handlers.api.scope_request import ScopeRequest
from control_push.handlers.resources import schedule_runner, scheduler, store
from control_push.models.base import Model, utc_now
from control_push.models.schedule import Notify, RunView, Schedule, ScheduleSettings
from control_push.settings import PushWorkflow, ServiceNowSecret, Tables, Timers, UserPool
from control_push.telemetry import observed

api = Api()

Name = Annotated[str, Field(min_length=1, max_length=100)]
Expression = Annotated[
    str, Field(min_length=1, max_length=256, description="EventBridge Scheduler's cron(…), rate(…) or at(…).")
]
TimeZone = Annotated[str, Field(min_length=1, max_length=100, description="IANA name, as in Europe/Berlin.")]
AsRead = Annotated[Any, Field(description="As read; ignored.")]


class CreateRequest(Model):
    """What a schedule pushes, and when."""

    name: Name
    expression: Expression
    time_zone: TimeZone = "UTC"
    enabled: bool = True
    scope: ScopeRequest = ScopeRequest()
    pinned: Annotated[
        bool, Field(description="Push only revisions that exist when the schedule is saved; hold later ones.")
    ] = False
    notify: Notify = Notify.PROBLEMS


class ChangeRequest(Model):
    """What is left out stays as it is."""

    revision: Revision
    name: Name | None = None
    expression: Expression | None = None
    time_zone: TimeZone | None = None
    enabled: bool | None = None
    scope: ScopeRequest | None = None
    pinned: bool | None = None
    notify: Notify | None = None
    id: AsRead = None
    created_by: AsRead = None
    created_at: AsRead = None
    updated_by: AsRead = None
    updated_at: AsRead = None
    next_runs: AsRead = None
    clock_changes: AsRead = None
    last_run: AsRead = None
    sentence: AsRead = None


class PreviewRequest(Model):
    """A schedule that is not saved yet."""

    expression: Expression
    time_zone: TimeZone = "UTC"
    scope: ScopeRequest = ScopeRequest()
    pinned: bool = False


@api.call("GET", "/schedules", READERS, "List schedules", tag="schedules", operation_id="listSchedules")
def list_schedules(limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> ScheduleList:
    """By name. The sentence is left to the call for one of them."""
    return views.schedule_list(store(), store().schedules.page(limit, cursor), utc_now())


@api.call(
    "POST",
    "/schedules",
    ADMINS,
    "Create a schedule",
    tag="schedules",
    operation_id="createSchedule",
    status_code=201,
)
def create(body: CreateRequest) -> ScheduleAnswer:
    """It runs for whoever last saved it, as long as they are an administrator."""
    settings = ScheduleSettings(**{**dict(body), "scope": body.scope.scope})
    return _shown(create_schedule(store(), scheduler(), settings, actor(api), utc_now()))


@api.call(
    "POST",
    "/schedules/preview",
    ADMINS,
    "Look at a schedule before saving it",
    tag="schedules",
    operation_id="previewSchedule",
)
def preview(body: PreviewRequest) -> Preview:
    """Its next runs, and what it would push as of now. Nothing is saved."""
    runs = preview_schedule(body.expression, body.time_zone, utc_now())
    connection = store().connection.get_connection()
    amount = amount_of(store(), connection, body.scope.scope, pinned=body.pinned)
    return Preview(
        next_runs=runs.times,
        clock_changes=runs.clock_changes,
        statement_count=amount.statements,
        sentence=amount.sentence,
    )


@api.call("GET", "/schedules/runs", READERS, "List all runs", tag="schedules", operation_id="listRuns")
def list_runs(limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> RunList:
    """Of all schedules, newest first, also those that pushed nothing, and of schedules deleted since."""
    return views.run_list(store(), store().schedules.runs(None, limit, cursor))


@api.call(
    "GET",
    "/schedules/<schedule_id>",
    READERS,
    "Read a schedule",
    tag="schedules",
    operation_id="getSchedule",
)
def read(schedule_id: PathId) -> ScheduleAnswer:
    """With its next five runs, and what it would push as of now."""
    return _shown(require_schedule(store(), schedule_id))


@api.call(
    "PUT",
    "/schedules/<schedule_id>",
    ADMINS,
    "Change a schedule",
    tag="schedules",
    operation_id="changeSchedule",
)
def change(schedule_id: PathId, body: ChangeRequest) -> ScheduleAnswer:
    """Saving pins it anew. A stale `revision` answers 409 with the current schedule, and saves nothing."""
    before = require_schedule(store(), schedule_id)
    names = ScheduleSettings.model_fields
    given = {name: value for name, value in dict(body).items() if name in names and value is not None}
    if body.scope is not None:
        given["scope"] = body.scope.scope
    settings = ScheduleSettings(**{name: getattr(before, name) for name in names} | given)
    changed = change_schedule(store(), scheduler(), before, settings, body.revision, actor(api), utc_now())
    return _shown(changed)


@api.call(
    "DELETE",
    "/schedules/<schedule_id>",
    ADMINS,
    "Delete a schedule",
    tag="schedules",
    operation_id="deleteSchedule",
    status_code=204,
    responses={204: {"description": "It is gone."}},
)
def delete(schedule_id: PathId) -> Response[str]:
    """Its runs stay in the history, and a push that it started goes on."""
    delete_schedule(store(), scheduler(), require_schedule(store(), schedule_id), actor(api))
    return Response(HTTPStatus.NO_CONTENT, body="")


@api.call(
    "POST",
    "/schedules/<schedule_id>/run",
    ADMINS,
    "Run a schedule now",
    tag="schedules",
    operation_id="runSchedule",
    status_code=202,
)
def run_now(schedule_id: PathId) -> RunView:
    """As if it were due, also while it is switched off. The push, if there is one, runs in the background."""
    occurrence = f"by-hand-{api.current_event.request_context.request_id}"
    now = utc_now()
    run = run_schedule(schedule_runner(), schedule_id, Firing(occurrence, now, actor(api)), now)
    if run is None:
        raise NotFoundError(f"There is no schedule {schedule_id}. Load the list of schedules again.")
    return views.run_view(store(), run)


@api.call(
    "GET",
    "/schedules/<schedule_id>/runs",
    READERS,
    "List a schedule's runs",
    tag="schedules",
    operation_id="listScheduleRuns",
)
def list_schedule_runs(schedule_id: PathId, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> RunList:
    """Newest first, with what was held and why."""
    require_schedule(store(), schedule_id)
    return views.run_list(store(), store().schedules.runs(schedule_id, limit, cursor))


def _shown(schedule: Schedule) -> ScheduleAnswer:
    amount = amount_of(store(), store().connection.get_connection(), schedule.scope, pinned=schedule.pinned)
    return views.schedule_answer(store(), schedule, utc_now(), amount.sentence)


class Variables(Tables, ServiceNowSecret, PushWorkflow, Timers, UserPool):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Lambda entry point for an HTTP API event."""
    return api.answer(event, context)
