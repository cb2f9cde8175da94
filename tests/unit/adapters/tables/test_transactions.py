"""Transactions that clash: the local AWS and moto never raise it, AWS does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from control_push.adapters.tables import retries, transactions
from control_push.adapters.tables.transactions import ConditionFailedError, put, transact

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

WRITES = [put("one", "t", {"id": "1"}), put("two", "t", {"id": "2"})]


@pytest.fixture
def client() -> DynamoDBClient:
    return boto3.client("dynamodb")


@pytest.fixture
def stubber(client: DynamoDBClient) -> Iterator[Stubber]:
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    made: list[float] = []
    monkeypatch.setattr(transactions.CLASHES, "sleep", made.append)
    return made


def cancelled(stubber: Stubber, *codes: str) -> None:
    stubber.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": code} for code in codes]},
    )


def test_a_clash_is_tried_again(client: DynamoDBClient, stubber: Stubber, pauses: list[float]) -> None:
    cancelled(stubber, "None", "TransactionConflict")
    cancelled(stubber, "ThrottlingError", "None")
    cancelled(stubber, "None", "ProvisionedThroughputExceeded")
    stubber.add_response(
        "transact_write_items",
        {},
        {"TransactItems": [write.request for write in WRITES]},
    )
    transact(client, WRITES)
    assert len(pauses) == 3


def test_clashes_without_end_are_given_up(
    client: DynamoDBClient, stubber: Stubber, pauses: list[float]
) -> None:
    for _ in range(retries.TRIES):
        cancelled(stubber, "TransactionConflict", "None")
    with pytest.raises(ClientError):
        transact(client, WRITES)
    assert len(pauses) == retries.TRIES - 1
    assert max(pauses) <= retries.LONGEST_PAUSE


def test_a_condition_that_does_not_hold_is_named_and_not_tried_again(
    client: DynamoDBClient, stubber: Stubber, pauses: list[float]
) -> None:
    cancelled(stubber, "TransactionConflict", "ConditionalCheckFailed")
    with pytest.raises(ConditionFailedError) as clash:
        transact(client, WRITES)
    assert clash.value.failed == ["two"]
    assert pauses == []


def test_anything_else_is_not_tried_again(
    client: DynamoDBClient, stubber: Stubber, pauses: list[float]
) -> None:
    cancelled(stubber, "ValidationError", "None")
    with pytest.raises(ClientError):
        transact(client, WRITES)
    assert pauses == []
