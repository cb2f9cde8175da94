"""The statements table: its rows, and the two indexes that list them.

`by-source` lists all statements of a connection or of one system in it; `modified` is sparse: its key
exists only while a statement has an edit that can be pushed, so its cost follows the number of those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from control_push.adapters.tables.pages import (
    Count,
    Listing,
    Page,
    bad_cursor,
    count_rows,
    decode_cursor,
    encode_cursor,
    read_page,
)
from control_push.adapters.tables.rows import Item, batch_get, get, load
from control_push.adapters.tables.statement_rows import names_in, to_outline, to_row, to_statement
from control_push.adapters.tables.texts import TextsTable
from control_push.adapters.tables.transactions import Write, check, put
from control_push.errors import UnreadableRowError
from control_push.models.statement import ModifiedStatement, Statement, StatementOutline, SyncStatus
from control_push.texts.control_id import is_of_family, normal_control_id

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

T = TypeVar("T")

BY_SOURCE = "by-source"
MODIFIED = "modified"
MODIFIED_COUNTED = 10_000
"""Rows of an index, which are counted without being transferred."""
SYSTEM_COUNTED = 100_000
"""As large as a system can be."""
SEARCHED_AT_MOST = 200
"""Statements whose texts one answer searches."""
TEXTS_AT_ONCE = 25
MAX_TEXTS = 4_000_000
"""Bytes of texts in a page. A Lambda function's answer may have 6 MB; escaping can make a text longer."""
_TOTAL = "total"
_POSITION = ("list_sort", "statement_id")


@dataclass(frozen=True)
class StatementFilter:
    """What a list is narrowed to; None means any."""

    system_id: str | None = None
    family: str | None = None
    """The control family, as in ``AC``."""
    sync_status: SyncStatus | None = None
    modified_by: str | None = None

    def has_family_of(self, row: Item) -> bool:
        """Whether a row of an index is of the family."""
        return self.family is None or is_of_family(row.get("control_id", ""), self.family)


@dataclass(frozen=True)
class Found(Generic[T]):
    """By id: the statements that exist, and the rows that are there but cannot be read."""

    readable: dict[str, T]
    unreadable: dict[str, UnreadableRowError]


@dataclass(frozen=True, kw_only=True)
class ModifiedPage(Page[ModifiedStatement]):
    """Some modified statements, and how many there are in all."""

    total: Count


class StatementsTable:
    """Reads are consistent; writes name the row version that they were decided on."""

    def __init__(self, client: DynamoDBClient, table: str, texts: TextsTable) -> None:
        self._client = client
        self._table = table
        self._texts = texts

    def get(self, statement_id: str) -> Statement | None:
        """The statement, or None.

        Raises:
            UnreadableRowError: the row is there, but cannot be read.
        """
        row = get(self._client, self._table, _key(statement_id))
        return to_statement(row, self._texts.find(names_in(row))) if row else None

    def find(self, statement_ids: Sequence[str]) -> Found[Statement]:
        """Those of the statements that exist."""
        rows = self._rows(statement_ids)
        texts = self._texts.find(name for row in rows for name in names_in(row))
        return _found(rows, lambda row: to_statement(row, texts))

    def outlines(self, statement_ids: Sequence[str]) -> Found[StatementOutline]:
        """Those of the statements that exist, without their texts: a tenth of a megabyte for a hundred."""

        def read(row: Item) -> StatementOutline:
            outline, texts = to_outline(row)
            self._texts.keep(texts)
            return outline

        return _found(self._rows(statement_ids), read)

    def _rows(self, statement_ids: Sequence[str]) -> list[Item]:
        keys = [_key(statement_id) for statement_id in dict.fromkeys(statement_ids)]
        return list(batch_get(self._client, self._table, keys))

    def save(self, statement: Statement) -> Write:
        """Writes the row, provided that it is still the one that was read.

        `statement.row_version` is that of the row read (0: there was none); the stored one is one higher.
        """
        read = statement.row_version
        row, texts = to_row(statement.model_copy(update={"row_version": read + 1}))
        unchanged = "row_version = :read" if read else "attribute_not_exists(statement_id)"
        values = {":read": read} if read else None
        return replace(put("statement", self._table, row, unchanged, values), texts=texts)

    def unchanged(self, statement_id: str, statement: Statement | None) -> Write:
        """The row is still the one that was read; None: there was none."""
        condition = "row_version = :read" if statement else "attribute_not_exists(statement_id)"
        values = {":read": statement.row_version} if statement else {}
        return check("statement", self._table, _key(statement_id), condition, values)

    def list_page(
        self,
        source_id: str,
        where: StatementFilter,
        matches: Callable[[Statement], bool] | None,
        limit: int,
        cursor: str | None,
    ) -> Page[Statement]:
        """Statements with their texts, ordered by system and control.

        `matches`, if given, sees each of the next SEARCHED_AT_MOST rows whole; the page is what passes.
        """
        asked_for = limit if matches is None else max(limit, SEARCHED_AT_MOST)
        listed = read_page(
            self._client,
            # Not the sparse index: that has only what can be pushed.
            _listing(self._table, BY_SOURCE, source_id, where),
            lambda row: row if where.has_family_of(row) else None,
            asked_for,
            cursor,
        )
        return self._with_texts(listed, matches, limit)

    def _with_texts(
        self, listed: Page[Item], matches: Callable[[Statement], bool] | None, limit: int
    ) -> Page[Statement]:
        page: Page[Statement] = Page([], listed.next_cursor)
        size = 0
        for number, (row, found) in enumerate(self._texts_of(listed.rows)):
            match found:
                case UnreadableRowError():
                    page.unreadable.append(found)
                case Statement() if matches is None or matches(found):
                    size += _size(found)
                    if size > MAX_TEXTS and number:
                        return replace(page, next_cursor=_cursor_after(listed.rows[number - 1]))
                    page.rows.append(found)
            is_last = number == len(listed.rows) - 1
            if len(page.rows) + len(page.unreadable) == limit and not is_last:
                return replace(page, next_cursor=_cursor_after(row))
        return page

    def _texts_of(self, rows: Sequence[Item]) -> Iterator[tuple[Item, Statement | UnreadableRowError | None]]:
        """Read a few at a time, so that a page that is full soon has not read them all."""
        for start in range(0, len(rows), TEXTS_AT_ONCE):
            some = rows[start : start + TEXTS_AT_ONCE]
            found = self.find([row["statement_id"] for row in some])
            for row in some:
                statement_id = row["statement_id"]
                yield row, found.readable.get(statement_id) or found.unreadable.get(statement_id)

    def read_together(self, source_id: str, statement_ids: Sequence[str]) -> Page[Statement]:
        """Those that exist in the source; the page ends before the first whose texts do not fit."""
        found = self.find(statement_ids)
        page: Page[Statement] = Page([], None, list(found.unreadable.values()))
        size = 0
        for statement_id in dict.fromkeys(statement_ids):
            statement = found.readable.get(statement_id)
            if statement is None or statement.source_id != source_id:
                continue
            size += _size(statement)
            if size > MAX_TEXTS and page.rows:
                break
            page.rows.append(statement)
        return page

    def list_modified(
        self, source_id: str, where: StatementFilter, limit: int, cursor: str | None
    ) -> ModifiedPage:
        """Rows of the sparse index, ordered by system and control."""

        def read(row: Item) -> ModifiedStatement | None:
            return load(ModifiedStatement, row, row["statement_id"]) if where.has_family_of(row) else None

        start, total = _split(cursor) if cursor is not None else (None, None)
        page = read_page(self._client, _listing(self._table, MODIFIED, source_id, where), read, limit, start)
        if total is None and page.next_cursor is None:
            total = Count(len(page.rows) + len(page.unreadable), is_complete=True)
        total = total or self.count_modified(source_id, where)
        next_cursor = _with_total(page.next_cursor, total) if page.next_cursor else None
        return ModifiedPage(page.rows, next_cursor, page.unreadable, total=total)

    def count_modified(self, source_id: str, where: StatementFilter) -> Count:
        """How many statements have an unpushed edit; at least MODIFIED_COUNTED if there are more."""
        listing = _listing(self._table, MODIFIED, source_id, where)
        family = ("control_id", where.has_family_of) if where.family is not None else None
        return count_rows(self._client, listing, MODIFIED_COUNTED, family)

    def count_of_system(self, source_id: str, system_id: str) -> int:
        """How many statements of the system there are."""
        listing = _listing(self._table, BY_SOURCE, source_id, StatementFilter(system_id=system_id))
        return count_rows(self._client, listing, SYSTEM_COUNTED).rows

    def edited_page(
        self, source_id: str, where: StatementFilter, limit: int, cursor: str | None
    ) -> Page[str]:
        """Ids of statements with an unpushed edit, also of those that are missing in ServiceNow."""

        def read(row: Item) -> str | None:
            is_edited = row.get("sync_status") != SyncStatus.SYNCED
            return row["statement_id"] if is_edited and where.has_family_of(row) else None

        # Not the sparse index: that has only what can be pushed.
        listing = _listing(self._table, BY_SOURCE, source_id, where)
        return read_page(self._client, listing, read, limit, cursor)

    def edited_ids(self, source_id: str, where: StatementFilter, at_most: int) -> list[str]:
        """The first of all that `edited_page` lists."""
        page = self.edited_page(source_id, where, at_most, None)
        ids = page.rows
        while page.next_cursor and len(ids) < at_most:
            page = self.edited_page(source_id, where, at_most - len(ids), page.next_cursor)
            ids += page.rows
        return ids


def _key(statement_id: str) -> Item:
    return {"statement_id": statement_id}


def _found(rows: Sequence[Item], read: Callable[[Item], T]) -> Found[T]:
    found: Found[T] = Found({}, {})
    for row in rows:
        try:
            found.readable[row["statement_id"]] = read(row)
        except UnreadableRowError as error:
            found.unreadable[row["statement_id"]] = error
    return found


def _listing(table: str, index: str, source_id: str, where: StatementFilter) -> Listing:
    equal = {"sync_status": where.sync_status, "modified_by": where.modified_by}
    return Listing(
        table,
        index,
        {"modified_source_id" if index == MODIFIED else "source_id": source_id},
        _POSITION,
        begins_with=("list_sort", _list_prefix(where)) if where.system_id is not None else None,
        equal={name: str(value) for name, value in equal.items() if value is not None},
    )


def _list_prefix(where: StatementFilter) -> str:
    """Holds for every spelling of a control id, also in rows stored by earlier versions."""
    letters = re.match("[A-Z]*", normal_control_id(where.family or ""))
    return f"{where.system_id}#{letters[0] if letters else ''}"


def _with_total(cursor: str, total: Count) -> str:
    """The cursor with the total, which is counted for the first page only: counting reads all rows."""
    position = decode_cursor(cursor, _POSITION)
    return encode_cursor({**position, _TOTAL: f"{total.rows}{'' if total.is_complete else '+'}"})


def _split(cursor: str) -> tuple[str, Count]:
    position = decode_cursor(cursor, (*_POSITION, _TOTAL))
    total = re.fullmatch(r"([0-9]{1,9})(\+?)", position.pop(_TOTAL))
    if total is None:
        raise bad_cursor()
    return encode_cursor(position), Count(int(total[1]), is_complete=not total[2])


def _cursor_after(row: Item) -> str:
    return encode_cursor({name: row[name] for name in _POSITION})


def _size(statement: Statement) -> int:
    remote = statement.conflict.remote_content if statement.conflict else None
    return sum(len((text or "").encode()) for text in (statement.content, statement.local_content, remote))
