"""A request that ends in time, however slowly the other side sends or takes its bytes.

httpx and httpcore count a timeout anew with each piece that arrives, the lines of the header included.
"""

from __future__ import annotations

import math
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

PIECE = 16_384
"""Bytes handed over at a time: each has only the time that is left."""


@dataclass
class Deadline:
    """When the request on its way has to be over, as `time.monotonic` tells it. One request at a time."""

    at: float = math.inf

    def left(self, timeout: float | None, over: type[httpcore.TimeoutException]) -> float | None:
        """Seconds for the next step; raises `over` when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise over("the deadline has passed")
        return min(left, math.inf if timeout is None else timeout) if left < math.inf else timeout


class DeadlineStream(httpcore.NetworkStream):
    """A connection whose every step has only the time that is left."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes, or none at the end."""
        return self._stream.read(max_bytes, self._deadline.left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of the bytes."""
        for start in range(0, len(buffer), PIECE):
            left = self._deadline.left(timeout, httpcore.WriteTimeout)
            self._stream.write(buffer[start : start + PIECE], left)

    def close(self) -> None:
        """Ends the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The connection, encrypted."""
        left = self._deadline.left(timeout, httpcore.ConnectTimeout)
        return DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks about the socket."""
        return self._stream.get_extra_info(info)


class DeadlineBackend(httpcore.SyncBackend):
    """Opens connections that know the deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection."""
        left = self._deadline.left(timeout, httpcore.ConnectTimeout)
        stream = super().connect_tcp(host, port, left, local_address, socket_options)
        return DeadlineStream(stream, self._deadline)


class DeadlineTransport(httpx.HTTPTransport):
    """httpx over such connections."""

    def __init__(self, deadline: Deadline) -> None:
        trusted = httpx.create_ssl_context()
        super().__init__(verify=trusted)
        # httpx hands no network backend on: https://github.com/encode/httpx/discussions/2989.
        self._pool = httpcore.ConnectionPool(ssl_context=trusted, network_backend=DeadlineBackend(deadline))
