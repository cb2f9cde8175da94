"""Lists: one partition of an index, page by page, and the cursors that lead from one page to the next.

An answer reads a bounded number of rows, so a page may be short, or empty, and still have a next one.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from control_push.adapters.tables.rows import Item, from_attributes, to_attributes
from control_push.errors import InvalidInputError, UnreadableRowError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

T = TypeVar("T")

READ_AT_MOST = 1_000
"""Rows of an index that one answer reads: a megabyte or so, one or two requests."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows, and the cursor of the next page (None at the end)."""

    rows: list[T]
    next_cursor: str | None
    unreadable: list[UnreadableRowError] = field(default_factory=list)
    """Rows that belong here and cannot be read."""


@dataclass(frozen=True)
class Count:
    """How many rows there are; at least so many, if not all were counted."""

    rows: int
    is_complete: bool


@dataclass(frozen=True)
class Listing:
    """A part of one partition of an index (of the table: index None), in the order of its sort key.

    `position`: the key attributes that a cursor carries. The partition's key is not among them, so that
    no cursor leads into another partition.
    """

    table: str
    index: str | None
    partition: Item
    position: Sequence[str]
    begins_with: tuple[str, str] | None = None
    """Sort key and how it begins."""
    between: tuple[str, str, str] | None = None
    """Sort key, its first and its last value."""
    equal: Item = field(default_factory=dict)
    """Other attributes and the values they must have; None: any value."""
    newest_first: bool = False

    def query(self) -> dict[str, Any]:
        """The parameters of the Query request."""
        names, values = _Placeholders("#n"), _Placeholders(":v")
        keys = [f"{names(name)} = {values(value)}" for name, value in self.partition.items()]
        if self.begins_with:
            name, start = self.begins_with
            keys.append(f"begins_with({names(name)}, {values(start)})")
        if self.between:
            name, first, last = self.between
            keys.append(f"{names(name)} BETWEEN {values(first)} AND {values(last)}")
        tests = [
            f"attribute_exists({names(name)})" if value is None else f"{names(name)} = {values(value)}"
            for name, value in self.equal.items()
        ]
        query: dict[str, Any] = {
            "TableName": self.table,
            "KeyConditionExpression": " AND ".join(keys),
            "ExpressionAttributeNames": names.given,
            "ExpressionAttributeValues": to_attributes(values.given),
            "ScanIndexForward": not self.newest_first,
            # Only the table itself can be read consistently.
            **({"IndexName": self.index} if self.index else {"ConsistentRead": True}),
        }
        return {**query, "FilterExpression": " AND ".join(tests)} if tests else query

    def holds(self, position: Item) -> bool:
        """Whether a position lies in it; DynamoDB refuses to start at any other."""
        if self.begins_with:
            name, start = self.begins_with
            return str(position[name]).startswith(start)
        if self.between:
            name, first, last = self.between
            return first <= str(position[name]) <= last
        return True


class _Placeholders:
    """Gives each name or value its placeholder in the expressions."""

    def __init__(self, sign: str) -> None:
        self.sign = sign
        self.given: dict[str, Any] = {}

    def __call__(self, what: Any) -> str:
        placeholder = f"{self.sign}{len(self.given)}"
        self.given[placeholder] = what
        return placeholder


@dataclass
class Budget:
    """How many rows an answer may still read."""

    left: int = READ_AT_MOST


def all_rows(client: DynamoDBClient, listing: Listing) -> Iterator[Item]:
    """Every row, for work in the background."""
    for page in client.get_paginator("query").paginate(**listing.query()):
        yield from map(from_attributes, page["Items"])


def count_rows(
    client: DynamoDBClient,
    listing: Listing,
    at_most: int,
    only: tuple[str, Callable[[Item], bool]] | None = None,
) -> Count:
    """The number of rows, of those only that pass, if so asked; the counting ends after `at_most` rows.

    `only`: an attribute, and whether the row, of which that alone is read, passes.
    """
    attribute, passes = only or ("", None)
    query = {**listing.query(), **({"ProjectionExpression": attribute} if passes else {"Select": "COUNT"})}
    counted = read = 0
    start: Item = {}
    while True:
        answer = client.query(**query, **start, Limit=at_most - read)
        read += answer["ScannedCount"]
        counted += (
            answer["Count"] if only is None else sum(map(only[1], map(from_attributes, answer["Items"])))
        )
        last = answer.get("LastEvaluatedKey")
        if not last or read >= at_most:
            return Count(counted, is_complete=not last)
        start = {"ExclusiveStartKey": last}


def read_page(
    client: DynamoDBClient,
    listing: Listing,
    read: Callable[[Item], T | None],
    limit: int,
    cursor: str | None,
    budget: Budget | None = None,
) -> Page[T]:
    """Up to `limit` of what `read` makes of the rows (None: not asked for).

    A row for which it raises UnreadableRowError is named in the page. The page is short where the budget is
    used up first.

    Raises:
        InvalidInputError: the cursor is not one of this list, or of a search for something else.
    """
    budget = budget or Budget()
    page = _Growing(listing, read, limit)
    start = decode_cursor(cursor, listing.position) if cursor is not None else None
    if start and not listing.holds(start):
        raise bad_cursor()
    ask_for = limit
    while True:
        position: Item = {"ExclusiveStartKey": to_attributes({**start, **listing.partition})} if start else {}
        answer = client.query(**listing.query(), **position, Limit=min(ask_for, budget.left))
        budget.left -= answer["ScannedCount"]
        # Where few rows pass, a page of one must not take a request for each row of the list.
        ask_for = READ_AT_MOST
        for row in map(from_attributes, answer["Items"]):
            if page.is_full:
                return page.up_to(page.last)
            page.add(row)
        start = _position(from_attributes(answer.get("LastEvaluatedKey", {})), listing)
        if start is None or page.is_full or budget.left <= 0:
            return page.up_to(start)


class _Growing(Generic[T]):
    """A page that is being read."""

    def __init__(self, listing: Listing, read: Callable[[Item], T | None], limit: int) -> None:
        self._listing = listing
        self._read = read
        self._limit = limit
        self._rows: list[T] = []
        self._unreadable: list[UnreadableRowError] = []
        self.last: Item | None = None
        """The position of the last row in it."""

    @property
    def is_full(self) -> bool:
        return len(self._rows) + len(self._unreadable) >= self._limit

    def add(self, row: Item) -> None:
        try:
            made = self._read(row)
        except UnreadableRowError as error:
            self._unreadable.append(error)
        else:
            if made is None:
                return
            self._rows.append(made)
        self.last = _position(row, self._listing)

    def up_to(self, position: Item | None) -> Page[T]:
        cursor = encode_cursor(position) if position else None
        return Page(self._rows, cursor, self._unreadable)


def _position(row: Item, listing: Listing) -> Item | None:
    return {name: row[name] for name in listing.position} if row else None


def encode_cursor(position: Item) -> str:
    """An opaque cursor."""
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, names: Sequence[str]) -> dict[str, str]:
    """The position in a cursor.

    Raises:
        InvalidInputError: the cursor is not one that this list gave out.
    """
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        position = None
    if (
        not isinstance(position, dict)
        or set(position) != set(names)
        or not all(isinstance(value, str) and 0 < len(value) <= 1000 for value in position.values())
    ):
        raise bad_cursor()
    return position


def bad_cursor() -> InvalidInputError:
    """The refusal of a cursor that is none of the list's."""
    message = "not a cursor of this list; use next_cursor of the page before, or leave it out"
    return InvalidInputError("The cursor is not valid.", [("cursor", message)])
