"""Transactions that clash: the local AWS and moto never raise it, AWS does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import ANY, Stubber
from hypothesis import given
from hypothesis import strategies as st

from control_push.adapters.tables import dynamodb as module
from control_push.adapters.tables.dynamodb import (
    ConditionFailedError,
    decode_cursor,
    encode_cursor,
    from_attributes,
    put,
    to_attributes,
    transact,
)
from control_push.errors import InvalidInputError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

WRITES = [put("one", "t", {"id": "1"}), put("two", "t", {"id": "2"})]
REQUEST = {"TransactItems": ANY, "ClientRequestToken": ANY}


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("control_push.adapters.tables.dynamodb.time.sleep", lambda seconds: None)
    client: DynamoDBClient = boto3.client("dynamodb")
    with Stubber(client) as stubber:
        yield client, stubber


def cancelled(stubber: Stubber, *codes: str) -> None:
    stubber.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": code} for code in codes]},
    )


def test_a_clash_is_tried_again(stubbed: Any) -> None:
    client, stubber = stubbed
    cancelled(stubber, "None", "TransactionConflict")
    cancelled(stubber, "ThrottlingError", "None")
    stubber.add_response("transact_write_items", {})
    transact(client, WRITES)
    stubber.assert_no_pending_responses()


def test_clashes_without_end_are_given_up(stubbed: Any) -> None:
    client, stubber = stubbed
    for _ in range(module.TRANSACTION_TRIES):
        cancelled(stubber, "TransactionConflict", "None")
    with pytest.raises(ClientError):
        transact(client, WRITES)
    stubber.assert_no_pending_responses()


def test_a_condition_that_does_not_hold_is_named_and_not_tried_again(stubbed: Any) -> None:
    client, stubber = stubbed
    cancelled(stubber, "TransactionConflict", "ConditionalCheckFailed")
    with pytest.raises(ConditionFailedError) as clash:
        transact(client, WRITES)
    assert clash.value.failed == ["two"]
    stubber.assert_no_pending_responses()


def test_anything_else_is_not_tried_again(stubbed: Any) -> None:
    client, stubber = stubbed
    cancelled(stubber, "ValidationError", "None")
    with pytest.raises(ClientError):
        transact(client, WRITES)
    stubber.assert_no_pending_responses()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(min_size=1), json_values))
def test_a_row_comes_back_as_it_was(row: dict[str, Any]) -> None:
    known = {name: value for name, value in row.items() if value is not None}
    assert from_attributes(to_attributes(row)) == known


@given(st.text())
def test_a_cursor_of_ours_comes_back(text: str) -> None:
    if 0 < len(text) <= 1000:
        assert decode_cursor(encode_cursor({"a": text}), ("a",)) == {"a": text}


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_any_other_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidInputError):
        decode_cursor(cursor, ("a",))
