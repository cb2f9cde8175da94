"""Limit, offset, and the headers about other pages."""

from __future__ import annotations

from infra.local.servicenow_simulator.call import Call

DEFAULT_LIMIT = 10_000


def page_window(call: Call) -> tuple[int, int]:
    """Limit and offset; what is no number counts as left out."""
    return _number(call, "sysparm_limit", DEFAULT_LIMIT), _number(call, "sysparm_offset", 0)


def page_headers(call: Call, total: int, limit: int, offset: int) -> dict[str, str]:
    """X-Total-Count counts the query's rows before ACLs; Link is absent when one page holds them all."""
    headers = {} if call.flag("sysparm_no_count") else {"X-Total-Count": str(total)}
    if total > limit and not call.flag("sysparm_suppress_pagination_header"):
        headers["Link"] = _link(call, total, limit, offset)
    return headers


def _number(call: Call, name: str, default: int) -> int:
    text = call.parameter(name)
    return int(text) if text.isdigit() else default


def _link(call: Call, total: int, limit: int, offset: int) -> str:
    """Real instances give page one a previous page at offset -1."""
    offsets = {"first": 0, "prev": max(offset - limit, 0) if offset else -1}
    if offset + limit < total:
        offsets["next"] = offset + limit
    offsets["last"] = (total - 1) // limit * limit
    return ",".join(
        f'<{call.request.url.update_query(sysparm_offset=at)}>;rel="{rel}"' for rel, at in offsets.items()
    )
