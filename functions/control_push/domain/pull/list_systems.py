"""The systems in ServiceNow, with what is known of each here."""

from __future__ import annotations

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.statements import StatementFilter
from control_push.adapters.tables.store import Store
from control_push.models.connection import NO_SYSTEM, Connection, System

COUNTED_AT_MOST = 10_000
"""Statements counted for one page, beside those of its last system."""


def list_systems(
    store: Store, client: ServiceNowClient, connection: Connection, after: str, limit: int
) -> tuple[list[System], str | None]:
    """One page, and the sys_id to go on after (None at the end). It is short where its systems are large.

    Raises:
        ServiceNowError: the list could not be read.
    """
    if connection.mapping.system is None:
        systems: list[System] = [System(system_id=NO_SYSTEM, name=f"All of {connection.table}")]
        next_after = None
    else:
        systems, next_after = client.list_systems(after, limit)
    known = store.connection.known_systems(connection.source_id, [one.system_id for one in systems])
    page: list[System] = []
    counted = 0
    for system in systems:
        if counted >= COUNTED_AT_MOST:
            return page, page[-1].system_id
        page.append(_with_counts(store, connection, system, known.get(system.system_id)))
        counted += page[-1].statement_count + page[-1].modified_count
    return page, next_after


def _with_counts(store: Store, connection: Connection, system: System, known: System | None) -> System:
    if known is None:
        return system
    where = StatementFilter(system_id=system.system_id)
    return system.model_copy(
        update={
            "last_pulled_at": known.last_pulled_at,
            "statement_count": store.statements.count_of_system(connection.source_id, system.system_id),
            "modified_count": store.statements.count_modified(connection.source_id, where).rows,
        }
    )
