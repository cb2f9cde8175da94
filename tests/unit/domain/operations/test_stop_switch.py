"""While the switch is off nothing is written; the push waits without counting, and goes on afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from control_push.adapters.tables.audit import AuditFilter
from control_push.adapters.tables.rows import batch_put
from control_push.domain.operations import stop_switch
from control_push.domain.operations.stop_switch import LONGEST_LOOK, change_writes, next_look
from control_push.domain.push import push_statement as push_statement_module
from control_push.domain.push.push_statement import LeftToClosing, RunAgain, Settled
from control_push.domain.push.retry_policy import MAX_ATTEMPTS
from control_push.domain.push.stop import cancel_job
from control_push.models.audit import Action
from control_push.models.base import utc_now
from control_push.models.operations import Operations, Writes
from control_push.models.push import JobStatus, Outcome
from control_push.models.statement import Statement
from tests.unit.domain.pushing import Pushing


def stop(push: Pushing) -> Operations:
    return change_writes(push.store, Writes.OFF, "ServiceNow is being upgraded", "root")


def resume(push: Pushing) -> Operations:
    return change_writes(push.store, Writes.ON, None, "root")


def test_the_switch_is_on_until_it_is_set_and_reads_back_as_set(push: Pushing) -> None:
    assert push.store.operations.read() == Operations()
    assert push.store.operations.read().changed_at is None
    assert push.store.operations.read() == Operations()
    assert stop(push) == push.store.operations.read()
    assert push.store.operations.read().reason == "ServiceNow is being upgraded"
    assert resume(push) == push.store.operations.read()
    assert push.store.operations.read().reason is None


def test_each_change_is_in_the_audit(push: Pushing) -> None:
    stop(push)
    resume(push)
    resumed, stopped = push.store.audit.search(AuditFilter(actor="root"), 10, None).rows
    assert (stopped.action, resumed.action) == (Action.WRITES_STOPPED, Action.WRITES_RESUMED)
    assert stopped.details == {"reason": "ServiceNow is being upgraded"}


def test_a_switch_that_cannot_be_read_is_off_until_it_is_set_again(push: Pushing) -> None:
    batch_put(push.store.client, "connection", [{"record": "OPERATIONS", "writes": "sometimes"}])
    assert push.store.operations.read().is_stopped
    resume(push)
    assert not push.store.operations.read().is_stopped


def test_nothing_is_asked_or_written_while_it_is_off_and_no_run_counts(
    push: Pushing, edited: Statement
) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    stop(push)
    push.servicenow.calls.clear()
    ends = [push.step(job_id, edited.statement_id) for _ in range(3 * MAX_ATTEMPTS)]
    assert all(isinstance(end, RunAgain) for end in ends)
    assert push.servicenow.calls == []
    assert push.item(job_id, edited).attempts == 0
    resume(push)
    assert push.step(job_id, edited.statement_id) == Settled(Outcome.SUCCEEDED)
    job = push.finish(job_id)
    assert job
    assert job.status is JobStatus.COMPLETED
    push.check_books(job_id)


@pytest.fixture
def slow_reads(push: Pushing, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Each read of a record takes three seconds, in which the switch is set off."""

    def arrange() -> None:
        late = [timedelta(0)]

        def during(call: str, _sys_id: str) -> None:
            if call == "GET":
                late[0] += timedelta(seconds=3)
                stop(push)

        push.servicenow.before = during
        monkeypatch.setattr(push_statement_module, "utc_now", lambda: utc_now() + late[0])

    return arrange


def test_a_run_in_the_middle_looks_again_before_it_writes(
    push: Pushing, edited: Statement, slow_reads: Callable[[], None]
) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    slow_reads()
    for _ in range(3 * MAX_ATTEMPTS):
        assert isinstance(push.step(job_id, edited.statement_id), RunAgain)
        assert not push.store.items.lease_until(edited.statement_id, job_id)
        resume(push)
    assert push.servicenow.writes() == []
    item = push.item(job_id, edited)
    assert (item.attempts, item.unwritten_runs) == (0, 0)
    push.servicenow.before = lambda call, sys_id: None
    assert push.step(job_id, edited.statement_id) == Settled(Outcome.SUCCEEDED)
    assert push.item(job_id, edited).note is None
    push.finish(job_id)
    push.check_books(job_id)


def test_a_stopped_push_can_be_cancelled(
    push: Pushing, edited: Statement, slow_reads: Callable[[], None]
) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    slow_reads()
    push.step(job_id, edited.statement_id)
    cancel_job(push.store, job_id, "ann")
    assert push.step(job_id, edited.statement_id) == LeftToClosing()
    push.servicenow.before = lambda call, sys_id: None
    job = push.finish(job_id)
    assert job
    assert (job.status, job.outcomes[Outcome.CANCELLED]) == (JobStatus.CANCELLED, 1)
    assert push.servicenow.writes() == []
    assert push.statement(edited.statement_id).local_content == "mine"
    push.check_books(job_id)


def test_looks_grow_rarer_so_that_a_day_fits_into_the_history_of_an_execution() -> None:
    begun = utc_now()
    off = Operations(writes=Writes.OFF, reason="a long upgrade", changed_by="root", changed_at=begun)
    now, looks = begun, 0
    while now - begun < timedelta(days=1):
        now += timedelta(seconds=next_look(off, now))
        looks += 1
    workers, events_of_a_look, history = 5, 9, 25_000
    # Beside 400 statements of two runs each.
    assert looks * workers * events_of_a_look + 18 + 400 * (11 + 9) < history
    assert next_look(off, begun) == stop_switch.FIRST_LOOK
    assert next_look(off, begun + timedelta(hours=20)) == LONGEST_LOOK
    assert next_look(Operations(), begun) == 0
    assert next_look(off.model_copy(update={"changed_at": begun + timedelta(seconds=9)}), begun) > 0


def test_a_job_says_why_it_waits_and_until_when_at_least(push: Pushing, edited: Statement) -> None:
    job = push.store.jobs.get(push.start(edited))
    assert job
    told = stop_switch.waiting(job, stop(push))
    assert told["waiting_until"] > utc_now()
    assert "stopped by root. Reason: ServiceNow is being upgraded" in told["waiting_reason"]
    later = utc_now() + timedelta(hours=1)
    asked = job.model_copy(update={"waiting_until": later})
    assert stop_switch.waiting(asked, stop(push))["waiting_until"] == later
