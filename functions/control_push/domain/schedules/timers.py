"""The timer that EventBridge is to have for a schedule, made from its row."""

from __future__ import annotations

import json
from datetime import datetime

from control_push.adapters.scheduler import SCHEDULED_TIME, Scheduler, Timer
from control_push.domain.schedules.expression import (
    Rate,
    parse_expression,
    parse_time_zone,
    written_for_eventbridge,
)
from control_push.domain.schedules.occurrences import NextRuns, next_runs
from control_push.models.schedule import Schedule


def runs_of(schedule: Schedule, after: datetime) -> NextRuns:
    """When it is next due; never, while it is switched off."""
    if not schedule.enabled:
        return NextRuns([], [])
    zone = parse_time_zone(schedule.time_zone)
    return next_runs(parse_expression(schedule.expression), zone, schedule.anchored_at, after)


def timer_of(schedule: Schedule, now: datetime) -> Timer | None:
    """None: it is switched off, or never due again."""
    due = runs_of(schedule, now).times
    if not due:
        return None
    is_rate = isinstance(parse_expression(schedule.expression), Rate)
    return Timer(
        name=schedule.schedule_id,
        expression=written_for_eventbridge(schedule.expression),
        time_zone=schedule.time_zone,
        payload=json.dumps({"schedule_id": schedule.schedule_id, "occurrence": SCHEDULED_TIME}),
        # Without one a rate would be due at once.
        start=due[0] if is_rate else None,
    )


def follow(scheduler: Scheduler, schedule: Schedule, now: datetime) -> None:
    """Makes EventBridge have what the schedule says."""
    if timer := timer_of(schedule, now):
        scheduler.set(timer)
    else:
        scheduler.remove(schedule.schedule_id)
