"""The list of systems: ServiceNow's, with what is known here."""

from __future__ import annotations

from typing import Any

import pytest

from control_push.domain.pull.list_systems import list_systems
from control_push.models.base import utc_now
from control_push.models.connection import NO_SYSTEM, Connection, Mapping, System
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, SYSTEM


def listed(push: Pushing, connection: Connection = CONNECTION, after: str = "", limit: int = 50) -> Any:
    client: Any = push.servicenow
    return list_systems(push.store, client, connection, after, limit)


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
