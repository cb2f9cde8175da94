"""Writing a new state of a statement beside its audit record, on the state that it was decided on."""

from __future__ import annotations

from collections.abc import Sequence

from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.statements.edit_session import end_edits
from control_push.errors import NotFoundError, StateConflictError
from control_push.models.audit import AuditRecord
from control_push.models.statement import Statement


class StaleRevisionError(StateConflictError):
    """The revision that the caller saw is not the current one any more; carries the current statement."""

    code = "stale_revision"

    def __init__(self, current: Statement) -> None:
        super().__init__(
            "The statement was changed since you loaded it. Compare with the current text, then decide again."
        )
        self.current = current


def require_revision(statement: Statement, seen: int) -> None:
    """Refuses a decision over a text that the person did not see.

    Raises:
        StaleRevisionError: carries the current statement.
    """
    if statement.revision != seen:
        raise StaleRevisionError(statement)


def save_statement(store: Store, after: Statement, record: AuditRecord) -> Statement:
    """Both or neither; returns the statement as stored.

    Raises:
        StaleRevisionError: somebody else wrote first.
        NotFoundError: the statement is gone.
    """
    closed, ended = end_edits(after)
    return store_statement(store, closed, [*ended, record])


def store_statement(store: Store, after: Statement, evidence: Sequence[AuditRecord]) -> Statement:
    """The same, with these records and no other.

    Raises:
        StaleRevisionError: somebody else wrote first.
        NotFoundError: the statement is gone.
    """
    try:
        store.commit([store.statements.save(after), *map(store.audit.append, evidence)])
    except ConditionFailedError as clash:
        current = store.statements.get(after.statement_id)
        if current is None:
            raise NotFoundError("The statement is gone. Load the list again.") from clash
        raise StaleRevisionError(current) from clash
    return after.model_copy(update={"row_version": after.row_version + 1})
