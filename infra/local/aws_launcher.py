"""Runs the local AWS behind a guard; started by `aws.py` with the local AWS's own Python.

It answers any web page (wildcard CORS, and a call that resets everything), so a request that a browser sends
from another site is refused before it gets there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import ministack.app

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")


def is_cross_site(headers: list[tuple[bytes, bytes]]) -> bool:
    """Whether a browser sends this on behalf of a page that is not on this machine."""
    named = {name.lower(): value.decode("latin-1") for name, value in headers}
    origin = named.get(b"origin")
    local = origin is None or any(
        origin == address or origin.startswith(f"{address}:") for address in LOOPBACK
    )
    return not local or named.get(b"sec-fetch-site") == "cross-site"


def guard(app: Application) -> Application:
    """The application without cross-site requests."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or not is_cross_site(scope["headers"]):
            await app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 403, "headers": []})
        await send({"type": "http.response.body", "body": b"Not for other sites."})

    return guarded


if __name__ == "__main__":
    ministack.app.app = guard(ministack.app.app)
    ministack.app.main()
