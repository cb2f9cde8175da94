"""ServiceNow asks to wait: every pause is kept, none is paid for by a running function."""

from __future__ import annotations

import json
import time
from datetime import datetime
from typing import Any

import pytest

from tests.integration.product import Product
from tests.integration.pushing import check_books, edited, push, remote_text, start

PAUSE = 6


@pytest.mark.parametrize(
    ("named_as", "method"), [("seconds", "GET"), ("seconds", "PUT"), ("date", "PUT"), ("reset", "GET")]
)
def test_nothing_is_asked_before_the_time_named(product: Product, named_as: str, method: str) -> None:
    statements = edited(product, 8)
    ids = [one["servicenow_sys_id"] for one in statements]
    product.simulator.add_fault(
        "rate_limited",
        retry_after_s=PAUSE,
        retry_after_as=named_as,
        times=1,
        match={"methods": [method], "sys_ids": ids},
    )
    job_id = start(product, statements)
    waiting = _until_waiting(product, job_id)
    assert waiting["status"] == "running"
    asked = _requests_at_rest(product)
    until = datetime.fromisoformat(waiting["waiting_until"]).timestamp()
    while time.time() < until - 1:
        assert product.simulator.stats()["requests"] == asked
        time.sleep(0.1)
    job = product.author.wait(job_id)
    check_books(product, job)
    assert (job["succeeded"], job["waiting_until"]) == (8, None)
    assert product.simulator.stats()["max_in_flight"] <= 5


def _until_waiting(product: Product, job_id: str) -> Any:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        job = product.author.get(f"/push/{job_id}")
        if job["waiting_until"]:
            return job
        assert job["status"] in {"pending", "running"}, job
        time.sleep(0.05)
    raise AssertionError("the job never said that it waits")


def _requests_at_rest(product: Product) -> int:
    """How many requests there were once those already under way when the 429 came are through."""
    seen, since = -1, time.monotonic()
    while time.monotonic() - since < 1:
        requests = int(product.simulator.stats()["requests"])
        if requests != seen:
            seen, since = requests, time.monotonic()
    return seen


def test_no_function_runs_during_a_pause(product: Product) -> None:
    """The worker's call ends with the pause as its answer; the workflow waits."""
    (statement,) = edited(product, 1)
    match = {"sys_ids": [statement["servicenow_sys_id"]]}
    product.simulator.add_fault("rate_limited", retry_after_s=PAUSE, times=1, match=match)
    job = push(product, [statement])
    first, *_, last = _worker_answers(product, job["job_id"])
    assert (first["status"], first["wait_seconds"]) == ("retry", PAUSE)
    assert last["status"] == "settled"


def _worker_answers(product: Product, job_id: str) -> list[dict[str, Any]]:
    """What the worker's calls for a job ended with, from their log."""
    logs = product.stack.client("logs")
    names = [group["logGroupName"] for group in logs.describe_log_groups()["logGroups"]]
    (name,) = [name for name in names if "PushStatement" in name]
    lines = logs.filter_log_events(logGroupName=name)["events"]
    entries = [json.loads(line["message"]) for line in lines if line["message"].startswith("{")]
    return [one for one in entries if one.get("job_id") == job_id and one["message"] == "push statement"]


def test_two_jobs_at_once_have_five_requests_each(product: Product) -> None:
    """Five at a time is a limit of a job, not of the instance: jobs that run at once add up."""
    first, second = edited(product, 10, "Harbour Log"), edited(product, 10, "Quay Ledger")
    product.simulator.configure(latency_ms=150)
    product.simulator.reset_stats()
    jobs = [start(product, first), start(product, second)]
    ended = [product.author.wait(job_id) for job_id in jobs]
    for job in ended:
        check_books(product, job)
        assert job["succeeded"] == 10
    assert product.simulator.stats()["max_in_flight"] <= 2 * 5


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_full_semaphore_names_no_time(product: Product, method: str) -> None:
    statements = edited(product, 3)
    product.simulator.add_fault("too_busy", times=4, match={"methods": [method]})
    job = push(product, statements)
    assert job["succeeded"] == 3
    assert [remote_text(product, one) for one in statements] == [one["local_content"] for one in statements]


def test_moments_without_roles_are_no_refusal(product: Product) -> None:
    """KB2466644: a session that moves to another node answers 403 now and then."""
    statements = edited(product, 4)
    for statement in statements:
        for method in ("GET", "PUT"):
            match = {"sys_ids": [statement["servicenow_sys_id"]], "methods": [method]}
            product.simulator.add_fault("forbidden_by_api_acl", times=1, match=match)
    assert push(product, statements)["succeeded"] == 4
    assert [remote_text(product, one) for one in statements] == [one["local_content"] for one in statements]


def test_at_most_five_requests_of_one_job_at_once(product: Product) -> None:
    statements = edited(product, 15)
    product.simulator.configure(latency_ms=300)
    product.simulator.reset_stats()
    assert push(product, statements)["succeeded"] == 15
    stats = product.simulator.stats()
    assert 2 <= stats["max_in_flight"] <= 5
