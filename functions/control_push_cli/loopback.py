"""Takes the sign-in page's answer: a web server for one request, on this computer only, for minutes only."""

from __future__ import annotations

import os
import queue
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from control_push_cli.errors import BadInputError
from control_push_cli.redirects import PATH, PORTS

LOOPBACK = "127.0.0.1"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<body style="font: 1.1rem system-ui; margin: 4rem auto; max-width: 30rem">
<h1>{title}</h1><p>{text}</p></body></html>
"""
DONE = PAGE.format(title="You can close this page", text="Control Package Push goes on in the terminal.")
STRAY = PAGE.format(title="Nothing to see here", text="Control Package Push waits for another answer.")


@dataclass(frozen=True)
class LoopbackAnswer:
    """What the sign-in page sent the browser back with."""

    code: str
    error: str


@dataclass(frozen=True)
class Waiting:
    """Listens until its context ends."""

    port: int
    answers: queue.SimpleQueue[LoopbackAnswer]

    def answer(self, seconds: float) -> LoopbackAnswer | None:
        """The first answer with the right state; None: there was none in that time."""
        try:
            return self.answers.get(timeout=seconds)
        except queue.Empty:
            return None


@contextmanager
def waiting_on_loopback(state: str) -> Iterator[Waiting]:
    """Listens on the first free one of the ports that the sign-in page may send back to.

    Raises:
        BadInputError: none of them is free.
    """
    answers: queue.SimpleQueue[LoopbackAnswer] = queue.SimpleQueue()
    server = _open(partial(_Handler, state, answers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield Waiting(server.server_address[1], answers)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _open(handler: Any) -> ThreadingHTTPServer:
    for port in PORTS:
        try:
            return _Server((LOOPBACK, port), handler)
        except OSError:
            continue
    raise BadInputError(
        f"The ports {', '.join(map(str, PORTS))} are all in use, and the sign-in page sends nowhere else.",
        "Close what uses one of them, perhaps another `control-push login`, and try again.",
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Elsewhere it lets a port be used again at once; on Windows it lets another program listen there, too.
    allow_reuse_address = os.name != "nt"


class _Handler(BaseHTTPRequestHandler):
    timeout = 5  # browsers open connections before they need them

    def __init__(
        self, state: str, answers: queue.SimpleQueue[LoopbackAnswer], *arguments: Any, **options: Any
    ) -> None:
        self._state = state
        self._answers = answers
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:  # http.server's name
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        state = query.get("state", "")
        ours = parts.path == PATH and secrets.compare_digest(state.encode(), self._state.encode())
        self._say(200 if ours else 404, DONE if ours else STRAY)
        if ours:
            error = query.get("error_description") or query.get("error", "")
            self._answers.put(LoopbackAnswer(query.get("code", ""), error))

    def log_message(self, *_: object) -> None:
        """Nothing: the line would have the code in it."""

    def _say(self, status: int, page: str) -> None:
        body = page.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        self.send_header("Referrer-Policy", "no-referrer")  # the address has the code in it
        self.end_headers()
        self.wfile.write(body)
