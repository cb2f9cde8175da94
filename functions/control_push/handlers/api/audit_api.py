"""The evidence: who did what, when, to which text."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import AfterValidator, AwareDatetime, BeforeValidator

from control_push.adapters.tables.audit import AuditFilter
from control_push.domain.audit.export import as_csv, as_csv_row, as_json, export_audit
from control_push.errors import NotFoundError
from control_push.handlers.api.http import JSON, PREFIX, answer, new_api
from control_push.handlers.api.parameters import DEFAULT_LIMIT, Cursor, Limit, PathId, Text
from control_push.handlers.api.views import AuditDetail, AuditEntry, AuditList
from control_push.handlers.resources import store
from control_push.models.audit import Action
from control_push.models.base import utc_now

api = new_api()


def _rfc3339(typed: str) -> str:
    if not typed[:4].isdigit() or "T" not in typed.upper():
        raise ValueError("not a time of RFC 3339, as in 2026-11-23T08:15:00Z")
    return typed


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("outside the years 1 to 9999") from error


Moment = Annotated[AwareDatetime, BeforeValidator(_rfc3339), AfterValidator(_utc)]
From = Annotated[Moment | None, Query(alias="from", description="Earliest time, included.")]
To = Annotated[Moment | None, Query(alias="to", description="Latest time, not included.")]
Kind = Annotated[Literal["csv", "json"], Query(alias="format", description="The kind of file.")]
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


@api.get(f"{PREFIX}/audit", summary="Search the audit", tags=["audit"], operation_id="searchAudit")
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
    """Newest first, without texts."""
    where = AuditFilter(statement_id, job_id, actor, action, since, until)
    page = store().audit.search(where, limit, cursor)
    rows = [AuditEntry.model_validate(record) for record in page.rows]
    return AuditList(records=rows, next_cursor=page.next_cursor)


@api.get(
    f"{PREFIX}/audit/export",
    summary="Download the audit",
    tags=["audit"],
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

    It holds as many as one answer can, some thousands. If more remain, the headers `X-Next-Cursor` and
    `Link` (`rel="next"`), and `next_cursor` in JSON, lead to the next file; without them it is the last.
    CSV is RFC 4180 in UTF-8 with a byte order mark. A cell that a spreadsheet could take for a formula has
    a `'` before it, and so has one that begins with a `'`.
    """
    where = AuditFilter(statement_id, job_id, actor, action, since, until)
    page = export_audit(store(), where, cursor, as_csv_row if kind == "csv" else as_json)
    if kind == "csv":
        return _file("csv", "text/csv; charset=utf-8", as_csv(page.rows), page.next_cursor)
    rows = [AuditEntry.model_validate(record) for record in page.rows]
    return _file("json", JSON, AuditList(records=rows, next_cursor=page.next_cursor), page.next_cursor)


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


@api.get(
    f"{PREFIX}/audit/<audit_id>",
    summary="Read an audit record",
    tags=["audit"],
    operation_id="getAuditRecord",
)
def read_record(audit_id: PathId) -> AuditDetail:
    """With the texts before and after."""
    record = store().audit.get(audit_id)
    if record is None:
        raise NotFoundError(f"There is no audit record {audit_id}. Search the audit again.")
    return AuditDetail.of(record)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Lambda entry point for an HTTP API event."""
    return answer(api, event, context)
