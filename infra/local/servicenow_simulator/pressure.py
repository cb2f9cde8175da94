"""What an instance refuses by load: more at once than its semaphores take, more in an hour than a rule lets.

KB0635398 and KB0623705 (semaphores), KB0546297 (rate rules).
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from infra.local.servicenow_simulator.settings import Settings


class TooBusyError(Exception):
    """No semaphore is free and the queue is full."""


class RateExceededError(Exception):
    """The user's requests in this window are used up until `until`, in seconds since 1970."""

    def __init__(self, limit: int, until: float) -> None:
        super().__init__("rate limit exceeded")
        self.limit = limit
        self.until = until


class Semaphores:
    """So many requests run, so many wait."""

    def __init__(self, settings: Settings) -> None:
        self._free = asyncio.Semaphore(settings.semaphores) if settings.semaphores else None
        self._queue = settings.semaphore_queue
        self._waiting = 0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Runs the block when its turn comes.

        Raises:
            TooBusyError: the queue is full.
        """
        if self._free is None:
            yield
            return
        if self._free.locked() and self._waiting >= self._queue:
            raise TooBusyError
        self._waiting += 1
        try:
            await self._free.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()


class RateRule:
    """Counts each user's requests in fixed windows of time; a node tells its count only now and then."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._window = 0.0
        self._told: Counter[str] = Counter()
        self._untold: Counter[str] = Counter()
        self._told_at = 0.0

    def count(self, user_name: str, settings: Settings) -> None:
        """Counts one request.

        Raises:
            RateExceededError: the window has no more for this user.
        """
        if settings.rate_limit is None:
            return
        now = self._clock()
        self._begin_window(now - now % settings.rate_window_s)
        if now - self._told_at >= settings.rate_flush_s:
            self._told, self._untold, self._told_at = self._told + self._untold, Counter(), now
        if self._told[user_name] >= settings.rate_limit:
            raise RateExceededError(settings.rate_limit, self._window + settings.rate_window_s)
        self._untold[user_name] += 1

    def _begin_window(self, window: float) -> None:
        if window != self._window:
            self._window, self._told_at = window, window
            self._told, self._untold = Counter(), Counter()
