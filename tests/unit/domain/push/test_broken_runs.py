"""A run that breaks off, again and again: the item ends after a bounded number, and holds up nothing else."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest

from control_push.domain.push.finish import CLOSING_ATTEMPTS, Closer
from control_push.domain.push.push_statement import LeftToClosing, RunAgain, Settled
from control_push.domain.push.retry_policy import MAX_ATTEMPTS
from control_push.domain.push.sweep import GRACE, sweep_pushes
from control_push.errors import RateLimitedError, UnavailableError
from control_push.models.base import utc_now
from control_push.models.push import ErrorCode, JobStatus, Outcome
from control_push.models.statement import Statement, SyncStatus
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import fails

LATER = timedelta(minutes=2)


def poison(call: str, sys_id: str) -> None:
    raise ZeroDivisionError(call)


def test_a_run_that_raises_gives_the_statement_free(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    push.servicenow.before = poison
    with pytest.raises(ZeroDivisionError):
        push.step(job_id, edited.statement_id)
    push.servicenow.before = lambda call, sys_id: None
    assert push.step(job_id, edited.statement_id) == Settled(Outcome.SUCCEEDED)


def test_an_item_whose_runs_all_break_off_is_left_to_closing(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    push.servicenow.before = poison
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(ZeroDivisionError):
            push.step(job_id, edited.statement_id)
    assert push.step(job_id, edited.statement_id) == LeftToClosing()
    assert push.item(job_id, edited).attempts == MAX_ATTEMPTS


def test_workers_that_die_without_a_word_are_counted_too(push: Pushing, edited: Statement) -> None:
    """Nobody gives their lease back: the next run meets it, and waits until it has run out."""

    def dies(call: str, sys_id: str) -> None:
        raise SystemExit

    job_id = push.start(edited)
    push.prepare(job_id)
    push.servicenow.before = dies
    now = utc_now()
    for number in range(MAX_ATTEMPTS):
        with patch("control_push.adapters.tables.push_items.utc_now", lambda: now + number * LATER):  # noqa: B023
            with pytest.raises(SystemExit):
                push.step(job_id, edited.statement_id)
            expected = RunAgain if number < MAX_ATTEMPTS - 1 else LeftToClosing
            assert isinstance(push.step(job_id, edited.statement_id), expected)


def test_an_item_that_cannot_be_closed_ends_and_the_others_with_it(push: Pushing) -> None:
    poisoned, good = (push.edited(push.pulled(number), "mine") for number in (1, 2))
    job_id = push.start(poisoned, good)
    push.prepare(job_id)

    def one_is_poison(call: str, sys_id: str) -> None:
        if sys_id == poisoned.servicenow_sys_id:
            raise ZeroDivisionError(call)

    push.servicenow.before = one_is_poison
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(ZeroDivisionError):
            push.step(job_id, poisoned.statement_id)
    push.settle(job_id, good.statement_id)
    tries = 1
    while not (job := push.finish(job_id)):
        tries += 1
    assert tries <= CLOSING_ATTEMPTS + 1
    assert (job.status, job.count(Outcome.SUCCEEDED), job.count(Outcome.FAILED)) == (
        JobStatus.COMPLETED,
        1,
        1,
    )
    error = push.item(job_id, poisoned).error
    assert error
    assert (error.code, error.retryable) == (ErrorCode.INTERNAL_ERROR, True)
    assert "not known" in error.message
    assert push.statement(poisoned.statement_id).local_content == "mine"
    push.check_books(job_id)


def test_a_job_that_raises_does_not_stop_the_sweep_of_the_others(push: Pushing) -> None:
    first, second = (push.edited(push.pulled(number), "mine") for number in (1, 2))
    job_ids = [push.start(one) for one in (first, second)]
    push.workflow.running.clear()
    broken = push.workflow.is_running

    def is_running(job_id: str) -> bool:
        if job_id == job_ids[0]:
            raise ZeroDivisionError(job_id)
        return broken(job_id)

    closer = Closer(push.store, lambda source_id: push.servicenow)  # type: ignore[arg-type, return-value]
    later = utc_now() + GRACE + timedelta(seconds=1)
    with (
        patch.object(push.workflow, "is_running", is_running),
        patch("control_push.domain.push.sweep.utc_now", lambda: later),
    ):
        assert sweep_pushes(closer, push.workflow) == [job_ids[1]]  # type: ignore[arg-type]


def test_a_write_that_may_have_happened_is_not_denied(push: Pushing, edited: Statement) -> None:
    """The text is stored, the answer lost; a colleague saves before the next run reads."""

    def lost(sys_id: str) -> None:
        raise UnavailableError("The connection was reset.")

    job_id = push.start(edited)
    push.prepare(job_id)
    push.servicenow.after_write = lost
    assert isinstance(push.step(job_id, edited.statement_id), RunAgain)
    push.servicenow.edit(edited.servicenow_sys_id, "theirs", by="bob")
    assert push.settle(job_id, edited.statement_id) == Settled(Outcome.CONFLICT, ErrorCode.CONFLICT)
    error = push.item(job_id, edited).error
    assert error
    assert "Nothing was written" not in error.message
    assert "history in ServiceNow" in error.message
    [record] = push.audit(job_id, edited)
    whole = push.store.audit.get(record.id)
    assert whole
    assert (whole.before_content, whole.sent_content) == ("theirs", "mine")
    assert push.statement(edited.statement_id).sync_status is SyncStatus.CONFLICT


def test_a_save_overwritten_in_the_gap_is_told_also_when_the_answer_was_lost(
    push: Pushing, edited: Statement
) -> None:
    def a_colleague_saves_first(call: str, sys_id: str) -> None:
        if call == "PUT":
            push.servicenow.edit(sys_id, "theirs", by="bob")

    def lost(sys_id: str) -> None:
        push.servicenow.after_write = lambda sys_id: None
        raise UnavailableError("The connection was reset.")

    push.servicenow.before, push.servicenow.after_write = a_colleague_saves_first, lost
    job_id = push.start(edited)
    push.prepare(job_id)
    assert isinstance(push.step(job_id, edited.statement_id), RunAgain)
    push.servicenow.before = lambda call, sys_id: None
    assert push.settle(job_id, edited.statement_id) == Settled(Outcome.SUCCEEDED)
    assert "counted 2 saves" in (push.item(job_id, edited).note or "")


def test_nothing_was_written_is_said_where_it_is_certain(push: Pushing, edited: Statement) -> None:
    push.servicenow.before = fails(1, RateLimitedError("slow down"), on="PUT")
    job_id = push.start(edited)
    push.prepare(job_id)
    assert isinstance(push.step(job_id, edited.statement_id), RunAgain)
    push.servicenow.edit(edited.servicenow_sys_id, "theirs", by="bob")
    push.settle(job_id, edited.statement_id)
    error = push.item(job_id, edited).error
    assert error
    assert "Nothing was written" in error.message
