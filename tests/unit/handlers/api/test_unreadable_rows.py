"""A row that cannot be read breaks itself only: every list names it and goes on."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest

from control_push.adapters.tables.audit import AuditFilter
from control_push.adapters.tables.rows import to_attributes
from control_push.adapters.tables.store import Store
from control_push.domain.pull.read_page import read_page
from control_push.domain.push.finish import Closer
from control_push.domain.push.sweep import sweep_pushes
from control_push.models.base import utc_now
from control_push.models.connection import Secrets, System
from control_push.models.pull import Pull
from control_push.models.push import JobStatus
from control_push.texts.limits import MAX_TEXT_BYTES
from tests.unit.conftest import NAMES
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, SYSTEM
from tests.unit.handlers.calling import Answer, call

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture
def store(dynamodb: DynamoDBClient) -> Store:
    return Store.open(dynamodb, NAMES)


def corrupt(dynamodb: DynamoDBClient, table: str, key: dict[str, str], **attributes: Any) -> None:
    """Values of a type that no version has written."""
    changes: Any = {name: {"Value": value} for name, value in to_attributes(attributes).items()}
    dynamodb.update_item(TableName=table, Key=to_attributes(key), AttributeUpdates=changes)


def assert_named(answer: Answer, row_id: str) -> None:
    """The list names the row, with a reference that an operator finds in the log."""
    assert answer.status == 200
    assert [row["id"] for row in answer.body["unreadable"]] == [row_id]
    assert answer.body["unreadable"][0]["reference"] in answer.body["unreadable"][0]["message"]


def assert_says_so(answer: Answer, row_id: str) -> None:
    assert (answer.status, answer.body["code"]) == (500, "internal_error")
    assert row_id in answer.body["detail"]
    assert answer.body["reference"] in answer.body["detail"]


def test_statements(push: Pushing, dynamodb: DynamoDBClient) -> None:
    first, broken, last = (push.pulled(number) for number in (1, 2, 3))
    corrupt(dynamodb, "statements", {"statement_id": broken.statement_id}, content=["?"])
    listed = call("GET", "/statements")
    assert [row["id"] for row in listed.body["statements"]] == [first.statement_id, last.statement_id]
    assert_named(listed, broken.statement_id)
    assert_named(call("GET", "/statements", query={"q": "base"}), broken.statement_id)
    assert call("GET", "/statements", query={"limit": 1}).body["unreadable"] == []
    path = f"/statements/{broken.statement_id}"
    assert_says_so(call("GET", path), broken.statement_id)
    assert_says_so(call("PUT", path, {"content": "mine", "revision": 1}), broken.statement_id)


def test_modified_statements(push: Pushing, dynamodb: DynamoDBClient) -> None:
    broken, whole = (push.edited(push.pulled(number), "mine") for number in (1, 2))
    corrupt(dynamodb, "statements", {"statement_id": broken.statement_id}, modified_at="yesterday")
    listed = call("GET", "/push/modified")
    assert [row["id"] for row in listed.body["statements"]] == [whole.statement_id]
    assert listed.body["total_count"] == 2
    assert_named(listed, broken.statement_id)


def test_jobs(push: Pushing, dynamodb: DynamoDBClient) -> None:
    broken, whole = (push.start(push.edited(push.pulled(number), "mine")) for number in (1, 2))
    corrupt(dynamodb, "push-jobs", {"job_id": broken, "record": "JOB"}, total="many")
    listed = call("GET", "/push")
    assert [row["job_id"] for row in listed.body["jobs"]] == [whole]
    assert_named(listed, broken)
    assert_says_so(call("GET", f"/push/{broken}"), broken)


def test_an_item_of_a_job_is_listed_with_what_can_be_read(push: Pushing, dynamodb: DynamoDBClient) -> None:
    statements = [push.edited(push.pulled(number), "mine") for number in (1, 2)]
    job_id = push.start(*statements)
    push.run(job_id)
    broken = statements[0].statement_id
    key = {"job_id": job_id, "record": f"ITEM#{broken}"}
    corrupt(dynamodb, "push-jobs", key, revision="third")
    results = call("GET", f"/push/{job_id}/results")
    assert results.status == 200
    assert {row["statement_id"]: row["outcome"] for row in results.body["results"]} == {
        one.statement_id: "succeeded" for one in statements
    }
    assert {row["control_id"] for row in results.body["results"]} == {"AC-1", "AC-2"}


def test_an_item_whose_outcome_cannot_be_read_has_ended(push: Pushing, dynamodb: DynamoDBClient) -> None:
    broken, whole = (push.edited(push.pulled(number), "mine") for number in (1, 2))
    job_id = push.start(broken, whole)
    push.prepare(job_id)
    push.settle(job_id, broken.statement_id)
    key = {"job_id": job_id, "record": f"ITEM#{broken.statement_id}"}
    corrupt(dynamodb, "push-jobs", key, outcome="so so")
    push.settle(job_id, whole.statement_id)
    closed = push.finish(job_id)
    assert closed
    assert (closed.status, closed.completed, closed.succeeded) == (JobStatus.COMPLETED, 2, 2)
    results = {row["statement_id"]: row for row in call("GET", f"/push/{job_id}/results").body["results"]}
    error = results[broken.statement_id]["error"]
    assert (results[broken.statement_id]["outcome"], error["code"]) == ("failed", "internal_error")
    assert job_id in error["message"]


def test_audit_records(push: Pushing, dynamodb: DynamoDBClient) -> None:
    push.recorded(push.pulled(1), "mine")
    push.recorded(push.pulled(2), "mine")
    broken, whole = push.store.audit.search(AuditFilter(), 10, None).rows
    corrupt(dynamodb, "audit", {"audit_id": broken.id}, action="thought")
    for query in ({}, {"actor": "ann"}, {"statement_id": broken.statement_id}):
        assert_named(call("GET", "/audit", query=query), broken.id)
    assert [row["id"] for row in call("GET", "/audit").body["records"]] == [whole.id]
    assert_named(call("GET", "/audit/export", query={"format": "json"}), broken.id)
    exported = call("GET", "/audit/export", query={"format": "csv"})
    header, first, second = csv.reader(io.StringIO(exported.body.removeprefix("\ufeff"), newline=""))
    assert [first[0], second[0]] == [whole.id, broken.id]
    assert "cannot be read" in second[header.index("details")]
    assert_says_so(call("GET", f"/audit/{broken.id}"), broken.id)


def test_systems(push: Pushing, dynamodb: DynamoDBClient) -> None:
    push.pulled(1)
    pulled = System(system_id=SYSTEM, name="System", last_pulled_at=utc_now())
    push.store.commit([push.store.connection.save_system(CONNECTION.source_id, pulled)])
    key = {"record": f"SYSTEM#{CONNECTION.source_id}#{SYSTEM}"}
    corrupt(dynamodb, "connection", key, last_pulled_at="today")
    listed = call("GET", "/systems")
    assert [(row["system_id"], row["statement_count"]) for row in listed.body["systems"]] == [(SYSTEM, 1)]


def test_a_pull(push: Pushing, dynamodb: DynamoDBClient) -> None:
    broken, whole = (push.pulled(number) for number in (1, 2))
    corrupt(dynamodb, "statements", {"statement_id": broken.statement_id}, content=["?"])
    push.servicenow.edit(whole.servicenow_sys_id, "theirs")
    pull = Pull(
        pull_id="p",
        source_id=CONNECTION.source_id,
        system_id=SYSTEM,
        started_by="ann",
        started_at=utc_now(),
    )
    push.store.connection.create_pull(pull)
    client: Any = push.servicenow
    while not read_page(push.store, lambda connection: client, "p").done:
        continue
    ended = call("GET", "/pulls/p").body
    assert (ended["status"], ended["updated"], ended["failed"]) == ("completed", 1, 1)
    assert [one["code"] for one in ended["problems"]] == ["internal_error"]
    assert push.statement(whole.statement_id).content == "theirs"


def test_a_pull_that_cannot_be_read(push: Pushing, dynamodb: DynamoDBClient) -> None:
    pull = Pull(
        pull_id="p", source_id=CONNECTION.source_id, system_id=SYSTEM, started_by="ann", started_at=utc_now()
    )
    push.store.connection.create_pull(pull)
    corrupt(dynamodb, "connection", {"record": "PULL#p"}, total="many")
    assert_says_so(call("GET", "/pulls/p"), "p")


def test_a_job_that_cannot_be_read_ends_once_its_execution_has(
    push: Pushing, dynamodb: DynamoDBClient
) -> None:
    broken, whole = (push.start(push.edited(push.pulled(number), "mine")) for number in (1, 2))
    corrupt(dynamodb, "push-jobs", {"job_id": broken, "record": "JOB"}, total="many")
    closer = Closer(push.store, Mock())
    running = Mock(is_running=Mock(return_value=True))
    assert sweep_pushes(closer, running) == []
    assert broken in push.store.jobs.active_ids()
    ended = Mock(is_running=lambda job_id: job_id == whole)
    assert sweep_pushes(closer, ended) == [broken]
    assert push.store.jobs.active_ids() == [whole]
    assert sweep_pushes(closer, ended) == []


def test_a_connection_that_cannot_be_read_can_be_entered_anew(
    push: Pushing, dynamodb: DynamoDBClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials = Mock(save=Mock(return_value="v2"), load=Mock(return_value=Secrets(password="old")))
    monkeypatch.setattr("control_push.handlers.api.connection_api.credentials", lambda: credentials)
    corrupt(dynamodb, "connection", {"record": "CONNECTION"}, status="thoughtful")
    assert_says_so(call("GET", "/connection", groups="[admin]"), "CONNECTION")
    settings = {
        "instance_url": "https://dev.service-now.com",
        "preset": "statement",
        "auth_method": "basic",
        "username": "svc",
    }
    # What was stored belongs to settings that nobody knows any more: it is asked for again.
    refused = call("PUT", "/connection", settings, groups="[admin]")
    assert (refused.status, refused.body["errors"][0]["field"]) == (422, "password")
    saved = call("PUT", "/connection", {**settings, "password": "new"}, groups="[admin]")
    assert saved.status == 200, saved.body
    assert call("GET", "/connection", groups="[admin]").body["username"] == "svc"
    credentials.save.assert_called_once_with(Secrets(password="new"))
    again = call("PUT", "/connection", {**settings, "username": "other"}, groups="[admin]")
    assert again.status == 200, again.body


def test_a_conflict_with_a_text_too_large_to_keep_can_be_read(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    push.servicenow.edit(statement.servicenow_sys_id, "x" * (MAX_TEXT_BYTES + 1))
    call("POST", "/push/check-conflicts", {"statement_ids": [statement.statement_id]})
    for answer in (
        call("GET", f"/statements/{statement.statement_id}").body,
        call("GET", "/statements").body["statements"][0],
    ):
        assert answer["sync_status"] == "conflict"
        assert answer["conflict"]["remote_content"] is None
    assert call("GET", "/push/modified").body["statements"][0]["sync_status"] == "conflict"
