"""Running several calls of the product at once, one adapter call at a time, in an order that a test chooses.

Each call runs in a thread of its own that rests before every call it makes to an adapter; only one thread
runs at any moment, so a run is as deterministic as its schedule.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from queue import SimpleQueue
from typing import Any


class Crash(BaseException):
    """The process dies here. No code of the product may catch it."""


class Step(Enum):
    """What happens to a task at the adapter call before which it rests."""

    GO = "go"
    CRASH_BEFORE = "crash before the call has its effect"
    CRASH_AFTER = "crash after the call had its effect, before its answer"


_here = threading.local()


def current_task() -> Task | None:
    """The task that runs now; None outside of all tasks."""
    return getattr(_here, "task", None)


class _Thread:
    """A thread that runs one body after the other, kept for the next task."""

    idle: list[_Thread] = []  # noqa: RUF012 - one pool for the process

    def __init__(self) -> None:
        self._bodies: SimpleQueue[Callable[[], None]] = SimpleQueue()
        threading.Thread(target=self._run, daemon=True).start()

    def submit(self, body: Callable[[], None]) -> None:
        self._bodies.put(body)

    def _run(self) -> None:
        while True:
            self._bodies.get()()


@dataclass(frozen=True)
class Seen:
    """What a task learned from an adapter."""

    what: str
    subject: Any
    answer: Any


class Task:
    """One call of the product, resting before its next adapter call until told to go on."""

    def __init__(self, name: str, call: Callable[[], Any], info: dict[str, Any] | None = None) -> None:
        self.name = name
        self.info: dict[str, Any] = info or {}
        self.at: str | None = None
        """The adapter call before which it rests."""
        self.ended = False
        self.crashed = False
        self.answer: Any = None
        self.error: Exception | None = None
        self.trail: list[Seen] = []
        self._call = call
        self._go = threading.Lock()
        self._rests = threading.Lock()
        self._go.acquire()
        self._rests.acquire()
        self._next = Step.GO
        self._unhindered = False
        self._dead = False
        """Nothing after the crash has an effect, not even what stands in a `finally`."""
        self._thread = _Thread.idle.pop() if _Thread.idle else _Thread()
        self._thread.submit(self._body)
        self._rests.acquire()

    @property
    def wrote(self) -> bool:
        """Whether it has sent a write to ServiceNow."""
        return any(seen.what == "servicenow.update_content" for seen in self.trail)

    def step(self, how: Step = Step.GO) -> None:
        """Lets the call happen before which the task rests, and what follows up to the next one."""
        if self.ended:
            raise RuntimeError(f"{self.name} has ended")
        self._next = how
        self._go.release()
        self._rests.acquire()
        if self.ended:
            _Thread.idle.append(self._thread)

    def finish(self) -> Task:
        """Runs to the end without anything in between."""
        self._unhindered = True
        if not self.ended:
            self.step()
        return self

    def kill(self) -> None:
        """The process dies where it is."""
        if not self.ended:
            self.step(Step.CRASH_BEFORE)

    def rest(self, what: str) -> None:
        """Called in the task's own thread: waits before an adapter call."""
        if self._dead:
            raise Crash
        if self._unhindered:
            return
        self.at = what
        self._rests.release()
        self._go.acquire()
        if self._next is Step.CRASH_BEFORE:
            self._dead = True
            raise Crash

    def answered(self) -> None:
        """Called in the task's own thread when the adapter call had its effect."""
        if self._next is Step.CRASH_AFTER:
            self._dead = True
            raise Crash

    def _body(self) -> None:
        _here.task = self
        try:
            self.rest("start")
            self.answer = self._call()
        except Crash:
            self.crashed = True
        except Exception as error:  # noqa: BLE001 - handed to the test, which judges it
            self.error = error
        finally:
            _here.task = None
            self.at, self.ended = None, True
            self._rests.release()


def adapter_call(what: str, subject: Any, effect: Callable[[], Any]) -> Any:
    """One call to an adapter: a step of the task that makes it, if one does."""
    task = current_task()
    if task is None:
        return effect()
    task.rest(what)
    try:
        answer = effect()
    finally:
        task.answered()
    task.trail.append(Seen(what, subject, answer))
    return answer
