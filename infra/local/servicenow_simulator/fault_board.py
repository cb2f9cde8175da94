"""Keeps the faults that are switched on and says which of them a request meets."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from infra.local.servicenow_simulator.faults import AnyFault, BaseFault, EditAfterRead, Match, RateLimited


@dataclass(frozen=True)
class Target:
    """What of a request decides whether a fault matches it."""

    where: str
    method: str
    table: str | None = None
    sys_id: str | None = None


class FaultBoard:
    """The faults in the order they were switched on."""

    def __init__(self, random: Random, clock: Callable[[], float] = time.time) -> None:
        self._random = random
        self._clock = clock
        self.faults: dict[str, AnyFault] = {}

    def add(self, fault: AnyFault) -> None:
        """Switch a fault on."""
        self.faults[fault.id] = fault

    def met_by(self, target: Target) -> list[AnyFault]:
        """The faults that this request meets; each call counts as one request."""
        return [
            fault
            for fault in list(self.faults.values())
            if not isinstance(fault, EditAfterRead) and self._meets(fault, target)
        ]

    def edits_after_read(self, target: Target) -> list[EditAfterRead]:
        """The edits due because this record has just been read."""
        return [
            fault
            for fault in list(self.faults.values())
            if isinstance(fault, EditAfterRead) and self._meets(fault, target)
        ]

    def _meets(self, fault: BaseFault, target: Target) -> bool:
        if not _matches(fault.match, target):
            return False
        if isinstance(fault, RateLimited) and self._clock() < fault.until:
            return True
        fault.seen += 1
        used_up = fault.times is not None and fault.hits >= fault.times
        due = fault.seen >= fault.from_nth and (fault.seen - fault.from_nth) % fault.every == 0
        if used_up or not due or self._random.random() >= fault.probability:
            return False
        fault.hits += 1
        if isinstance(fault, RateLimited):
            fault.until = int(self._clock()) + fault.retry_after_s
        return True


def _matches(match: Match, target: Target) -> bool:
    return (
        match.where in (target.where, "everywhere")
        and match.table in (None, target.table)
        and (match.sys_ids is None or target.sys_id in match.sys_ids)
        and (match.methods is None or target.method in match.methods)
    )
