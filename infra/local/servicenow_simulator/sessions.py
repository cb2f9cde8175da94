"""One transaction at a time per session: clients that return cookies serialise their own requests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class QueueFullError(Exception):
    """More requests wait for the session than it queues; the platform drops them silently."""


class Sessions:
    """A lock for each session cookie that has been returned."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}

    @asynccontextmanager
    async def turn(self, session_id: str | None, queue: int) -> AsyncIterator[None]:
        """Wait until the session is free; without a cookie every request has a session of its own."""
        if session_id is None:
            yield
            return
        if self._waiting.get(session_id, 0) > queue:
            raise QueueFullError
        self._waiting[session_id] = self._waiting.get(session_id, 0) + 1
        try:
            async with self._locks.setdefault(session_id, asyncio.Lock()):
                yield
        finally:
            self._waiting[session_id] -= 1
