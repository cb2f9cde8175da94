"""Saves of one author within ten minutes are one record of the audit, from the first text to the last.

The audit is only ever added to, so the record is put there when the edits have ended: by anything else that
happens to the statement, or by the sweep. Until then the statement's row has them, and a search shows them.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError, Write
from control_push.domain.audit import records
from control_push.models.audit import AuditRecord, id_at, new_audit_id
from control_push.models.base import utc_now
from control_push.models.statement import EditSession, OpenEdit, Statement
from control_push.telemetry import logger
from control_push.texts.text_format import sha256

LONGEST = timedelta(minutes=10)


def writes_of(store: Store, after: Statement, *evidence: AuditRecord) -> list[Write]:
    """A new state of a statement, what it is recorded by, and the edits that end with it."""
    closed, ended = end_edits(after)
    return [store.statements.save(closed), *(store.audit.append(one) for one in (*ended, *evidence))]


def end_edits(statement: Statement) -> tuple[Statement, list[AuditRecord]]:
    """The statement that nobody is editing any more, and the record of the edits, if there were any."""
    if statement.editing is None:
        return statement, []
    names = statement.model_dump(include={"statement_id", "control_id", "system_id"})
    record = records.edits(OpenEdit(**names, editing=statement.editing), ended=True)
    return statement.model_copy(update={"editing": None}), [record]


def go_on_editing(before: Statement, after: Statement, actor: str) -> tuple[Statement, list[AuditRecord]]:
    """The statement after a save of the author, and the record of edits before, if these are others."""
    now, session = utc_now(), before.editing
    latest: dict[str, Any] = {
        "saved_at": now,
        "revision": after.revision,
        "after_sha256": sha256(after.seen_text),
        "sanitized": after.sanitized,
    }
    if session and session.actor == actor and now - session.began_at < LONGEST:
        longer = session.model_copy(update={"saves": session.saves + 1, **latest})
        return after.model_copy(update={"editing": longer}), []
    before_sha256 = sha256(before.seen_text)
    begun = EditSession(
        audit_id=new_audit_id(), actor=actor, began_at=now, before_sha256=before_sha256, **latest
    )
    return after.model_copy(update={"editing": begun}), end_edits(before)[1]


def close_edits(store: Store) -> int:
    """Puts the edits into the audit that began too long ago to go on; how many."""
    closed = 0
    for edit in store.open_edits.begun_until(id_at(utc_now() - LONGEST)):
        try:
            closed += _close(store, edit)
        except Exception:  # noqa: BLE001 - of any kind: it is logged, and the others are closed
            logger.exception("edits not closed", extra={"statement_id": edit.statement_id})
    return closed


def _close(store: Store, edit: OpenEdit) -> bool:
    statement = store.statements.get(edit.statement_id)
    if statement is None or statement.editing != edit.editing:
        return False
    # Changed in this moment: whoever did has ended the edits, or gone on with them.
    with suppress(ConditionFailedError):
        store.commit(writes_of(store, statement))
        return True
    return False
