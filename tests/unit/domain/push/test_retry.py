"""Which items of an ended job a retry takes; `test_start_push` has the retries that go through."""

from __future__ import annotations

from typing import Any

import pytest

from control_push.domain.push.retry import retry_push
from control_push.domain.push.stop import cancel_job
from control_push.errors import (
    ContentTooLargeError,
    ForbiddenError,
    NotFoundError,
    ServiceNowError,
    StateConflictError,
    UnavailableError,
)
from control_push.models.statement import Statement
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import fails


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
