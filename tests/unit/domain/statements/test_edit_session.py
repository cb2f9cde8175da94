"""What an author saves within ten minutes is one record of the audit, and nothing given up is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from control_push.adapters.tables.audit import AuditFilter
from control_push.domain.audit.search import find_record, search_audit
from control_push.domain.conflicts.check import check_conflicts
from control_push.domain.statements.edit_session import LONGEST, close_edits
from control_push.models.audit import Action, AuditRecord
from control_push.models.base import utc_now
from control_push.models.statement import Statement
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION


class Clock:
    def __init__(self) -> None:
        self.now = utc_now()

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Iterator[Clock]:
    clock = Clock()
    with (
        patch("control_push.domain.statements.edit_session.utc_now", clock),
        patch("control_push.models.audit.utc_now", clock),
        patch("control_push.adapters.tables.audit.utc_now", clock),
    ):
        yield clock


def shown(push: Pushing, **where: Any) -> list[AuditRecord]:
    return search_audit(push.store, AuditFilter(**where), 50, None).rows


def stored(push: Pushing) -> list[AuditRecord]:
    """What is in the audit table."""
    return push.store.audit.search(AuditFilter(), 50, None).rows


def texts(push: Pushing, record: AuditRecord) -> tuple[str | None, str | None]:
    whole = find_record(push.store, record.id)
    assert whole
    return whole.before_content, whole.after_content


def typed(push: Pushing, clock: Clock, statement: Statement, *saves: str, by: str = "ann") -> Statement:
    for text in saves:
        clock.pass_time(seconds=20)
        statement = push.edited(statement, text, actor=by)
    return statement


def test_saves_of_one_author_are_one_record_from_the_first_text_to_the_last(
    push: Pushing, clock: Clock
) -> None:
    typed(push, clock, push.pulled(1), "m", "mi", "min", "mine")
    [going_on] = shown(push, action=Action.EDITED)
    assert stored(push) == []
    assert texts(push, going_on) == ("base", "mine")
    assert (going_on.actor, going_on.details["saves"], going_on.details["open"]) == ("ann", 4, True)
    clock.pass_time(minutes=10)
    assert close_edits(push.store) == 1
    [record] = shown(push)
    assert [record] == stored(push)
    assert record.id == going_on.id
    assert record.details == {name: value for name, value in going_on.details.items() if name != "open"}
    assert texts(push, record) == ("base", "mine")
    assert push.statement(record.statement_id or "").local_content == "mine"
    assert close_edits(push.store) == 0


def test_the_sweep_leaves_edits_that_may_go_on(push: Pushing, clock: Clock) -> None:
    statement = typed(push, clock, push.pulled(1), "mine")
    clock.pass_time(minutes=9)
    assert close_edits(push.store) == 0
    typed(push, clock, statement, "mine, longer")
    assert len(shown(push)) == 1


def test_what_is_saved_later_is_a_record_of_its_own(push: Pushing, clock: Clock) -> None:
    statement = typed(push, clock, push.pulled(1), "one", "two")
    clock.pass_time(seconds=LONGEST.total_seconds())
    typed(push, clock, statement, "three", "four")
    latest, first = shown(push)
    assert (texts(push, first), texts(push, latest)) == (("base", "two"), ("two", "four"))
    assert stored(push) == [first]


def test_another_author_begins_a_record_of_their_own(push: Pushing, clock: Clock) -> None:
    statement = typed(push, clock, push.pulled(1), "hers", "all hers")
    statement = typed(push, clock, statement, "his", by="bob")
    typed(push, clock, statement, "hers again")
    third, second, first = shown(push)
    assert [one.actor for one in (first, second, third)] == ["ann", "bob", "ann"]
    assert [texts(push, one) for one in (first, second, third)] == [
        ("base", "all hers"),
        ("all hers", "his"),
        ("his", "hers again"),
    ]


def discard(push: Pushing, statement: Statement) -> None:
    push.discard(push.statement(statement.statement_id))


def push_it(push: Pushing, statement: Statement) -> None:
    push.run(push.start(statement))


def find_conflict(push: Pushing, statement: Statement) -> None:
    push.servicenow.edit(statement.servicenow_sys_id, "theirs")
    client: Any = push.servicenow
    check_conflicts(push.store, client, CONNECTION, [statement.statement_id], "ann")


@pytest.mark.parametrize(
    ("happens", "action"),
    [
        (discard, Action.DISCARDED),
        (push_it, Action.PUSHED),
        (find_conflict, Action.CONFLICT_DETECTED),
    ],
)
def test_whatever_else_happens_ends_the_edits(
    push: Pushing, clock: Clock, happens: Callable[[Pushing, Statement], None], action: Action
) -> None:
    statement = typed(push, clock, push.pulled(1), "mi", "mine")
    clock.pass_time(seconds=1)
    happens(push, statement)
    after, record = (one for one in shown(push, statement_id=statement.statement_id))
    assert (after.action, record.action) == (action, Action.EDITED)
    assert texts(push, record) == ("base", "mine")
    assert record in stored(push)
    assert push.statement(statement.statement_id).editing is None


def test_a_text_given_up_can_be_read(push: Pushing, clock: Clock) -> None:
    statement = typed(push, clock, push.pulled(1), "precious")
    clock.pass_time(seconds=1)
    discard(push, statement)
    given_up, edited = shown(push, statement_id=statement.statement_id)
    assert texts(push, given_up) == ("precious", "base")
    assert texts(push, edited) == ("base", "precious")


def test_edits_that_go_on_while_they_are_swept_go_on(
    push: Pushing, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = typed(push, clock, push.pulled(1), "mine")
    clock.pass_time(minutes=11)
    found = push.store.statements.get

    def found_and_edited(statement_id: str) -> Statement | None:
        monkeypatch.undo()
        read = found(statement_id)
        typed(push, clock, statement, "typed since")
        return read

    monkeypatch.setattr(push.store.statements, "get", found_and_edited)
    assert close_edits(push.store) == 0
    latest, first = shown(push)
    assert (texts(push, first), texts(push, latest)) == (("base", "mine"), ("mine", "typed since"))


def test_a_statement_that_cannot_be_read_holds_up_no_other(push: Pushing, clock: Clock) -> None:
    broken, whole = (typed(push, clock, push.pulled(number), "mine") for number in (1, 2))
    tables: Any = push.store.client
    rows = tables.tables["statements"]
    rows[broken.statement_id,] = {**rows[broken.statement_id,], "revision": {"M": {}}}
    clock.pass_time(minutes=11)
    assert close_edits(push.store) == 1
    assert [one.statement_id for one in stored(push)] == [whole.statement_id]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_edits_that_go_on_stand_among_the_records_page_by_page(
    push: Pushing, clock: Clock, limit: int
) -> None:
    for number in range(1, 6):
        statement = typed(push, clock, push.pulled(number), "mine")
        if number % 2:
            clock.pass_time(seconds=1)
            discard(push, statement)
    expected = sorted((one.id for one in shown(push)), reverse=True)
    assert len(expected) == 8
    found: list[str] = []
    cursor = None
    while True:
        page = search_audit(push.store, AuditFilter(), limit, cursor)
        assert len(page.rows) <= limit
        found += [one.id for one in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == expected


def test_only_what_is_asked_for_is_shown(push: Pushing, clock: Clock) -> None:
    statement = typed(push, clock, push.pulled(1), "mine")
    assert len(shown(push, actor="ann", statement_id=statement.statement_id, action=Action.EDITED)) == 1
    for where in (
        {"actor": "bob"},
        {"statement_id": "another"},
        {"job_id": "job"},
        {"action": Action.PULLED},
    ):
        assert shown(push, **where) == []
    assert shown(push, until=clock.now - timedelta(minutes=1)) == []
    assert len(shown(push, since=clock.now - timedelta(minutes=1))) == 1
