"""The values in a record of the Table API, in the product's terms."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from control_push.errors import BadRequestError, ForbiddenError
from control_push.models.base import rfc3339
from control_push.models.connection import Connection
from control_push.models.statement import RemoteRecord, ServiceNowVersion

Row = dict[str, object]
"""A record as JSON. Columns that the caller may not read are absent, or empty (KB2971488)."""

_COUNTER = re.compile(r"[0-9]{1,12}")


def text_of(value: object) -> str:
    """A column's value as text; "" for what has none.

    A string; ``{"link", "value"}`` of a reference; ``{"display_value", "value"}`` of a shown value.
    """
    match value:
        case str(text) | {"value": str(text)}:
            return _encodable(text)
        case int():
            return json.dumps(value)
        case _:
            return ""


def _encodable(text: str) -> str:
    """Half of a surrogate pair, left by a cut in the middle of a character, becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def text_hidden(field: str) -> ForbiddenError:
    """A record is shown without its text."""
    return ForbiddenError(
        f"The service account may not read the field {field}, or there is none.",
        hint="Ask the ServiceNow administrator for read access to the field.",
    )


def record_of(row: Row, connection: Connection) -> RemoteRecord:
    """The record in the connection's mapping; what the row does not show is "".

    Raises:
        ForbiddenError: the text is not shown. It must not be taken for empty.
    """
    if connection.content_field not in row:
        raise text_hidden(connection.content_field)
    mapping = connection.mapping
    return RemoteRecord(
        sys_id=text_of(row.get("sys_id")),
        content=text_of(row[connection.content_field]),
        version=_version(row),
        control_id=text_of(row.get(mapping.control_id)),
        control_name=text_of(row.get(mapping.control_name)),
        system_id=text_of(row.get(mapping.system)) if mapping.system else "",
        system_name=text_of(row.get(mapping.system_name)) if mapping.system_name else "",
    )


def require_system(rows: Sequence[Row], column: str, system_id: str) -> None:
    """Records of one system only.

    A query over a column that does not exist is not refused: it answers with the whole table, unless
    glide.invalid_query.returns_no_rows is set.

    Raises:
        BadRequestError: naming the column.
    """
    if any(text_of(row.get(column)) != system_id for row in rows):
        raise BadRequestError(
            f"ServiceNow listed records that do not show the system asked for in {column}: the mapping's "
            "system names no column of the table, or one that the service account may not read."
        )


def _version(row: Row) -> ServiceNowVersion:
    return ServiceNowVersion(
        updated_on=_rfc3339(text_of(row.get("sys_updated_on"))),
        mod_count=_counter(text_of(row.get("sys_mod_count"))),
        updated_by=text_of(row.get("sys_updated_by")),
    )


def _rfc3339(stamp: str) -> str:
    """``YYYY-MM-DD HH:MM:SS``, in UTC without saying so (c_TableAPI.md)."""
    try:
        return rfc3339(datetime.strptime(stamp, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC))
    except ValueError:
        return ""


def _counter(text: str) -> int:
    return int(text) if _COUNTER.fullmatch(text) else 0
