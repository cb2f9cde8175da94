"""All tables together, and the transaction over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from control_push.adapters.tables.audit import AuditTable
from control_push.adapters.tables.connection import ConnectionTable
from control_push.adapters.tables.open_edits import OpenEdits
from control_push.adapters.tables.operations import OperationsTable
from control_push.adapters.tables.outbox import OutboxTable
from control_push.adapters.tables.push_items import PushItemsTable
from control_push.adapters.tables.push_jobs import PushJobsTable
from control_push.adapters.tables.schedules import SchedulesTable
from control_push.adapters.tables.statements import StatementsTable
from control_push.adapters.tables.texts import TextsTable
from control_push.adapters.tables.transactions import Write, transact
from control_push.settings import Tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True)
class Store:
    """What the product remembers."""

    client: DynamoDBClient
    tables: Tables
    texts: TextsTable
    open_edits: OpenEdits
    statements: StatementsTable
    jobs: PushJobsTable
    items: PushItemsTable
    audit: AuditTable
    connection: ConnectionTable
    operations: OperationsTable
    schedules: SchedulesTable
    outbox: OutboxTable

    @classmethod
    def open(cls, client: DynamoDBClient, settings: Tables) -> Store:
        """The tables named in the settings."""
        texts = TextsTable(client, settings.texts_table)
        return cls(
            client=client,
            tables=settings,
            texts=texts,
            open_edits=OpenEdits(client, settings.statements_table),
            statements=StatementsTable(client, settings.statements_table, texts),
            jobs=PushJobsTable(client, settings.push_jobs_table),
            items=PushItemsTable(client, settings.push_jobs_table, texts),
            audit=AuditTable(client, settings.audit_table, texts),
            connection=ConnectionTable(client, settings.connection_table),
            operations=OperationsTable(client, settings.connection_table),
            schedules=SchedulesTable(client, settings.schedules_table),
            outbox=OutboxTable(client, settings.schedules_table),
        )

    def commit(self, writes: Sequence[Write]) -> None:
        """All of the writes, or none; the texts that they name are stored first.

        Raises:
            ConditionFailedError: names the writes whose condition did not hold.
        """
        self.texts.keep(text for write in writes for text in write.texts)
        transact(self.client, writes)
