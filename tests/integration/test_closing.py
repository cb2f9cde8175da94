"""Every started job ends with exact books: workers killed, executions stopped, events lost."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.integration.product import ENDED, Product
from tests.integration.pushing import base, check_books, edited, mine, now, remote_text, start

# Jobs of some length; `make soak` takes longer ones.
COUNT = int(os.environ.get("PUSH_SIZE", "30"))
LATENCY_MS = 250


@pytest.fixture
def statements(product: Product) -> list[dict[str, Any]]:
    """Edited statements, at an instance slow enough that their push can be disturbed in the middle."""
    made = edited(product, COUNT)
    product.simulator.configure(latency_ms=LATENCY_MS)
    return made


def until_completed(product: Product, job_id: str, count: int) -> None:
    """Returns when so many items have their outcome."""
    deadline = time.monotonic() + 180
    while True:
        job = product.author.get(f"/push/{job_id}")
        if job["completed"] >= count:
            return
        assert job["status"] not in ENDED, job
        assert time.monotonic() < deadline, job
        time.sleep(0.05)


def kill_workers(aws_folder: Path) -> int:
    """Kills the processes of this test's own local AWS that run the worker; says how many."""
    killed = 0
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_text() if entry.name.isdigit() else ""
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended by itself meanwhile
        if str(aws_folder) in command and "FunctionsPushStatement" in command and "_worker.py" in command:
            os.kill(int(entry.name), signal.SIGKILL)
            killed += 1
    return killed


def check_texts(product: Product, statements: list[dict[str, Any]], job_id: str) -> None:
    """ServiceNow has the author's text of each success, and the base of everything else; no text is lost."""
    results = product.author.results(job_id)
    for number, statement in enumerate(statements, start=1):
        success = results[statement["id"]]["success"]
        assert remote_text(product, statement) == (mine(number) if success else base(number))
        after = now(product, statement)
        assert after["local_content"] == (None if success else mine(number))
        assert after["content"] == remote_text(product, statement)


def finish_the_rest(product: Product, statements: list[dict[str, Any]], job: dict[str, Any]) -> None:
    """A retry pushes what the job did not."""
    left = job["total"] - job["succeeded"]
    if left:
        retry_id = product.author.call("POST", f"/push/{job['job_id']}/retry", expect=202)["job_id"]
        retried = product.author.wait(retry_id, 300)
        check_books(product, retried)
        assert (retried["total"], retried["succeeded"]) == (left, left)
    assert [remote_text(product, one) for one in statements] == [one["local_content"] for one in statements]


def test_killed_workers_cost_no_text_and_no_book(
    product: Product, statements: list[dict[str, Any]], aws_folder: Path
) -> None:
    job_id = start(product, statements)
    killed = 0
    # At different points of a run: some die before their write, some between write and outcome.
    for completed, moment in ((5, 0.1), (15, 0.4)):
        until_completed(product, job_id, completed)
        time.sleep(moment)
        killed += kill_workers(aws_folder)
    assert killed >= 2
    job = product.author.wait(job_id, 300)
    assert job["status"] == "completed"
    check_books(product, job)
    check_texts(product, statements, job_id)
    finish_the_rest(product, statements, job)


def execution_arn(product: Product, job_id: str) -> str:
    """The execution's name is the job's id."""
    return product.stack.outputs.push_workflow_arn.replace(":stateMachine:", ":execution:") + f":{job_id}"


def abort(product: Product, job_id: str) -> None:
    product.stack.client("stepfunctions").stop_execution(executionArn=execution_arn(product, job_id))


@pytest.mark.parametrize("completed", [1, 20])
def test_an_execution_stopped_in_the_middle_is_closed_by_its_event(
    product: Product, statements: list[dict[str, Any]], completed: int
) -> None:
    """Items that a worker is at when the event comes are left to that worker, and waited for."""
    job_id = start(product, statements)
    until_completed(product, job_id, completed)
    abort(product, job_id)
    job = product.author.wait(job_id, 240)
    assert (job["status"], job["error"]["code"]) == ("failed", "internal_error")
    assert "its execution was aborted" in job["error"]["message"]
    check_books(product, job)
    check_texts(product, statements, job_id)
    finish_the_rest(product, statements, job)


@contextmanager
def event_lost(product: Product) -> Iterator[None]:
    """Without the rule on ended executions."""
    events = product.stack.client("events")
    (name,) = [rule["Name"] for rule in events.list_rules()["Rules"] if "PushWorkflowEnded" in rule["Name"]]
    events.disable_rule(Name=name)
    yield
    events.enable_rule(Name=name)


def test_an_execution_stopped_with_its_event_lost_is_closed_by_the_sweep(
    product: Product, statements: list[dict[str, Any]]
) -> None:
    with event_lost(product):
        job_id = start(product, statements)
        until_completed(product, job_id, 8)
        abort(product, job_id)
        job = product.author.wait(job_id, 240)
    assert job["status"] == "failed"
    assert "its execution is not running any more" in job["error"]["message"]
    check_books(product, job)
    check_texts(product, statements, job_id)
    finish_the_rest(product, statements, job)


def test_killed_and_stopped_at_once(
    product: Product, statements: list[dict[str, Any]], aws_folder: Path
) -> None:
    """Items whose worker died between write and outcome are settled by reading."""
    job_id = start(product, statements)
    until_completed(product, job_id, 10)
    product.simulator.reset_stats()
    assert kill_workers(aws_folder)
    abort(product, job_id)
    job = product.author.wait(job_id, 240)
    assert job["status"] == "failed"
    check_books(product, job)
    check_texts(product, statements, job_id)
    finish_the_rest(product, statements, job)


def test_cancelled_in_the_middle(product: Product, statements: list[dict[str, Any]]) -> None:
    job_id = start(product, statements)
    until_completed(product, job_id, 10)
    product.author.call("POST", f"/push/{job_id}/cancel", expect=202)
    job = product.author.wait(job_id)
    assert job["status"] == "cancelled"
    assert 10 <= job["succeeded"] < COUNT
    assert job["outcomes"]["cancelled"] == COUNT - job["succeeded"]
    check_books(product, job)
    check_texts(product, statements, job_id)
    finish_the_rest(product, statements, job)


def test_a_sweep_leaves_a_running_job_alone(product: Product, statements: list[dict[str, Any]]) -> None:
    job_id = start(product, statements)
    until_completed(product, job_id, 3)
    answer = product.stack.client("lambda").invoke(
        FunctionName=_finish_push(product), Payload=json.dumps({"sweep": True})
    )
    assert job_id not in json.loads(answer["Payload"].read())["ended"]
    job = product.author.wait(job_id)
    assert (job["status"], job["succeeded"]) == ("completed", COUNT)
    check_books(product, job)


def _finish_push(product: Product) -> str:
    functions = product.stack.client("lambda").get_paginator("list_functions").paginate()
    names = [function["FunctionName"] for page in functions for function in page["Functions"]]
    (name,) = [name for name in names if "FinishPush" in name]
    return str(name)
