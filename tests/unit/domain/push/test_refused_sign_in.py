"""A refused sign-in ends a job; what was not begun is skipped, what may have been written is not."""

from __future__ import annotations

from typing import Any

from control_push.domain.push.push_statement import RunAgain
from control_push.errors import SignInRefusedError, SignInStoppedError, UnavailableError
from control_push.models.push import ErrorCode, JobStatus, Outcome
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import fails


def test_what_was_not_begun_is_skipped(push: Pushing) -> None:
    statements = [push.edited(push.pulled(number), "mine") for number in (1, 2, 3)]
    job_id = push.start(*statements)
    assert push.prepare(job_id)
    push.servicenow.before = fails(1, SignInRefusedError("User is not authenticated."))
    push.settle(job_id, statements[0].statement_id)
    # A worker that looked whether the job goes on before it was stopped.
    push.servicenow.before = fails(1, SignInStoppedError("refused"))
    database: Any = push.store.client
    del database.tables["push-jobs"][job_id, "JOB"]["stop"]
    push.settle(job_id, statements[1].statement_id)
    job = push.finish(job_id)
    assert job
    outcomes = [push.item(job_id, one).outcome for one in statements]
    assert outcomes == [Outcome.FAILED, Outcome.SKIPPED, Outcome.SKIPPED]
    assert {error.code for one in statements if (error := push.item(job_id, one).error)} == {
        ErrorCode.AUTH_EXPIRED
    }
    assert job.status is JobStatus.FAILED
    push.check_books(job_id)


def test_what_may_have_been_written_is_not_called_skipped(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    job_id = push.start(statement)
    assert push.prepare(job_id)
    push.servicenow.before = fails(1, UnavailableError("The connection was reset."), on="PUT")
    assert isinstance(push.step(job_id, statement.statement_id), RunAgain)
    push.servicenow.before = fails(9, SignInStoppedError("refused"))
    push.settle(job_id, statement.statement_id)
    assert push.finish(job_id)
    item = push.item(job_id, statement)
    assert (item.outcome, item.error and item.error.code) == (Outcome.FAILED, ErrorCode.AUTH_EXPIRED)
