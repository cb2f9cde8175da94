"""Notifications in the schedules table: runs to tell of, and what was told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from control_push.adapters.tables.pages import Listing, Page, read_page
from control_push.adapters.tables.rows import Item, dump, get, load, to_attributes
from control_push.adapters.tables.transactions import Write, put, write_if
from control_push.models.base import rfc3339, utc_now
from control_push.models.notification import Delivery, RunToTell, Told

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_LISTED = "OUTBOX"
_TOLD = "TOLD"
_TURN = "turn"
_DELIVERY = "delivery"
KEEP_TOLD = timedelta(days=90)


class OutboxTable:
    """A row stays in it until its message was sent."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def add(self, run: RunToTell) -> Write:
        """Beside the run itself, so that none is told of twice, and none forgotten."""
        listed = {"listed": _LISTED, "listed_sort": rfc3339(run.at)}
        return put("outbox", self._table, {**dump(run), **_key(run), **listed})

    def page(self, limit: int, cursor: str | None) -> Page[RunToTell]:
        """Runs that people were not told of yet, oldest first."""
        position = ("listed_sort", "schedule_id", "record")
        listing = Listing(self._table, "listed", {"listed": _LISTED}, position)
        return read_page(self._client, listing, _run, limit, cursor)

    def remove(self, run: RunToTell) -> None:
        """It was told, or need not be."""
        self._client.delete_item(TableName=self._table, Key=to_attributes(_key(run)))

    def take_turn(self, now: datetime, until: datetime) -> bool:
        """The right to tell, which one run has at a time; False while another one has it."""
        row = {**_told(_TURN), "until": rfc3339(until)}
        free = "attribute_not_exists(schedule_id) OR #until < :now"
        values, names = {":now": rfc3339(now)}, {"#until": "until"}
        return write_if(self._client, put("turn", self._table, row, free, values, names))

    def give_turn_back(self) -> None:
        """Lets the next run begin at once."""
        self._client.delete_item(TableName=self._table, Key=to_attributes(_told(_TURN)))

    def was_told(self, subject: str, text: str) -> bool:
        """Whether this is what was last told of the subject."""
        row = get(self._client, self._table, _told(subject))
        return row is not None and load(Told, row, subject).text == text

    def remember(self, told: Told) -> None:
        """What was told of a subject, instead of what was told before."""
        row = {**dump(told), **_told(told.subject), "expires_at": _expiry()}
        write_if(self._client, put("told", self._table, row))

    def delivery(self, subject: str) -> Delivery | None:
        """How far a message got that could not be sent everywhere; None: it was not tried yet."""
        row = get(self._client, self._table, _told(f"{_DELIVERY} {subject}"))
        return load(Delivery, row, subject) if row else None

    def forget_delivery(self, subject: str) -> None:
        """What comes under the same name is another message."""
        if self.delivery(subject):  # read first: it is asked once a minute, and there is hardly ever one
            key = _told(f"{_DELIVERY} {subject}")
            self._client.delete_item(TableName=self._table, Key=to_attributes(key))

    def keep_delivery(self, delivery: Delivery) -> None:
        """Instead of what was known of it before."""
        key = _told(f"{_DELIVERY} {delivery.subject}")
        write_if(
            self._client, put("delivery", self._table, {**dump(delivery), **key, "expires_at": _expiry()})
        )


def _expiry() -> int:
    return int((utc_now() + KEEP_TOLD).timestamp())


def _key(run: RunToTell) -> Item:
    return {"schedule_id": run.schedule_id, "record": f"{_LISTED}#{run.occurrence}"}


def _told(subject: str) -> Item:
    return {"schedule_id": f"{_TOLD}#{subject}", "record": _TOLD}


def _run(row: Item) -> RunToTell:
    return load(RunToTell, row, f"{row['schedule_id']} {row['record']}")
