"""Which items of an ended job a retry takes; `test_start_push` has the retries that go through."""

from __future__ import annotations

from typing import Any

import pytest

from control_push.domain.push import freeze_scope
from control_push.domain.push import retry as module
from control_push.domain.push.retry import retry_push
from control_push.domain.push.stop import cancel_job
from control_push.domain.statements.change import mark_missing
from control_push.errors import (
    ContentTooLargeError,
    ForbiddenError,
    NotFoundError,
    ServiceNowError,
    StateConflictError,
    UnavailableError,
)
from control_push.models.audit import Action
from control_push.models.push import JobStatus, Outcome
from control_push.models.statement import Statement
from tests.unit.domain.pushing import Pushing, job_of, many, prepare
from tests.unit.fake_servicenow import CONNECTION, fails


def retry(push: Pushing, job_id: str, key: str | None = None) -> str:
    workflow: Any = push.workflow
    return retry_push(push.store, workflow, job_id, "bob", key)


def refusal(push: Pushing, job_id: str) -> str | None:
    started = list(push.workflow.started)
    with pytest.raises(StateConflictError) as refused:
        retry(push, job_id)
    assert push.workflow.started == started
    return refused.value.code


def failed(push: Pushing, edited: Statement, error: ServiceNowError) -> str:
    """A job whose only item ended with the error."""
    push.servicenow.before = fails(99, error, on="PUT")
    job_id = push.run(push.start(edited)).job_id
    push.servicenow.before = lambda call, sys_id: None
    return job_id


def test_there_is_no_such_job(push: Pushing) -> None:
    with pytest.raises(NotFoundError):
        retry(push, "nobody")


def test_a_running_job(push: Pushing, edited: Statement) -> None:
    assert refusal(push, push.start(edited)) == "job_running"


def test_nothing_failed(push: Pushing, edited: Statement) -> None:
    assert refusal(push, push.run(push.start(edited)).job_id) == "nothing_to_retry"


def test_what_a_retry_cannot_change(push: Pushing, edited: Statement) -> None:
    assert refusal(push, failed(push, edited, ForbiddenError("ACL."))) == "nothing_to_retry"


def test_what_may_pass(push: Pushing, edited: Statement) -> None:
    job_id = failed(push, edited, UnavailableError("Away."))
    again = push.run(retry(push, job_id))
    assert (again.retry_of, again.created_by, again.total) == (job_id, "bob", 1)
    assert push.servicenow.text(edited.servicenow_sys_id) == "mine"


def test_a_refused_text_is_retried_when_it_was_edited(push: Pushing, edited: Statement) -> None:
    job_id = failed(push, edited, ContentTooLargeError("Too long."))
    assert refusal(push, job_id) == "nothing_to_retry"
    push.edited(push.statement(edited.statement_id), "shorter")
    push.run(retry(push, job_id))
    assert push.servicenow.text(edited.servicenow_sys_id) == "shorter"


def test_an_item_pushed_by_another_job_since(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    cancel_job(push.store, job_id, "ann")
    push.run(job_id)
    push.run(push.start(edited))
    assert refusal(push, job_id) == "nothing_to_retry"


def test_the_same_key_is_the_same_job(push: Pushing, edited: Statement) -> None:
    job_id = failed(push, edited, UnavailableError("Away."))
    assert retry(push, job_id, "key") == retry(push, job_id, "key")


def test_the_same_key_is_the_same_retry_also_when_its_items_have_settled(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    job_id = push.start(statement)
    cancel_job(push.store, job_id, "ann")
    push.run(job_id)
    again = retry_push(push.store, push.workflow, job_id, "ann", "key")  # type: ignore[arg-type]
    push.run(again)
    assert retry_push(push.store, push.workflow, job_id, "ann", "key") == again  # type: ignore[arg-type]


def test_a_statement_that_is_missing_holds_up_no_other(push: Pushing) -> None:
    statements, job_id = cancelled(push, 2)
    miss(push, statements[0])
    assert push.run(retry(push, job_id)).total == 1


class TestLargeJob:
    """Its retry is prepared by the workflow, like a scope."""

    @pytest.fixture(autouse=True)
    def small_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "AT_ONCE", 3)
        monkeypatch.setattr(module, "PAGE", 1)
        monkeypatch.setattr(module, "PAGES_LOOKED_AT", 2)
        monkeypatch.setattr(freeze_scope, "PAGE", 2)
        monkeypatch.setattr(freeze_scope, "PAGES_AT_ONCE", 1)

    def test_it_takes_what_can_be_tried_again_page_by_page(self, push: Pushing) -> None:
        statements, job_id = cancelled(push, 7)
        push.run(push.start(statements[1]))
        miss(push, statements[2])
        push.discard(statements[3])
        again = retry(push, job_id, "key")
        job = job_of(push, again)
        assert (job.preparing, job.total, job.retry_of, job.scope) == (True, 0, job_id, None)
        assert retry(push, job_id, "key") == again
        totals = prepare(push, again)
        assert (len(totals), totals[-1]) == (4, 4)
        job = push.run(again)
        assert (job.total, job.succeeded) == (4, 4)
        push.check_books(again)
        pushed = {item.statement_id for item in push.store.items.all(again)}
        assert pushed == {one.statement_id for one in (statements[0], *statements[4:])}
        assert retry(push, job_id, "key") == again
        [started] = [one for one in push.audit(again) if one.action is Action.PUSH_STARTED]
        assert (started.details["retry_of"], "total" in started.details) == (job_id, False)

    def test_nothing_failed(self, push: Pushing) -> None:
        statements = many(push, 4)
        assert refusal(push, push.run(push.start(*statements)).job_id) == "nothing_to_retry"

    def test_nothing_that_can_be_tried_again(self, push: Pushing) -> None:
        statements, job_id = cancelled(push, 4)
        for one in statements:
            push.run(push.start(one))
        # Of four cancelled ones it looks at two: the new job finds out.
        again = retry(push, job_id)
        prepare(push, again)
        job = push.run(again)
        assert (job.status, job.total) == (JobStatus.COMPLETED, 0)

    def test_all_were_looked_at(self, push: Pushing, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "PAGES_LOOKED_AT", 5)
        statements, job_id = cancelled(push, 4)
        for one in statements:
            push.run(push.start(one))
        assert refusal(push, job_id) == "nothing_to_retry"

    def test_another_instance_is_connected_since(self, push: Pushing) -> None:
        _, job_id = cancelled(push, 4)
        push.connect(CONNECTION.model_copy(update={"instance_url": "https://other.service-now.com"}))
        again = retry(push, job_id)
        assert prepare(push, again)[-1] == 0

    def test_it_ends_at_the_largest_number(self, push: Pushing, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(freeze_scope, "LARGEST", 4)
        _, job_id = cancelled(push, 5)
        again = retry(push, job_id)
        assert prepare(push, again)[-1] == 4
        assert push.run(again).succeeded == 4

    def test_it_is_cancelled_while_it_is_prepared(self, push: Pushing) -> None:
        _, job_id = cancelled(push, 5)
        again = retry(push, job_id)
        push.prepared(again)
        cancel_job(push.store, again, "ann")
        assert push.prepared(again).stopped
        job = push.finish(again)
        assert job
        assert (job.status, job.total, job.count(Outcome.CANCELLED)) == (JobStatus.CANCELLED, 2, 2)


def cancelled(push: Pushing, count: int) -> tuple[list[Statement], str]:
    statements = many(push, count)
    job_id = push.start(*statements)
    cancel_job(push.store, job_id, "ann")
    push.run(job_id)
    return statements, job_id


def miss(push: Pushing, statement: Statement) -> None:
    push.store.commit([push.store.statements.save(mark_missing(push.statement(statement.statement_id)))])
