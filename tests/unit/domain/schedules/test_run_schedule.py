"""What a run pushes, what it holds, and that it is one run however often it is delivered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from control_push.adapters.tables.audit import AuditFilter
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.audit import records
from control_push.domain.schedules import choose
from control_push.domain.schedules import held as held_by_a_push
from control_push.domain.schedules.run_schedule import MISSED
from control_push.domain.schedules.save import change_schedule, delete_schedule
from control_push.domain.statements.change import mark_missing
from control_push.errors import SignInRefusedError, UnavailableError
from control_push.handlers.api import schedule_views
from control_push.handlers.api.schedule_views import run_view
from control_push.models.audit import Action
from control_push.models.base import utc_now
from control_push.models.connection import ConnectionStatus
from control_push.models.push import HoldReason, Scope, Trigger
from control_push.models.schedule import Run, RunStatus, Schedule, ScheduleSettings
from control_push.models.statement import Presence, SyncStatus
from tests.unit.domain.scheduling import ADMIN, Scheduling
from tests.unit.fake_servicenow import CONNECTION


def held(run: Run | None) -> dict[str, HoldReason]:
    assert run
    assert run.held_count == len(run.held)
    return {one.statement_id: one.reason for one in run.held}


def runs(schedules: Scheduling, schedule: Schedule) -> list[Run]:
    return schedules.store.schedules.runs(schedule.schedule_id, 50, None).rows


def test_a_run_pushes_what_may_go_and_holds_the_rest_with_the_reason(schedules: Scheduling) -> None:
    push = schedules.push
    before = [push.edited(push.pulled(number), "mine") for number in range(1, 6)]
    fine, changed, known, gone, missing = before
    push.servicenow.edit(known.servicenow_sys_id, "theirs")
    push.run(push.start(known))
    schedule = schedules.create(pinned=True)
    push.servicenow.edit(changed.servicenow_sys_id, "theirs")
    del push.servicenow.records[gone.servicenow_sys_id]
    row = push.statement(missing.statement_id).model_copy(update={"presence": Presence.MISSING})
    push.store.commit([push.store.statements.save(row)])
    late = push.edited(push.pulled(6), "typed after the schedule was saved")
    push.pulled(7)

    run = schedules.fire(schedule)

    assert run
    assert run.status is RunStatus.PUSHED
    assert schedules.pushed(run) == {fine.statement_id}
    assert held(run) == {
        changed.statement_id: HoldReason.CONFLICT,
        known.statement_id: HoldReason.CONFLICT,
        gone.statement_id: HoldReason.MISSING,
        missing.statement_id: HoldReason.MISSING,
        late.statement_id: HoldReason.EDITED_SINCE,
    }
    assert push.statement(changed.statement_id).sync_status is SyncStatus.CONFLICT
    assert run.job_id
    push.run(run.job_id)
    assert push.servicenow.records[fine.servicenow_sys_id].content == "mine"
    assert push.servicenow.records[changed.servicenow_sys_id].content == "theirs"
    assert push.servicenow.records[late.servicenow_sys_id].content == "base"
    assert push.statement(late.statement_id).local_content == "typed after the schedule was saved"


def test_without_a_pin_what_was_edited_since_goes_too(schedules: Scheduling) -> None:
    schedule = schedules.create()
    late = schedules.push.edited(schedules.push.pulled(1), "mine")
    assert schedules.pushed(schedules.fire(schedule)) == {late.statement_id}


def test_job_run_and_audit_name_the_schedule_and_who_last_saved_it(schedules: Scheduling) -> None:
    schedules.push.edited(schedules.push.pulled(1), "mine", actor="ann")
    schedule = schedules.create(name="Every night")
    run = schedules.fire(schedule)
    assert run
    assert run.job_id
    job = schedules.push.run(run.job_id)
    assert (job.trigger, job.created_by) == (Trigger.SCHEDULE, ADMIN)
    assert (job.schedule_id, job.schedule_name) == (schedule.schedule_id, "Every night")
    records = {one.action: one for one in schedules.push.audit(run.job_id)}
    assert set(records) == {Action.PUSH_STARTED, Action.PUSHED, Action.PUSH_FINISHED}
    ran = AuditFilter(action=Action.SCHEDULE_RUN)
    [records[Action.SCHEDULE_RUN]] = schedules.store.audit.search(ran, 10, None).rows
    assert records[Action.SCHEDULE_RUN].details["push"] == run.job_id
    assert {one.actor for one in records.values()} == {ADMIN}
    assert {one.details["schedule_id"] for one in records.values()} == {schedule.schedule_id}
    assert {one.details["schedule_name"] for one in records.values()} == {"Every night"}
    assert runs(schedules, schedule) == [run]


def test_the_audit_names_what_was_held(schedules: Scheduling) -> None:
    schedule = schedules.create(pinned=True)
    late = schedules.push.edited(schedules.push.pulled(1), "mine")
    schedules.fire(schedule)
    [record] = schedules.store.audit.search(AuditFilter(action=Action.SCHEDULE_RUN), 10, None).rows
    assert record.details["held"] == [
        {"statement_id": late.statement_id, "control_id": late.control_id, "reason": "edited_since"}
    ]


@pytest.mark.parametrize(
    ("scope", "wanted"),
    [(Scope(), {1, 2, 3}), (Scope(modified_by="ann"), {1, 3}), (Scope(family="ac"), {1, 2, 3}),
     (Scope(family="IA"), set()), (Scope(system_id="another"), set())],
)  # fmt: skip
def test_only_the_scope_is_pushed(schedules: Scheduling, scope: Scope, wanted: set[int]) -> None:
    push = schedules.push
    ids = {
        number: push.edited(push.pulled(number), "mine", actor="bob" if number == 2 else "ann").statement_id
        for number in (1, 2, 3)
    }
    run = schedules.fire(schedules.create(scope=scope))
    assert run
    assert (schedules.pushed(run) if run.job_id else set()) == {ids[number] for number in wanted}


def test_nothing_to_push(schedules: Scheduling) -> None:
    schedules.push.pulled(1)
    schedule = schedules.create()
    run = schedules.fire(schedule)
    assert run
    assert (run.status, run.job_id) == (RunStatus.NOTHING_TO_PUSH, None)
    assert runs(schedules, schedule) == [run]


def test_with_everything_held_no_push_is_started(schedules: Scheduling) -> None:
    schedule = schedules.create(pinned=True)
    schedules.push.edited(schedules.push.pulled(1), "mine")
    run = schedules.fire(schedule)
    assert run
    assert (run.status, run.job_id, run.held_count) == (RunStatus.HELD, None, 1)
    assert schedules.push.workflow.started == []


# -- one firing, one run -----------------------------------------------------------------------------


def test_a_firing_delivered_twice_is_one_run(schedules: Scheduling) -> None:
    push = schedules.push
    push.edited(push.pulled(1), "mine")
    schedule, at = schedules.create(), utc_now()
    first = schedules.fire(schedule, at)
    push.edited(push.pulled(2), "mine")
    assert schedules.fire(schedule, at) == first
    assert first
    push.run(first.job_id or "")
    assert schedules.fire(schedule, at) == first
    assert push.workflow.started == [first.job_id]
    assert runs(schedules, schedule) == [first]


def test_a_run_that_died_before_its_execution_is_launched_by_the_next_delivery(
    schedules: Scheduling, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedules.push.edited(schedules.push.pulled(1), "mine")
    schedule, at = schedules.create(), utc_now()
    with monkeypatch.context() as dying:
        dying.setattr(schedules.push.workflow, "start", _dies)
        with pytest.raises(OSError, match="died"):
            schedules.fire(schedule, at)
    run = schedules.fire(schedule, at)
    assert run
    assert schedules.push.workflow.started == [run.job_id]


def _dies(name: str, payload: dict[str, str]) -> None:
    raise OSError("died")


def test_two_deliveries_at_once_are_one_job(schedules: Scheduling, monkeypatch: pytest.MonkeyPatch) -> None:
    schedules.push.edited(schedules.push.pulled(1), "mine")
    schedule, at = schedules.create(), utc_now()
    others: list[Run | None] = []
    chosen = choose.choose_statements

    def meanwhile(*args: Any) -> Any:
        choice = chosen(*args)
        if not others:
            others.append(None)
            others[0] = schedules.fire(schedule, at)
        return choice

    monkeypatch.setattr("control_push.domain.schedules.run_schedule.choose_statements", meanwhile)
    run = schedules.fire(schedule, at)
    assert run == others[0]
    assert run
    assert schedules.push.workflow.started == [run.job_id]
    assert schedules.store.jobs.active_ids() == [run.job_id]


def test_a_run_while_the_one_before_is_active_starts_nothing(schedules: Scheduling) -> None:
    push = schedules.push
    push.edited(push.pulled(1), "mine")
    schedule, now = schedules.create(), utc_now()
    first = schedules.fire(schedule, now)
    push.edited(push.pulled(2), "mine")
    second = schedules.fire(schedule, now + timedelta(minutes=1))
    third = schedules.fire(schedule, now + timedelta(minutes=2))
    assert first
    assert second
    assert third
    assert [second.status, third.status] == [RunStatus.OVERLAPPING] * 2
    assert second.job_id is None
    assert first.job_id in (second.reason or "")
    push.run(first.job_id or "")
    fourth = schedules.fire(schedule, now + timedelta(minutes=3))
    assert fourth
    assert fourth.status is RunStatus.PUSHED
    assert [one.status for one in runs(schedules, schedule)] == [
        RunStatus.PUSHED,
        RunStatus.OVERLAPPING,
        RunStatus.OVERLAPPING,
        RunStatus.PUSHED,
    ]


@pytest.mark.parametrize("has_run_before", [False, True])
def test_two_firings_at_once_start_one_job(
    schedules: Scheduling, monkeypatch: pytest.MonkeyPatch, has_run_before: bool
) -> None:
    schedule, now = schedules.create(), utc_now()
    if has_run_before:
        schedules.fire(schedule, now - timedelta(minutes=1))
    schedules.push.edited(schedules.push.pulled(1), "mine")
    others: list[Run | None] = []
    chosen = choose.choose_statements

    def meanwhile(*args: Any) -> Any:
        choice = chosen(*args)
        if not others:
            others.append(None)
            others[0] = schedules.fire(schedule, now + timedelta(seconds=1))
        return choice

    monkeypatch.setattr("control_push.domain.schedules.run_schedule.choose_statements", meanwhile)
    run = schedules.fire(schedule, now)
    assert run
    assert run.status is RunStatus.OVERLAPPING
    assert len(schedules.store.jobs.active_ids()) == 1


def test_an_edit_while_it_is_being_started_is_looked_at_again(
    schedules: Scheduling, monkeypatch: pytest.MonkeyPatch
) -> None:
    push = schedules.push
    statement = push.edited(push.pulled(1), "mine")
    schedule = schedules.create(pinned=True)
    chosen, once = choose.choose_statements, [True]

    def meanwhile(*args: Any) -> Any:
        choice = chosen(*args)
        if once.pop() if once else False:
            push.edited(push.statement(statement.statement_id), "newer")
        return choice

    monkeypatch.setattr("control_push.domain.schedules.run_schedule.choose_statements", meanwhile)
    assert held(schedules.fire(schedule)) == {statement.statement_id: HoldReason.EDITED_SINCE}


# -- refusals ----------------------------------------------------------------------------------------


def refusal(schedules: Scheduling, schedule: Schedule, **firing: Any) -> str:
    schedules.push.edited(schedules.push.pulled(1), "mine")
    run = schedules.fire(schedule, **firing)
    assert run
    assert (run.status, run.job_id) == (RunStatus.REFUSED, None)
    assert schedules.push.workflow.started == []
    assert run.reason
    return run.reason


def test_who_saved_it_is_no_administrator_any_more(schedules: Scheduling) -> None:
    schedule = schedules.create()
    schedules.people.without_role.add(ADMIN)
    assert f"{ADMIN}, who last saved the schedule, is no administrator" in refusal(schedules, schedule)


def test_another_administrator_who_saves_it_answers_for_it(schedules: Scheduling) -> None:
    schedules.push.edited(schedules.push.pulled(1), "mine")
    schedule = schedules.create()
    schedules.people.without_role.add(ADMIN)
    scheduler: Any = schedules.scheduler
    settings = ScheduleSettings(name="Nightly", expression=schedule.expression)
    changed = change_schedule(schedules.store, scheduler, schedule, settings, 1, "berta", utc_now())
    run = schedules.fire(changed)
    assert run
    assert (run.status, run.saved_by) == (RunStatus.PUSHED, "berta")


def test_another_instance_is_connected(schedules: Scheduling) -> None:
    schedule = schedules.create()
    schedules.push.connect(CONNECTION.model_copy(update={"content_field": "u_other"}))
    assert "Another ServiceNow instance, table or field" in refusal(schedules, schedule)


def test_the_connection_is_in_error(schedules: Scheduling) -> None:
    schedule = schedules.create()
    broken = {"status": ConnectionStatus.ERROR, "status_reason": "Locked out."}
    schedules.push.connect(CONNECTION.model_copy(update=broken))
    assert "Locked out." in refusal(schedules, schedule)


def test_the_sign_in_is_refused(schedules: Scheduling) -> None:
    schedule = schedules.create()

    def refuse(call: str, sys_id: str) -> None:
        raise SignInRefusedError("ServiceNow said 401.")

    schedules.push.edited(schedules.push.pulled(2), "mine")
    schedules.push.servicenow.before = refuse
    assert "401" in refusal(schedules, schedule)


def test_a_firing_that_comes_hours_late_is_told_and_not_made_up_for(schedules: Scheduling) -> None:
    assert refusal(schedules, schedules.create(), late=21) == MISSED


def test_while_servicenow_is_away_the_push_compares_and_waits(schedules: Scheduling) -> None:
    statement = schedules.push.edited(schedules.push.pulled(1), "mine")

    def away(call: str, sys_id: str) -> None:
        raise UnavailableError("503")

    schedules.push.servicenow.before = away
    assert schedules.pushed(schedules.fire(schedules.create())) == {statement.statement_id}


def test_a_schedule_that_is_gone_or_off_does_not_run(schedules: Scheduling) -> None:
    off = schedules.create(enabled=False)
    assert schedules.fire(off) is None
    scheduler: Any = schedules.scheduler
    gone = schedules.create()
    delete_schedule(schedules.store, scheduler, gone, ADMIN)
    assert schedules.fire(gone) is None
    assert runs(schedules, off) == []


def test_by_hand_it_runs_also_while_it_is_off_and_for_who_asked(schedules: Scheduling) -> None:
    schedules.push.edited(schedules.push.pulled(1), "mine")
    schedules.people.without_role.add(ADMIN)
    run = schedules.run_by_hand(schedules.create(enabled=False))
    assert run
    assert (run.status, run.run_by, run.saved_by) == (RunStatus.PUSHED, "ann", ADMIN)
    job = schedules.store.jobs.get(run.job_id or "")
    assert job
    assert job.created_by == "ann"


def test_a_run_that_never_comes_through_raises(
    schedules: Scheduling, monkeypatch: pytest.MonkeyPatch
) -> None:
    def always_late(*args: Any) -> None:
        raise ConditionFailedError(["run"])

    schedule = schedules.create()
    monkeypatch.setattr("control_push.domain.schedules.run_schedule._run", always_late)
    with pytest.raises(Exception, match="kept changing"):
        schedules.fire(schedule)


def test_a_scope_too_large_to_compare_is_left_to_the_push_which_holds_the_same(
    schedules: Scheduling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choose, "CHECKED_AT_MOST", 2)
    push = schedules.push
    fine, conflicted = (push.edited(push.pulled(number), "mine") for number in (1, 2))
    push.servicenow.edit(conflicted.servicenow_sys_id, "theirs")
    push.run(push.start(conflicted))
    gone = push.edited(push.pulled(4), "mine")
    push.store.commit([push.store.statements.save(mark_missing(gone))])
    schedule = schedules.create(pinned=True, scope=Scope(family="AC"))
    late = push.edited(push.pulled(3), "mine")
    run = schedules.fire(schedule)
    assert run
    job = push.run(run.job_id or "")
    assert (job.scope, job.schedule_id, job.total) == (Scope(family="AC"), schedule.schedule_id, 1)
    assert push.servicenow.records[fine.servicenow_sys_id].content == "mine"
    shown = run_view(schedules.store, run)
    assert {one.statement_id: one.reason for one in shown.held} == {
        conflicted.statement_id: HoldReason.CONFLICT,
        late.statement_id: HoldReason.EDITED_SINCE,
        gone.statement_id: HoldReason.MISSING,
    }
    assert shown.held_count == 3
    monkeypatch.setattr(held_by_a_push, "HELD_SHOWN", 2)
    shown = run_view(schedules.store, run)
    assert (len(shown.held), shown.held_count) == (2, 3)


def test_a_list_of_runs_that_held_a_lot_names_fewer(
    schedules: Scheduling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule_views, "HELD_IN_AN_ANSWER", 1)
    schedule, now = schedules.create(pinned=True), utc_now()
    schedules.push.edited(schedules.push.pulled(1), "mine")
    for minute in range(2):
        schedules.fire(schedule, now + timedelta(minutes=minute))
    page = schedules.store.schedules.runs(schedule.schedule_id, 50, None)
    shown = schedule_views.run_list(schedules.store, page).runs
    assert [(one.held_count, len(one.held)) for one in shown] == [(1, 1), (1, 0)]


def test_an_audit_record_names_the_first_hundred(
    schedules: Scheduling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "HELD_NAMED", 1)
    schedule = schedules.create(pinned=True)
    for number in (1, 2):
        schedules.push.edited(schedules.push.pulled(number), "mine")
    schedules.fire(schedule)
    [record] = schedules.store.audit.search(AuditFilter(action=Action.SCHEDULE_RUN), 10, None).rows
    assert (record.details["held_count"], len(record.details["held"])) == (2, 1)
