"""Limit, offset, and the headers about other pages."""

from __future__ import annotations

from infra.local.servicenow_simulator.call import Call
from infra.local.servicenow_simulator.settings import Settings
from infra.local.servicenow_simulator.store import Record

DEFAULT_LIMIT = 10_000
_MOST_DIGITS = 9


def page_window(call: Call, settings: Settings) -> tuple[int, int]:
    """Limit and offset; what is no number counts as left out."""
    limit = _number(call, "sysparm_limit", DEFAULT_LIMIT)
    return min(limit, settings.limit_cap or limit), _number(call, "sysparm_offset", 0)


def page_headers(
    call: Call, settings: Settings, rows: list[Record], limit: int, offset: int
) -> dict[str, str]:
    """Link is absent when one page holds all rows; what it says of a limit of 0 is not established."""
    headers = {}
    if settings.total_count != "absent" and not call.flag("sysparm_no_count"):
        headers["X-Total-Count"] = str(_total(settings, rows))
    suppressed = call.flag("sysparm_suppress_pagination_header") or not settings.link_header
    if len(rows) > limit > 0 and not suppressed:
        headers["Link"] = _link(call, len(rows), limit, offset)
    return headers


def _total(settings: Settings, rows: list[Record]) -> int:
    match settings.total_count:
        case "after_acl":
            return sum(not record.hidden for record in rows)
        case "too_low":
            return len(rows) // 2
        case _:
            return len(rows)


def _number(call: Call, name: str, default: int) -> int:
    text = call.parameter(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else default


def _link(call: Call, total: int, limit: int, offset: int) -> str:
    """Real instances give page one a previous page at offset -1."""
    offsets = {"first": 0, "prev": max(offset - limit, 0) if offset else -1}
    if offset + limit < total:
        offsets["next"] = offset + limit
    offsets["last"] = (total - 1) // limit * limit
    return ",".join(
        f'<{call.request.url.update_query(sysparm_offset=at)}>;rel="{rel}"' for rel, at in offsets.items()
    )
