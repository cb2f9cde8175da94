"""Creating, changing and deleting a schedule. The table is the truth; EventBridge follows it."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from control_push.adapters.scheduler import Scheduler
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.audit import records
from control_push.domain.look_up import require_connection
from control_push.domain.schedules.expression import parse_expression, parse_time_zone
from control_push.domain.schedules.occurrences import next_runs
from control_push.domain.schedules.timers import follow
from control_push.errors import InvalidInputError, NotFoundError, StateConflictError
from control_push.models.schedule import Schedule, ScheduleSettings


class StaleScheduleError(StateConflictError):
    """Somebody else saved the schedule since it was read; `current` is what it is now."""

    code = "stale_revision"

    def __init__(self, current: Schedule) -> None:
        super().__init__(
            f"{current.updated_by} changed this schedule meanwhile. Look at it again, then save once more."
        )
        self.current = current


def require_schedule(store: Store, schedule_id: str) -> Schedule:
    """The schedule.

    Raises:
        NotFoundError: there is none of that id.
    """
    schedule = store.schedules.get(schedule_id)
    if schedule is None:
        raise NotFoundError(f"There is no schedule {schedule_id}. Load the list of schedules again.")
    return schedule


def create_schedule(
    store: Store, scheduler: Scheduler, settings: ScheduleSettings, actor: str, now: datetime
) -> Schedule:
    """The new schedule.

    Raises:
        InvalidInputError: names each field that is wrong.
        StateConflictError: nothing is connected.
    """
    _require_sound(settings, now, now)
    schedule = Schedule(
        **dict(settings),
        schedule_id=str(uuid4()),
        source_id=require_connection(store).source_id,
        revision=1,
        created_by=actor,
        created_at=now,
        updated_by=actor,
        updated_at=now,
        anchored_at=now.replace(microsecond=0),
        switched_on_at=now,
    )
    return _save(store, scheduler, schedule, now)


def change_schedule(
    store: Store,
    scheduler: Scheduler,
    before: Schedule,
    settings: ScheduleSettings,
    revision: int,
    actor: str,
    now: datetime,
) -> Schedule:
    """The schedule as it is after the change; it is pinned, and answered for, anew.

    Raises:
        InvalidInputError: names each field that is wrong.
        StaleScheduleError: it is at another revision than said.
        StateConflictError: nothing is connected.
    """
    if revision != before.revision:
        raise StaleScheduleError(before)
    retimed = (settings.expression, settings.enabled) != (before.expression, before.enabled)
    # EventBridge knows whole seconds.
    anchor = now.replace(microsecond=0) if retimed else before.anchored_at
    _require_sound(settings, anchor, now)
    moved = retimed or settings.time_zone != before.time_zone
    changed = before.model_copy(
        update={
            **dict(settings),
            "source_id": require_connection(store).source_id,
            "revision": before.revision + 1,
            "updated_by": actor,
            "updated_at": now,
            "anchored_at": anchor,
            "switched_on_at": now if moved else before.switched_on_at,
        }
    )
    return _save(store, scheduler, changed, now)


def delete_schedule(store: Store, scheduler: Scheduler, schedule: Schedule, actor: str) -> None:
    """It runs no more; a push that it started goes on, and its runs stay in the history.

    Raises:
        StaleScheduleError: somebody else saved it meanwhile.
    """
    record = records.schedule_deleted(schedule, actor)
    try:
        store.commit([store.schedules.delete(schedule), store.audit.append(record)])
    except ConditionFailedError as clash:
        raise StaleScheduleError(require_schedule(store, schedule.schedule_id)) from clash
    scheduler.remove(schedule.schedule_id)


def _save(store: Store, scheduler: Scheduler, schedule: Schedule, now: datetime) -> Schedule:
    # First there, so that what EventBridge does not take is not saved; a firing asks the table.
    follow(scheduler, schedule, now)
    record = records.schedule_saved(schedule)
    try:
        store.commit([store.schedules.save(schedule), store.audit.append(record)])
    except ConditionFailedError as clash:
        current = require_schedule(store, schedule.schedule_id)
        follow(scheduler, current, now)
        raise StaleScheduleError(current) from clash
    return schedule


def _require_sound(settings: ScheduleSettings, anchor: datetime, now: datetime) -> None:
    """Refuses all that is wrong at once."""
    wrong: list[tuple[str, str]] = []
    if not settings.name.strip():
        wrong.append(("name", "is empty; say what the schedule is for"))
    elif not settings.name.isprintable():
        wrong.append(("name", "has a line break or another character that cannot be shown; leave it out"))
    for field, parse in (("expression", parse_expression), ("time_zone", parse_time_zone)):
        try:
            parse(getattr(settings, field))
        except InvalidInputError as error:
            wrong += [(one["field"], one["message"]) for one in error.extra["errors"]]
    if not wrong and settings.enabled:
        wrong += _never(settings, anchor, now)
    if wrong:
        raise InvalidInputError("The schedule is not valid.", wrong)


def _never(settings: ScheduleSettings, anchor: datetime, now: datetime) -> list[tuple[str, str]]:
    zone = parse_time_zone(settings.time_zone)
    runs = next_runs(parse_expression(settings.expression), zone, anchor, now)
    if runs.times:
        return []
    if runs.clock_changes:
        message = f"{runs.clock_changes[0].local} does not exist in {settings.time_zone}: the clocks skip it"
    else:
        message = "is never due from now on; choose a later time, or switch the schedule off"
    return [("expression", message)]
