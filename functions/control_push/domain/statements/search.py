"""Listing statements with their texts, within what one answer can hold."""

from __future__ import annotations

from collections.abc import Callable

from control_push.adapters.tables.pages import Page
from control_push.adapters.tables.statements import StatementFilter
from control_push.adapters.tables.store import Store
from control_push.models.statement import Statement
from control_push.texts.control_id import is_control_id, normal_control_id
from control_push.texts.text_format import Texts


def search_statements(
    store: Store,
    texts: Texts,
    source_id: str,
    where: StatementFilter,
    words: str | None,
    limit: int,
    cursor: str | None,
) -> Page[Statement]:
    """Statements whose control, system or text has the words, case folded; None: all.

    Words that are a control id find the control in any spelling. A page may be short, or empty, and have a
    next one: one answer searches a bounded number of texts.

    Raises:
        InvalidInputError: the cursor is not one of this list.
    """
    sought = " ".join(words.split()) if words else ""
    matching = _matching(texts, sought) if sought else None
    return store.statements.list_page(source_id, where, matching, limit, cursor)


def _matching(texts: Texts, sought: str) -> Callable[[Statement], bool]:
    words = sought.casefold()
    control_id = normal_control_id(sought) if is_control_id(sought) else None

    def matches(statement: Statement) -> bool:
        named = control_id is not None and control_id in normal_control_id(statement.control_id)
        return named or words in _searchable(texts, statement)

    return matches


def _searchable(texts: Texts, statement: Statement) -> str:
    text = texts.plain_text(statement.local_content or statement.content)
    return f"{statement.control_id} {statement.control_name} {statement.system_name} {text}".casefold()
