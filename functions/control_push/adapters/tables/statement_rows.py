"""Between a statement and its row, which names the statement's texts."""

from __future__ import annotations

from collections.abc import Mapping

from control_push.adapters.tables.rows import Item, dump, load, unreadable
from control_push.adapters.tables.texts import take_texts, text_names, with_texts
from control_push.models.statement import Presence, Statement, StatementOutline
from control_push.texts.control_id import control_sort

_TEXTS = ("content", "local_content")
_REMOTE = "remote_content"
OPEN = "OPEN"
"""Partition of the sparse index of the statements that are being edited."""
_LONGEST_SORT = 900
"""Bytes; DynamoDB allows a sort key 1,024."""


def to_row(statement: Statement) -> tuple[Item, tuple[str, ...]]:
    """The row, and the texts that it names."""
    row = dump(statement)
    texts = _take(row)
    row["list_sort"] = _list_sort(statement.system_id, statement.control_id)
    if statement.is_modified and statement.presence is Presence.PRESENT:
        row["modified_source_id"] = statement.source_id
    if statement.editing:
        row["open_edits"] = OPEN
        row["edit_audit_id"] = statement.editing.audit_id
    return row, texts


def names_in(row: Item) -> list[str]:
    """The names of the row's texts."""
    return [*text_names(row, *_TEXTS), *text_names(row.get("conflict") or {}, _REMOTE)]


def to_statement(row: Item, texts: Mapping[str, str]) -> Statement:
    """The statement.

    Raises:
        UnreadableRowError: the row cannot be read, or a text of it is not among the texts.
    """
    statement_id = row["statement_id"]
    try:
        whole = with_texts(row, texts, *_TEXTS)
        if conflict := row.get("conflict"):
            whole["conflict"] = with_texts(conflict, texts, _REMOTE)
    except KeyError as error:
        raise unreadable(Statement, statement_id, [f"text {error} is not there"]) from error
    return load(Statement, whole, statement_id)


def to_outline(row: Item) -> tuple[StatementOutline, tuple[str, ...]]:
    """The statement without its texts; also those that a row of an earlier version has in it.

    Raises:
        UnreadableRowError: the row cannot be read.
    """
    named = {**row}
    texts = _take(named)
    return load(StatementOutline, named, row["statement_id"]), texts


def _take(row: Item) -> tuple[str, ...]:
    texts = take_texts(row, *_TEXTS)
    if not row.get("conflict"):
        return texts
    row["conflict"] = {**row["conflict"]}
    return (*texts, *take_texts(row["conflict"], _REMOTE))


def _list_sort(system_id: str, control_id: str) -> str:
    full = f"{system_id}#{control_sort(control_id)}"
    return full.encode()[:_LONGEST_SORT].decode(errors="ignore")
