"""Lists: queries of one index, page by page, and the cursors that lead from one page to the next."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from control_push.adapters.tables.rows import Item, from_attributes, to_attributes
from control_push.errors import InvalidInputError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows, and the cursor of the next page (None at the end)."""

    rows: list[T]
    next_cursor: str | None


def index_query(table: str, index: str, key: str, value: str) -> dict[str, Any]:
    """The query for one partition of an index."""
    return {
        "TableName": table,
        "IndexName": index,
        "KeyConditionExpression": "#key = :value",
        "ExpressionAttributeNames": {"#key": key},
        "ExpressionAttributeValues": to_attributes({":value": value}),
    }


def query_all(client: DynamoDBClient, **query: Any) -> Iterator[Item]:
    """Every row of a query."""
    for page in client.get_paginator("query").paginate(**query):
        yield from map(from_attributes, page["Items"])


def count_all(client: DynamoDBClient, **query: Any) -> int:
    """The number of rows of a query; no row is transferred."""
    pages = client.get_paginator("query").paginate(Select="COUNT", **query)
    return sum(page["Count"] for page in pages)


READ_ON = 200
"""Rows read at a time where the first page of a filtered list did not fill it."""


def query_page(  # noqa: PLR0913 - the parts of one page request
    client: DynamoDBClient,
    query: dict[str, Any],
    *,
    limit: int,
    cursor: str | None,
    key_names: Sequence[str],
    fixed_key: Item,
    keep: Callable[[list[Item]], list[T]],
    key_of: Callable[[T], Item],
) -> Page[T]:
    """One page of what `keep` lets through of a query.

    `key_names` are the key attributes that the cursor carries; `fixed_key` the ones that the query names
    itself, so that a cursor can never lead into another partition.

    Raises:
        InvalidInputError: the cursor is not one of ours.
    """
    start = None if cursor is None else {**decode_cursor(cursor, key_names), **fixed_key}
    rows: list[T] = []
    read = limit
    while True:
        position: Item = {} if start is None else {"ExclusiveStartKey": to_attributes(start)}
        answer = client.query(**query, **position, Limit=read)
        # Where `keep` lets few through, a page of one must not take a request for each row of the list.
        read = max(limit, READ_ON)
        rows.extend(keep([from_attributes(found) for found in answer["Items"]]))
        last = answer.get("LastEvaluatedKey")
        if len(rows) > limit or (len(rows) == limit and last):
            end = key_of(rows[limit - 1])
            return Page(rows[:limit], encode_cursor({name: end[name] for name in key_names}))
        if not last:
            return Page(rows, None)
        start = from_attributes(last)


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
        message = "not a cursor of this list; use next_cursor of the page before, or leave it out"
        raise InvalidInputError("The cursor is not valid.", [("cursor", message)])
    return position
