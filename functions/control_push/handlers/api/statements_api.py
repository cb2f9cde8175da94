"""Systems, pulls, and reading and editing statements."""

from __future__ import annotations

from typing import Annotated, Any

from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import Field

from control_push.adapters.tables.pages import decode_cursor, encode_cursor
from control_push.adapters.tables.statements import StatementFilter
from control_push.domain.connection.change import require_connection
from control_push.domain.pull.list_systems import list_systems
from control_push.domain.pull.start import start_pull
from control_push.domain.statements.edit import discard_edit, edit_statement, require_statement
from control_push.domain.statements.search import search_statements
from control_push.errors import NotFoundError
from control_push.handlers.api.http import PREFIX, answer, new_api
from control_push.handlers.api.parameters import DEFAULT_LIMIT, Cursor, Limit, PathId, Text, actor
from control_push.handlers.api.views import PullStarted, PullView, StatementList, StatementView, SystemList
from control_push.handlers.resources import pull_workflow, servicenow, store
from control_push.models.base import Model
from control_push.models.statement import SyncStatus

api = new_api()


class EditRequest(Model):
    """The text, and the revision that it was typed on."""

    content: str
    revision: Annotated[int, Field(ge=1)]


@api.get(
    f"{PREFIX}/systems", summary="List systems in ServiceNow", tags=["systems"], operation_id="listSystems"
)
def systems(limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> SystemList:
    """As ServiceNow lists them now; counts are those of the statements pulled."""
    after = decode_cursor(cursor, ("after",))["after"] if cursor is not None else ""
    connection = require_connection(store())
    rows, next_after = list_systems(store(), servicenow(connection), connection, after, limit)
    return SystemList(systems=rows, next_cursor=encode_cursor({"after": next_after}) if next_after else None)


@api.post(
    f"{PREFIX}/systems/<system_id>/pull",
    summary="Pull a system",
    tags=["systems"],
    status_code=202,
    operation_id="pullSystem",
)
def pull(system_id: PathId) -> PullStarted:
    """Runs in the background; local edits are never overwritten."""
    connection = require_connection(store())
    client = servicenow(connection)
    started = start_pull(store(), pull_workflow(), client, connection, system_id, actor(api))
    return PullStarted(pull_id=started)


@api.get(f"{PREFIX}/pulls/<pull_id>", summary="Read a pull", tags=["systems"], operation_id="getPull")
def read_pull(pull_id: PathId) -> PullView:
    """How far it is, and what it found."""
    found = store().connection.get_pull(pull_id)
    if found is None:
        raise NotFoundError(f"There is no pull {pull_id}. Start one for the system.")
    return PullView.of(found)


@api.get(
    f"{PREFIX}/statements", summary="List statements", tags=["statements"], operation_id="listStatements"
)
def list_statements(
    system_id: Text = None,
    family: Text = None,
    sync_status: SyncStatus | None = None,
    q: Text = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> StatementList:
    """Ordered by system and control. A page may be shorter than `limit` when its texts are long."""
    source_id = require_connection(store()).source_id
    where = StatementFilter(system_id=system_id, family=family, sync_status=sync_status)
    page = search_statements(store(), source_id, where, q, limit, cursor)
    rows = [StatementView.of(statement) for statement in page.rows]
    return StatementList(statements=rows, next_cursor=page.next_cursor)


@api.get(
    f"{PREFIX}/statements/<statement_id>",
    summary="Read a statement",
    tags=["statements"],
    operation_id="getStatement",
)
def read_statement(statement_id: PathId) -> StatementView:
    """Base and local text, revision, and the conflict if there is one."""
    return StatementView.of(require_statement(store(), require_connection(store()), statement_id))


@api.put(
    f"{PREFIX}/statements/<statement_id>",
    summary="Save a text",
    tags=["statements"],
    operation_id="saveStatement",
)
def save_statement(statement_id: PathId, body: EditRequest) -> StatementView:
    """A stale `revision` answers 409 with the current statement; nothing is saved then."""
    statement = require_statement(store(), require_connection(store()), statement_id)
    saved, removed = edit_statement(store(), statement, body.content, body.revision, actor(api))
    return StatementView.of(saved, removed)


@api.post(
    f"{PREFIX}/statements/<statement_id>/discard",
    summary="Give up an edit",
    tags=["statements"],
    operation_id="discardEdit",
)
def discard(statement_id: PathId) -> StatementView:
    """Back to the text in ServiceNow as last read; the text given up stays in the audit."""
    statement = require_statement(store(), require_connection(store()), statement_id)
    return StatementView.of(discard_edit(store(), statement, actor(api)))


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Lambda entry point for an HTTP API event."""
    return answer(api, event, context)
