"""Editing the local text, and giving the edit up."""

from __future__ import annotations

from control_push.adapters.tables.store import Store
from control_push.domain.audit import records
from control_push.domain.statements import change
from control_push.domain.statements.edit_session import go_on_editing
from control_push.domain.statements.save import require_revision, save_statement, store_statement
from control_push.errors import StateConflictError
from control_push.models.audit import Action
from control_push.models.statement import Statement
from control_push.texts.text_format import Texts


def edit_statement(
    store: Store, texts: Texts, statement: Statement, content: str, revision: int, actor: str
) -> tuple[Statement, list[str]]:
    """Saves the text; also returns what was taken out of it, in words.

    Raises:
        InvalidInputError: the text is empty or too long.
        StaleRevisionError: carries the current statement.
    """
    clean, removed = texts.sanitise(content, statement.content, accepted=[statement.local_content or ""])
    require_revision(statement, revision)
    if clean == statement.seen_text:
        return statement, removed
    after = change.edit(texts, statement, clean, actor, removed)
    editing, ended = go_on_editing(statement, after, actor)
    # The record of the edits names it, whatever stored it.
    store.texts.keep([statement.seen_text])
    return store_statement(store, editing, ended), removed


def discard_edit(store: Store, statement: Statement, revision: int, actor: str) -> Statement:
    """Back to the text in ServiceNow as last read; the text given up stays in the audit.

    Raises:
        StaleRevisionError: the local text is not the one that the caller saw.
        StateConflictError: `not_modified`.
    """
    require_revision(statement, revision)
    if not statement.is_modified:
        detail = "The statement has no local change to discard."
        raise StateConflictError(detail, code="not_modified")
    after = change.discard(statement)
    return save_statement(store, after, records.text_changed(statement, after, actor, Action.DISCARDED))
