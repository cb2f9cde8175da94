"""Where messages land on a laptop: it takes what the product posts to a webhook, and shows it.

`GET /` is a page for people, `GET /messages` a list for tests, newest first.
"""

from __future__ import annotations

import html
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from infra.local.loopback import refusal
from infra.local.serving import served_in_thread

HOST = "127.0.0.1"
KEPT = 200
PAGE = """<!doctype html><html lang="en"><title>Outbox</title><meta charset="utf-8">
<body style="font-family: sans-serif; max-width: 50rem; margin: 2rem auto">
<h1>Outbox</h1><p>What the product would have sent to a webhook, newest first.</p>{messages}</body></html>"""


@dataclass
class Outbox:
    """The last messages."""

    url: str = ""
    messages: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=KEPT))

    @property
    def webhook(self) -> str:
        """The address to post to."""
        return f"{self.url}/webhook"

    def app(self) -> web.Application:
        """As an application."""
        app = web.Application(middlewares=[_own_pages_only])
        app.router.add_post("/webhook", self._take)
        app.router.add_get("/messages", self._list)
        app.router.add_get("/", self._show)
        return app

    async def _take(self, request: web.Request) -> web.Response:
        received = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        self.messages.appendleft({"received_at": received, "body": await request.json()})
        return web.Response(text="ok")

    async def _list(self, _: web.Request) -> web.Response:
        return web.json_response({"messages": list(self.messages)})

    async def _show(self, _: web.Request) -> web.Response:
        shown = "".join(map(_as_html, self.messages)) or "<p>Nothing was sent yet.</p>"
        return web.Response(text=PAGE.format(messages=shown), content_type="text/html")


def _as_html(message: dict[str, Any]) -> str:
    body = message["body"]
    texts = [block["text"]["text"] for block in body.get("blocks", [])] or [str(body.get("text", body))]
    # As sent to Slack, in which these are escaped already.
    text = html.escape("\n".join(map(html.unescape, texts)))
    return (
        f"<h2>{html.escape(str(message['received_at']))}</h2><pre style='white-space: pre-wrap'>{text}</pre>"
    )


@web.middleware
async def _own_pages_only(request: web.Request, handler: Any) -> web.StreamResponse:
    headers = {name.lower(): value for name, value in request.headers.items()}
    port = request.transport.get_extra_info("sockname")[1] if request.transport else 0
    if reason := refusal(headers, port):
        return web.Response(status=403, text=reason)
    answered: web.StreamResponse = await handler(request)
    return answered


@contextmanager
def running_outbox(port: int = 0) -> Iterator[Outbox]:
    """In a thread of its own; port 0 takes any free one."""
    outbox = Outbox()
    with served_in_thread(lambda: _serve(outbox, port)) as url:
        outbox.url = url
        yield outbox


@asynccontextmanager
async def _serve(outbox: Outbox, port: int) -> AsyncIterator[str]:
    runner = web.AppRunner(outbox.app(), access_log=None, shutdown_timeout=0.05)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
