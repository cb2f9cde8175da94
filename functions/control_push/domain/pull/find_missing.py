"""Whose record is not in the system any more: each statement that is here is looked up by its sys_id."""

from __future__ import annotations

from control_push.adapters.tables.statements import StatementFilter
from control_push.domain.pull import problems
from control_push.domain.pull.store_record import RecordStore
from control_push.models.connection import NO_SYSTEM, System
from control_push.models.pull import Pull, PullProblem
from control_push.models.statement import Presence, Statement

PAGE = 100
"""Statements looked up with one request."""


def find_missing(records: RecordStore, pull: Pull) -> tuple[Pull, bool]:
    """The pull after one page of the system's statements, and whether that was the last.

    Raises:
        ServiceNowError: ServiceNow could not be asked.
    """
    where = StatementFilter(system_id=pull.system_id)
    page = records.store.statements.list_page(pull.source_id, where, None, PAGE, pull.after or None)
    places = records.client.find_systems([statement.servicenow_sys_id for statement in page.rows])
    found: list[PullProblem] = []
    missing = moved = here = 0
    for statement in page.rows:
        place = places.get(statement.servicenow_sys_id)
        if place is None:
            records.hide(statement)
            missing += 1
            found.append(problems.gone(statement))
        elif pull.system_id not in {NO_SYSTEM, place or NO_SYSTEM}:
            if problem := _follow(records, statement):
                moved += 1
                found.append(problem)
        elif statement.presence is Presence.MISSING:
            # The record is there; the pages before said that its text is hidden.
            missing += 1
            here += 1
        else:
            here += 1
    advanced = pull.model_copy(
        update={
            "after": page.next_cursor or "",
            "missing": pull.missing + missing,
            "moved": pull.moved + moved,
            "still_here": pull.still_here + here,
            "problems": problems.add(pull, found),
            "attempts": 0,
        }
    )
    return advanced, page.next_cursor is None


def _follow(records: RecordStore, statement: Statement) -> PullProblem | None:
    """To the system that the record belongs to now, with its text as it is there."""
    sys_id = statement.servicenow_sys_id
    found = records.client.get_records([sys_id])
    if sys_id in found.textless:
        records.hide(statement)
        return problems.text_hidden(sys_id, statement)
    remote = found.readable.get(sys_id)
    if remote is None:
        return None
    moved = records.put(statement, remote).moved
    if moved and remote.system_id:
        _list_system(records, System(system_id=remote.system_id, name=remote.system_name))
    return moved


def _list_system(records: RecordStore, system: System) -> None:
    """So that the statement is counted there, also if that system was never pulled."""
    table, source_id = records.store.connection, records.connection.source_id
    if not table.known_systems(source_id, [system.system_id]):
        records.store.commit([table.save_system(source_id, system)])
