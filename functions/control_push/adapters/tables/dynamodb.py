"""What all table adapters share: item conversion, transactions, pages and cursors."""

from __future__ import annotations

import base64
import binascii
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from control_push.errors import ControlPushError, InvalidInputError
from control_push.models.base import Model

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

Item = dict[str, Any]
"""A row as plain Python values."""
AttributeMap = dict[str, Any]
"""A row as DynamoDB sends it: ``{"name": {"S": "value"}}``."""
T = TypeVar("T")
M = TypeVar("M", bound=Model)

MAX_BATCH_GET = 100
MAX_BATCH_WRITE = 25
TRANSACTION_TRIES = 10

# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
_CONDITION_FAILED = "ConditionalCheckFailed"
_WORTH_RETRYING = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}

_serializer = TypeSerializer()
_deserializer = TypeDeserializer()


class ConditionFailedError(ControlPushError):
    """A condition of a transaction did not hold; `failed` names the writes it stood on."""

    code = "concurrent_write"

    def __init__(self, failed: list[str]) -> None:
        super().__init__(f"Somebody else wrote first: {', '.join(failed)}.")
        self.failed = failed


@dataclass(frozen=True)
class Write:
    """One write of a transaction; `name` says in a failure which it was."""

    name: str
    request: TransactWriteItemTypeDef


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows, and the cursor of the next page (None at the end)."""

    rows: list[T]
    next_cursor: str | None


def to_attributes(item: Item) -> AttributeMap:
    """A plain row as DynamoDB wants it; attributes that are None are left out."""
    return {name: _serializer.serialize(value) for name, value in item.items() if value is not None}


def from_attributes(attributes: AttributeMap) -> Item:
    """A row from DynamoDB as plain values; whole numbers become int."""
    return {name: _plain(_deserializer.deserialize(value)) for name, value in attributes.items()}


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case _:
            return value


def dump(model: Model) -> Item:
    """A model as a plain row."""
    return model.model_dump(mode="json", exclude_none=True)


def load(model: type[M], item: Item) -> M:
    """The model in a row that may also hold key and index attributes."""
    return model.model_validate({name: item[name] for name in model.model_fields if name in item})


def transact(client: DynamoDBClient, writes: Sequence[Write]) -> None:
    """All of the writes, or none.

    A clash with another transaction is tried again after a random, growing pause.

    Raises:
        ConditionFailedError: a condition did not hold; nothing was written.
    """
    for attempt in range(TRANSACTION_TRIES):
        try:
            client.transact_write_items(TransactItems=[write.request for write in writes])
        except client.exceptions.TransactionCanceledException as error:
            reasons = [str(reason.get("Code")) for reason in error.response.get("CancellationReasons", [])]
            if _CONDITION_FAILED in reasons:
                failed = [w.name for w, r in zip(writes, reasons, strict=True) if r == _CONDITION_FAILED]
                raise ConditionFailedError(failed) from error
            if not _WORTH_RETRYING.intersection(reasons) or attempt == TRANSACTION_TRIES - 1:
                raise
            time.sleep(random.uniform(0, min(1.0, 0.02 * 2**attempt)))  # noqa: S311 - jitter, not a secret
        else:
            return


def batch_get(client: DynamoDBClient, table: str, keys: Sequence[Item]) -> Iterator[Item]:
    """The rows that exist among the keys, read consistently, in no particular order."""
    for start in range(0, len(keys), MAX_BATCH_GET):
        wanted = [to_attributes(key) for key in keys[start : start + MAX_BATCH_GET]]
        # A batch stops at 16 MB: the rest comes back unprocessed, at least one row is always served.
        while wanted:
            answer = client.batch_get_item(RequestItems={table: {"Keys": wanted, "ConsistentRead": True}})
            yield from map(from_attributes, answer["Responses"].get(table, []))
            unprocessed: Item = {**answer.get("UnprocessedKeys", {})}
            wanted = unprocessed[table]["Keys"] if table in unprocessed else []


def batch_put(client: DynamoDBClient, table: str, items: Sequence[Item]) -> None:
    """Puts the rows, without conditions and not as one unit."""
    for start in range(0, len(items), MAX_BATCH_WRITE):
        batch = items[start : start + MAX_BATCH_WRITE]
        requests: Any = [{"PutRequest": {"Item": to_attributes(item)}} for item in batch]
        while requests:
            requests = client.batch_write_item(RequestItems={table: requests})["UnprocessedItems"].get(table)


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


def put(
    name: str,
    table: str,
    item: Item,
    condition: str | None = None,
    values: Item | None = None,
    names: dict[str, str] | None = None,
) -> Write:
    """A put, conditional if so asked, as part of a transaction."""
    request: Any = {"TableName": table, "Item": to_attributes(item)}
    if condition:
        request["ConditionExpression"] = condition
    request.update(_expressions(values, names))
    return Write(name, {"Put": request})


def update(
    name: str,
    table: str,
    key: Item,
    expression: str,
    condition: str,
    values: Item,
    names: dict[str, str] | None = None,
) -> Write:
    """A conditional update, as part of a transaction."""
    request: Any = {
        "TableName": table,
        "Key": to_attributes(key),
        "UpdateExpression": expression,
        "ConditionExpression": condition,
    }
    request.update(_expressions(values, names))
    return Write(name, {"Update": request})


def _expressions(values: Item | None, names: dict[str, str] | None) -> Item:
    expressions: Item = {}
    if values:
        expressions["ExpressionAttributeValues"] = to_attributes(values)
    if names:
        expressions["ExpressionAttributeNames"] = names
    return expressions


def write_if(client: DynamoDBClient, write: Write) -> bool:
    """One conditional write on its own; False when its condition did not hold."""
    try:
        transact(client, [write])
    except ConditionFailedError:
        return False
    return True


def get(client: DynamoDBClient, table: str, key: Item) -> Item | None:
    """One row, read consistently, or None."""
    answer = client.get_item(TableName=table, Key=to_attributes(key), ConsistentRead=True)
    return from_attributes(answer["Item"]) if "Item" in answer else None


def index_query(table: str, index: str, key: str, value: str) -> dict[str, Any]:
    """The query for one partition of an index."""
    return {
        "TableName": table,
        "IndexName": index,
        "KeyConditionExpression": "#key = :value",
        "ExpressionAttributeNames": {"#key": key},
        "ExpressionAttributeValues": to_attributes({":value": value}),
    }
