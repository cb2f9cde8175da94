"""A row that cannot be read ends its own item, or is left; every other item, job and sweep goes on."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from control_push.domain.conflicts.check import check_conflicts
from control_push.domain.push import sweep
from control_push.domain.push.finish import Closer
from control_push.domain.push.retry import retry_push
from control_push.domain.push.stop import cancel_job
from control_push.domain.push.sweep import sweep_pushes
from control_push.errors import StateConflictError
from control_push.models.base import utc_now
from control_push.models.push import ErrorCode, JobStatus, Outcome
from control_push.models.statement import Statement
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION

GARBAGE: dict[str, Any] = {"M": {}}


def corrupt(push: Pushing, table: str, key: tuple[str, ...], attribute: str) -> None:
    """A value of a type that no version has written."""
    tables: Any = push.store.client
    row = tables.tables[table][key]
    tables.tables[table][key] = {**row, attribute: GARBAGE}


@pytest.fixture
def three(push: Pushing) -> list[Statement]:
    return [push.edited(push.pulled(number), "mine") for number in (1, 2, 3)]


def run_all(push: Pushing, job_id: str) -> None:
    """As the workflow does: an item whose every run raises is left to closing."""
    assert push.prepare(job_id)
    for statement_id in push.bucket.items[job_id]:
        # The workflow's own retrier.
        for _ in range(8):
            with suppress(Exception):
                push.settle(job_id, statement_id)
    for _ in range(12):
        if push.finish(job_id):
            return
    raise AssertionError("the job does not end")


def outcomes(push: Pushing, job_id: str) -> dict[str, Outcome | None]:
    return {item.statement_id: item.outcome for item in push.store.items.all(job_id)}


@pytest.mark.parametrize(
    ("row", "attribute"),
    [
        ("ITEM", "revision"),
        ("ITEM", "control_id"),
        ("ITEM", "attempts"),
        ("ITEM", "servicenow_sys_id"),
        ("ITEM", "text_sha256"),
        ("text", "text"),
        ("statement", "content_sha256"),
        ("statement", "local_sha256"),
        ("statement", "revision"),
    ],
)
def test_one_item_that_cannot_be_read_ends_as_our_fault_and_holds_up_nothing(
    push: Pushing, three: list[Statement], row: str, attribute: str
) -> None:
    three[1] = push.edited(three[1], "a text of its own")
    job_id = push.start(*three)
    broken = three[1].statement_id
    if row == "text":
        corrupt(push, "texts", (push.item(job_id, three[1]).text_sha256,), attribute)
    elif row == "statement":
        corrupt(push, "statements", (broken,), attribute)
    else:
        corrupt(push, "push-jobs", (job_id, f"{row}#{broken}"), attribute)
    run_all(push, job_id)
    ended = outcomes(push, job_id)
    assert ended == {one.statement_id: Outcome.SUCCEEDED for one in three} | {broken: Outcome.FAILED}
    (item,) = (one for one in push.store.items.all(job_id) if one.statement_id == broken)
    assert item.error
    assert item.error.code is ErrorCode.INTERNAL_ERROR
    job = push.store.jobs.get(job_id)
    assert job
    assert (job.status, job.completed) == (JobStatus.COMPLETED, 3)
    push.check_books(job_id)
    assert push.servicenow.text(three[1].servicenow_sys_id) == "base"


@pytest.mark.parametrize("attribute", ["revision", "claimed_at"])
def test_an_item_that_was_claimed_ends_too(push: Pushing, three: list[Statement], attribute: str) -> None:
    job_id = push.start(*three)
    push.prepare(job_id)
    task = push.store.items.task(job_id, three[0].statement_id)
    assert task
    push.store.commit(push.store.items.claim(task.item, "run", timedelta(seconds=1)))
    corrupt(push, "push-jobs", (job_id, f"ITEM#{three[0].statement_id}"), attribute)
    run_all(push, job_id)
    assert outcomes(push, job_id)[three[0].statement_id] is not None
    assert push.store.jobs.active_ids() == []


def test_the_sweep_goes_on_after_a_job_that_cannot_be_read(
    push: Pushing, three: list[Statement], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, whole = push.start(three[0]), push.start(three[1])
    corrupt(push, "push-jobs", (broken, "JOB"), "total")
    push.workflow.running.clear()
    monkeypatch.setattr(sweep, "utc_now", lambda: utc_now() + timedelta(hours=1))
    closer = Closer(push.store, lambda source_id: push.servicenow)  # type: ignore[arg-type, return-value]
    assert sweep_pushes(closer, push.workflow) == [broken, whole]  # type: ignore[arg-type]


def test_a_push_refuses_a_statement_that_cannot_be_read_and_says_why(
    push: Pushing, three: list[Statement]
) -> None:
    corrupt(push, "statements", (three[1].statement_id,), "content_sha256")
    with pytest.raises(StateConflictError) as refused:
        push.start(*three)
    (named,) = refused.value.extra["errors"]
    assert named["field"] == "statement_ids.1"
    assert "cannot be read" in named["message"]


def test_a_retry_takes_the_others(push: Pushing, three: list[Statement]) -> None:
    job_id = push.start(*three)
    push.store.jobs.mark_running(job_id)
    cancel_job(push.store, job_id, "ann")
    push.finish(job_id)
    corrupt(push, "statements", (three[0].statement_id,), "content_sha256")
    workflow: Any = push.workflow
    again = retry_push(push.store, workflow, job_id, "ann", None)
    assert set(outcomes(push, again)) == {three[1].statement_id, three[2].statement_id}


def test_a_check_answers_for_the_others(push: Pushing, three: list[Statement]) -> None:
    corrupt(push, "statements", (three[0].statement_id,), "content_sha256")
    client: Any = push.servicenow
    ids = [one.statement_id for one in three]
    first, *others = check_conflicts(push.store, client, CONNECTION, ids, "ann")
    assert first.error
    assert "cannot be read" in first.error.detail
    assert [one.error for one in others] == [None, None]
