"""The evidence: who did what, when, to which text."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.adapters.tables.audit import AuditFilter
from control_push.adapters.tables.pages import Page
from control_push.domain.audit.export import as_csv, as_csv_row, as_json, export_audit
from control_push.domain.audit.search import find_record, search_audit
from control_push.errors import NotFoundError
from control_push.handlers.api.access import READERS
from control_push.handlers.api.parameters import DEFAULT_LIMIT, Cursor, Limit, Moment, PathId, Text
from control_push.handlers.api.routing import JSON, Api
from control_push.handlers.api.unreadable import UnreadableRow, unreadable_rows
from control_push.handlers.resources import store
from control_push.models.audit import Action, AuditEntry, AuditRecord
from control_push.models.base import View, utc_now
from control_push.settings import Tables
from control_push.telemetry import observed

api = Api()

From = Annotated[Moment | None, Query(alias="from", description="Earliest time, included.")]
To = Annotated[Moment | None, Query(alias="to", description="Latest time, not included.")]
Kind = Annotated[Literal["csv", "json"], Query(alias="format", description="The kind of file.")]


class AuditList(View):
    """One page of audit records, newest first."""

    records: Sequence[AuditEntry]
    next_cursor: str | None
    unreadable: Sequence[UnreadableRow]


DOWNLOAD: dict[int, OpenAPIResponse] = {
    200: {
        "description": "The file, or its first part.",
        "headers": {
            "Content-Disposition": {"schema": {"type": "string"}},
            "X-Next-Cursor": {"schema": {"type": "string"}, "description": "Present if more remain."},
            "Link": {"schema": {"type": "string"}, "description": "The next part, if more remain."},
        },
        "content": {JSON: {"model": AuditList}, "text/csv": {"schema": {"type": "string"}}},
    }
}


@api.call("GET", "/audit", READERS, "Search the audit", tag="audit", operation_id="searchAudit")
def search(  # noqa: PLR0913, PLR0917 - the contract's parameters
    statement_id: Text = None,
    job_id: Text = None,
    actor: Text = None,
    action: Action | None = None,
    since: From = None,
    until: To = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> AuditList:
    """Newest first, without texts. A page may be short, or empty, and still have a `next_cursor`."""
    where = AuditFilter(statement_id, job_id, actor, action, since, until)
    page = search_audit(store(), where, limit, cursor)
    return _as_list(page)


def _as_list(page: Page[AuditRecord]) -> AuditList:
    unreadable = unreadable_rows(page.unreadable)
    return AuditList(records=page.rows, next_cursor=page.next_cursor, unreadable=unreadable)


@api.call(
    "GET",
    "/audit/export",
    READERS,
    "Download the audit",
    tag="audit",
    operation_id="exportAudit",
    responses=DOWNLOAD,
)
def export(  # noqa: PLR0913, PLR0917 - the contract's parameters
    kind: Kind = "csv",
    statement_id: Text = None,
    job_id: Text = None,
    actor: Text = None,
    action: Action | None = None,
    since: From = None,
    until: To = None,
    cursor: Cursor = None,
) -> Response[AuditList | str]:
    """A file of the records that match, newest first, without texts.

    It holds as many as one answer can, some thousands, or none. If more remain, the headers
    `X-Next-Cursor` and `Link` (`rel="next"`), and `next_cursor` in JSON, lead to the next file; without them
    it is the last. CSV is RFC 4180 in UTF-8 with a byte order mark. A cell that a spreadsheet could take for
    a formula has a `'` before it, and so has one that begins with a `'`. A record that cannot be read is in a
    file all the same: in CSV as a line of its id and, in `details`, the reason; in JSON in `unreadable`.
    """
    where = AuditFilter(statement_id, job_id, actor, action, since, until)
    page = export_audit(store(), where, cursor, as_csv_row if kind == "csv" else as_json)
    if kind == "csv":
        return _file("csv", "text/csv; charset=utf-8", as_csv(page), page.next_cursor)
    return _file("json", JSON, _as_list(page), page.next_cursor)


def _file(
    kind: str, content_type: str, body: AuditList | str, next_cursor: str | None
) -> Response[AuditList | str]:
    name = f"control-push-audit-{utc_now():%Y-%m-%d}.{kind}"
    headers: dict[str, str | list[str]] = {"content-disposition": f'attachment; filename="{name}"'}
    if next_cursor:
        query = {**(api.current_event.query_string_parameters or {}), "cursor": next_cursor}
        headers["x-next-cursor"] = next_cursor
        headers["link"] = f'<{api.current_event.path}?{urlencode(query)}>; rel="next"'
    return Response(HTTPStatus.OK, content_type, body, headers)


@api.call(
    "GET",
    "/audit/<audit_id>",
    READERS,
    "Read an audit record",
    tag="audit",
    operation_id="getAuditRecord",
)
def read_record(audit_id: PathId) -> AuditRecord:
    """With the texts before and after."""
    record = find_record(store(), audit_id)
    if record is None:
        raise NotFoundError(f"There is no audit record {audit_id}. Search the audit again.")
    return record


class Variables(Tables):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Lambda entry point for an HTTP API event."""
    return api.answer(event, context)
