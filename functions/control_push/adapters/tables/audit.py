"""The audit table: records are added once and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from control_push.adapters.tables.pages import Page, decode_cursor, encode_cursor, index_query, query_page
from control_push.adapters.tables.rows import Item, dump, get, load, to_attributes
from control_push.adapters.tables.transactions import Write, put
from control_push.errors import InvalidInputError
from control_push.models.audit import Action, AuditRecord
from control_push.models.base import utc_now

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

OLDEST = datetime(2026, 1, 1, tzinfo=UTC)
"""No record is older than the product."""
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class AuditFilter:
    """What a search is narrowed to; None means any. `since` is included, `until` is not."""

    statement_id: str | None = None
    job_id: str | None = None
    actor: str | None = None
    action: Action | None = None
    since: datetime | None = None
    until: datetime | None = None

    def matches(self, record: AuditRecord) -> bool:
        """Whether the record is asked for."""
        return (
            self.statement_id in {None, record.statement_id}
            and self.job_id in {None, record.job_id}
            and self.actor in {None, record.actor}
            and self.action in {None, record.action}
            and (self.since is None or record.at >= self.since)
            and (self.until is None or record.at < self.until)
        )


class AuditTable:
    """Newest first everywhere. Lists leave the texts out; `get` has them."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def append(self, record: AuditRecord) -> Write:
        """The record, once."""
        row = dump(record)
        row["audit_id"] = row.pop("id")
        row["month"] = f"{record.at:%Y-%m}"
        return put("audit", self._table, row, "attribute_not_exists(audit_id)")

    def get(self, audit_id: str) -> AuditRecord | None:
        """The whole record with its texts, or None."""
        row = get(self._client, self._table, {"audit_id": audit_id})
        return _record(row) if row else None

    def search(self, where: AuditFilter, limit: int, cursor: str | None) -> Page[AuditRecord]:
        """Records that match, without texts."""
        if where.statement_id:
            return self._page("by-statement", "statement_id", where.statement_id, where, limit, cursor)
        if where.job_id:
            return self._page("by-job", "job_id", where.job_id, where, limit, cursor)
        return self._feed(where, limit, cursor)

    def cursor_after(self, record: AuditRecord) -> str:
        """The position after a record, in whichever list it was found."""
        return encode_cursor(_key(record))

    def _feed(self, where: AuditFilter, limit: int, cursor: str | None) -> Page[AuditRecord]:
        """Month by month, backwards; the position tells its month by its first characters."""
        now = utc_now()
        newest = min(where.until or now, now)
        position = _moment(cursor) if cursor else newest
        oldest = max(where.since or OLDEST, OLDEST)
        rows: list[AuditRecord] = []
        for month in _months_back(min(newest, position), oldest):
            start = cursor if f"{position:%Y-%m}" == month else None
            page = self._page("by-month", "month", month, where, limit - len(rows), start)
            rows.extend(page.rows)
            if page.next_cursor:
                return Page(rows, page.next_cursor)
            if len(rows) == limit:
                return Page(rows, self.cursor_after(rows[-1]))
        return Page(rows, None)

    def _page(
        self, index: str, key: str, value: str, where: AuditFilter, limit: int, cursor: str | None
    ) -> Page[AuditRecord]:
        def keep(rows: list[Item]) -> list[AuditRecord]:
            records = map(_record, rows)
            return [record for record in records if where.matches(record)]

        query: dict[str, Any] = {**index_query(self._table, index, key, value), "ScanIndexForward": False}
        if where.since or where.until:
            earliest, latest = _ids_between(where)
            position = decode_cursor(cursor, ("audit_id",))["audit_id"] if cursor else latest
            if earliest > min(latest, position):
                return Page([], None)
            # DynamoDB refuses to start outside of the range; a cursor of a wider search may lie there.
            cursor = cursor if position <= latest else None
            query["KeyConditionExpression"] += " AND audit_id BETWEEN :earliest AND :latest"
            query["ExpressionAttributeValues"] |= to_attributes({":earliest": earliest, ":latest": latest})
        return query_page(
            self._client,
            query,
            limit=limit,
            cursor=cursor,
            key_names=("audit_id",),
            fixed_key={key: value},
            keep=keep,
            key_of=_key,
        )


def _ids_between(where: AuditFilter) -> tuple[str, str]:
    """The ids of the time asked for, so that the rest of a long history is not read.

    Wider by a second at either end: a record's id is made a moment before its time. `matches` is exact.
    """
    earliest = _id_at(max(where.since, OLDEST) - _SECOND) if where.since else "0"
    latest = _id_at(min(where.until, utc_now()) + _SECOND) if where.until else "~"
    return earliest, latest


def _id_at(moment: datetime) -> str:
    """What the ids of that time begin with."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"


def _record(row: Item) -> AuditRecord:
    return load(AuditRecord, {**row, "id": row["audit_id"]})


def _key(record: AuditRecord) -> Item:
    return {"audit_id": record.id}


def _moment(cursor: str) -> datetime:
    audit_id = decode_cursor(cursor, ("audit_id",))["audit_id"]
    try:
        return datetime.strptime(audit_id[:8], "%Y%m%d").replace(tzinfo=UTC)
    except ValueError as error:
        message = "not a cursor of this list; use next_cursor of the page before, or leave it out"
        raise InvalidInputError("The cursor is not valid.", [("cursor", message)]) from error


def _months_back(newest: datetime, oldest: datetime) -> list[str]:
    first, last = oldest.year * 12 + oldest.month - 1, newest.year * 12 + newest.month - 1
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(last, first - 1, -1)]
