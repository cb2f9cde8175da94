"""A cursor leads on in the list that gave it out; elsewhere it is refused as the client's mistake."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from control_push.adapters.tables.store import Store
from tests.properties.dynamodb_in_memory import InMemoryDynamoDB
from tests.unit.conftest import NAMES
from tests.unit.domain.pushing import Pushing, ids
from tests.unit.fake_servicenow import SYSTEM
from tests.unit.handlers.calling import Answer, call

OTHER_SYSTEM = "e" * 32


@pytest.fixture
def store() -> Store:
    """Refuses, as DynamoDB does, to start outside of what a query asks for; moto does not."""
    client: Any = InMemoryDynamoDB()
    return Store.open(client, NAMES)


def forged(**position: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


def refused(answer: Answer) -> bool:
    return answer.status == 422 and [row["field"] for row in answer.body["errors"]] == ["cursor"]


@pytest.mark.parametrize("path", ["/statements", "/push/modified"])
def test_a_cursor_of_another_system(push: Pushing, path: str) -> None:
    for number in (1, 2):
        push.edited(push.pulled(number), "mine")
    cursor = call("GET", path, query={"limit": 1, "system_id": SYSTEM}).body["next_cursor"]
    assert cursor
    assert call("GET", path, query={"system_id": SYSTEM, "cursor": cursor}).status == 200
    assert call("GET", path, query={"cursor": cursor}).status == 200
    assert refused(call("GET", path, query={"system_id": OTHER_SYSTEM, "cursor": cursor}))


@pytest.mark.parametrize("record", ["JOB", "ITEM", "LEASE", "TEXT#x", "~"])
def test_a_forged_cursor_of_the_results(push: Pushing, record: str) -> None:
    job_id = push.start(push.edited(push.pulled(1), "mine"))
    push.run(job_id)
    assert refused(call("GET", f"/push/{job_id}/results", query={"cursor": forged(record=record)}))


def test_a_cursor_of_another_jobs_results(push: Pushing) -> None:
    """Its position is one in this job's list, too."""
    jobs = []
    for numbers in ((1, 2), (3, 4)):
        jobs.append(push.start(*(push.edited(push.pulled(number), "mine") for number in numbers)))
        push.run(jobs[-1])
    cursor = call("GET", f"/push/{jobs[0]}/results", query={"limit": 1}).body["next_cursor"]
    assert call("GET", f"/push/{jobs[1]}/results", query={"cursor": cursor}).status == 200


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({}, {"action": "edited"}),
        ({}, {"from": "2026-01-01T00:00:00Z"}),
        ({}, {"to": "2026-02-01T00:00:00Z"}),
        ({"action": "edited"}, {}),
    ],
    ids=repr,
)
def test_a_cursor_of_another_search_of_the_audit(
    push: Pushing, first: dict[str, str], then: dict[str, str]
) -> None:
    edited = [push.edited(push.pulled(number), "mine") for number in (1, 2, 3)]
    cursor = call("GET", "/audit", query={"limit": 1, **first}).body["next_cursor"]
    assert cursor
    for query in (then, {"statement_id": ids(edited)[0]}, {"job_id": "x"}):
        assert call("GET", "/audit", query={"cursor": cursor, **query}).status == 200


def test_a_cursor_of_somebody_elses_jobs(push: Pushing) -> None:
    for number in (1, 2):
        push.run(push.start(push.edited(push.pulled(number), "mine")))
    cursor = call("GET", "/push", query={"limit": 1}).body["next_cursor"]
    for query in ({"created_by": "bob"}, {"status": "failed"}, {"created_by": "ann"}):
        assert call("GET", "/push", query={"cursor": cursor, **query}).status == 200
