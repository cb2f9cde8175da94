"""AWS's limits where the local AWS and moto have none: a call that passes one fails the test that made it.

Watched are the calls of boto3 clients (`watching_botocore`), of the DynamoDB in memory (`Watched`), and what
Lambda functions answer (`check_answer`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.client import BaseClient

from tests.tables import TABLES

KB, MB = 1024, 1024 * 1024
ITEM_BYTES = 400 * KB
"""https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items"""
BATCH_WRITES, BATCH_READS = 25, 100
"""https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html"""
BATCH_BYTES = 16 * MB
TRANSACTION_ACTIONS, TRANSACTION_BYTES = 100, 4 * MB
"""https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html"""
PAGE_BYTES = MB
"""https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html"""
WRITES_A_SECOND, READS_A_SECOND = 1000, 3000
"""Units per partition: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html"""
API_SECONDS = 29
"""https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html"""
STATE_BYTES = 256 * KB
"""Input and output of a state: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"""
ANSWER_BYTES = 6 * MB
"""https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""
HISTORY_EVENTS = 25_000
"""Of one execution: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"""
ENVIRONMENT_BYTES = 4 * KB
"""https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"""

WRITES = {"Put", "Update", "Delete", "ConditionCheck"}


class LimitPassedError(AssertionError):
    """AWS would have refused, cut or delayed what the test did."""


def require(size: float, limit: float, what: str) -> None:
    """Raises LimitPassedError if the size is over the limit."""
    if size > limit:
        raise LimitPassedError(f"{what}: {size:,.0f}, and AWS allows {limit:,.0f}")


def item_bytes(attributes: dict[str, Any]) -> int:
    """https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html"""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in attributes.items())


def _value_bytes(value: dict[str, Any]) -> int:
    [(kind, content)] = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return len(content) // 2 + 2
        case "B":
            return len(content)
        case "M":
            return 3 + len(content) + item_bytes(content)
        case "L":
            return 3 + len(content) + sum(map(_value_bytes, content))
        case "SS" | "NS" | "BS":
            return sum(len(one) for one in content)
        case _:
            return 1


@dataclass
class Capacity:
    """Units used of each partition since the last `reset`."""

    writes: Counter[tuple[str, str]] = field(default_factory=Counter)
    reads: Counter[tuple[str, str]] = field(default_factory=Counter)

    def reset(self) -> None:
        """Begins anew."""
        self.writes.clear()
        self.reads.clear()

    def require_within(self, seconds: float) -> None:
        """One partition takes as much in so many seconds."""
        for (table, partition), units in self.writes.items():
            require(units, seconds * WRITES_A_SECOND, f"write units of {table} {partition} in {seconds:g} s")
        for (table, partition), units in self.reads.items():
            require(units, seconds * READS_A_SECOND, f"read units of {table} {partition} in {seconds:g} s")


CAPACITY = Capacity()


def check_call(operation: str, request: dict[str, Any], answer: dict[str, Any]) -> None:
    """One call of AWS, with what it answered; for operations without a known limit nothing happens.

    Raises:
        LimitPassedError: names the limit.
    """
    if check := _CHECKS.get(operation):
        check(request, answer)


def check_answer(answer: object, limit: int, what: str) -> None:
    """What a function hands on, as JSON."""
    require(len(json.dumps(answer).encode()), limit, what)


def _put_item(request: dict[str, Any], _answer: dict[str, Any]) -> None:
    _written(request["TableName"], request["Item"])


def _batch_write(request: dict[str, Any], _answer: dict[str, Any]) -> None:
    actions = [(table, one) for table, ones in request["RequestItems"].items() for one in ones]
    require(len(actions), BATCH_WRITES, "writes of a batch")
    items = [(table, one["PutRequest"]["Item"]) for table, one in actions if "PutRequest" in one]
    require(sum(item_bytes(item) for _, item in items), BATCH_BYTES, "bytes of a batch")
    for table, item in items:
        _written(table, item)


def _transact_write(request: dict[str, Any], _answer: dict[str, Any]) -> None:
    actions = [(kind, one) for item in request["TransactItems"] for kind, one in item.items()]
    require(len(actions), TRANSACTION_ACTIONS, "actions of a transaction")
    sizes = [item_bytes({**one.get("Item", one.get("Key", {}))}) + _values(one) for _, one in actions]
    require(sum(sizes), TRANSACTION_BYTES, "bytes of a transaction")
    for (_, one), size in zip(actions, sizes, strict=True):
        if "Item" in one:
            require(size, ITEM_BYTES, f"bytes of a row of {one['TableName']}")
        # A transaction writes twice, to prepare and to commit.
        _count(CAPACITY.writes, one["TableName"], one.get("Item") or one["Key"], 2 * _units(size, KB))


def _values(action: dict[str, Any]) -> int:
    # What an update brings; of the row it changes the request does not tell.
    return item_bytes(action.get("ExpressionAttributeValues", {})) if "Item" not in action else 0


def _batch_get(request: dict[str, Any], answer: dict[str, Any]) -> None:
    asked = sum(len(one["Keys"]) for one in request["RequestItems"].values())
    require(asked, BATCH_READS, "keys of a batch")
    found = [(table, item) for table, items in answer["Responses"].items() for item in items]
    require(sum(item_bytes(item) for _, item in found), BATCH_BYTES, "bytes of a batch")
    for table, item in found:
        _count(CAPACITY.reads, table, item, _units(item_bytes(item), 4 * KB))


def _query(request: dict[str, Any], answer: dict[str, Any]) -> None:
    size = sum(map(item_bytes, answer.get("Items", [])))
    require(size, PAGE_BYTES + ITEM_BYTES, "bytes of a page")
    values = request.get("ExpressionAttributeValues", {}).values()
    partition = next((one["S"] for one in values if "S" in one), "")
    index = f"{request['TableName']} {request.get('IndexName', '')}".strip()
    CAPACITY.reads[index, partition] += _units(size, 4 * KB)


def _start_execution(request: dict[str, Any], _answer: dict[str, Any]) -> None:
    require(len(request["input"].encode()), STATE_BYTES, "bytes of an execution's input")


def _written(table: str, item: dict[str, Any]) -> None:
    size = item_bytes(item)
    require(size, ITEM_BYTES, f"bytes of a row of {table}")
    _count(CAPACITY.writes, table, item, _units(size, KB))


def _count(counter: Counter[tuple[str, str]], table: str, row: dict[str, Any], units: int) -> None:
    hash_key = TABLES[table][0] if table in TABLES else next(iter(row))
    counter[table, str(row[hash_key].get("S", ""))] += units


def _units(size: int, unit: int) -> int:
    return max(1, -(-size // unit))


_CHECKS: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    "PutItem": _put_item,
    "BatchWriteItem": _batch_write,
    "TransactWriteItems": _transact_write,
    "BatchGetItem": _batch_get,
    "Query": _query,
    "StartExecution": _start_execution,
}


@contextmanager
def watching_botocore() -> Iterator[None]:
    """All boto3 clients of this process, by botocore's own hook around each call."""
    original = BaseClient._make_api_call  # type: ignore[attr-defined]

    def checked(client: BaseClient, operation: str, request: dict[str, Any]) -> Any:
        answer = original(client, operation, request)
        check_call(operation, request, answer)
        return answer

    BaseClient._make_api_call = checked  # type: ignore[attr-defined]
    try:
        yield
    finally:
        BaseClient._make_api_call = original  # type: ignore[attr-defined]


@dataclass
class Watched:
    """A DynamoDB client whose calls are checked."""

    client: Any

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.client, name)
        if name in {"exceptions", "get_paginator"} or not callable(found):
            return found
        operation = "".join(part.title() for part in name.split("_"))

        def checked(**request: Any) -> Any:
            answer = found(**request)
            check_call(operation, request, answer)
            return answer

        return checked
