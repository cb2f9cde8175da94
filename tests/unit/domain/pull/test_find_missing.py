"""Records that went away, moved or were hidden: said by control, marked, and kept with what was typed."""

from __future__ import annotations

import pytest

from control_push.adapters.tables.audit import AuditFilter
from control_push.adapters.tables.statements import StatementFilter
from control_push.domain.pull import find_missing as module
from control_push.errors import StateConflictError
from control_push.models.pull import PullStatus
from control_push.models.statement import Presence, ServiceNowVersion, SyncStatus
from tests.unit.domain.pulling import Pulling
from tests.unit.fake_servicenow import CONNECTION, SYSTEM, version

OTHER = "e" * 32


def test_a_deleted_record_is_missing_and_its_text_is_kept(pull: Pulling) -> None:
    there, deleted, edited = (pull.push.pulled(number) for number in (1, 2, 3))
    edited = pull.push.edited(edited, "mine")
    for statement in (deleted, edited):
        del pull.push.servicenow.records[statement.servicenow_sys_id]
    ended = pull.run()
    assert (ended.status, ended.pulled, ended.missing) == (PullStatus.COMPLETED, 1, 2)
    assert [(one.control_id, one.servicenow_sys_id, one.code) for one in ended.problems] == [
        ("AC-2", deleted.servicenow_sys_id, "deleted_in_servicenow"),
        ("AC-3", edited.servicenow_sys_id, "deleted_in_servicenow"),
    ]
    kept = pull.push.statement(edited.statement_id)
    assert (kept.presence, kept.local_content, kept.is_modified) == (Presence.MISSING, "mine", True)
    assert pull.push.statement(there.statement_id).presence is Presence.PRESENT
    (system,) = pull.push.store.connection.known_systems(CONNECTION.source_id, [SYSTEM]).values()
    assert system.missing_count == 2
    where = AuditFilter(statement_id=deleted.statement_id)
    assert [one.details["presence"] for one in pull.push.store.audit.search(where, 9, None).rows] == [
        "missing"
    ]


def test_a_record_that_is_shown_again_is_present_again(pull: Pulling) -> None:
    statement = pull.push.pulled(1)
    pull.push.servicenow.hidden = {statement.servicenow_sys_id}
    assert pull.run().missing == 1
    assert pull.run().missing == 1
    pull.push.servicenow.hidden = set()
    again = pull.run()
    assert (again.missing, again.unchanged, again.problems) == (0, 1, [])
    assert pull.push.statement(statement.statement_id).presence is Presence.PRESENT


def test_a_record_in_another_system_is_moved_there(pull: Pulling) -> None:
    statement = pull.push.edited(pull.push.pulled(1), "mine")
    records, sys_id = pull.push.servicenow.records, statement.servicenow_sys_id
    records[sys_id] = records[sys_id].model_copy(update={"system_id": OTHER, "system_name": "Other"})
    ended = pull.run()
    assert (ended.pulled, ended.missing, ended.moved) == (0, 0, 1)
    (problem,) = ended.problems
    assert (problem.control_id, problem.code) == ("AC-1", "moved")
    assert "System to Other" in problem.message
    after = pull.push.statement(statement.statement_id)
    assert (after.system_id, after.system_name, after.local_content) == (OTHER, "Other", "mine")
    known = pull.push.store.connection.known_systems(CONNECTION.source_id, [OTHER])
    assert known[OTHER].name == "Other"


def test_a_record_that_came_from_another_system_is_said_by_that_systems_pull(pull: Pulling) -> None:
    statement = pull.push.pulled(1)
    records, sys_id = pull.push.servicenow.records, statement.servicenow_sys_id
    records[sys_id] = records[sys_id].model_copy(update={"system_id": OTHER, "system_name": "Other"})
    pull.push.servicenow.systems[OTHER] = "Other"
    ended = pull.run(OTHER)
    assert (ended.unchanged, ended.moved, ended.problems[0].code) == (1, 1, "moved")


def test_a_text_that_is_hidden_is_missing_and_kept(pull: Pulling) -> None:
    """A field's access rule leaves the text out; the others are shown."""
    statement, other = pull.push.edited(pull.push.pulled(1), "mine"), pull.push.pulled(2)
    pull.push.servicenow.textless = {statement.servicenow_sys_id}
    ended = pull.run()
    assert (ended.pulled, ended.failed, ended.missing) == (1, 1, 1)
    assert [(one.control_id, one.code) for one in ended.problems] == [("AC-1", "forbidden")]
    after = pull.push.statement(statement.statement_id)
    assert (after.content, after.local_content, after.presence) == ("base", "mine", "missing")
    assert pull.push.statement(other.statement_id).presence is Presence.PRESENT


@pytest.mark.parametrize(
    ("stamp", "hidden"), [(version(1), True), (ServiceNowVersion(), True), (version(2), False)]
)
def test_a_text_shown_as_empty(pull: Pulling, stamp: ServiceNowVersion, hidden: bool) -> None:
    """An access rule may show a field as empty (KB2971488); somebody who empties it leaves a stamp."""
    statement = pull.push.pulled(1)
    records, sys_id = pull.push.servicenow.records, statement.servicenow_sys_id
    records[sys_id] = records[sys_id].model_copy(update={"content": "", "version": stamp})
    ended = pull.run()
    after = pull.push.statement(statement.statement_id)
    assert (after.content, ended.missing) == (("base", 1) if hidden else ("", 0))


def test_statements_are_looked_up_page_by_page(pull: Pulling, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    statements = [pull.push.pulled(number) for number in range(1, 6)]
    pull.push.servicenow.hidden = {statements[0].servicenow_sys_id, statements[4].servicenow_sys_id}
    ended = pull.run()
    assert (ended.missing, [one.control_id for one in ended.problems]) == (2, ["AC-1", "AC-5"])


def test_a_table_without_systems_knows_no_moves(pull: Pulling) -> None:
    statement = pull.push.pulled(1)
    assert pull.run().moved == 0
    assert pull.push.statement(statement.statement_id).presence is Presence.PRESENT


def test_one_record_without_its_text_fails_no_later_page_and_no_look_up(
    pull: Pulling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("control_push.domain.pull.list_ids.PAGE", 2)
    first, second, hidden, moved = (pull.push.pulled(number) for number in (1, 2, 3, 4))
    records = pull.push.servicenow.records
    records[moved.servicenow_sys_id] = records[moved.servicenow_sys_id].model_copy(
        update={"system_id": OTHER}
    )
    pull.push.servicenow.textless = {hidden.servicenow_sys_id, moved.servicenow_sys_id}
    ended = pull.run()
    assert (ended.status, ended.error) == (PullStatus.COMPLETED, None)
    assert {(one.control_id, one.code) for one in ended.problems} == {
        ("AC-3", "forbidden"),
        ("AC-4", "forbidden"),
    }
    assert pull.push.statement(first.statement_id).presence is Presence.PRESENT
    assert pull.push.statement(second.statement_id).presence is Presence.PRESENT


def test_a_list_that_left_out_what_is_still_there_is_not_called_whole(
    pull: Pulling, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2, 3):
        pull.push.pulled(number)
    servicenow = pull.push.servicenow
    shape = servicenow.shape
    monkeypatch.setattr(servicenow, "shape", lambda found, offset, limit: shape(found[:-1], offset, limit))
    ended = pull.run()
    assert (ended.pulled, ended.missing) == (2, 0)
    (problem,) = ended.problems
    assert problem.code == "may_not_be_whole"
    assert "2 records of this system, yet 3" in problem.message


def test_a_missing_statement_is_not_offered_for_push(pull: Pulling) -> None:
    gone, there = (pull.push.edited(pull.push.pulled(number), "mine") for number in (1, 2))
    del pull.push.servicenow.records[gone.servicenow_sys_id]
    pull.run()
    store, where = pull.push.store, StatementFilter(system_id=SYSTEM)
    offered = store.statements.list_modified(CONNECTION.source_id, where, 9, None)
    assert [one.statement_id for one in offered.rows] == [there.statement_id]
    with pytest.raises(StateConflictError) as refusal:
        pull.push.start(gone, there)
    assert gone.statement_id in str(refusal.value.extra["errors"])
    modified = StatementFilter(sync_status=SyncStatus.MODIFIED)
    listed = store.statements.list_page(CONNECTION.source_id, modified, None, 9, None).rows
    assert {one.statement_id for one in listed} == {gone.statement_id, there.statement_id}
