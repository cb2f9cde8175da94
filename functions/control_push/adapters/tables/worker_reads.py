"""All that a worker needs to know before it starts on an item, read in one request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from control_push.adapters.tables.connection import CONNECTION_KEY
from control_push.adapters.tables.operations import OPERATIONS_KEY, to_operations
from control_push.adapters.tables.push_items import PushTask, task_keys, to_task
from control_push.adapters.tables.rows import Item, get_together, load
from control_push.adapters.tables.statement_rows import names_in, to_statement
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.texts import text_key, text_names
from control_push.models.connection import Connection
from control_push.models.operations import Operations
from control_push.models.statement import Statement


@dataclass(frozen=True)
class WorkerReads:
    """Read consistently, each row for itself: a claim makes sure that the statement is still the same."""

    task: PushTask
    statement: Statement | None
    connection: Connection | None
    operations: Operations


def read_for_worker(
    store: Store, job_id: str, statement_id: str, expected: Sequence[str]
) -> WorkerReads | None:
    """None when there is no such item.

    `expected`: names of the texts that the item and its statement had when the job was prepared. Those that
    they name by now, and that are not among these, take a second request.

    Raises:
        UnreadableRowError: one of the rows cannot be read.
    """
    tables = store.tables
    keys: dict[str, list[Item]] = {
        tables.push_jobs_table: task_keys(job_id, statement_id),
        tables.statements_table: [{"statement_id": statement_id}],
        tables.texts_table: [text_key(name) for name in dict.fromkeys(expected)],
        tables.connection_table: [CONNECTION_KEY, OPERATIONS_KEY],
    }
    rows = get_together(store.client, keys)
    of_task, of_statement = rows[tables.push_jobs_table], rows[tables.statements_table]
    texts = store.texts.seen(rows[tables.texts_table])
    named = [name for row in of_task for name in text_names(row, "text")]
    named += [name for row in of_statement for name in names_in(row)]
    texts.update(store.texts.find(name for name in named if name not in texts))
    task = to_task(of_task, texts)
    if task is None:
        return None
    single = {row["record"]: row for row in rows[tables.connection_table]}
    connection = single.get(CONNECTION_KEY["record"])
    return WorkerReads(
        task,
        to_statement(of_statement[0], texts) if of_statement else None,
        load(Connection, connection, CONNECTION_KEY["record"]) if connection else None,
        to_operations(single.get(OPERATIONS_KEY["record"])),
    )
