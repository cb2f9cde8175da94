"""Requests to the Table API, built without I/O. `servicenow_responses` deciphers what comes back.

Vendor documentation: ServiceNowDocs, api-reference/rest-apis/c_TableAPI.md and
api-reference/rest-api-explorer/c_RESTAPI.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from control_push.errors import InvalidInputError
from control_push.models.connection import Connection

MAX_IDS = 100
"""Ids of one query. The edge refuses a URL above 8192 bytes: 200 ids were measured to pass, 250 did not."""
MAX_NAME = 200
PARENT = "super_class.name"
VERSION_FIELDS = ("sys_updated_on", "sys_mod_count", "sys_updated_by")

# 32 hexadecimal digits as a rule; but records keep what they were made with: `global`, upper-case letters.
_SYS_ID = re.compile(r"[0-9A-Za-z_-]{1,32}")
_NAME = re.compile(r"[a-z0-9_]+")
_DOTTED_NAME = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")

# Values as stored, not as shown: shown ones are in the user's time zone, date format and language.
# References as plain sys_ids.
_PAGE = {"sysparm_display_value": "false", "sysparm_exclude_reference_link": "true"}
# Without the Link header, since it repeats the query and long queries break it.
_COMMON = {**_PAGE, "sysparm_suppress_pagination_header": "true"}
_NO_COUNT = {"sysparm_no_count": "true"}


@dataclass(frozen=True)
class Position:
    """The records after the sys_id `after` ("" is the beginning), skipping `offset` of them."""

    after: str
    offset: int
    limit: int


@dataclass(frozen=True)
class Request:
    """One HTTP request: `json` is a record's fields, `form` a sign-in. Neither is for logs."""

    method: str
    path: str
    params: dict[str, str] = field(default_factory=dict)
    json: dict[str, str] | None = field(default=None, repr=False)
    form: dict[str, str] | None = field(default=None, repr=False)


def validate_name(value: str, label: str, *, dots: bool) -> str:
    """The name of a table or column, as it may stand in a URL and a query.

    A query has no escape for ``^`` and evaluates ``javascript:``, so that nothing but names may get there.

    Raises:
        InvalidInputError: naming the field `label`.
    """
    pattern, allowed = (_DOTTED_NAME, ", digits, _ and .") if dots else (_NAME, ", digits and _")
    if len(value) > MAX_NAME or not pattern.fullmatch(value):
        message = f"use lower-case letters{allowed} only, at most {MAX_NAME} characters"
        raise InvalidInputError(f"The name in {label} is not valid.", [(label, message)])
    return value


def validate_sys_id(value: str, label: str = "sys_id") -> str:
    """A record's id.

    Raises:
        InvalidInputError: it could change the meaning of a URL or query.
    """
    if not is_sys_id(value):
        message = "must be letters, digits, _ and - only, at most 32"
        raise InvalidInputError("The id of a ServiceNow record is not valid.", [(label, message)])
    return value


def is_sys_id(value: str) -> bool:
    """Whether this can be a record's id, and may stand in a URL and a query."""
    return _SYS_ID.fullmatch(value) is not None


def mapped_fields(connection: Connection) -> tuple[str, ...]:
    """sys_id, text and mapping columns, each once."""
    mapping = connection.mapping
    optional = (mapping.system, mapping.system_name)
    names = ("sys_id", connection.content_field, mapping.control_id, mapping.control_name, *optional)
    return tuple(dict.fromkeys(name for name in names if name))


def read_record(table: str, sys_id: str, fields: Sequence[str]) -> Request:
    """GET one record."""
    return Request("GET", _path(table, sys_id), {**_COMMON, **_fields(fields)})


def read_records(table: str, sys_ids: Sequence[str], fields: Sequence[str]) -> Request:
    """GET up to `MAX_IDS` records by id; those that are deleted or hidden are left out of the answer."""
    query = "sys_idIN" + ",".join(validate_sys_id(sys_id) for sys_id in sys_ids)
    page = {"sysparm_query": query, "sysparm_limit": str(len(sys_ids))}
    return Request("GET", _path(table), {**_COMMON, **_NO_COUNT, **_fields(fields), **page})


def read_first(table: str, fields: Sequence[str], limit: int) -> Request:
    """GET any few records."""
    return Request("GET", _path(table), {**_COMMON, **_fields(fields), "sysparm_limit": str(limit)})


def read_page(
    table: str, fields: Sequence[str], position: Position, where: tuple[str, str] | None = None
) -> Request:
    """GET the records after a position, by ascending sys_id; `where` is a reference column and its sys_id.

    Keyset paging, since there is no default order and an offset over a changing list loses rows.
    """
    clauses = []
    if where:
        clauses.append(f"{validate_name(where[0], 'mapping.system', dots=True)}={validate_sys_id(where[1])}")
    if position.after:
        clauses.append(f"sys_id>{validate_sys_id(position.after, 'cursor')}")
    page = {
        "sysparm_query": "^".join([*clauses, "ORDERBYsys_id"]),
        "sysparm_limit": str(position.limit),
        "sysparm_offset": str(position.offset),
    }
    return Request("GET", _path(table), {**_PAGE, **_fields(fields), **page})


def probe_table(table: str) -> Request:
    """GET at most one id: the cheapest request that needs the sign-in and the table."""
    return Request("GET", _path(table), {**_COMMON, **_NO_COUNT, **_fields(["sys_id"]), "sysparm_limit": "1"})


def find_own_user() -> Request:
    """GET the user that we are signed in as: a query's ``javascript:`` is evaluated (c_TableAPI.md)."""
    query = {"sysparm_query": "user_name=javascript:gs.getUserName()", "sysparm_limit": "2"}
    return Request(
        "GET", _path("sys_user"), {**_COMMON, **_NO_COUNT, **_fields(["sys_id", "user_name"]), **query}
    )


def find_field(table: str, name: str) -> Request:
    """GET the dictionary's entry of a table's own column."""
    validate_name(name, "content_field", dots=False)
    query = {"sysparm_query": f"name={validate_name(table, 'table', dots=False)}^element={name}"}
    fields = _fields(["sys_id", "internal_type"])
    return Request("GET", _path("sys_dictionary"), {**_COMMON, **fields, **query, "sysparm_limit": "1"})


def find_parent(table: str) -> Request:
    """GET the name of the table that this one extends."""
    query = {"sysparm_query": f"name={validate_name(table, 'table', dots=False)}", "sysparm_limit": "1"}
    return Request("GET", _path("sys_db_object"), {**_COMMON, **_fields(["sys_id", PARENT]), **query})


def read_texts(connection: Connection, limit: int) -> Request:
    """GET the texts of any few records that have one."""
    field = connection.content_field
    query = {"sysparm_query": f"{field}ISNOTEMPTY", "sysparm_limit": str(limit)}
    return Request(
        "GET", _path(connection.table), {**_COMMON, **_NO_COUNT, **_fields(["sys_id", field]), **query}
    )


def write_content(connection: Connection, sys_id: str, content: str) -> Request:
    """PUT the text and nothing else: PUT and PATCH alike change only the fields that are sent."""
    params = {**_COMMON, **_fields(written_fields(connection))}
    return Request("PUT", _path(connection.table, sys_id), params, json={connection.content_field: content})


def written_fields(connection: Connection) -> tuple[str, ...]:
    """What the answer to a write is asked to show."""
    return ("sys_id", connection.content_field, *VERSION_FIELDS)


def _path(table: str, sys_id: str | None = None) -> str:
    path = f"/api/now/table/{validate_name(table, 'table', dots=False)}"
    return path if sys_id is None else f"{path}/{validate_sys_id(sys_id)}"


def _fields(names: Sequence[str]) -> dict[str, str]:
    return {"sysparm_fields": ",".join(validate_name(name, "mapping", dots=True) for name in names)}
