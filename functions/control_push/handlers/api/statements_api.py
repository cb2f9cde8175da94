"""Systems, pulls, and reading and editing statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import Field

from control_push.adapters.tables.pages import decode_cursor, encode_cursor
from control_push.adapters.tables.statements import StatementFilter
from control_push.domain.connection.usable import require_usable
from control_push.domain.look_up import require_connection, require_statement
from control_push.domain.pull.list_systems import list_systems
from control_push.domain.pull.start import start_pull
from control_push.domain.statements.change import all_sanitized
from control_push.domain.statements.edit import discard_edit, edit_statement
from control_push.domain.statements.search import search_statements
from control_push.errors import InvalidInputError, NotFoundError
from control_push.handlers.api.access import READERS, WRITERS, actor
from control_push.handlers.api.parameters import DEFAULT_LIMIT, Cursor, Limit, PathId, Revision, Text
from control_push.handlers.api.problems import ServiceNowProblem, problem_of
from control_push.handlers.api.routing import Api
from control_push.handlers.api.unreadable import UnreadableRow, unreadable_rows
from control_push.handlers.resources import pull_workflow, servicenow, store
from control_push.models.base import Model, View
from control_push.models.connection import System
from control_push.models.pull import PullView
from control_push.models.statement import StatementView, SyncStatus
from control_push.settings import PullWorkflow, ServiceNowSecret, Tables
from control_push.telemetry import observed

IDS_AT_ONCE = 25
Ids = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=IDS_AT_ONCE * 101,
        description=f"Up to {IDS_AT_ONCE} ids with commas between them; without any filter.",
    ),
]

api = Api()


class SystemList(View):
    """One page of systems."""

    systems: list[System]
    servicenow: Annotated[
        Literal["reachable"] | ServiceNowProblem,
        Field(description="Why ServiceNow cannot be asked now: only what was pulled before is listed then."),
    ]
    next_cursor: str | None


class PullStarted(View):
    """The pull runs in the background."""

    pull_id: str


class StatementList(View):
    """One page of statements."""

    statements: Sequence[StatementView]
    next_cursor: str | None
    unreadable: Sequence[UnreadableRow]


class EditRequest(Model):
    """The text, and the revision that it was typed on."""

    content: str
    revision: Revision


class DiscardRequest(Model):
    """The revision of the text that is given up."""

    revision: Revision


@api.call("GET", "/systems", READERS, "List systems in ServiceNow", tag="systems", operation_id="listSystems")
def systems(limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> SystemList:
    """As ServiceNow lists them now, and what was pulled; counts are those of the statements here."""
    after = decode_cursor(cursor, ("after",))["after"] if cursor is not None else ""
    page = list_systems(store(), servicenow, require_connection(store()), after, limit)
    return SystemList(
        systems=page.systems,
        servicenow=problem_of(page.problem) if page.problem else "reachable",
        next_cursor=encode_cursor({"after": page.next_after}) if page.next_after else None,
    )


@api.call(
    "POST",
    "/systems/<system_id>/pull",
    WRITERS,
    "Pull a system",
    tag="systems",
    operation_id="pullSystem",
    status_code=202,
)
def pull(system_id: PathId) -> PullStarted:
    """Runs in the background; local edits are never overwritten."""
    connection = require_usable(require_connection(store()))
    client = servicenow(connection)
    started = start_pull(store(), pull_workflow(), client, connection, system_id, actor(api))
    return PullStarted(pull_id=started)


@api.call("GET", "/pulls/<pull_id>", READERS, "Read a pull", tag="systems", operation_id="getPull")
def read_pull(pull_id: PathId) -> PullView:
    """How far it is, and what it found."""
    found = store().connection.get_pull(pull_id)
    if found is None:
        raise NotFoundError(f"There is no pull {pull_id}. Start one for the system.")
    return found


@api.call("GET", "/statements", READERS, "List statements", tag="statements", operation_id="listStatements")
def list_statements(
    system_id: Text = None,
    family: Text = None,
    sync_status: SyncStatus | None = None,
    q: Text = None,
    ids: Ids = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> StatementList:
    """Ordered by system and control; of `ids`, in their order.

    A page may be shorter than `limit`, or empty, and still have a `next_cursor`: one answer holds a bounded
    size of texts, and searches a bounded number of them. Of `ids`, those that do not fit are left out, and
    can be asked for again.
    """
    connection = require_connection(store())
    if ids is not None:
        filters = {
            "system_id": system_id,
            "family": family,
            "sync_status": sync_status,
            "q": q,
            "cursor": cursor,
        }
        wanted = _listed(ids, [name for name, value in filters.items() if value is not None])
        found = store().statements.read_together(connection.source_id, wanted)
        named = unreadable_rows(found.unreadable)
        return StatementList(statements=found.rows, next_cursor=None, unreadable=named)
    where = StatementFilter(system_id=system_id, family=family, sync_status=sync_status)
    page = search_statements(store(), connection.texts, connection.source_id, where, q, limit, cursor)
    unreadable = unreadable_rows(page.unreadable)
    return StatementList(statements=page.rows, next_cursor=page.next_cursor, unreadable=unreadable)


def _listed(ids: str, filters: Sequence[str]) -> list[str]:
    wanted = ids.split(",")
    wrong = [(name, "cannot be given with ids; leave one of the two out") for name in filters]
    if len(wanted) > IDS_AT_ONCE:
        wrong.append(("ids", f"are {len(wanted)}; ask for up to {IDS_AT_ONCE} at once"))
    if not all(wanted):
        wrong.append(("ids", "has an empty id; put one comma between two"))
    if wrong:
        raise InvalidInputError("The parameters are not valid.", wrong)
    return wanted


@api.call(
    "GET",
    "/statements/<statement_id>",
    READERS,
    "Read a statement",
    tag="statements",
    operation_id="getStatement",
)
def read_statement(statement_id: PathId) -> StatementView:
    """Base and local text, revision, and the conflict if there is one."""
    return require_statement(store(), require_connection(store()), statement_id)


@api.call(
    "PUT",
    "/statements/<statement_id>",
    WRITERS,
    "Save a text",
    tag="statements",
    operation_id="saveStatement",
)
def save_statement(statement_id: PathId, body: EditRequest) -> StatementView:
    """A stale `revision` answers 409 with the current statement; nothing is saved then."""
    connection = require_connection(store())
    statement = require_statement(store(), connection, statement_id)
    saved, removed = edit_statement(
        store(), connection.texts, statement, body.content, body.revision, actor(api)
    )
    return saved.model_copy(update={"sanitized": all_sanitized(saved, removed)})


@api.call(
    "POST",
    "/statements/<statement_id>/discard",
    WRITERS,
    "Give up an edit",
    tag="statements",
    operation_id="discardEdit",
)
def discard(statement_id: PathId, body: DiscardRequest) -> StatementView:
    """Back to the text in ServiceNow as last read; the text given up stays in the audit.

    A stale `revision` answers 409 with the current statement; nothing is given up then.
    """
    statement = require_statement(store(), require_connection(store()), statement_id)
    return discard_edit(store(), statement, body.revision, actor(api))


class Variables(Tables, ServiceNowSecret, PullWorkflow):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Lambda entry point for an HTTP API event."""
    return api.answer(event, context)
