"""The audit table: records are added once and never changed."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from control_push.adapters.tables.pages import (
    Budget,
    Listing,
    Page,
    bad_cursor,
    decode_cursor,
    encode_cursor,
    read_page,
)
from control_push.adapters.tables.rows import Item, dump, get, load, unreadable
from control_push.adapters.tables.texts import TextsTable, take_texts, text_names, with_texts
from control_push.adapters.tables.transactions import Write, put
from control_push.models.audit import Action, AuditRecord, id_at
from control_push.models.base import utc_now

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

OLDEST = datetime(2026, 1, 1, tzinfo=UTC)
"""No record is older than the product."""
MONTHS_AT_MOST = 24
"""Months that one answer looks into: each takes a request, whether it has records or not."""
_TEXTS = ("before_content", "after_content", "sent_content")
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

    def takes(self, record: AuditRecord) -> bool:
        """Whether the record is asked for."""
        names = (*_INDEXES, "action")
        wanted = {name: value for name in names if (value := getattr(self, name)) is not None}
        return self.is_in_time(record) and all(
            getattr(record, name) == value for name, value in wanted.items()
        )

    def is_in_time(self, record: AuditRecord) -> bool:
        """Whether the record is of the time asked for."""
        return (self.since is None or record.at >= self.since) and (
            self.until is None or record.at < self.until
        )


# The index for each filter, the one that narrows most first; without any the feed is read month by month.
_INDEXES = {"statement_id": "by-statement", "job_id": "by-job", "actor": "by-actor"}


class AuditTable:
    """Newest first everywhere. Rows name their texts; `get` has them."""

    def __init__(self, client: DynamoDBClient, table: str, texts: TextsTable) -> None:
        self._client = client
        self._table = table
        self._texts = texts

    def append(self, record: AuditRecord) -> Write:
        """The record, once."""
        row = dump(record)
        row["audit_id"] = row.pop("id")
        row["month"] = f"{record.at:%Y-%m}"
        texts = take_texts(row, *_TEXTS)
        return replace(put("audit", self._table, row, "attribute_not_exists(audit_id)"), texts=texts)

    def get(self, audit_id: str) -> AuditRecord | None:
        """The whole record with its texts, or None.

        Raises:
            UnreadableRowError: the record, or a text of it, cannot be read.
        """
        row = get(self._client, self._table, {"audit_id": audit_id})
        if row is None:
            return None
        try:
            return _record(with_texts(row, self._texts.find(text_names(row, *_TEXTS)), *_TEXTS))
        except KeyError as error:
            raise unreadable(AuditRecord, audit_id, [f"text {error} is not there"]) from error

    def search(
        self, where: AuditFilter, limit: int, cursor: str | None, budget: Budget | None = None
    ) -> Page[AuditRecord]:
        """Records that match, without texts."""
        budget = budget or Budget()
        for name, index in _INDEXES.items():
            if (value := getattr(where, name)) is not None:
                return self._page(index, {name: value}, where, limit, cursor, budget)
        return self._feed(where, limit, cursor, budget)

    def cursor_after(self, record: AuditRecord) -> str:
        """The position after a record, in whichever list it was found."""
        return _cursor_at(record.id)

    def _feed(self, where: AuditFilter, limit: int, cursor: str | None, budget: Budget) -> Page[AuditRecord]:
        """Month by month, backwards; the position tells its month by its first characters."""
        now = utc_now()
        position = _moment(cursor) if cursor else now
        newest = min(where.until or now, now, position)
        months = _months_back(newest, max(where.since or OLDEST, OLDEST))
        feed: Page[AuditRecord] = Page([], None)
        for month in months[:MONTHS_AT_MOST]:
            left = limit - len(feed.rows) - len(feed.unreadable)
            if left == 0 or budget.left <= 0:
                return replace(feed, next_cursor=_cursor_at(_end_of(month)))
            start = cursor if f"{position:%Y-%m}" == month else None
            page = self._page("by-month", {"month": month}, where, left, start, budget)
            feed.rows.extend(page.rows)
            feed.unreadable.extend(page.unreadable)
            if page.next_cursor:
                return replace(feed, next_cursor=page.next_cursor)
        further = months[MONTHS_AT_MOST:]
        return replace(feed, next_cursor=_cursor_at(_end_of(further[0]))) if further else feed

    def _page(
        self,
        index: str,
        partition: Item,
        where: AuditFilter,
        limit: int,
        cursor: str | None,
        budget: Budget,
    ) -> Page[AuditRecord]:
        def read(row: Item) -> AuditRecord | None:
            record = _record(row)
            return record if where.is_in_time(record) else None

        equal = {
            name: str(value)
            for name in (*_INDEXES, "action")
            if (value := getattr(where, name)) is not None and name not in partition
        }
        listing = Listing(self._table, index, partition, ("audit_id",), equal=equal, newest_first=True)
        if where.since or where.until:
            earliest, latest = _ids_between(where)
            position = decode_cursor(cursor, ("audit_id",))["audit_id"] if cursor else latest
            if earliest > min(latest, position):
                return Page([], None)
            # DynamoDB refuses to start outside of the range; a cursor of a wider search may lie there.
            cursor = cursor if position <= latest else None
            listing = replace(listing, between=("audit_id", earliest, latest))
        return read_page(self._client, listing, read, limit, cursor, budget)


def _ids_between(where: AuditFilter) -> tuple[str, str]:
    """The ids of the time asked for, so that the rest of a long history is not read.

    Wider by a second at either end: a record's id is made a moment before its time. `is_in_time` is exact.
    """
    earliest = id_at(max(where.since, OLDEST) - _SECOND) if where.since else "0"
    latest = id_at(min(where.until, utc_now()) + _SECOND) if where.until else "~"
    return earliest, latest


def _record(row: Item) -> AuditRecord:
    return load(AuditRecord, {**row, "id": row["audit_id"]}, row["audit_id"])


def position_of(cursor: str) -> str:
    """The id that a cursor of any list of the audit stands at.

    Raises:
        InvalidInputError: the cursor is not one of these.
    """
    return decode_cursor(cursor, ("audit_id",))["audit_id"]


def _cursor_at(audit_id: str) -> str:
    return encode_cursor({"audit_id": audit_id})


def _end_of(month: str) -> str:
    """A position behind all ids of the month."""
    last_day = monthrange(int(month[:4]), int(month[5:]))[1]
    return f"{month.replace('-', '')}{last_day}T99"


def _moment(cursor: str) -> datetime:
    audit_id = decode_cursor(cursor, ("audit_id",))["audit_id"]
    try:
        return datetime.strptime(audit_id[:8], "%Y%m%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise bad_cursor() from error


def _months_back(newest: datetime, oldest: datetime) -> list[str]:
    first, last = oldest.year * 12 + oldest.month - 1, newest.year * 12 + newest.month - 1
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(last, first - 1, -1)]
