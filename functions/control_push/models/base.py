"""What every model shares."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer


class Model(BaseModel):
    """A value: immutable, and strict about unknown fields. Its errors, which are logged, do not quote it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class View(Model):
    """What a client sees of something that is stored: the row's model extends it with what is internal.

    An answer is written by the declared class, so that what only the row has stays inside:
    https://docs.pydantic.dev/latest/concepts/serialization/#subclasses-of-model-like-types
    """

    # Nothing is left out of an answer, so that a client need not know the defaults.
    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


def rfc3339(moment: datetime) -> str:
    """``2026-11-23T08:15:00.123456Z``; whole seconds are written without a fraction."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def utc_now() -> datetime:
    """The current time, in UTC."""
    return datetime.now(UTC)


Timestamp = Annotated[datetime, PlainSerializer(rfc3339, return_type=str)]
