"""Request parameters that several calls share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Header, Path, Query
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints

DEFAULT_LIMIT = 50
MAX_LIMIT = 200


def _rfc3339(typed: object) -> object:
    if not isinstance(typed, str) or not typed[:4].isdigit() or "T" not in typed.upper():
        raise ValueError("not a time of RFC 3339, as in 2026-11-23T08:15:00Z")
    return typed


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("outside the years 1 to 9999") from error


Moment = Annotated[AwareDatetime, BeforeValidator(_rfc3339), AfterValidator(_utc)]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Rows per page.")]
Cursor = Annotated[
    str | None, Query(max_length=2000, description="`next_cursor` of the page before; leave out to begin.")
]
Text = Annotated[str | None, Query(min_length=1, max_length=200)]
FilterText = Annotated[str | None, Field(min_length=1, max_length=200)]
PathId = Annotated[str, Path(min_length=1, max_length=100)]
StatementId = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Revision = Annotated[int, Field(strict=True, ge=1)]
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="The same key with the same request starts nothing twice.",
    ),
]
