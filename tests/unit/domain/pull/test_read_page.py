"""Pulling: every record is counted once, and no text typed here is overwritten."""

from __future__ import annotations

import pytest

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.audit import AuditFilter
from control_push.domain.pull import list_ids as pulling
from control_push.domain.pull.read_page import PageResult
from control_push.domain.pull.read_page import read_page as pulling_page
from control_push.domain.statements import change
from control_push.errors import (
    ForbiddenError,
    RateLimitedError,
    ServiceNowError,
    SignInStoppedError,
    UnavailableError,
)
from control_push.models.audit import Action
from control_push.models.connection import Connection
from control_push.models.pull import PullStatus
from control_push.models.statement import RemoteRecord, Statement, SyncStatus
from control_push.texts.limits import MAX_TEXT_BYTES
from tests.unit.domain.pulling import Pulling
from tests.unit.fake_servicenow import CONNECTION, SYSTEM, fails


def test_new_records_become_statements(pull: Pulling) -> None:
    sys_ids = [pull.push.servicenow.add(number, f"text {number}") for number in (1, 2)]
    ended = pull.run()
    assert (ended.status, ended.error, ended.started_by) == (PullStatus.COMPLETED, None, "ann")
    assert (ended.total, ended.pulled, ended.created) == (2, 2, 2)
    statement = pull.push.statement(CONNECTION.statement_id(sys_ids[0]))
    assert (statement.content, statement.control_id, statement.sync_status) == ("text 1", "AC-1", "synced")
    known = pull.push.store.connection.known_systems(CONNECTION.source_id, [SYSTEM])
    assert (known[SYSTEM].name, known[SYSTEM].last_pulled_at is None) == ("System", False)


def test_what_became_of_each_record(pull: Pulling) -> None:
    same, newer, kept, clash = (pull.push.pulled(number) for number in (1, 2, 3, 4))
    pull.push.edited(kept, "mine")
    pull.push.edited(clash, "mine")
    for statement in (newer, clash):
        pull.push.servicenow.edit(statement.servicenow_sys_id, "theirs")
    ended = pull.run()
    assert (ended.pulled, ended.unchanged, ended.updated, ended.conflicts) == (4, 2, 1, 1)
    assert pull.push.statement(same.statement_id) == same
    assert pull.push.statement(newer.statement_id).content == "theirs"
    assert pull.push.statement(kept.statement_id).local_content == "mine"
    conflicted = pull.push.statement(clash.statement_id)
    assert (conflicted.local_content, conflicted.sync_status) == ("mine", SyncStatus.CONFLICT)
    assert conflicted.conflict
    assert conflicted.conflict.remote_content == "theirs"
    for statement, action in ((newer, Action.PULLED), (clash, Action.CONFLICT_DETECTED)):
        where = AuditFilter(statement_id=statement.statement_id, action=action)
        assert [one.actor for one in pull.push.store.audit.search(where, 9, None).rows] == ["ann"]


def test_page_by_page(pull: Pulling, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulling, "PAGE", 2)
    for number in range(1, 6):
        pull.push.servicenow.add(number, "text")
    ended = pull.run()
    assert (ended.status, ended.total, ended.created) == (PullStatus.COMPLETED, 5, 5)


def test_records_of_another_system_are_not_pulled(pull: Pulling) -> None:
    records = pull.push.servicenow.records
    sys_id = pull.push.servicenow.add(1, "text")
    records[sys_id] = records[sys_id].model_copy(update={"system_id": "e" * 32})
    pull.push.servicenow.add(2, "text")
    assert pull.run().pulled == 1


def test_a_page_delivered_twice_is_counted_once(pull: Pulling, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulling, "PAGE", 1)
    for number in (1, 2):
        pull.push.servicenow.add(number, "text")
    pull_id = pull.start()
    once = iter([True])

    def deliver_again(call: str, sys_id: str) -> None:
        if call == "LIST" and next(once, False):
            pull.page(pull_id)

    pull.push.servicenow.before = deliver_again
    while not pull.page(pull_id).done:
        continue
    row = pull.row(pull_id)
    assert (row.pulled, row.created + row.unchanged) == (2, 2)


def test_a_text_typed_during_the_pull_stays(pull: Pulling) -> None:
    statement = pull.push.pulled(1)
    pull.push.servicenow.edit(statement.servicenow_sys_id, "theirs")
    once = iter([True])

    def type_meanwhile(call: str, sys_id: str) -> None:
        if call == "LIST" and next(once, False):
            pull.push.edited(statement, "mine")

    pull.push.servicenow.before = type_meanwhile
    assert pull.run().conflicts == 1
    after = pull.push.statement(statement.statement_id)
    assert (after.local_content, after.sync_status) == ("mine", SyncStatus.CONFLICT)


def test_a_text_too_large_to_keep_fails_alone(pull: Pulling) -> None:
    pull.push.servicenow.add(1, "é" * (MAX_TEXT_BYTES // 2 + 1))
    pull.push.servicenow.add(2, "é" * (MAX_TEXT_BYTES // 2))
    ended = pull.run()
    assert (ended.status, ended.total) == (PullStatus.COMPLETED, 2)
    assert (ended.pulled, ended.failed) == (1, 1)


GROWING = [(2, 3), (3, 5), (5, 9), (9, 17), (17, 33)]


@pytest.mark.parametrize(
    ("error", "waits"),
    [
        (UnavailableError("It hibernates."), GROWING),
        (RateLimitedError("Too many."), GROWING),
        (RateLimitedError("Too many.", 90), [(90, 90)] * 5),
        (RateLimitedError("Too many.", 0), [(1, 1)] * 5),
        (RateLimitedError("Too many.", 99_999), [(3600, 3600)] * 5),
        # KB2466644: a session that moves to another node lacks its roles for a moment.
        (ForbiddenError("Failed API level ACL Validation", transient=True), [(2, 2)] * 2),
    ],
)
def test_what_may_pass_is_waited_for_a_bounded_number_of_times(
    pull: Pulling, error: ServiceNowError, waits: list[tuple[int, int]]
) -> None:
    pull.push.servicenow.before = fails(99, error, on="PAGE")
    pull_id = pull.start()
    for least, most in waits:
        result = pull.page(pull_id)
        assert not result.done
        assert least <= result.wait_seconds <= most
    assert pull.page(pull_id) == PageResult(done=True)
    ended = pull.row(pull_id)
    assert ended.status is PullStatus.FAILED
    assert error.detail in (ended.error or "")
    assert error.hint in (ended.error or "")


def test_waiting_is_counted_per_page(pull: Pulling) -> None:
    pull.push.servicenow.add(1, "text")
    pull.push.servicenow.before = fails(3, UnavailableError("Away."), on="PAGE")
    ended = pull.run()
    assert (ended.status, ended.attempts) == (PullStatus.COMPLETED, 0)


def test_a_refusal_ends_the_pull(pull: Pulling) -> None:
    pull.push.servicenow.before = fails(1, ForbiddenError("No read access."), on="LIST")
    pull.push.servicenow.add(1, "text")
    ended = pull.run()
    assert ended.status is PullStatus.FAILED
    assert "No read access." in (ended.error or "")


def test_another_instance_connected_meanwhile_ends_the_pull(pull: Pulling) -> None:
    pull_id = pull.start()
    pull.push.connect(CONNECTION.model_copy(update={"instance_url": "https://other.example"}))
    assert pull.page(pull_id).done
    assert "Another ServiceNow instance" in (pull.row(pull_id).error or "")
    assert not [call for call, _ in pull.push.servicenow.calls if call == "PAGE"]


def test_what_failed_is_named_with_its_reason(pull: Pulling, monkeypatch: pytest.MonkeyPatch) -> None:
    pull.push.servicenow.add(1, "x" * (MAX_TEXT_BYTES + 1))
    broken = pull.push.servicenow.add(2, "text")
    pull.push.servicenow.add(3, "text")
    create = change.create_statement

    def breaks(connection: Connection, remote: RemoteRecord) -> Statement:
        if remote.sys_id == broken:
            raise ValueError("our fault")
        return create(connection, remote)

    monkeypatch.setattr(change, "create_statement", breaks)
    ended = pull.run()
    assert (ended.status, ended.pulled, ended.failed) == (PullStatus.COMPLETED, 1, 2)
    assert [(one.control_id, one.code) for one in ended.problems] == [
        ("AC-1", "content_too_large"),
        ("AC-2", "internal_error"),
    ]


def test_a_pull_that_may_not_be_whole_says_so(pull: Pulling) -> None:
    for number in range(1, 4):
        pull.push.servicenow.add(number, "text")
    pull.push.servicenow.counts = "none"
    ended = pull.run()
    assert (ended.status, ended.pulled) == (PullStatus.COMPLETED, 3)
    (problem,) = ended.problems
    assert (problem.code, problem.control_id) == ("may_not_be_whole", None)
    assert problem.message.startswith("3 records were read")


def test_refused_credentials_end_the_pull_before_anything_is_asked(pull: Pulling) -> None:
    pull_id = pull.start()
    asked = len(pull.push.servicenow.calls)

    def stopped(connection: Connection) -> ServiceNowClient:
        raise SignInStoppedError("ServiceNow refused the sign-in: locked.")

    assert pulling_page(pull.push.store, stopped, pull_id).done
    assert "locked" in (pull.row(pull_id).error or "")
    assert len(pull.push.servicenow.calls) == asked
