"""The evidence: who did what, when, to which text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import AwareDatetime

from control_push.adapters.audit_table import AuditFilter
from control_push.errors import NotFoundError
from control_push.handlers.http import PREFIX, answer, new_api
from control_push.handlers.parameters import DEFAULT_LIMIT, Cursor, Limit, PathId, Text
from control_push.handlers.resources import store
from control_push.handlers.views import AuditDetail, AuditEntry, AuditList
from control_push.models.audit import Action

api = new_api()

From = Annotated[AwareDatetime | None, Query(alias="from", description="Earliest time, included.")]
To = Annotated[AwareDatetime | None, Query(alias="to", description="Latest time, not included.")]


@api.get(f"{PREFIX}/audit", summary="Search the audit", tags=["audit"])
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
    where = AuditFilter(statement_id, job_id, actor, action, _utc(since), _utc(until))
    page = store().audit.search(where, limit, cursor)
    rows = [AuditEntry.model_validate(record) for record in page.rows]
    return AuditList(records=rows, next_cursor=page.next_cursor)


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None


@api.get(f"{PREFIX}/audit/<audit_id>", summary="Read an audit record", tags=["audit"])
def read_record(audit_id: PathId) -> AuditDetail:
    """With the texts before and after."""
    record = store().audit.get(audit_id)
    if record is None:
        raise NotFoundError(f"There is no audit record {audit_id}. Search the audit again.")
    return AuditDetail.of(record)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Lambda entry point for an HTTP API event."""
    return answer(api, event, context)
