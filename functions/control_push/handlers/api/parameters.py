"""Request parameters that several calls share."""

from __future__ import annotations

from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Header, Path, Query
from pydantic import StringConstraints

from control_push.handlers.api.http import caller_of

DEFAULT_LIMIT = 50
MAX_LIMIT = 200

Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Rows per page.")]
Cursor = Annotated[
    str | None, Query(max_length=2000, description="`next_cursor` of the page before; leave out to begin.")
]
Text = Annotated[str | None, Query(min_length=1, max_length=200)]
PathId = Annotated[str, Path(min_length=1, max_length=100)]
StatementId = Annotated[str, StringConstraints(min_length=1, max_length=100)]
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="The same key with the same request starts nothing twice.",
    ),
]


def actor(api: APIGatewayHttpResolver) -> str:
    """The name that is written into rows and the audit."""
    return caller_of(api.current_event.raw_event).name
