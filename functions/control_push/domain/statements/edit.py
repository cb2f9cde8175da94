"""Reading and editing the local text."""

from __future__ import annotations

from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.compare_texts import sha256
from control_push.domain.sanitise_text import sanitise_text
from control_push.domain.statements import change
from control_push.errors import ConcurrentWriteError, NotFoundError, StateConflictError
from control_push.models.audit import Action, AuditRecord
from control_push.models.connection import Connection
from control_push.models.statement import Statement

STALE = "The statement was changed since you loaded it. Compare with the current text, then save again."


class StaleRevisionError(StateConflictError):
    """The revision that the text was typed on is not the current one any more."""

    code = "stale_revision"

    def __init__(self, current: Statement) -> None:
        super().__init__(STALE)
        self.current = current


def require_statement(store: Store, connection: Connection, statement_id: str) -> Statement:
    """The statement.

    Raises:
        NotFoundError: there is none of that id in the connected instance.
    """
    statement = store.statements.get(statement_id)
    if statement is None or statement.source_id != connection.source_id:
        raise NotFoundError(f"There is no statement {statement_id}. Load the list of statements again.")
    return statement


def edit_statement(
    store: Store, statement: Statement, content: str, revision: int, actor: str
) -> tuple[Statement, list[str]]:
    """Saves the text; also returns what the sanitiser took out.

    Raises:
        InvalidInputError: the text is empty or too long.
        StaleRevisionError: carries the current statement.
    """
    clean, removed = sanitise_text(content)
    if statement.revision != revision:
        raise StaleRevisionError(statement)
    if clean == statement.local_content:
        return statement, removed
    return _save(store, statement, change.edit(statement, clean, actor), actor, Action.EDITED), removed


def discard_edit(store: Store, statement: Statement, actor: str) -> Statement:
    """Back to the text in ServiceNow as last read; the text given up stays in the audit.

    Raises:
        StateConflictError: `not_modified`.
    """
    if not statement.is_modified:
        detail = "The statement has no local change to discard."
        raise StateConflictError(detail, code="not_modified")
    return _save(store, statement, change.discard(statement), actor, Action.DISCARDED)


def _save(store: Store, before: Statement, after: Statement, actor: str, action: Action) -> Statement:
    try:
        store.commit(
            [store.statements.save(after), store.audit.append(text_change(before, after, actor, action))]
        )
    except ConditionFailedError as clash:
        current = store.statements.get(before.statement_id)
        if current is None:
            raise ConcurrentWriteError("The statement is gone. Load the list again.") from clash
        raise StaleRevisionError(current) from clash
    return after.model_copy(update={"row_version": after.row_version + 1})


def text_change(before: Statement | None, after: Statement, actor: str, action: Action) -> AuditRecord:
    """The evidence for a change of the text that an author sees; None before: there was no statement."""
    old, new = (_seen(before) if before else None), _seen(after)
    return AuditRecord(
        actor=actor,
        action=action,
        statement_id=after.statement_id,
        control_id=after.control_id,
        system_id=after.system_id,
        before_sha256=sha256(old) if old is not None else None,
        after_sha256=sha256(new),
        before_content=old,
        after_content=new,
        details={"revision": after.revision},
    )


def _seen(statement: Statement) -> str:
    return statement.content if statement.local_content is None else statement.local_content
