"""The table is the truth: what EventBridge has differently is mended, and what did not run is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from control_push.domain.schedules.run_schedule import MISSED
from control_push.domain.schedules.sweep import sweep_schedules
from control_push.models.schedule import Run, RunStatus, Schedule
from tests.unit.domain.scheduling import Scheduling

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


def sweep(schedules: Scheduling, now: datetime = NOW) -> dict[str, int]:
    scheduler: Any = schedules.scheduler
    return sweep_schedules(schedules.store, scheduler, now)


def runs(schedules: Scheduling, schedule: Schedule) -> list[Run]:
    return schedules.store.schedules.runs(schedule.schedule_id, 50, None).rows


def test_with_nothing_different_nothing_is_done(schedules: Scheduling) -> None:
    schedules.create(NOW)
    schedules.create(NOW, enabled=False)
    assert sweep(schedules) == {"mended": 0, "removed": 0, "missed": 0}


def test_a_timer_that_is_gone_or_different_is_made_anew(schedules: Scheduling) -> None:
    gone, other = schedules.create(NOW), schedules.create(NOW)
    wanted = dict(schedules.scheduler.timers)
    del schedules.scheduler.timers[gone.schedule_id]
    schedules.scheduler.timers[other.schedule_id] = replace(
        wanted[other.schedule_id], expression="rate(1 minute)"
    )
    assert sweep(schedules)["mended"] == 2
    assert schedules.scheduler.timers == wanted


def test_a_timer_of_no_schedule_or_of_one_that_is_off_is_removed(schedules: Scheduling) -> None:
    off = schedules.create(NOW, enabled=False)
    on = schedules.create(NOW)
    known = schedules.scheduler.timers[on.schedule_id]
    schedules.scheduler.timers["nobody"] = replace(known, name="nobody")
    schedules.scheduler.timers[off.schedule_id] = replace(known, name=off.schedule_id)
    assert sweep(schedules)["removed"] == 2
    assert set(schedules.scheduler.timers) == {on.schedule_id}


def test_a_run_that_did_not_come_is_told_once(schedules: Scheduling) -> None:
    schedule = schedules.create(NOW, expression="rate(1 hour)")
    # Its time may still come: EventBridge tries for a quarter of an hour.
    assert sweep(schedules, NOW + timedelta(minutes=75))["missed"] == 0
    later = NOW + timedelta(hours=3, minutes=30)
    assert sweep(schedules, later)["missed"] == 3
    assert sweep(schedules, later)["missed"] == 0
    [run] = runs(schedules, schedule)
    assert (run.status, run.reason, run.at) == (RunStatus.REFUSED, MISSED, NOW + timedelta(hours=3))
    assert run.missed == [NOW + timedelta(hours=hours) for hours in (1, 2, 3)]
    # Should it come all the same, it is this run.
    assert schedules.fire(schedule, run.at) == run


def test_a_run_that_came_is_not_missed(schedules: Scheduling) -> None:
    schedule = schedules.create(NOW, expression="rate(1 hour)")
    schedules.fire(schedule, NOW + timedelta(hours=1))
    schedules.fire(schedule, NOW + timedelta(hours=2, seconds=40))
    assert sweep(schedules, NOW + timedelta(hours=2, minutes=30))["missed"] == 0


def test_what_was_due_while_it_was_off_is_not_missed(schedules: Scheduling) -> None:
    schedules.create(NOW, expression="cron(30 * * * ? *)", enabled=False)
    assert sweep(schedules, NOW + timedelta(days=2))["missed"] == 0


def test_a_schedule_that_cannot_be_read_holds_up_no_other(schedules: Scheduling) -> None:
    broken, other = schedules.create(NOW), schedules.create(NOW)
    row = schedules.store.schedules.save(broken.model_copy(update={"revision": 2}))
    row.request["Put"]["Item"]["notify"] = {"S": "sometimes"}
    schedules.store.commit([row])
    del schedules.scheduler.timers[other.schedule_id]
    assert sweep(schedules) == {"mended": 1, "removed": 0, "missed": 0}
    assert set(schedules.scheduler.timers) == {broken.schedule_id, other.schedule_id}
