"""Rows keep what they are given, and a batch that was served in part is asked for again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.stub import Stubber
from hypothesis import given
from hypothesis import strategies as st

from control_push.adapters.tables import retries, rows
from control_push.adapters.tables.rows import (
    UnprocessedError,
    batch_get,
    batch_put,
    from_attributes,
    to_attributes,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ROWS = [{"id": "1"}, {"id": "2"}, {"id": "3"}]

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1), inner, max_size=3),
    max_leaves=10,
)


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
    monkeypatch.setattr(rows.BATCHES, "sleep", made.append)
    return made


def served(stubber: Stubber, wanted: list[Any], left: list[Any]) -> None:
    keys = [to_attributes(key) for key in wanted]
    unprocessed = {"t": {"Keys": [to_attributes(key) for key in left]}} if left else {}
    found = [key for key in keys if key not in [to_attributes(one) for one in left]]
    stubber.add_response(
        "batch_get_item",
        {"Responses": {"t": found}, "UnprocessedKeys": unprocessed},
        {"RequestItems": {"t": {"Keys": keys, "ConsistentRead": True}}},
    )


def written(stubber: Stubber, wanted: list[Any], left: list[Any]) -> None:
    def requests(items: list[Any]) -> list[Any]:
        return [{"PutRequest": {"Item": to_attributes(item)}} for item in items]

    unprocessed = {"t": requests(left)} if left else {}
    stubber.add_response(
        "batch_write_item",
        {"UnprocessedItems": unprocessed},
        {"RequestItems": {"t": requests(wanted)}},
    )


@given(st.dictionaries(st.text(min_size=1), json_values))
def test_a_row_comes_back_as_it_was(row: dict[str, Any]) -> None:
    known = {name: value for name, value in row.items() if value is not None}
    assert from_attributes(to_attributes(row)) == known


def test_keys_that_were_not_served_are_asked_for_again(
    client: DynamoDBClient, stubber: Stubber, pauses: list[float]
) -> None:
    served(stubber, ROWS, ROWS[1:])
    served(stubber, ROWS[1:], ROWS[1:])
    served(stubber, ROWS[1:], [])
    assert list(batch_get(client, "t", ROWS)) == ROWS
    assert len(pauses) == 2


def test_rows_that_were_not_written_are_sent_again(
    client: DynamoDBClient, stubber: Stubber, pauses: list[float]
) -> None:
    written(stubber, ROWS, ROWS[2:])
    written(stubber, ROWS[2:], [])
    batch_put(client, "t", ROWS)
    assert len(pauses) == 1


def test_a_batch_that_is_never_served_is_given_up_with_an_error(
    client: DynamoDBClient, stubber: Stubber, pauses: list[float]
) -> None:
    for _ in range(retries.TRIES):
        written(stubber, ROWS, ROWS)
    with pytest.raises(UnprocessedError):
        batch_put(client, "t", ROWS)
    for _ in range(retries.TRIES):
        served(stubber, ROWS, ROWS)
    with pytest.raises(UnprocessedError):
        list(batch_get(client, "t", ROWS))
    assert len(pauses) == 2 * (retries.TRIES - 1)
