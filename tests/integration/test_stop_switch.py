"""Writes are stopped in the middle of a push: nothing is written until they are on again, then everything."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.product import Product
from tests.integration.pushing import check_books, edited, now, remote_text, start

COUNT = 20
LATENCY = 2_000
"""Milliseconds of each answer of ServiceNow until writes are stopped: a statement takes two answers and five
are worked on at once, so a push takes 16 seconds: time to stop it in the middle also on a busy machine."""
REASON = "ServiceNow is being upgraded"


@pytest.fixture
def product(product: Product) -> Iterator[Product]:
    yield product
    product.admin.call("PUT", "/operations", json={"writes": "on"})


def stop(product: Product) -> Any:
    return product.admin.call("PUT", "/operations", json={"writes": "off", "reason": REASON})


def resume(product: Product) -> Any:
    return product.admin.call("PUT", "/operations", json={"writes": "on"})


def until_succeeded(product: Product, job_id: str, count: int) -> None:
    deadline = time.monotonic() + 120
    while product.author.get(f"/push/{job_id}")["succeeded"] < count:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def written(product: Product, statements: list[dict[str, Any]]) -> int:
    return sum(remote_text(product, one) == one["local_content"] for one in statements)


def test_nothing_is_written_while_off_and_everything_afterwards(product: Product) -> None:
    statements = edited(product, COUNT)
    product.simulator.configure(latency_ms=LATENCY)
    job_id = start(product, statements)
    until_succeeded(product, job_id, 3)
    stopped = stop(product)
    assert (stopped["writes"], stopped["reason"]) == ("off", REASON)
    assert product.auditor.get("/operations") == stopped
    # What was being written at that moment is finished: at most one request of each of five workers.
    time.sleep(3 * LATENCY / 1000)
    product.simulator.configure(latency_ms=0)
    before = written(product, statements)
    assert 3 <= before < COUNT
    time.sleep(8)
    assert written(product, statements) == before
    waiting = product.author.get(f"/push/{job_id}")
    assert waiting["status"] == "running"
    assert REASON in waiting["waiting_reason"]
    assert waiting["waiting_until"]

    # Reading goes on, and another push can be started, which waits as well.
    ids = [one["id"] for one in statements if now(product, one)["is_modified"]]
    checks = product.author.call("POST", "/push/check-conflicts", json={"statement_ids": ids})
    assert {one["verdict"] for one in checks["conflicts"]} == {"unchanged"}
    [other] = edited(product, 1, "Quay Ledger")
    second = start(product, [other])
    assert REASON in product.author.get(f"/push/{second}")["waiting_reason"]

    resume(product)
    for one, total in ((job_id, COUNT), (second, 1)):
        job = product.author.wait(one, 300)
        assert (job["status"], job["succeeded"], job["waiting_reason"]) == ("completed", total, None)
        check_books(product, job)
    assert written(product, [*statements, other]) == COUNT + 1
    actions = [one["action"] for one in product.auditor.get("/audit", limit=200)["records"]]
    assert {"writes_stopped", "writes_resumed"} <= set(actions)


def test_a_stopped_push_can_be_cancelled(product: Product) -> None:
    statements = edited(product, 6)
    stop(product)
    job_id = start(product, statements)
    assert REASON in product.author.get(f"/push/{job_id}")["waiting_reason"]
    product.author.call("POST", f"/push/{job_id}/cancel", expect=202)
    job = product.author.wait(job_id, 120)
    assert (job["status"], job["outcomes"]["cancelled"]) == ("cancelled", len(statements))
    check_books(product, job)
    assert written(product, statements) == 0
