"""The functions that the workflows, the rules and the sweep call: what goes in and comes out.

An execution's input and output are shown in the console, so no text of a statement may be in them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from types import ModuleType, SimpleNamespace
from typing import Any

import boto3
import pytest

from control_push.adapters.work_bucket import WorkBucket
from control_push.errors import ForbiddenError, NotFoundError, RateLimitedError
from control_push.handlers.api import statements_api
from control_push.handlers.workflow import finish_pull, finish_push, prepare_push, pull_page, push_statement
from control_push.models.base import utc_now
from control_push.models.statement import Statement
from control_push.texts.text_format import sha256
from tests.aws_limits import STATE_BYTES, check_answer
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import SYSTEM, fails
from tests.unit.handlers.calling import call

FUNCTIONS = (prepare_push, push_statement, finish_push, pull_page, finish_pull)
Run = Callable[..., dict[str, Any]]


@pytest.fixture
def bucket(aws: None) -> WorkBucket:
    client = boto3.client("s3")
    client.create_bucket(Bucket="work")
    return WorkBucket(client, "work")


@pytest.fixture
def run(push: Pushing, bucket: WorkBucket, monkeypatch: pytest.MonkeyPatch) -> Run:
    found = {
        "store": lambda: push.store,
        "servicenow": lambda connection: push.servicenow,
        "servicenow_for": lambda source_id: push.servicenow,
        "servicenow_if": lambda connection, source_id: push.servicenow,
        "push_workflow": lambda: push.workflow,
        "pull_workflow": lambda: push.workflow,
        "work_bucket": lambda: bucket,
    }
    for module in (*FUNCTIONS, statements_api):
        for name, value in found.items():
            if hasattr(module, name):
                monkeypatch.setattr(module, name, value)

    def invoke(module: ModuleType, milliseconds: int = 45_000, **event: Any) -> dict[str, Any]:
        context = SimpleNamespace(
            function_name=module.__name__,
            memory_limit_in_mb=512,
            invoked_function_arn=f"arn:aws:lambda:us-east-1:123456789012:function:{module.__name__}",
            aws_request_id="request",
            get_remaining_time_in_millis=lambda: milliseconds,
        )
        answer: dict[str, Any] = module.handler(event, context)
        check_answer(answer, STATE_BYTES, f"bytes of the state after {module.__name__}")
        return answer

    return invoke


@pytest.fixture
def edited(push: Pushing) -> Statement:
    return push.edited(push.pulled(1, "the text before"), "the text after")


def work_on(run: Run, job_id: str, statement: Statement, **more: Any) -> dict[str, Any]:
    names = {"statement_id": statement.statement_id, "control_id": statement.control_id}
    return run(push_statement, job_id=job_id, texts=["sent", "base"], **names, **more)


def test_a_push_from_state_to_state(
    push: Pushing, run: Run, edited: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEB_URL", "https://controls.example.com")
    job_id = push.start(edited)
    prepared = run(prepare_push, job_id=job_id)
    item = {"statement_id": edited.statement_id, "control_id": "AC-1"}
    texts = [sha256("the text after"), sha256("the text before")]
    listed = {"total": 1, "more": False, "halted": False, "items": [{**item, "texts": texts}]}
    assert prepared == {"job_id": job_id, **listed}
    names = {"job_id": job_id, **item}
    settled = work_on(run, job_id, edited, execution="arn:aws:states:us-east-1:1:execution:push:one")
    assert settled == {**names, "status": "settled", "outcome": "succeeded"}
    closed = run(finish_push, job_id=job_id)
    assert closed == {
        "job_id": job_id,
        "status": "completed",
        "total": 1,
        "outcomes": {"succeeded": 1},
        "codes": {},
        "failed": [],
        "web": f"https://controls.example.com/push/{job_id}",
    }
    assert "the text" not in f"{prepared}{settled}{closed}"
    [result] = call("GET", f"/push/{job_id}/results").body["results"]
    assert result["execution"] == "arn:aws:states:us-east-1:1:execution:push:one"


def test_the_items_of_a_large_push_are_read_from_the_bucket(
    push: Pushing, run: Run, bucket: WorkBucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INLINE_UP_TO", "2")
    statements = [
        push.edited(push.pulled(number, "the text before"), "the text after") for number in (1, 2, 3)
    ]
    small, large = push.start(*statements[:2]), push.start(*statements)
    assert len(run(prepare_push, job_id=small)["items"]) == 2
    key = f"push/{large}/items.json"
    listed = {"job_id": large, "total": 3, "more": False, "halted": False}
    listed |= {"items_bucket": "work", "items_key": key}
    assert run(prepare_push, job_id=large) == listed
    items = json.loads(bucket.client.get_object(Bucket="work", Key=key)["Body"].read())
    assert {(one["statement_id"], one["control_id"]) for one in items} == {
        (one.statement_id, one.control_id) for one in statements
    }
    assert all(one.keys() == {"statement_id", "control_id", "texts"} for one in items)
    assert "the text" not in json.dumps(items)


def test_a_worker_that_asks_to_be_called_again(push: Pushing, run: Run, edited: Statement) -> None:
    job_id = push.start(edited)
    run(prepare_push, job_id=job_id)
    push.servicenow.before = fails(1, RateLimitedError("Too many.", 7))
    answer = work_on(run, job_id, edited)
    assert (answer["status"], "outcome" in answer) == ("retry", False)
    assert 1 <= answer["wait_seconds"] <= 7
    # The workflow makes the next call of this answer.
    again = {name: answer[name] for name in ("job_id", "statement_id", "control_id", "texts")}
    assert again["texts"] == ["sent", "base"]
    assert run(push_statement, **again)["texts"] == ["sent", "base"]


def test_a_failure_is_in_the_summary_by_its_code(push: Pushing, run: Run, edited: Statement) -> None:
    job_id = push.start(edited)
    run(prepare_push, job_id=job_id)
    push.servicenow.before = fails(1, ForbiddenError("ACL."), on="PUT")
    assert work_on(run, job_id, edited)["outcome"] == "failed"
    closed = run(finish_push, job_id=job_id)
    assert closed["codes"] == {"forbidden": 1}
    assert closed["failed"] == [{"control_id": "AC-1", "code": "forbidden"}]
    assert closed["web"] == f"/push/{job_id}"


def test_the_summary_names_a_bounded_number_of_failures(
    push: Pushing, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("control_push.domain.push.summarise.SHOWN", 2)
    statements = [push.edited(push.pulled(number), "mine") for number in (1, 2, 3)]
    job_id = push.start(*statements)
    run(prepare_push, job_id=job_id)
    push.servicenow.before = fails(3, ForbiddenError("ACL."), on="PUT")
    answers = [work_on(run, job_id, one) for one in statements]
    assert {(one["outcome"], one["code"]) for one in answers} == {("failed", "forbidden")}
    closed = run(finish_push, job_id=job_id)
    assert (closed["codes"], len(closed["failed"])) == ({"forbidden": 3}, 2)


def test_a_cancelled_job_is_not_started(push: Pushing, run: Run, edited: Statement) -> None:
    job_id = push.start(edited)
    call("POST", f"/push/{job_id}/cancel")
    assert run(prepare_push, job_id=job_id)["halted"]
    assert work_on(run, job_id, edited)["outcome"] == "left_to_closing"
    assert run(finish_push, job_id=job_id)["outcomes"] == {"cancelled": 1}
    assert not push.servicenow.writes()


def test_no_such_job(run: Run) -> None:
    with pytest.raises(NotFoundError, match="nobody"):
        run(prepare_push, job_id="nobody")


def test_a_job_whose_step_failed(push: Pushing, run: Run, edited: Statement) -> None:
    job_id = push.start(edited)
    run(prepare_push, job_id=job_id)
    assert run(finish_push, job_id=job_id, aborted=True)["status"] == "failed"
    push.check_books(job_id)


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long closing has waited; leases run out meanwhile."""
    seconds: list[float] = []
    monkeypatch.setattr("control_push.handlers.workflow.finish_push.time.sleep", seconds.append)
    later = lambda: utc_now() + timedelta(seconds=sum(seconds))
    monkeypatch.setattr("control_push.adapters.tables.push_items.utc_now", later)
    return seconds


def test_a_worker_that_may_still_run_is_waited_for(
    push: Pushing, run: Run, edited: Statement, slept: list[float]
) -> None:
    job_id = push.start(edited)
    run(prepare_push, job_id=job_id)
    push.servicenow.after_write = _dies
    with pytest.raises(KeyboardInterrupt):
        work_on(run, job_id, edited)
    ended = {"name": job_id, "status": "ABORTED"}
    assert run(finish_push, detail=ended) == {"job_id": job_id, "status": "failed"}
    assert 0 < sum(slept) < 60
    assert push.item(job_id, edited).outcome == "succeeded"
    push.check_books(job_id)


def test_a_job_that_cannot_be_closed_yet_is_left_to_the_sweep(
    push: Pushing, run: Run, edited: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = push.start(edited)
    run(prepare_push, job_id=job_id)
    push.servicenow.after_write = _dies
    with pytest.raises(KeyboardInterrupt):
        work_on(run, job_id, edited)
    monkeypatch.setattr("control_push.handlers.workflow.finish_push.time.sleep", lambda seconds: None)
    ended = {"name": job_id, "status": "ABORTED"}
    assert run(finish_push, detail=ended) == {"job_id": job_id, "status": "closing"}
    assert push.item(job_id, edited).outcome is None


def _dies(sys_id: str) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("status", "said"), [("FAILED", "failed"), ("TIMED_OUT", "timed out"), ("ABORTED", "was aborted")]
)
def test_an_execution_that_ended_without_its_last_state(
    push: Pushing, run: Run, edited: Statement, status: str, said: str
) -> None:
    job_id = push.start(edited)
    answer = run(finish_push, detail={"name": job_id, "status": status})
    assert answer == {"job_id": job_id, "status": "failed"}
    job = push.store.jobs.get(job_id)
    assert job
    assert job.error
    assert f"its execution {said}." in job.error.message
    push.check_books(job_id)


def test_the_sweeps_find_nothing_to_do(push: Pushing, run: Run, edited: Statement) -> None:
    push.start(edited)
    assert run(finish_push, sweep=True) == {"ended": []}
    assert run(finish_pull, sweep=True) == {"ended": []}


def test_a_pull_from_state_to_state(push: Pushing, run: Run) -> None:
    push.servicenow.add(1, "the text")
    pull_id = call("POST", f"/systems/{SYSTEM}/pull").body["pull_id"]
    page = {"pull_id": pull_id, "status": "page", "done": False, "wait_seconds": 0}
    # The records, the end of their list, and what is here and not there any more.
    pages = [run(pull_page, pull_id=pull_id) for _ in range(3)]
    assert pages == [page, page, page | {"done": True}]
    assert run(finish_pull, pull_id=pull_id) == {"pull_id": pull_id, "status": "completed"}
    assert call("GET", f"/pulls/{pull_id}").body["created"] == 1


def test_a_page_to_be_asked_for_again(push: Pushing, run: Run) -> None:
    pull_id = call("POST", f"/systems/{SYSTEM}/pull").body["pull_id"]
    push.servicenow.before = fails(1, RateLimitedError("Too many.", 30), on="PAGE")
    page = run(pull_page, pull_id=pull_id)
    assert page == {"pull_id": pull_id, "status": "retry", "done": False, "wait_seconds": 30}


@pytest.mark.parametrize("by_rule", [True, False])
def test_a_pull_that_broke_off(push: Pushing, run: Run, by_rule: bool) -> None:
    pull_id = call("POST", f"/systems/{SYSTEM}/pull").body["pull_id"]
    event = {"detail": {"name": pull_id, "status": "ABORTED"}} if by_rule else {"pull_id": pull_id}
    assert run(finish_pull, **event) == {"pull_id": pull_id, "status": "failed"}
    assert "Start it again" in call("GET", f"/pulls/{pull_id}").body["error"]


def test_an_execution_that_is_no_pull_of_ours(run: Run) -> None:
    assert run(finish_pull, detail={"name": "by-hand", "status": "FAILED"})["status"] == "unknown"
