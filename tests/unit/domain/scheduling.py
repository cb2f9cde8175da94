"""Schedules in memory: EventBridge's part, the user pool's, and what an administrator does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from control_push.adapters.scheduler import Timer
from control_push.adapters.tables.store import Store
from control_push.domain.schedules.run_schedule import Firing, Runner, run_schedule
from control_push.domain.schedules.save import create_schedule
from control_push.models.base import rfc3339, utc_now
from control_push.models.schedule import Run, Schedule, ScheduleSettings
from tests.unit.domain.pushing import Pushing

ADMIN = "adele"


@dataclass
class FakeScheduler:
    timers: dict[str, Timer] = field(default_factory=dict)
    refuses: Exception | None = None

    def set(self, timer: Timer) -> None:
        if self.refuses:
            raise self.refuses
        self.timers[timer.name] = timer

    def remove(self, name: str) -> None:
        self.timers.pop(name, None)

    def names(self) -> Iterator[str]:
        yield from list(self.timers)

    def is_as_wanted(self, timer: Timer) -> bool:
        return self.timers.get(timer.name) == timer


@dataclass
class FakePeople:
    without_role: set[str] = field(default_factory=set)

    def has_role(self, name: str, role: str) -> bool:
        return name not in self.without_role


@dataclass
class Scheduling:
    """A schedule that is due whenever it is fired."""

    push: Pushing
    scheduler: FakeScheduler = field(default_factory=FakeScheduler)
    people: FakePeople = field(default_factory=FakePeople)

    @property
    def store(self) -> Store:
        return self.push.store

    def create(self, now: datetime | None = None, **settings: Any) -> Schedule:
        given = {"name": "Nightly", "expression": "cron(0 22 * * ? *)", **settings}
        scheduler: Any = self.scheduler
        return create_schedule(self.store, scheduler, ScheduleSettings(**given), ADMIN, now or utc_now())

    def fire(self, schedule: Schedule, at: datetime | None = None, late: int = 0) -> Run | None:
        at = at or utc_now()
        firing = Firing(rfc3339(at), at)
        return run_schedule(self.runner(), schedule.schedule_id, firing, at + timedelta(minutes=late))

    def run_by_hand(self, schedule: Schedule, by: str = "ann") -> Run | None:
        now = utc_now()
        return run_schedule(self.runner(), schedule.schedule_id, Firing(f"by {now}", now, by), now)

    def runner(self) -> Runner:
        servicenow: Any = lambda connection: self.push.servicenow
        workflow: Any = self.push.workflow
        people: Any = self.people
        return Runner(self.store, workflow, servicenow, people)

    def pushed(self, run: Run | None) -> set[str]:
        assert run
        assert run.job_id
        return {item.statement_id for item in self.store.items.all(run.job_id)}
