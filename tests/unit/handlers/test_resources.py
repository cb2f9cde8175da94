"""How this product calls AWS."""

from __future__ import annotations

import pytest
from botocore.client import BaseClient

from control_push.handlers import resources

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


@pytest.mark.parametrize("client", MADE, indirect=True)
def test_how_often_it_is_tried_does_not_depend_on_the_runtime(client: BaseClient) -> None:
    assert client.meta.config.retries == {"mode": "standard", "total_max_attempts": 3}
