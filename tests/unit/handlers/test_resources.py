"""How this product calls AWS."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from botocore.client import BaseClient

from control_push.adapters.tables.store import Store
from control_push.handlers import resources
from control_push.models.base import utc_now
from control_push.models.connection import Secrets
from tests.unit.fake_servicenow import CONNECTION

API_TIMEOUT = 29
"""Seconds, of an API function: `infra/constructs/functions.py`."""
MADE = {
    "store": lambda: resources.store().client,
    "credentials": lambda: resources.credentials().client,
    "push_workflow": lambda: resources.push_workflow().client,
    "pull_workflow": lambda: resources.pull_workflow().client,
    "work_bucket": lambda: resources.work_bucket().client,
}


@pytest.fixture
def client(request: pytest.FixtureRequest) -> BaseClient:
    made: BaseClient = MADE[request.param]()
    getattr(resources, request.param).cache_clear()
    return made


@pytest.mark.parametrize("client", MADE, indirect=True)
def test_a_call_that_is_never_answered_fails_while_the_function_can_still_say_so(client: BaseClient) -> None:
    config = client.meta.config
    tries = config.retries["total_max_attempts"]
    pauses = sum(min(2**number, 20) for number in range(tries - 1))
    longest = tries * (config.connect_timeout + config.read_timeout) + pauses
    assert longest < API_TIMEOUT


@pytest.fixture
def loaded(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[Secrets]:
    """What Secrets Manager has, newest last."""
    stored = [Secrets(password="first")]
    monkeypatch.setattr(resources, "store", lambda: store)
    monkeypatch.setattr(resources, "_open", None)
    credentials = Mock(load=Mock(side_effect=lambda version_id: stored[-1]))
    monkeypatch.setattr(resources, "credentials", lambda: credentials)
    return stored


def test_credentials_changed_in_secrets_manager_are_found_after_a_while(
    loaded: list[Secrets], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr("control_push.handlers.resources.time.monotonic", lambda: clock[0])
    first = resources.servicenow(CONNECTION)
    loaded.append(Secrets(password="second"))
    clock[0] += resources.CREDENTIALS_MAX_AGE - 1
    assert resources.servicenow(CONNECTION) is first
    clock[0] += 1
    second = resources.servicenow(CONNECTION)
    assert second is not first
    clock[0] += resources.CREDENTIALS_MAX_AGE
    assert resources.servicenow(CONNECTION) is second, "a client whose credentials are the same is kept"
    second.close()


def test_credentials_changed_in_secrets_manager_are_used_after_a_test(loaded: list[Secrets]) -> None:
    first = resources.servicenow(CONNECTION)
    loaded.append(Secrets(password="second"))
    tested = resources.servicenow(CONNECTION.model_copy(update={"last_test_at": utc_now()}))
    assert tested is not first
    tested.close()


@pytest.mark.parametrize("client", MADE, indirect=True)
def test_how_often_it_is_tried_does_not_depend_on_the_runtime(client: BaseClient) -> None:
    assert client.meta.config.retries == {"mode": "standard", "total_max_attempts": 3}
