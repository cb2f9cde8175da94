"""Bringing one record, as read, into its statement."""

from __future__ import annotations

from dataclasses import dataclass

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.audit import records
from control_push.domain.pull.follow_record import Pulled, follow_record
from control_push.domain.statements import change
from control_push.models.audit import Action, AuditRecord
from control_push.models.connection import Connection
from control_push.models.statement import MAX_TEXT_BYTES, RemoteRecord, Statement

TRIES = 5


@dataclass(frozen=True)
class RecordStore:
    """Where records go, and for whom."""

    store: Store
    client: ServiceNowClient
    connection: Connection
    actor: str

    def put(self, statement: Statement | None, remote: RemoteRecord) -> Pulled:
        """What became of the record. `statement` is its row as read before the record."""
        for _ in range(TRIES):
            if len(remote.content.encode()) > MAX_TEXT_BYTES:
                return Pulled.FAILED
            try:
                return self._create(remote) if statement is None else self._follow(statement, remote)
            except ConditionFailedError:
                statement = self.store.statements.get(self.connection.statement_id(remote.sys_id))
                remote = self.client.get_record(remote.sys_id)
        return Pulled.FAILED

    def _create(self, remote: RemoteRecord) -> Pulled:
        created = change.create_statement(self.connection, remote)
        self._save(created, records.text_changed(None, created, self.actor, Action.PULLED))
        return Pulled.CREATED

    def _follow(self, statement: Statement, remote: RemoteRecord) -> Pulled:
        after, pulled = follow_record(statement, remote)
        if after != statement:
            self._save(after, self._evidence(statement, after, pulled))
        return pulled

    def _evidence(self, before: Statement, after: Statement, pulled: Pulled) -> AuditRecord | None:
        match pulled:
            case Pulled.CONFLICT:
                return records.conflict_seen(after, self.actor, Action.CONFLICT_DETECTED)
            case Pulled.UPDATED:
                return records.text_changed(before, after, self.actor, Action.PULLED)
            case _:
                return None

    def _save(self, statement: Statement, record: AuditRecord | None) -> None:
        writes = [self.store.statements.save(statement)]
        self.store.commit([*writes, self.store.audit.append(record)] if record else writes)
