"""The schedule of the deployed stack fires: one job of everything modified and not in conflict, once."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.integration.product import Product
from tests.integration.pushing import (
    TABLE,
    base,
    check_books,
    edited,
    mine,
    now,
    push,
    remote_text,
    rows,
)

WRITABLE = ("Name", "GroupName", "ScheduleExpression", "State", "Target", "FlexibleTimeWindow")


def scheduled_jobs(product: Product) -> dict[str, Any]:
    jobs = product.author.all("/push", "jobs", created_by="schedule")
    assert {job["trigger"] for job in jobs} <= {"schedule"}
    return {job["job_id"]: job for job in jobs}


@contextmanager
def fires_soon(product: Product) -> Iterator[None]:
    """The stack's own schedule, switched on, with its next occurrence seconds ahead."""
    scheduler = product.stack.client("scheduler")
    found = scheduler.get_schedule(Name=product.stack.outputs.push_schedule)
    deployed = {name: found[name] for name in WRITABLE}
    assert deployed["State"] == "DISABLED"
    moment = datetime.now(UTC) + timedelta(seconds=3)
    soon = {"ScheduleExpression": f"at({moment:%Y-%m-%dT%H:%M:%S})", "State": "ENABLED"}
    scheduler.update_schedule(**{**deployed, **soon})
    yield
    scheduler.update_schedule(**deployed)


def invoke(product: Product, **event: str) -> Any:
    answer = product.stack.client("lambda").invoke(
        FunctionName=product.stack.outputs.scheduled_push, Payload=json.dumps(event)
    )
    return json.loads(answer["Payload"].read())["job_id"]


def test_the_schedule_pushes_everything_modified_but_no_conflict(product: Product) -> None:
    *modified, conflicted = edited(product, 5)
    product.simulator.edit(TABLE, conflicted["servicenow_sys_id"], u_implementation_statement="<p>Theirs</p>")
    assert push(product, [conflicted])["outcomes"]["conflict"] == 1
    (unmodified,) = product.pulled(rows(1), "Quay Ledger")
    before = scheduled_jobs(product)
    with fires_soon(product):
        (job_id,) = _until_fired(product, before)
        job = product.author.wait(job_id)
        # Fired once: the scheduler looks every second, and nothing else comes of its next looks.
        time.sleep(5)
        assert set(scheduled_jobs(product)) - set(before) == {job_id}
    assert (job["status"], job["trigger"], job["created_by"]) == ("completed", "schedule", "schedule")
    assert (job["total"], job["succeeded"]) == (4, 4)
    check_books(product, job)
    for number, statement in enumerate(modified, start=1):
        assert remote_text(product, statement) == mine(number)
        assert now(product, statement)["is_modified"] is False
    assert remote_text(product, conflicted) == "<p>Theirs</p>"
    assert now(product, conflicted)["local_content"] == mine(5)
    assert remote_text(product, unmodified) == base(1)


def _until_fired(product: Product, before: dict[str, Any]) -> set[str]:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if new := set(scheduled_jobs(product)) - set(before):
            return new
        time.sleep(0.2)
    raise AssertionError("the schedule did not fire")


def test_an_occurrence_delivered_twice_is_one_job(product: Product) -> None:
    statements = edited(product, 2)
    occurrence = f"2026-11-24T02:00:00Z {product.simulator.url}"
    job_id = invoke(product, occurrence=occurrence)
    assert invoke(product, occurrence=occurrence) == job_id
    assert product.author.wait(job_id)["succeeded"] == 2
    assert invoke(product, occurrence=occurrence) == job_id
    product.author.edit(now(product, statements[0]), "<p>Edited for the next night.</p>")
    assert invoke(product, occurrence=occurrence.replace("24T", "25T")) not in {job_id, None}


def test_with_nothing_modified_no_job_is_made(product: Product) -> None:
    product.pulled(rows(1), "Harbour Log")
    before = scheduled_jobs(product)
    assert invoke(product) is None
    assert scheduled_jobs(product) == before
