"""Calls an API handler with the event that the HTTP API makes of a request."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlencode

from control_push.handlers.api import (
    audit_api,
    connection_api,
    operations_api,
    push_api,
    schedules_api,
    statements_api,
)
from tests.aws_limits import ANSWER_BYTES, API_SECONDS, CAPACITY, check_answer

HANDLERS = {
    "push": push_api.handler,
    "systems": statements_api.handler,
    "pulls": statements_api.handler,
    "statements": statements_api.handler,
    "connection": connection_api.handler,
    "operations": operations_api.handler,
    "audit": audit_api.handler,
    "schedules": schedules_api.handler,
}
CONTEXT: Any = SimpleNamespace(
    function_name="api",
    memory_limit_in_mb=512,
    invoked_function_arn="arn:aws:lambda:us-east-1:123456789012:function:api",
    aws_request_id="request",
    get_remaining_time_in_millis=lambda: 29_000,
)


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    content_type: str
    headers: dict[str, str]


def bearer(claims: dict[str, Any]) -> str:
    """The Authorization header of a token whose signature the gateway has checked."""
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"Bearer header.{payload}.signature"


def call(
    method: str,
    path: str,
    body: Any = None,
    *,
    user: str = "ann@example.com",
    groups: Any = "[author]",
    query: dict[str, Any] | None = None,
    headers: dict[str, str | None] | None = None,
    token_use: str = "access",
    raw_body: str | None = None,
    is_base64: bool = False,
    raw_query: str | None = None,
    authorizer: dict[str, Any] | None = None,
) -> Answer:
    query_string = urlencode(query or {}) if raw_query is None else raw_query
    given: dict[str, list[str]] = parse_qs(query_string, keep_blank_values=True)
    claims = {"username": user, "cognito:groups": groups, "token_use": token_use}
    event = {
        "version": "2.0",
        "routeKey": f"ANY {path}",
        "rawPath": f"/api/v1{path}",
        "rawQueryString": query_string,
        "headers": {
            name: value
            for name, value in {"content-type": "application/json", **(headers or {})}.items()
            if value is not None
        },
        "queryStringParameters": {name: ",".join(values) for name, values in given.items()} or None,
        "requestContext": {
            "http": {"method": method, "path": f"/api/v1{path}", "sourceIp": "127.0.0.1"},
            "stage": "$default",
            "requestId": "reference",
            **({"authorizer": {"jwt": {"claims": claims}}} if authorizer is None else authorizer),
        },
        "body": raw_body if raw_body is not None else (json.dumps(body) if body is not None else None),
        "isBase64Encoded": is_base64,
    }
    CAPACITY.reset()
    answer = HANDLERS[path.split("/")[1]](event, CONTEXT)
    check_answer(answer, ANSWER_BYTES, f"bytes of the answer to {method} {path}")
    CAPACITY.require_within(API_SECONDS)
    headers_out = {
        name.lower(): value
        for name, value in (
            *answer.get("headers", {}).items(),
            *((k, v[0]) for k, v in answer.get("multiValueHeaders", {}).items()),
        )
    }
    kind = headers_out.get("content-type", "")
    body_out = json.loads(answer["body"]) if "json" in kind else answer["body"]
    return Answer(answer["statusCode"], body_out, kind, headers_out)
