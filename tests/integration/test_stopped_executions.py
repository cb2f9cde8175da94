"""Every started job ends with exact books: executions stopped, their events lost, pushes cancelled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.integration.disturbing import (
    COUNT,
    abort,
    check_texts,
    edited_at_a_slow_instance,
    finish_the_rest,
    until_completed,
)
from tests.integration.product import Product
from tests.integration.pushing import check_books, start


@pytest.fixture
def statements(product: Product) -> list[dict[str, Any]]:
    return edited_at_a_slow_instance(product)


@contextmanager
def without_rule(product: Product, part: str) -> Iterator[None]:
    """One of the stack's rules is off, so that what happens is not its doing."""
    events = product.stack.client("events")
    (name,) = [rule["Name"] for rule in events.list_rules()["Rules"] if part in rule["Name"]]
    events.disable_rule(Name=name)
    try:
        yield
    finally:
        events.enable_rule(Name=name)


@pytest.mark.parametrize("completed", [1, 20])
def test_an_execution_stopped_in_the_middle_is_closed_by_its_event(
    product: Product, statements: list[dict[str, Any]], completed: int
) -> None:
    """Items that a worker is at when the event comes are left to that worker, and waited for."""
    with without_rule(product, "PushWorkflowSweep"):
        job_id = start(product, statements)
        until_completed(product, job_id, completed)
        abort(product, job_id)
        job = product.author.wait(job_id, 240)
    assert (job["status"], job["error"]["code"]) == ("failed", "internal_error")
    assert "its execution was aborted" in job["error"]["message"]
    check_books(product, job)
    check_texts(product, statements, job_id)
    finish_the_rest(product, statements, job)


def test_an_execution_stopped_with_its_event_lost_is_closed_by_the_sweep(
    product: Product, statements: list[dict[str, Any]]
) -> None:
    with without_rule(product, "PushWorkflowEnded"):
        job_id = start(product, statements)
        until_completed(product, job_id, 8)
        abort(product, job_id)
        job = product.author.wait(job_id, 240)
    assert job["status"] == "failed"
    assert "its execution is not running any more" in job["error"]["message"]
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
    assert job_id not in sweep(product)
    job = product.author.wait(job_id)
    assert (job["status"], job["succeeded"]) == ("completed", COUNT)
    check_books(product, job)


def sweep(product: Product) -> list[str]:
    """Now, not only at the next minute; the jobs that it ended."""
    functions = product.stack.client("lambda")
    answer = functions.invoke(FunctionName=_finish_push(product), Payload=json.dumps({"sweep": True}))
    ended: list[str] = json.loads(answer["Payload"].read())["ended"]
    return ended


def _finish_push(product: Product) -> str:
    functions = product.stack.client("lambda").get_paginator("list_functions").paginate()
    names = [function["FunctionName"] for page in functions for function in page["Functions"]]
    (name,) = [name for name in names if "FinishPush" in name]
    return str(name)
