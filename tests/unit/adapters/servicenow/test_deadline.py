"""A server that takes its time, on a real socket; the times are small, and none is measured."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from control_push.adapters.servicenow import http as module
from control_push.adapters.servicenow.http import InstanceHttp
from control_push.adapters.servicenow.requests import Request
from control_push.errors import AnswerTooLargeError, UnavailableError

LONG = 30.0
"""Seconds that a server would go on: far longer than any deadline here."""
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def server(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of a server that answers one connection by `behave`."""
    accepted: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                connection, _ = listening.accept()
                accepted.append(connection)
                with connection:
                    behave(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        for connection in accepted:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        thread.join()


def slowly(connection: socket.socket, text: bytes) -> None:
    """Byte by byte, each soon enough for a timeout that counts anew, until the other side hangs up."""
    for byte in text * 1000:
        connection.sendall(bytes([byte]))
        time.sleep(0.02)


def a_slow_header(connection: socket.socket) -> None:
    connection.recv(65_536)
    slowly(connection, HEAD + b"X-More: 1\r\n")


def a_slow_body(connection: socket.socket) -> None:
    connection.recv(65_536)
    connection.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n")
    slowly(connection, b" ")


def an_endless_body(connection: socket.socket) -> None:
    connection.recv(65_536)
    connection.sendall(HEAD + b"\r\n")
    while True:
        connection.sendall(b" " * 65_536)


def a_slow_reader(connection: socket.socket) -> None:
    """It takes the request piece by piece: the rest of it waits to be sent."""
    for _ in range(100):
        connection.recv(4096)
        time.sleep(0.02)


@pytest.mark.parametrize("behave", [a_slow_header, a_slow_body])
def test_a_deadline_holds_whatever_trickles_in(behave: Callable[[socket.socket], None]) -> None:
    with server(behave) as url:
        http = InstanceHttp(url, None)
        with pytest.raises(UnavailableError, match="in time"):
            http.send(Request("GET", "/"), {}, time.monotonic() + 0.3)
        http.close()


def test_a_deadline_holds_for_what_is_sent() -> None:
    with server(a_slow_reader) as url:
        http = InstanceHttp(url, None)
        text = {"text": "x" * 6_000_000}
        with pytest.raises(UnavailableError, match="in time"):
            http.send(Request("PUT", "/", json=text), {}, time.monotonic() + 1.0)
        http.close()


def test_an_answer_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ANSWER", 1_000_000)
    with server(an_endless_body) as url:
        http = InstanceHttp(url, None)
        with pytest.raises(AnswerTooLargeError, match="1,000,000"):
            http.send(Request("GET", "/"), {}, time.monotonic() + LONG)
        http.close()


def test_a_connection_is_kept_for_the_next_request() -> None:
    def two_answers(connection: socket.socket) -> None:
        for _ in range(2):
            connection.recv(65_536)
            connection.sendall(HEAD + b"Content-Length: 2\r\n\r\n{}")

    with server(two_answers) as url:
        http = InstanceHttp(url, None)
        answers = [http.send(Request("GET", "/"), {}, time.monotonic() + LONG) for _ in range(2)]
        http.close()
    assert [answer.body for answer in answers] == [b"{}", b"{}"]
