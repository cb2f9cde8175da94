"""Rows: between models and DynamoDB's attributes, and read or put by their keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from pydantic import ValidationError
from tenacity import retry_if_exception_type

from control_push.adapters.tables.retries import retrying
from control_push.errors import ControlPushError, UnreadableRowError
from control_push.models.base import Model
from control_push.telemetry import logger

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Item = dict[str, Any]
"""A row as plain Python values."""
AttributeMap = dict[str, Any]
"""A row as DynamoDB sends it: ``{"name": {"S": "value"}}``."""
M = TypeVar("M", bound=Model)

MAX_BATCH_GET = 100
MAX_BATCH_WRITE = 25

_serializer = TypeSerializer()
_deserializer = TypeDeserializer()


class UnprocessedError(ControlPushError):
    """DynamoDB served only a part of a batch."""


BATCHES = retrying(retry_if_exception_type(UnprocessedError))


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
    """A model as a plain row. An attribute that is None is left out: conditions ask whether it exists."""
    row = model.model_dump(mode="json", exclude_computed_fields=True)
    return {name: value for name, value in row.items() if value is not None}


def load(model: type[M], row: Item, row_id: str) -> M:
    """The model in a row that may also hold attributes of keys and indexes, or of another version.

    Raises:
        UnreadableRowError: names the row by `row_id`; the reason is in the log.
    """
    try:
        return model.model_validate(row, extra="ignore")
    except ValidationError as error:
        reasons = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise unreadable(model, row_id, reasons) from error


def unreadable(model: type[Model], row_id: str, reasons: Sequence[str]) -> UnreadableRowError:
    """The error of a row that is there and no such model; the reasons go into the log."""
    error = UnreadableRowError(_noun(model), row_id, uuid4().hex)
    logger.error("unreadable row", extra={"row": error.detail, "reasons": reasons})
    return error


def _noun(model: type[Model]) -> str:
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize()


def get(client: DynamoDBClient, table: str, key: Item) -> Item | None:
    """One row, read consistently, or None."""
    answer = client.get_item(TableName=table, Key=to_attributes(key), ConsistentRead=True)
    return from_attributes(answer["Item"]) if "Item" in answer else None


def batch_get(client: DynamoDBClient, table: str, keys: Sequence[Item]) -> Iterator[Item]:
    """The rows that exist among the keys, read consistently, in no particular order.

    Raises:
        UnprocessedError: some were not served in any try.
    """
    for start in range(0, len(keys), MAX_BATCH_GET):
        yield from get_together(client, {table: keys[start : start + MAX_BATCH_GET]})[table]


def get_together(client: DynamoDBClient, keys: Mapping[str, Sequence[Item]]) -> dict[str, list[Item]]:
    """The rows of up to 100 keys, by table, in one request: each read consistently, in no particular order.

    Raises:
        UnprocessedError: some were not served in any try.
    """
    rows: dict[str, list[Item]] = {table: [] for table in keys}
    wanted: Any = {
        table: {"Keys": [to_attributes(key) for key in some], "ConsistentRead": True}
        for table, some in keys.items()
        if some
    }
    for attempt in BATCHES:
        with attempt:
            answer = client.batch_get_item(RequestItems=wanted)
            for table, served in answer["Responses"].items():
                rows[table] += map(from_attributes, served)
            # A batch also stops at 16 MB.
            if left := answer.get("UnprocessedKeys", {}):
                wanted = {
                    table: {"Keys": rest["Keys"], "ConsistentRead": True} for table, rest in left.items()
                }
                raise UnprocessedError(f"Rows of {len(wanted)} tables were not read.")
    return rows


def batch_put(client: DynamoDBClient, table: str, items: Sequence[Item]) -> None:
    """Puts the rows, without conditions and not as one unit.

    Raises:
        UnprocessedError: some were not written in any try.
    """
    for start in range(0, len(items), MAX_BATCH_WRITE):
        _put_batch(client, table, items[start : start + MAX_BATCH_WRITE])


def _put_batch(client: DynamoDBClient, table: str, items: Sequence[Item]) -> None:
    requests: Any = [{"PutRequest": {"Item": to_attributes(item)}} for item in items]
    for attempt in BATCHES:
        with attempt:
            answer = client.batch_write_item(RequestItems={table: requests})
            if requests := answer["UnprocessedItems"].get(table):
                raise UnprocessedError(f"{len(requests)} rows were not written.")
