"""Counts what clients did, without bodies, query strings or credentials."""

from __future__ import annotations

import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

from infra.local.servicenow_simulator.call import Call

RECENT = 5_000


@dataclass
class Entry:
    """One request; the status is None until it has been answered. Times are seconds since 1970."""

    method: str
    path: str
    arrived_at: float
    status: int | None = None
    answered_at: float | None = None


@dataclass
class Stats:
    """Figures since the last reset."""

    by_method_and_table: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_sys_id: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    in_flight: int = 0
    max_in_flight: int = 0
    token_requests: int = 0
    sign_in_failures: int = 0
    recent: deque[Entry] = field(default_factory=lambda: deque(maxlen=RECENT))

    @contextmanager
    def table_request(self, call: Call) -> Iterator[Entry]:
        """Count one Table API request for as long as it is in flight."""
        self.by_method_and_table[call.table][call.method] += 1
        if call.sys_id:
            self.by_sys_id[call.sys_id][call.method] += 1
        self.in_flight += 1
        self.max_in_flight = max(self.max_in_flight, self.in_flight)
        try:
            yield self.note(call)
        finally:
            self.in_flight -= 1

    def note(self, call: Call) -> Entry:
        """Add a request to the recent ones, in the order they came in."""
        entry = Entry(call.method, call.request.path, time.time())
        self.recent.append(entry)
        return entry

    def close(self, entry: Entry, status: int) -> None:
        """Say how a request ended."""
        entry.status, entry.answered_at = status, time.time()
        self.sign_in_failures += status == 401

    def report(self) -> dict[str, object]:
        """All figures as JSON."""
        return {
            "requests": sum(counts.total() for counts in self.by_method_and_table.values()),
            "by_table": self.by_method_and_table,
            "by_sys_id": self.by_sys_id,
            "in_flight": self.in_flight,
            "max_in_flight": self.max_in_flight,
            "token_requests": self.token_requests,
            "sign_in_failures": self.sign_in_failures,
            "recent": [asdict(entry) for entry in self.recent],
        }
