"""The answers that faults put in the place of the Table API's."""

from __future__ import annotations

import math
import socket
import struct
import time
from collections.abc import Callable
from email.utils import formatdate

from aiohttp import web

from infra.local.servicenow_simulator.call import Call
from infra.local.servicenow_simulator.faults import (
    BusinessRuleAbort,
    DataPolicy,
    Hang,
    OAuthError,
    PlainReply,
    RateLimited,
    ReplyFault,
)
from infra.local.servicenow_simulator.replies import RefusedError, html_reply, json_reply, redirect, refusal

_REFUSALS: dict[str, tuple[int, str, str | None]] = {
    "forbidden_by_api_acl": (403, "User Not Authorized", "Failed API level ACL Validation"),
    "query_forbidden": (403, "Insufficient rights to query records", None),
    "not_found": (404, "No Record found", "Record doesn't exist or ACL restricts the record retrieval"),
}
_ACL_VERB = {"POST": "Insert", "DELETE": "Delete"}


def reply_to(fault: ReplyFault, call: Call, unauthenticated: RefusedError) -> web.Response:
    """The fault's answer; `unauthenticated` is the refusal in the instance's wording."""
    request = call.request
    match fault:
        case Hang():  # whoever serves the request sees to the silence
            return web.Response(status=444)
        case OAuthError():
            return json_reply(request, 401, {"error_description": "access_denied", "error": fault.error})
        case PlainReply(kind="unauthenticated"):
            return refusal(request, unauthenticated)
        case PlainReply() if fault.kind in _PLAIN:
            return _PLAIN[fault.kind](request)
        case _:
            return refusal(request, refused(fault, call))


def refused(fault: ReplyFault, call: Call) -> RefusedError:
    """The refusals that have the error envelope."""
    match fault:
        case RateLimited():
            return rate_limited(fault.limit, fault.until, fault.retry_after_as)
        case BusinessRuleAbort():
            return aborted_by_rule(fault.name, call.table)
        case DataPolicy():
            labels = ", ".join(fault.labels)
            return RefusedError(
                403,
                "Operation Failed",
                f"Data Policy Exception: \n\tThe following fields are mandatory: {labels}",
            )
        case PlainReply() if fault.kind in _REFUSALS:
            return RefusedError(*_REFUSALS[fault.kind])
        case _:
            verb = _ACL_VERB.get(call.method, "Update")
            return RefusedError(
                403, "Operation Failed", f"ACL Exception {verb} Failed due to security constraints"
            )


def no_record() -> RefusedError:
    """Deleted and unreadable records cannot be told apart."""
    return RefusedError(*_REFUSALS["not_found"])


def aborted_by_rule(name: str, table: str) -> RefusedError:
    """A rule's own error message does not cross REST; only its name does."""
    return RefusedError(
        403,
        "Operation Failed",
        f"Operation against file '{table}' was aborted by Business Rule "
        f"'{name}^4d1f7c3a9b2e4f60a8d5c7e1f3b20964'. Business Rule Stack:{name}",
    )


def reset(request: web.Request) -> web.Response:
    """Cut the connection with a TCP reset; what is returned never leaves the machine."""
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response(status=444)


def rate_limited(limit: int, until: float, named_as: str = "seconds") -> RefusedError:
    """A rate rule's refusal, which says when the limit is reset."""
    left = max(0, math.ceil(until - time.time()))
    shown = {"seconds": str(left), "date": formatdate(until, usegmt=True)}
    return RefusedError(
        429,
        "Rate limit exceeded",
        f"Rate limit of {limit} requests per hour for Table API exceeded",
        {
            **({"Retry-After": shown[named_as]} if named_as in shown else {}),
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Reset": str(math.ceil(until)),
            "X-RateLimit-Rule": "Table API per user",
        },
    )


def too_busy() -> web.Response:
    """A full semaphore's refusal, which says nothing; its body is not established."""
    return web.Response(status=429, headers={"Server": "snow_adc"})


_PLAIN: dict[str, Callable[[web.Request], web.Response]] = {
    "too_busy": lambda _: too_busy(),
    "accepted_empty": lambda _: web.Response(status=202, headers={"Server": "snow_adc"}),
    "hibernating": lambda _: html_reply(200, "Instance Hibernating page"),
    "hibernating_redirect": lambda _: redirect("https://developer.servicenow.com/dev.do#!/home?wu=true"),
    "login_redirect": lambda _: redirect("/login.do"),
    "login_page": lambda _: html_reply(200, "Log in"),
    "server_error": lambda _: html_reply(500, "Internal Server Error"),
    "bad_gateway": lambda _: html_reply(502, "Bad Gateway"),
    "unavailable": lambda _: html_reply(503, "Service Unavailable"),
    "reset": reset,
}
