"""Runs the local AWS behind a guard; started by `aws.py` with the local AWS's own Python.

It answers any web page (wildcard CORS, and a call that resets everything), so a request that a browser sends
from another site, or to another name, is refused before it gets there.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import ministack.app

from infra.local import aws_schedules
from infra.local.aws_state import AwsState
from infra.local.loopback import refusal

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_READS = ("BatchGet", "Describe", "Filter", "Get", "List", "Query", "Scan", "TransactGet")


def why_refused(scope: Scope) -> str | None:
    """Why a request does not reach the local AWS, or None."""
    headers = _headers(scope)
    if reason := refusal(headers, scope["server"][1]):
        return reason
    # CloudFormation and others obey an address, which any page can make a browser open. The SDKs send POST.
    if scope["method"] == "GET" and "Action" in parse_qs(scope["query_string"].decode("latin-1")):
        return "An action is asked for by POST."
    return None


def may_change(scope: Scope) -> bool:
    """Whether a request may leave something to be saved; most of what a waiting client sends does not."""
    if scope["method"] in {"GET", "HEAD", "OPTIONS"}:
        return False
    operation = _headers(scope).get("x-amz-target", "").rpartition(".")[2]
    return not operation.startswith(_READS)


def guard(app: Application, state: AwsState) -> Application:
    """The application without what `why_refused` names; it tells the state what may change it."""
    tasks: set[asyncio.Task[None]] = set()

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":  # nothing of ours speaks it
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "lifespan":
            tasks.add(asyncio.create_task(state.keep_saving()))
            await app(scope, receive, send)
        elif reason := why_refused(scope):
            await send({"type": "http.response.start", "status": 403, "headers": []})
            await send({"type": "http.response.body", "body": reason.encode()})
        else:
            await app(scope, receive, send)
            if may_change(scope):
                state.note_change()

    return guarded


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


if __name__ == "__main__":
    os.umask(0o077)  # what it keeps has passwords, tokens and statements in it
    state = AwsState(Path(os.environ["STATE_DIR"]) / "state.json")
    state.install()
    aws_schedules.install()
    ministack.app.app = guard(ministack.app.app, state)
    ministack.app.main()
