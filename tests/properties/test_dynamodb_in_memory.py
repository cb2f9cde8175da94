"""The DynamoDB in memory gives the domain's tests the same answers as moto does."""

from __future__ import annotations

from typing import Any

import pytest

from control_push.adapters.tables.store import Store
from control_push.models.statement import Statement
from tests.properties.dynamodb_in_memory import InMemoryDynamoDB
from tests.unit.conftest import NAMES
from tests.unit.domain.push.test_finish import *  # noqa: F403
from tests.unit.domain.push.test_push_statement import *  # noqa: F403
from tests.unit.domain.push.test_settle_item import *  # noqa: F403
from tests.unit.domain.push.test_start import *  # noqa: F403
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import FakeServiceNow


@pytest.fixture
def store() -> Store:
    client: Any = InMemoryDynamoDB()
    return Store.open(client, NAMES)


@pytest.fixture
def push(store: Store) -> Pushing:
    pushing = Pushing(store, FakeServiceNow())
    pushing.connect()
    return pushing


@pytest.fixture
def edited(push: Pushing) -> Statement:
    return push.edited(push.pulled(1), "mine")
