"""Every started job ends, whatever became of its execution and its workers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import Write
from control_push.domain.push import finish as module
from control_push.domain.push.finish import Closer
from control_push.domain.push.stop import abort_job, cancel_job, halt_job
from control_push.domain.push.sweep import GRACE, sweep_pushes
from control_push.errors import SignInRefusedError, StateConflictError, UnavailableError
from control_push.models.audit import Action
from control_push.models.base import utc_now
from control_push.models.push import ErrorCode, JobStatus, Outcome
from control_push.models.statement import Statement, SyncStatus
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import fails


def die_in(push: Pushing, job_id: str, statement: Statement, call: str) -> None:
    """A worker dies at this call to ServiceNow, or (ANSWER) right after the text was stored."""

    def crash(at: str, sys_id: str = "") -> None:
        if at == call:
            raise SystemExit

    push.servicenow.before = crash
    push.servicenow.after_write = lambda sys_id: crash("ANSWER")
    with pytest.raises(SystemExit):
        push.step(job_id, statement.statement_id)
    push.servicenow.before = lambda call, sys_id: None
    push.servicenow.after_write = lambda sys_id: None


def test_an_execution_aborted_before_anything_started(push: Pushing) -> None:
    statements = [push.edited(push.pulled(number), "mine") for number in range(1, 61)]
    job_id = push.start(*statements)
    abort_job(push.store, job_id, "its execution was aborted")
    job = push.finish(job_id)
    assert job
    assert (job.status, job.count(Outcome.CANCELLED), job.completed) == (JobStatus.FAILED, 60, 60)
    assert job.error
    push.check_books(job_id)
    assert Action.PUSH_FINISHED in {one.action for one in push.audit(job_id)}


@pytest.mark.parametrize(
    ("died", "outcome", "text"),
    [
        ("GET", Outcome.CANCELLED, "base"),
        ("PUT", Outcome.CANCELLED, "base"),
        ("ANSWER", Outcome.SUCCEEDED, "mine"),
    ],
)
def test_an_item_whose_write_may_have_happened_is_settled_by_reading(
    push: Pushing, edited: Statement, died: str, outcome: Outcome, text: str
) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    die_in(push, job_id, edited, died)
    abort_job(push.store, job_id, "its execution was aborted")
    assert push.finish(job_id)
    push.check_books(job_id)
    assert push.item(job_id, edited).outcome is outcome
    assert push.servicenow.text(edited.servicenow_sys_id) == text
    assert push.statement(edited.statement_id).is_modified is (text == "base")


def test_a_foreign_edit_after_a_dead_worker_is_a_conflict(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    die_in(push, job_id, edited, "ANSWER")
    push.servicenow.edit(edited.servicenow_sys_id, "theirs")
    assert push.finish(job_id)
    assert push.item(job_id, edited).outcome is Outcome.CONFLICT
    assert push.statement(edited.statement_id).sync_status is SyncStatus.CONFLICT
    push.check_books(job_id)


def test_a_worker_that_may_still_run_is_waited_for(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    die_in(push, job_id, edited, "PUT")
    abort_job(push.store, job_id, "its execution was aborted")
    assert push.finish(job_id, leases_over=False) is None
    push.check_books(job_id)
    assert push.finish(job_id)


def test_servicenow_is_away_while_closing(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    die_in(push, job_id, edited, "ANSWER")
    push.servicenow.before = fails(9, UnavailableError("asleep"))
    assert push.finish(job_id)
    error = push.item(job_id, edited).error
    assert error
    assert error.code is ErrorCode.SERVICENOW_UNAVAILABLE
    assert push.statement(edited.statement_id).local_content == "mine"


def test_items_that_no_worker_took_are_our_fault(push: Pushing, edited: Statement) -> None:
    job = push.finish(push.start(edited))
    assert job
    assert (job.status, job.count(Outcome.FAILED)) == (JobStatus.COMPLETED, 1)
    error = push.item(job.job_id, edited).error
    assert error
    assert (error.code, error.retryable) == (ErrorCode.INTERNAL_ERROR, True)


def test_closing_twice_changes_nothing(push: Pushing, edited: Statement) -> None:
    job = push.run(push.start(edited))
    assert push.finish(job.job_id) == push.store.jobs.get(job.job_id)
    assert len([one for one in push.audit(job.job_id) if one.action is Action.PUSH_FINISHED]) == 1


def test_a_worker_settling_while_the_job_is_closed(push: Pushing, monkeypatch: pytest.MonkeyPatch) -> None:
    statements = [push.edited(push.pulled(number), "mine") for number in range(1, 4)]
    job_id = push.start(*statements)
    push.prepare(job_id)
    real = module._settle_untouched
    raced: list[object] = []

    def race(store: object, job: object, items: object) -> None:
        if not raced:
            raced.append(push.settle(job_id, statements[1].statement_id))
        real(store, job, items)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_settle_untouched", race)
    assert push.finish(job_id)
    push.check_books(job_id)
    assert push.item(job_id, statements[1]).outcome is Outcome.SUCCEEDED


def test_the_sweep_closes_what_has_no_execution(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    closer = Closer(push.store, lambda source_id: push.servicenow)  # type: ignore[arg-type, return-value]
    assert sweep_pushes(closer, push.workflow) == []  # type: ignore[arg-type]
    push.workflow.running.clear()
    assert sweep_pushes(closer, push.workflow) == []  # type: ignore[arg-type]
    job = push.store.jobs.get(job_id)
    assert job
    older = job.model_copy(update={"job_id": "older", "created_at": utc_now() - GRACE - timedelta(seconds=1)})
    item = push.item(job_id, edited).model_copy(update={"job_id": "older"})
    push.store.items.put([item])
    push.store.commit([push.store.jobs.create(older)])
    assert sweep_pushes(closer, push.workflow) == ["older"]  # type: ignore[arg-type]
    push.check_books("older")


def test_an_ended_job_cannot_be_cancelled(push: Pushing, edited: Statement) -> None:
    job = push.run(push.start(edited))
    with pytest.raises(StateConflictError) as refusal:
        cancel_job(push.store, job.job_id, "ann")
    assert refusal.value.code == "job_ended"


def test_what_stopped_a_job_first_is_what_stopped_it(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    stopped = cancel_job(push.store, job_id, "ann").stop
    halt_job(push.store, job_id, SignInRefusedError("Refused."))
    abort_job(push.store, job_id, "its execution was aborted")
    job = push.finish(job_id)
    assert job
    assert (job.stop, job.status, job.error) == (stopped, JobStatus.CANCELLED, None)


def test_who_cancelled_is_in_the_audit_if_anything_is(
    push: Pushing, edited: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise SystemExit

    job_id = push.start(edited)
    with monkeypatch.context() as patched:
        patched.setattr(push.store.audit, "append", die)
        with pytest.raises(SystemExit):
            cancel_job(push.store, job_id, "ann")
    job = cancel_job(push.store, job_id, "bob")
    assert job.stop
    assert job.stop.by == "bob"
    [record] = [one for one in push.audit(job_id) if one.action is Action.PUSH_CANCEL_REQUESTED]
    assert record.actor == "bob"


def test_cancelled_too_late_is_completed(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    push.settle(job_id, edited.statement_id)
    cancel_job(push.store, job_id, "ann")
    job = push.finish(job_id)
    assert job
    assert (job.status, job.count(Outcome.SUCCEEDED)) == (JobStatus.COMPLETED, 1)


def test_a_worker_that_claims_an_item_while_it_is_closed_is_not_overlooked(
    push: Pushing, edited: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its write may have happened, so that the item must be settled by reading after all."""
    job_id = push.start(edited)
    push.prepare(job_id)
    commit = Store.commit

    def commit_after_a_worker_died(store: Store, writes: Sequence[Write]) -> None:
        monkeypatch.setattr(Store, "commit", commit)
        die_in(push, job_id, edited, "ANSWER")
        store.commit(writes)

    monkeypatch.setattr(Store, "commit", commit_after_a_worker_died)
    assert push.finish(job_id, leases_over=False) is None
    assert push.finish(job_id)
    assert push.item(job_id, edited).outcome is Outcome.SUCCEEDED
    assert push.statement(edited.statement_id).content == "mine"
    push.check_books(job_id)
