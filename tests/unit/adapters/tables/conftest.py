from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from control_push.adapters.tables.store import Store
from tests.unit.conftest import NAMES

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture
def store(dynamodb: DynamoDBClient) -> Store:
    """Here the point is what DynamoDB does."""
    return Store.open(dynamodb, NAMES)
