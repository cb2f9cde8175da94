"""Bringing one record, as read, into its statement."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.audit import records
from control_push.domain.pull import problems
from control_push.domain.pull.follow_record import Pulled, follow_record, is_text_hidden
from control_push.domain.statements import change
from control_push.domain.statements.edit_session import writes_of
from control_push.errors import (
    RateLimitedError,
    ServiceNowError,
    SignInRefusedError,
    UnavailableError,
    UnreadableRowError,
)
from control_push.models.audit import Action, AuditRecord
from control_push.models.connection import Connection
from control_push.models.pull import PullProblem
from control_push.models.statement import Presence, RemoteRecord, Statement
from control_push.telemetry import logger
from control_push.texts.limits import MAX_TEXT_BYTES

TRIES = 5


@dataclass(frozen=True)
class Stored:
    """What became of a record, and what there is to say of it."""

    pulled: Pulled
    problem: PullProblem | None = None
    moved: PullProblem | None = None


@dataclass(frozen=True)
class RecordStore:
    """Where records go, and for whom."""

    store: Store
    client: ServiceNowClient
    connection: Connection
    actor: str

    def put(self, statement: Statement | None, remote: RemoteRecord) -> Stored:
        """What became of the record. `statement` is its row as read before the record.

        Raises:
            RateLimitedError, UnavailableError, SignInRefusedError: the rest of the page cannot go on, either.
        """
        try:
            return self._put(statement, remote)
        except (RateLimitedError, UnavailableError, SignInRefusedError):
            raise
        except UnreadableRowError:
            return Stored(Pulled.FAILED, problems.unreadable_row(remote.sys_id))
        except ServiceNowError as error:
            return Stored(Pulled.FAILED, problems.refused(remote, error))
        except Exception:  # noqa: BLE001 - whatever broke this record, the others go on
            reference = str(uuid4())
            logger.exception("record not stored", extra={"reference": reference})
            return Stored(Pulled.FAILED, problems.broken(remote, reference))

    def hide(self, statement: Statement) -> None:
        """ServiceNow does not show the record or its text: what is here stays, marked as missing."""
        current: Statement | None = statement
        for _ in range(TRIES):
            if current is None or current.presence is Presence.MISSING:
                return
            missing = change.mark_missing(current)
            record = records.text_changed(current, missing, self.actor, Action.PULLED)
            details = {**record.details, "presence": missing.presence.value}
            try:
                self._save(missing, record.model_copy(update={"details": details}))
            except ConditionFailedError:
                current = self.store.statements.get(statement.statement_id)
            else:
                return

    def _put(self, statement: Statement | None, remote: RemoteRecord) -> Stored:
        for _ in range(TRIES):
            if len(remote.content.encode()) > MAX_TEXT_BYTES:
                return Stored(Pulled.FAILED, problems.too_large(remote))
            try:
                if statement is None:
                    return Stored(self._create(remote))
                if is_text_hidden(statement, remote):
                    self.hide(statement)
                    return Stored(Pulled.FAILED, problems.text_hidden(remote.sys_id, statement))
                pulled = self._follow(statement, remote)
                changed_system = statement.system_id != change.relabel(statement, remote).system_id
                return Stored(pulled, moved=problems.moved(statement, remote) if changed_system else None)
            except ConditionFailedError:
                statement = self.store.statements.get(self.connection.statement_id(remote.sys_id))
                remote = self.client.get_record(remote.sys_id)
        return Stored(Pulled.FAILED, problems.busy(remote))

    def _create(self, remote: RemoteRecord) -> Pulled:
        created = change.create_statement(self.connection, remote)
        self._save(created, records.text_changed(None, created, self.actor, Action.PULLED))
        return Pulled.CREATED

    def _follow(self, statement: Statement, remote: RemoteRecord) -> Pulled:
        after, pulled = follow_record(self.connection.texts, statement, remote)
        if after != statement:
            self._save(after, self._evidence(statement, after, pulled))
        return pulled

    def _evidence(self, before: Statement, after: Statement, pulled: Pulled) -> AuditRecord | None:
        match pulled:
            case Pulled.CONFLICT:
                return records.conflict_seen(after, self.actor, Action.CONFLICT_DETECTED)
            case _ if pulled is Pulled.UPDATED or after.seen_text != before.seen_text:
                # Also where only the spelling was changed.
                return records.text_changed(before, after, self.actor, Action.PULLED)
            case _:
                return None

    def _save(self, statement: Statement, record: AuditRecord | None) -> None:
        self.store.commit(writes_of(self.store, statement, *([record] if record else [])))
