"""Mends what EventBridge has differently from the table, and tells of runs that did not come."""

from __future__ import annotations

from datetime import datetime, timedelta

from control_push.adapters.scheduler import Scheduler
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.schedules.expression import parse_expression, parse_time_zone
from control_push.domain.schedules.occurrences import due_times
from control_push.domain.schedules.run_schedule import LATE, MISSED, run_writes
from control_push.domain.schedules.timers import follow, timer_of
from control_push.errors import UnreadableRowError
from control_push.models.base import rfc3339
from control_push.models.schedule import Run, RunStatus, Schedule
from control_push.telemetry import logger

LOOK_BACK = timedelta(days=7)
"""A service that was down for longer has more to tell than its missed runs."""
CLOSE = timedelta(minutes=2)
TOLD_AT_ONCE = 100


def sweep_schedules(store: Store, scheduler: Scheduler, now: datetime) -> dict[str, int]:
    """How many timers were mended, how many that nobody wants removed, and how many missed runs recorded.

    A schedule that raises is logged, and the sweep goes on with the next one.
    """
    done = {"mended": 0, "removed": 0, "missed": 0}
    for row in store.schedules.all():
        try:
            schedule = store.schedules.read(row)
            done["mended"] += _mend(scheduler, schedule, now)
            done["missed"] += _tell_missed(store, schedule, now)
        except Exception:  # noqa: BLE001 - of any kind: it is logged, and the others are swept
            logger.exception("schedule not swept", extra={"schedule_id": row["schedule_id"]})
    for name in list(scheduler.names()):
        if not _is_wanted(store, name, now):
            scheduler.remove(name)
            done["removed"] += 1
    return done


def _is_wanted(store: Store, name: str, now: datetime) -> bool:
    """Asks the table: its index is a moment behind, and does not know what was just made."""
    try:
        schedule = store.schedules.get(name)
    except UnreadableRowError:
        return True
    return schedule is not None and timer_of(schedule, now) is not None


def _mend(scheduler: Scheduler, schedule: Schedule, now: datetime) -> bool:
    timer = timer_of(schedule, now)
    if timer is None or scheduler.is_as_wanted(timer):
        return False
    follow(scheduler, schedule, now)
    logger.warning("schedule mended", extra={"schedule_id": schedule.schedule_id})
    return True


def _tell_missed(store: Store, schedule: Schedule, now: datetime) -> int:
    if not schedule.enabled:
        return 0
    since = max(schedule.switched_on_at, now - LOOK_BACK)
    zone = parse_time_zone(schedule.time_zone)
    expression = parse_expression(schedule.expression)
    due = due_times(expression, zone, schedule.anchored_at, since, now - LATE)
    if not due:
        return 0
    runs = store.schedules.runs_since(schedule.schedule_id, due[0])
    told = {at for run in runs for at in run.missed}
    missed = [at for at in due if at not in told and not any(_is_of(run, at) for run in runs)]
    return len(missed) if missed and _record_missed(store, schedule, missed[:TOLD_AT_ONCE]) else 0


def _is_of(run: Run, due: datetime) -> bool:
    """A firing is named after the time it was due, or comes within a minute of it."""
    return timedelta(0) <= run.at - due < CLOSE


def _record_missed(store: Store, schedule: Schedule, missed: list[datetime]) -> bool:
    before = store.schedules.last_runs([schedule.schedule_id]).get(schedule.schedule_id)
    run = Run(
        at=missed[-1],
        occurrence=rfc3339(missed[-1]),
        status=RunStatus.REFUSED,
        reason=MISSED,
        missed=missed,
        schedule_id=schedule.schedule_id,
        schedule_name=schedule.name,
        saved_by=schedule.updated_by,
        latest_job_id=before.latest_job_id if before else None,
    )
    try:
        store.commit(run_writes(store, schedule, run, before))
    except ConditionFailedError:
        return False
    return True
