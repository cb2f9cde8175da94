"""The watcher of AWS's limits sees each of them: a test that passes a limit fails."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from moto import mock_aws

from tests.aws_limits import (
    API_SECONDS,
    CAPACITY,
    STATE_BYTES,
    Capacity,
    LimitPassedError,
    Watched,
    check_answer,
    check_call,
    item_bytes,
    watching_botocore,
)
from tests.properties.dynamodb_in_memory import InMemoryDynamoDB
from tests.tables import create_request


def row(size: int = 0, number: int = 0) -> dict[str, Any]:
    return {"audit_id": {"S": f"{number:08}"}, "text": {"S": "x" * size}}


def put(size: int) -> dict[str, Any]:
    return {"Put": {"TableName": "audit", "Item": row(size)}}


def asked(count: int) -> dict[str, Any]:
    return {"RequestItems": {"audit": {"Keys": [{"audit_id": {"S": str(one)}} for one in range(count)]}}}


def written(count: int) -> dict[str, Any]:
    return {"RequestItems": {"audit": [{"PutRequest": {"Item": row(1, one)}} for one in range(count)]}}


NOTHING: dict[str, Any] = {"Responses": {}}
PASSING: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("PutItem", {"TableName": "audit", "Item": row(410_000)}, {}, "bytes of a row"),
    ("BatchWriteItem", written(26), {}, "writes of a batch"),
    ("TransactWriteItems", {"TransactItems": [put(1)] * 101}, {}, "actions of a transaction"),
    ("TransactWriteItems", {"TransactItems": [put(390_000)] * 11}, {}, "bytes of a transaction"),
    ("TransactWriteItems", {"TransactItems": [put(410_000)]}, {}, "bytes of a row"),
    ("BatchGetItem", asked(101), NOTHING, "keys of a batch"),
    ("Query", {"TableName": "audit"}, {"Items": [row(390_000)] * 4}, "bytes of a page"),
    ("StartExecution", {"input": "x" * (STATE_BYTES + 1)}, {}, "execution's input"),
]


@pytest.mark.parametrize(("operation", "request_", "answer", "words"), PASSING)
def test_a_call_over_a_limit_is_refused(
    operation: str, request_: dict[str, Any], answer: dict[str, Any], words: str
) -> None:
    with pytest.raises(LimitPassedError, match=words):
        check_call(operation, request_, answer)


@pytest.mark.parametrize(
    ("operation", "request_", "answer"),
    [
        ("BatchWriteItem", written(25), {}),
        ("TransactWriteItems", {"TransactItems": [put(40_000)] * 100}, {}),
        ("BatchGetItem", asked(100), NOTHING),
        ("Query", {"TableName": "audit"}, {"Items": [row(390_000)] * 2}),
        ("DescribeTable", {}, {}),
    ],
)
def test_a_call_within_the_limits_is_not(
    operation: str, request_: dict[str, Any], answer: dict[str, Any]
) -> None:
    check_call(operation, request_, answer)


def test_a_partition_takes_a_thousand_units_a_second() -> None:
    capacity = Capacity()
    capacity.writes["push-jobs", "job"] = 29_000
    capacity.require_within(API_SECONDS)
    capacity.writes["push-jobs", "job"] += 1
    with pytest.raises(LimitPassedError, match="write units of push-jobs job in 29 s: 29,001"):
        capacity.require_within(API_SECONDS)


def test_units_are_counted_by_partition() -> None:
    CAPACITY.reset()
    check_call("PutItem", {"TableName": "audit", "Item": row(3000)}, {})
    check_call("TransactWriteItems", {"TransactItems": [put(1)]}, {})
    assert dict(CAPACITY.writes) == {("audit", "00000000"): 5}  # 3 KB begun, and 1 KB twice
    CAPACITY.reset()


def test_an_answer_that_is_too_long() -> None:
    check_answer({"items": ["x" * 100]}, STATE_BYTES, "a state")
    with pytest.raises(LimitPassedError, match="a state"):
        check_answer({"items": ["x" * STATE_BYTES]}, STATE_BYTES, "a state")


def test_sizes_are_those_of_the_documentation() -> None:
    item = {
        "id": {"S": "ä"},
        "n": {"N": "1234"},
        "m": {"M": {"a": {"BOOL": True}}},
        "l": {"L": [{"NULL": True}]},
    }
    assert item_bytes(item) == (2 + 2) + (1 + 4) + (1 + 3 + 1 + 2) + (1 + 3 + 1 + 1)


def test_boto3_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    with mock_aws(), watching_botocore():
        client = boto3.client("dynamodb", region_name="us-east-1")
        client.create_table(**create_request("audit"))
        with pytest.raises((LimitPassedError, client.exceptions.ClientError)):
            client.put_item(TableName="audit", Item=row(410_000))
        CAPACITY.reset()
        client.put_item(TableName="audit", Item=row(1))
        assert CAPACITY.writes == {("audit", "00000000"): 1}
        CAPACITY.reset()


def test_the_dynamodb_in_memory_is_watched() -> None:
    with pytest.raises(LimitPassedError, match="bytes of a row"):
        Watched(InMemoryDynamoDB()).transact_write_items(TransactItems=[put(410_000)])
