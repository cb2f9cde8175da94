"""The systems in ServiceNow and those pulled before, which are listed also while ServiceNow is away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.statements import StatementFilter
from control_push.adapters.tables.store import Store
from control_push.errors import ServiceNowError
from control_push.models.connection import NO_SYSTEM, Connection, System

COUNTED_AT_MOST = 10_000
"""Statements counted for one page, beside those of its last system."""


@dataclass(frozen=True)
class SystemsPage:
    """Some systems, by ascending sys_id."""

    systems: list[System]
    next_after: str | None
    """The sys_id to go on after; None at the end."""
    problem: ServiceNowError | None
    """Why ServiceNow could not be asked, so that only what was pulled is listed."""


def list_systems(
    store: Store,
    servicenow: Callable[[Connection], ServiceNowClient],
    connection: Connection,
    after: str,
    limit: int,
) -> SystemsPage:
    """One page. It is short where its systems are large."""
    if connection.mapping.system is None:
        everything = System(system_id=NO_SYSTEM, name=f"All of {connection.table}")
        return _with_counts(store, connection, SystemsPage([everything], None, None))
    try:
        shown, next_after = servicenow(connection).list_systems(after, limit)
        problem = None
    except ServiceNowError as error:
        shown, next_after, problem = [], None, error
    pulled = store.connection.pulled_system_ids(connection.source_id, after, next_after, limit + 1)
    names = {system.system_id: system for system in shown}
    merged = sorted({*names, *pulled})
    systems = [names.get(one) or System(system_id=one, name="") for one in merged[:limit]]
    more = len(merged) > limit
    return _with_counts(
        store, connection, SystemsPage(systems, merged[limit - 1] if more else next_after, problem)
    )


def _with_counts(store: Store, connection: Connection, page: SystemsPage) -> SystemsPage:
    known = store.connection.known_systems(connection.source_id, [one.system_id for one in page.systems])
    systems: list[System] = []
    counted = 0
    for system in page.systems:
        if counted >= COUNTED_AT_MOST:
            return SystemsPage(systems, systems[-1].system_id, page.problem)
        systems.append(_as_known(store, connection, system, known.get(system.system_id)))
        counted += systems[-1].statement_count + systems[-1].modified_count
    return SystemsPage(systems, page.next_after, page.problem)


def _as_known(store: Store, connection: Connection, system: System, known: System | None) -> System:
    if known is None:
        return system
    where = StatementFilter(system_id=system.system_id)
    return system.model_copy(
        update={
            # A system that ServiceNow does not show now has the name that it had.
            "name": system.name or known.name or system.system_id,
            "last_pulled_at": known.last_pulled_at,
            "missing_count": known.missing_count,
            "statement_count": store.statements.count_of_system(connection.source_id, system.system_id),
            "modified_count": store.statements.count_modified(connection.source_id, where).rows,
        }
    )
