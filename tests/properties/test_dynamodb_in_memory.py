"""The domain's tests get the same answers from moto as from the DynamoDB in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from control_push.adapters.tables.store import Store
from control_push.models.statement import Statement
from tests.unit.conftest import NAMES, aws, dynamodb, no_aws  # noqa: F401 - fixtures
from tests.unit.domain.push.test_finish import *  # noqa: F403
from tests.unit.domain.push.test_push_statement import *  # noqa: F403
from tests.unit.domain.push.test_settle_item import *  # noqa: F403
from tests.unit.domain.push.test_start import *  # noqa: F403
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import FakeServiceNow

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture
def store(dynamodb: DynamoDBClient) -> Store:  # noqa: F811 - the fixture
    return Store.open(dynamodb, NAMES)


@pytest.fixture
def push(store: Store) -> Pushing:
    pushing = Pushing(store, FakeServiceNow())
    pushing.connect()
    return pushing


@pytest.fixture
def edited(push: Pushing) -> Statement:
    return push.edited(push.pulled(1), "mine")
