"""The list of systems: ServiceNow's, with what is known here."""

from __future__ import annotations

from typing import Any

import pytest

from control_push.domain.pull.list_systems import SystemsPage, list_systems
from control_push.errors import SignInStoppedError, UnavailableError
from control_push.models.base import utc_now
from control_push.models.connection import NO_SYSTEM, Connection, Mapping, System
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, SYSTEM, fails


def listed(push: Pushing, connection: Connection = CONNECTION, after: str = "", limit: int = 50) -> Any:
    client: Any = push.servicenow
    page = list_systems(push.store, lambda connection: client, connection, after, limit)
    assert page.problem is None
    return page.systems, page.next_after


def pull(push: Pushing, system_id: str) -> System:
    system = System(system_id=system_id, name="Old name", last_pulled_at=utc_now())
    push.store.commit([push.store.connection.save_system(CONNECTION.source_id, system)])
    return system


def test_counts_are_those_of_the_statements_here(push: Pushing) -> None:
    push.servicenow.systems["e" * 32] = "Never pulled"
    known = pull(push, SYSTEM)
    push.pulled(1)
    push.edited(push.pulled(2), "mine")
    counts = {"statement_count": 2, "modified_count": 1, "last_pulled_at": known.last_pulled_at}
    assert listed(push) == (
        [
            System(system_id="e" * 32, name="Never pulled"),
            System.model_validate({"system_id": SYSTEM, "name": "System", **counts}),
        ],
        None,
    )


def test_page_by_page(push: Pushing) -> None:
    push.servicenow.systems = {letter * 32: letter for letter in "abc"}
    first, after = listed(push, limit=2)
    rest, end = listed(push, after=after, limit=2)
    assert [one.name for one in first + rest] == ["a", "b", "c"]
    assert end is None


def test_a_page_ends_where_so_many_statements_were_counted(
    push: Pushing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("control_push.domain.pull.list_systems.COUNTED_AT_MOST", 2)
    push.servicenow.systems = {SYSTEM: "Large", "e" * 32: "Never pulled", "f" * 31 + "g": "After it"}
    pull(push, SYSTEM)
    for number in (1, 2, 3):
        push.pulled(number)
    first, after = listed(push)
    assert [(one.name, one.statement_count) for one in first] == [("Never pulled", 0), ("Large", 3)]
    assert after == SYSTEM
    rest, end = listed(push, after=after)
    assert ([one.name for one in rest], end) == (["After it"], None)


def test_a_table_without_systems_is_one(push: Pushing) -> None:
    mapping = Mapping(control_id="number", control_name="name")
    connection = CONNECTION.model_copy(update={"mapping": mapping})
    (system,), after = listed(push, connection)
    assert (system.system_id, system.name) == (NO_SYSTEM, "All of sn_compliance_statement")
    assert after is None
    assert not push.servicenow.calls


def away(push: Pushing, after: str = "", limit: int = 50) -> SystemsPage:
    client: Any = push.servicenow
    push.servicenow.before = fails(1, UnavailableError("It hibernates."), on="SYSTEMS")
    return list_systems(push.store, lambda connection: client, CONNECTION, after, limit)


def test_what_was_pulled_is_listed_while_servicenow_is_away(push: Pushing) -> None:
    push.servicenow.systems["e" * 32] = "Never pulled"
    pull(push, SYSTEM)
    push.edited(push.pulled(1), "mine")
    page = away(push)
    assert isinstance(page.problem, UnavailableError)
    assert [(one.name, one.statement_count, one.modified_count) for one in page.systems] == [
        ("Old name", 1, 1)
    ]
    assert page.next_after is None


def test_nothing_is_asked_with_refused_credentials(push: Pushing) -> None:
    pull(push, SYSTEM)

    def stopped(connection: Connection) -> Any:
        raise SignInStoppedError("locked")

    page = list_systems(push.store, stopped, CONNECTION, "", 50)
    assert isinstance(page.problem, SignInStoppedError)
    assert [one.system_id for one in page.systems] == [SYSTEM]


def test_what_was_pulled_comes_page_by_page(push: Pushing) -> None:
    for letter in "cab":
        pull(push, letter * 32)
    first = away(push, limit=2)
    assert ([one.system_id[0] for one in first.systems], first.next_after) == (["a", "b"], "b" * 32)
    rest = away(push, after="b" * 32, limit=2)
    assert ([one.system_id[0] for one in rest.systems], rest.next_after) == (["c"], None)


def test_a_system_that_servicenow_does_not_show_any_more_stays_listed(push: Pushing) -> None:
    push.servicenow.systems = {letter * 32: f"Now {letter}" for letter in "acd"}
    for letter in "bd":
        pull(push, letter * 32)
    names = ["Now a", "Old name", "Now c", "Now d"]
    assert [one.name for one in listed(push)[0]] == names
    found, after = [], ""
    while after is not None:
        page, after = listed(push, after=after, limit=1)
        found += [one.name for one in page]
    assert found == names
