from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from control_push.adapters.tables.store import Store
from control_push.handlers import resources
from control_push.handlers.api import audit_api, connection_api, push_api, statements_api
from control_push.settings import load_settings
from tests.unit.domain.pushing import FakeWorkflow, Pushing
from tests.unit.fake_servicenow import FakeServiceNow

MODULES: tuple[Any, ...] = (push_api, statements_api, connection_api, audit_api, resources)


@pytest.fixture
def push(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pushing]:
    """The handlers over moto's tables and ServiceNow in memory."""
    pushing = Pushing(store, FakeServiceNow(), workflow=FakeWorkflow())
    pushing.connect()
    found = {
        "store": lambda: store,
        "servicenow": lambda connection: pushing.servicenow,
        "servicenow_for": lambda source_id: pushing.servicenow,
        "push_workflow": lambda: pushing.workflow,
        "pull_workflow": lambda: pushing.workflow,
    }
    for module in MODULES:
        for name, value in found.items():
            if hasattr(module, name):
                monkeypatch.setattr(module, name, value)
    load_settings.cache_clear()
    yield pushing
    load_settings.cache_clear()
