from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from control_push.adapters.tables.audit import AuditFilter
from control_push.domain.schedules.save import (
    StaleScheduleError,
    change_schedule,
    delete_schedule,
    require_schedule,
)
from control_push.errors import InvalidInputError, NotFoundError, StateConflictError
from control_push.models.audit import Action
from control_push.models.push import Scope
from control_push.models.schedule import Notify, Schedule, ScheduleSettings
from tests.unit.domain.pushing import Pushing
from tests.unit.domain.scheduling import ADMIN, Scheduling
from tests.unit.fake_servicenow import FakeServiceNow

NOW = datetime(2026, 3, 20, 12, 0, 0, 250, tzinfo=UTC)


def change(schedules: Scheduling, schedule: Schedule, revision: int = 1, **changes: Any) -> Schedule:
    names = ScheduleSettings.model_fields
    settings = ScheduleSettings(**{name: getattr(schedule, name) for name in names} | changes)
    scheduler: Any = schedules.scheduler
    later = NOW + timedelta(hours=1)
    return change_schedule(schedules.store, scheduler, schedule, settings, revision, "berta", later)


def refused(schedules: Scheduling, **settings: Any) -> dict[str, str]:
    with pytest.raises(InvalidInputError) as error:
        schedules.create(NOW, **settings)
    assert schedules.scheduler.timers == {}
    assert schedules.store.schedules.page(50, None).rows == []
    return {one["field"]: one["message"] for one in error.value.extra["errors"]}


def test_a_schedule_is_kept_as_it_was_saved_and_eventbridge_has_it(schedules: Scheduling) -> None:
    scope = Scope(system_id="s", family="AC", modified_by="ann")
    saved = schedules.create(
        NOW,
        expression="cron(0 22 ? * MON-FRI *)",
        time_zone="Europe/Berlin",
        scope=scope,
        pinned=True,
        notify=Notify.ALWAYS,
    )
    assert schedules.store.schedules.get(saved.schedule_id) == saved
    assert (saved.revision, saved.created_by, saved.updated_by) == (1, ADMIN, ADMIN)
    timer = schedules.scheduler.timers[saved.schedule_id]
    assert (timer.expression, timer.time_zone) == ("cron(0 22 ? * MON-FRI *)", "Europe/Berlin")
    assert timer.start is None


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        (" cron(0  22 ? jan-mar mon-fri *) ", "cron(0 22 ? JAN-MAR MON-FRI *)"),
        ("rate(1 days)", "rate(1 day)"),
        ("rate( 6 hour )", "rate(6 hours)"),
        (" at(2026-11-30T22:00:00)", "at(2026-11-30T22:00:00)"),
    ],
)
def test_eventbridge_gets_it_as_its_pages_write_it(schedules: Scheduling, typed: str, sent: str) -> None:
    saved = schedules.create(NOW, expression=typed)
    assert saved.expression == typed
    assert schedules.scheduler.timers[saved.schedule_id].expression == sent


def test_a_rate_begins_after_its_first_interval(schedules: Scheduling) -> None:
    saved = schedules.create(NOW, expression="rate(6 hours)")
    timer = schedules.scheduler.timers[saved.schedule_id]
    assert timer.start == datetime(2026, 3, 20, 18, tzinfo=UTC)


def test_a_schedule_that_is_off_has_no_timer(schedules: Scheduling) -> None:
    saved = schedules.create(NOW, enabled=False)
    assert schedules.scheduler.timers == {}
    on = change(schedules, saved, enabled=True)
    assert set(schedules.scheduler.timers) == {on.schedule_id}
    off = change(schedules, on, 2, enabled=False)
    assert schedules.scheduler.timers == {}
    assert schedules.store.schedules.get(off.schedule_id) == off


def test_a_change_names_who_answers_for_it_now(schedules: Scheduling) -> None:
    saved = schedules.create(NOW, expression="rate(6 hours)")
    renamed = change(schedules, saved, name="Four times a day")
    assert (renamed.revision, renamed.created_by, renamed.updated_by) == (2, ADMIN, "berta")
    # A rate goes on counting from where it began.
    assert renamed.anchored_at == saved.anchored_at
    assert schedules.scheduler.timers[saved.schedule_id].start == datetime(2026, 3, 20, 18, tzinfo=UTC)
    records = schedules.store.audit.search(AuditFilter(action=Action.SCHEDULE_SAVED), 10, None).rows
    assert [(one.actor, one.details["name"], one.details["revision"]) for one in records] == [
        ("berta", "Four times a day", 2),
        (ADMIN, "Nightly", 1),
    ]


def test_a_stale_change_is_refused_with_what_is_there(schedules: Scheduling) -> None:
    saved = schedules.create(NOW)
    changed = change(schedules, saved, name="Changed")
    with pytest.raises(StaleScheduleError) as stale:
        change(schedules, changed, 1, name="Mine")
    assert stale.value.current == changed
    # The race: both have read the same revision.
    with pytest.raises(StaleScheduleError) as stale:
        change(schedules, saved, 1, expression="rate(1 hour)")
    assert stale.value.current == changed
    assert schedules.scheduler.timers[saved.schedule_id].expression == saved.expression
    with pytest.raises(StaleScheduleError):
        delete_schedule(schedules.store, schedules.scheduler, saved, "berta")  # type: ignore[arg-type]


def test_a_deleted_schedule_is_gone_and_its_deletion_is_recorded(schedules: Scheduling) -> None:
    saved = schedules.create(NOW)
    delete_schedule(schedules.store, schedules.scheduler, saved, "berta")  # type: ignore[arg-type]
    assert schedules.scheduler.timers == {}
    with pytest.raises(NotFoundError):
        require_schedule(schedules.store, saved.schedule_id)
    [record] = schedules.store.audit.search(AuditFilter(action=Action.SCHEDULE_DELETED), 10, None).rows
    assert (record.actor, record.details["name"]) == ("berta", "Nightly")


def test_all_that_is_wrong_is_said_at_once(schedules: Scheduling) -> None:
    wrong = refused(schedules, name="  ", expression="cron(99 * * * ? *)", time_zone="Berlin")
    assert set(wrong) == {"name", "expression", "time_zone"}
    assert "minutes: '99'" in wrong["expression"]


@pytest.mark.parametrize("name", ["Night\nly", "\x00", "Night\u202ely"])
def test_a_name_can_be_shown(schedules: Scheduling, name: str) -> None:
    assert "cannot be shown" in refused(schedules, name=name)["name"]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("at(2026-03-20T11:59:00)", "never due from now on"),
        ("cron(0 0 1 1 ? 2025)", "never due from now on"),
        ("cron(0 0 30 2 ? *)", "never due from now on"),
        ("at(2026-03-29T02:30:00)", "2026-03-29T02:30:00 does not exist in Europe/Berlin"),
    ],
)
def test_what_never_runs_is_refused(schedules: Scheduling, expression: str, words: str) -> None:
    assert words in refused(schedules, expression=expression, time_zone="Europe/Berlin")["expression"]


def test_what_is_over_may_be_kept_switched_off(schedules: Scheduling) -> None:
    assert not schedules.create(NOW, expression="at(2026-03-20T11:59:00)", enabled=False).enabled


def test_what_eventbridge_does_not_take_is_not_saved(schedules: Scheduling) -> None:
    schedules.scheduler.refuses = InvalidInputError("Not valid.", [("expression", "EventBridge says no")])
    assert refused(schedules) == {"expression": "EventBridge says no"}


def test_without_a_connection_there_is_nothing_to_push(store: Any) -> None:
    with pytest.raises(StateConflictError, match="No ServiceNow instance"):
        Scheduling(Pushing(store, FakeServiceNow())).create(NOW)
