"""The statements table: its rows, and the two indexes that list them.

`by-source` lists all statements of a connection or of one system in it; `modified` is sparse: its key
exists only while a statement has an unpushed edit, so its cost follows the number of those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from control_push.adapters.tables.pages import Page, count_all, encode_cursor, query_all, query_page
from control_push.adapters.tables.rows import Item, batch_get, dump, get, load, to_attributes
from control_push.adapters.tables.transactions import Write, put
from control_push.models.statement import Statement, SyncStatus

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BY_SOURCE = "by-source"
MODIFIED = "modified"
_LIST_KEY = ("list_sort", "statement_id")


@dataclass(frozen=True)
class StatementFilter:
    """What a list is narrowed to; None means any."""

    system_id: str | None = None
    family: str | None = None
    """The control family, as in ``AC``."""
    sync_status: SyncStatus | None = None
    modified_by: str | None = None


def control_sort(control_id: str) -> str:
    """Sorts AC-2 before AC-10 and AC-2(1) after AC-2."""
    return re.sub(r"\d+", lambda number: number.group().zfill(5), control_id.upper())


def _to_item(statement: Statement) -> Item:
    item = dump(statement)
    item["list_sort"] = f"{statement.system_id}#{control_sort(statement.control_id)}"
    if statement.is_modified:
        item["modified_source_id"] = statement.source_id
    return item


class StatementsTable:
    """Reads are consistent; writes name the row version that they were decided on."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def get(self, statement_id: str) -> Statement | None:
        """The statement, or None."""
        row = get(self._client, self._table, {"statement_id": statement_id})
        return load(Statement, row) if row else None

    def get_many(self, statement_ids: Sequence[str]) -> dict[str, Statement]:
        """The statements that exist, by id."""
        keys: list[Item] = [{"statement_id": statement_id} for statement_id in dict.fromkeys(statement_ids)]
        rows = (load(Statement, item) for item in batch_get(self._client, self._table, keys))
        return {row.statement_id: row for row in rows}

    def save(self, statement: Statement) -> Write:
        """Writes the row, provided that it is still the one that was read.

        `statement.row_version` is that of the row read (0: there was none); the stored one is one higher.
        """
        read = statement.row_version
        item = _to_item(statement.model_copy(update={"row_version": read + 1}))
        unchanged = "row_version = :read" if read else "attribute_not_exists(statement_id)"
        return put("statement", self._table, item, unchanged, {":read": read} if read else None)

    def list_page(
        self,
        source_id: str,
        where: StatementFilter,
        matches: Callable[[Statement], bool],
        limit: int,
        cursor: str | None,
    ) -> Page[Statement]:
        """Statements with their texts, ordered by system and control; `matches` sees the whole row."""

        def keep(rows: list[Item]) -> list[Statement]:
            found = self.get_many([row["statement_id"] for row in rows])
            ordered = (found[row["statement_id"]] for row in rows if row["statement_id"] in found)
            return [statement for statement in ordered if matches(statement)]

        unpushed = where.sync_status in {SyncStatus.MODIFIED, SyncStatus.CONFLICT}
        index = MODIFIED if unpushed or where.modified_by else BY_SOURCE
        return self._page(index, source_id, where, limit, cursor, keep, _to_item)

    def cursor_after(self, statement: Statement) -> str:
        """The cursor of the page that begins behind the statement."""
        row = _to_item(statement)
        return encode_cursor({name: row[name] for name in _LIST_KEY})

    def list_modified(
        self, source_id: str, where: StatementFilter, limit: int, cursor: str | None
    ) -> Page[Item]:
        """Rows of the sparse index: the list's fields, without texts."""
        return self._page(MODIFIED, source_id, where, limit, cursor, list, dict)

    def count_modified(self, source_id: str, where: StatementFilter) -> int:
        """How many statements have an unpushed edit."""
        return count_all(self._client, **self._query(MODIFIED, source_id, where))

    def count(self, source_id: str, where: StatementFilter) -> int:
        """How many statements there are."""
        return count_all(self._client, **self._query(BY_SOURCE, source_id, where))

    def modified_ids(self, source_id: str) -> Iterator[tuple[str, SyncStatus]]:
        """Ids and states of all statements with an unpushed edit."""
        for row in query_all(self._client, **self._query(MODIFIED, source_id, StatementFilter())):
            yield row["statement_id"], SyncStatus(row["sync_status"])

    def _page(
        self,
        index: str,
        source_id: str,
        where: StatementFilter,
        limit: int,
        cursor: str | None,
        keep: Callable[[list[Item]], list[Any]],
        item_of: Callable[[Any], Item],
    ) -> Page[Any]:
        return query_page(
            self._client,
            self._query(index, source_id, where),
            limit=limit,
            cursor=cursor,
            key_names=_LIST_KEY,
            fixed_key={_partition_key(index): source_id},
            keep=keep,
            key_of=item_of,
        )

    def _query(self, index: str, source_id: str, where: StatementFilter) -> dict[str, Any]:
        names = {"#partition": _partition_key(index)}
        values: Item = {":source": source_id}
        condition = "#partition = :source"
        if where.system_id is not None:
            condition += " AND begins_with(list_sort, :system)"
            values[":system"] = f"{where.system_id}#"
        filters = []
        if where.family is not None:
            filters.append("begins_with(control_id, :family)")
            values[":family"] = f"{where.family.upper()}-"
        for name in ("sync_status", "modified_by"):
            if (value := getattr(where, name)) is not None:
                filters.append(f"{name} = :{name}")
                values[f":{name}"] = str(value)
        query: dict[str, Any] = {
            "TableName": self._table,
            "IndexName": index,
            "KeyConditionExpression": condition,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": to_attributes(values),
        }
        return {**query, "FilterExpression": " AND ".join(filters)} if filters else query


def _partition_key(index: str) -> str:
    return "modified_source_id" if index == MODIFIED else "source_id"
