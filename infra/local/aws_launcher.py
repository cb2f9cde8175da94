"""Runs the local AWS behind a guard; started by `aws.py` with the local AWS's own Python.

It answers any web page (wildcard CORS, and a call that resets everything), so a request that a browser sends
from another site, or to another name, is refused before it gets there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

import ministack.app

from infra.local.loopback import refusal

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def why_refused(scope: Scope) -> str | None:
    """Why a request does not reach the local AWS, or None."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if reason := refusal(headers, scope["server"][1]):
        return reason
    # CloudFormation and others obey an address, which any page can make a browser open. The SDKs send POST.
    if scope["method"] == "GET" and "Action" in parse_qs(scope["query_string"].decode("latin-1")):
        return "An action is asked for by POST."
    return None


def guard(app: Application) -> Application:
    """The application without what `why_refused` names."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":  # nothing of ours speaks it
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "http" and (reason := why_refused(scope)):
            await send({"type": "http.response.start", "status": 403, "headers": []})
            await send({"type": "http.response.body", "body": reason.encode()})
        else:
            await app(scope, receive, send)

    return guarded


if __name__ == "__main__":
    ministack.app.app = guard(ministack.app.app)
    ministack.app.main()
