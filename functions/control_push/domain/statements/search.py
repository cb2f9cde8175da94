"""Listing statements with their texts, within what one answer can hold."""

from __future__ import annotations

from control_push.adapters.tables.pages import Page
from control_push.adapters.tables.statements import StatementFilter
from control_push.adapters.tables.store import Store
from control_push.domain.sanitise_text import plain_text
from control_push.models.statement import Statement

# A Lambda function's answer may have 6 MB; escaping can make a text longer.
MAX_TEXTS = 4_000_000


def search_statements(
    store: Store, source_id: str, where: StatementFilter, words: str | None, limit: int, cursor: str | None
) -> Page[Statement]:
    """Statements whose control, system or text has the words, case folded; None: all.

    Raises:
        InvalidInputError: the cursor is not one of this list.
    """
    sought = " ".join(words.split()).casefold() if words else ""

    def matches(statement: Statement) -> bool:
        return sought in _searchable(statement) if sought else True

    page = store.statements.list_page(source_id, where, matches, limit, cursor)
    fitting = _fitting(page.rows)
    if fitting == len(page.rows):
        return page
    return Page(page.rows[:fitting], store.statements.cursor_after(page.rows[fitting - 1]))


def _searchable(statement: Statement) -> str:
    text = plain_text(statement.local_content or statement.content)
    return f"{statement.control_id} {statement.control_name} {statement.system_name} {text}".casefold()


def _fitting(rows: list[Statement]) -> int:
    """How many rows from the first fit into one answer; at least one."""
    used = 0
    for number, row in enumerate(rows):
        remote = row.conflict.remote_content if row.conflict else None
        used += sum(len((text or "").encode()) for text in (row.content, row.local_content, remote))
        if used > MAX_TEXTS and number:
            return number
    return len(rows)
