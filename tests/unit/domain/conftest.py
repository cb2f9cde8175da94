from __future__ import annotations

import pytest

from control_push.adapters.tables.store import Store
from control_push.models.statement import Statement
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import FakeServiceNow


@pytest.fixture
def push(store: Store) -> Pushing:
    pushing = Pushing(store, FakeServiceNow())
    pushing.connect()
    return pushing


@pytest.fixture
def edited(push: Pushing) -> Statement:
    return push.edited(push.pulled(1), "mine")
