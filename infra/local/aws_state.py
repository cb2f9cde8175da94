"""Saves the local AWS's state while it runs; part of its process, so it sees nothing but its environment.

The local AWS itself saves only when it is stopped in good order: a kill would lose all since the start.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import gc
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import ministack.app
from ministack.core import persistence

from infra.local.kept_file import KeptFile

SHORTEST_PAUSE = 3.0
"""Seconds between two saves."""
SHARE = 10
"""A save that took one second is followed by a pause of so many: it takes a tenth of one core at most."""
SETTLING = 5.0
"""Seconds after a request in which what it began may still go on by itself."""
LONGEST_SAVE = 60.0
_LAST_DESCRIPTOR = 65_536
Services = Mapping[str, Callable[[], Any]]


class AwsState:
    """What the services hold, in one file."""

    def __init__(self, file: Path) -> None:
        self._file = KeptFile(file)
        self._loaded: dict[str, Any] | None = None
        self._changed_at = float("-inf")
        self._saved_at = float("-inf")
        self._pause = SHORTEST_PAUSE
        self._writer: int | None = None
        """The child process of a save that is under way."""

    def install(self) -> None:
        """Puts itself in the place of the local AWS's own saving and loading."""
        ministack.app.load_state = self.load
        ministack.app.save_all = self._save_at_the_end

    def load(self, service: str) -> Any:
        """A service's saved state, or None."""
        if self._loaded is None:
            kept = self._file.read()
            self._loaded = _decoded(kept.content) if kept else {}
        # What is not there may have been saved by the local AWS itself, before this did it.
        return self._loaded.pop(service, None) or persistence.load_state(service)

    def note_change(self) -> None:
        """Something was asked for that may change the state."""
        self._changed_at = time.monotonic()

    async def keep_saving(self) -> None:
        """Saves what changed, with pauses; ends the process in good order when its parent is gone."""
        parent = os.getppid()
        while os.getppid() == parent:
            await asyncio.sleep(0.5)
            if self._is_due():
                await self._save()
        os.kill(os.getpid(), signal.SIGTERM)

    def _is_due(self) -> bool:
        is_changed = self._changed_at + SETTLING > self._saved_at
        return is_changed and time.monotonic() > self._saved_at + self._pause

    async def _save(self) -> None:
        self._saved_at = started = time.monotonic()
        self._writer = self._begin(ministack.app._build_persistence_save_dict(), is_final=False)
        while self._writer and not _has_ended(self._writer):
            await asyncio.sleep(0.05)
            if time.monotonic() > started + LONGEST_SAVE:
                self._give_up_save()
        self._writer = None
        self._pause = max(SHORTEST_PAUSE, SHARE * (time.monotonic() - started))

    def _save_at_the_end(self, services: Services) -> None:
        self._give_up_save()  # or it would put its older state over this one
        os.waitpid(self._begin(services, is_final=True), 0)

    def _give_up_save(self) -> None:
        if self._writer:
            os.kill(self._writer, signal.SIGKILL)
            os.waitpid(self._writer, 0)
            self._writer = None

    def _begin(self, services: Services, *, is_final: bool) -> int:
        """A child process has the memory as it is now and all the time to write it; gives its id.

        Nothing is in the middle of a change: this runs between two events of the loop, and the lock keeps
        threads out of the tables.
        """
        dynamodb = sys.modules.get("ministack.services.dynamodb")
        with dynamodb._lock if dynamodb else contextlib.nullcontext():
            child = os.fork()
        if child:
            return child
        try:
            os.closerange(3, _LAST_DESCRIPTOR)  # or the port would stay taken when the parent is killed
            if not is_final:
                os.nice(10)
            gc.disable()  # it would touch, and so copy, all of the shared memory
            # The child's memory is a copy already, and copying it again would take most of the time.
            setattr(copy, "deepcopy", lambda value, _memo=None: value)  # noqa: B010 - no assignment has its type
            self._file.write(_encoded(services), is_final=is_final)
        except BaseException:  # noqa: BLE001 - whatever it is, this copy of the server must not serve
            traceback.print_exc()
            os._exit(1)
        os._exit(0)


def _has_ended(child: int) -> bool:
    return os.waitpid(child, os.WNOHANG)[0] == child


def _encoded(services: Services) -> bytes:
    held = {name: get_state() for name, get_state in services.items()}
    return json.dumps(held, default=persistence._json_default).encode()


def _decoded(content: bytes) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(content, object_hook=persistence._json_object_hook)
    return loaded
