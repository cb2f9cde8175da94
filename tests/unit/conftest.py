from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from control_push.adapters.tables.store import Store
from control_push.settings import Tables
from tests.aws_limits import Watched, watching_botocore
from tests.properties.dynamodb_in_memory import InMemoryDynamoDB
from tests.tables import TABLES, create_request

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NAMES = Tables(
    statements_table="statements",
    push_jobs_table="push-jobs",
    audit_table="audit",
    texts_table="texts",
    connection_table="connection",
    schedules_table="schedules",
)


@pytest.fixture(autouse=True)
def no_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test of this folder reaches AWS."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")


@pytest.fixture
def aws(no_aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """AWS as moto plays it."""
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    with mock_aws(), watching_botocore():
        yield


@pytest.fixture
def dynamodb(aws: None) -> DynamoDBClient:
    client = boto3.client("dynamodb")
    for name in TABLES:
        client.create_table(**create_request(name))
    return client


@pytest.fixture
def store() -> Store:
    """Over a DynamoDB in memory: `test_dynamodb_in_memory.py` proves that moto answers the same."""
    client: Any = Watched(InMemoryDynamoDB())
    return Store.open(client, NAMES)
