"""Every call with what its OpenAPI document allows and with what it does not: no answer is our own fault.

In this process, so that many are tried; `tests/integration/test_any_input.py` goes through the whole stack.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.core import NOT_SET
from schemathesis.generation import GenerationMode

from control_push.handlers.api import connection_api
from control_push.handlers.api.openapi import openapi_document
from control_push.models.connection import Secrets
from tests.unit.domain.pushing import Pushing
from tests.unit.handlers.calling import call

CALLS = {
    found.ok().label: found.ok()
    for found in schemathesis.openapi.from_dict(openapi_document()).get_all_operations()
}
SERVICENOW = {502, 503}
"""The one kind of server error that is no defect: ServiceNow's, documented, with its code."""


class AnySecrets:
    """Secrets Manager, for settings of any kind."""

    def load(self, version_id: str) -> Secrets:
        return Secrets(password="password", client_secret="secret")

    def save(self, secrets: Secrets) -> str:
        return "version"


@pytest.fixture
def busy(push: Pushing, monkeypatch: pytest.MonkeyPatch) -> Pushing:
    """Something of everything is there."""
    monkeypatch.setattr(connection_api, "credentials", AnySecrets)
    push.run(push.start(*(push.edited(push.pulled(number), "mine") for number in (1, 2))))
    push.edited(push.pulled(3), "mine")
    return push


def as_text(body: Any) -> str | None:
    if body is NOT_SET:
        return None
    return body.decode("latin-1") if isinstance(body, bytes) else json.dumps(body)


def as_request(case: Any) -> dict[str, Any]:
    """The parts of a generated case as the HTTP API hands them on."""
    query = [
        (name, value if isinstance(value, str) else json.dumps(value))
        for name, values in (case.query or {}).items()
        for value in (values if isinstance(values, list) else [values])
    ]
    headers = {name.lower(): str(value) for name, value in (case.headers or {}).items()}
    return {
        "raw_body": as_text(case.body),
        "raw_query": urlencode(query, errors="replace"),
        "headers": headers,
    }


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["good", "bad"])
@pytest.mark.parametrize("label", CALLS)
def test_no_answer_is_our_own_fault(busy: Pushing, label: str, mode: GenerationMode) -> None:
    cases = CALLS[label].as_strategy(generation_mode=mode)

    @settings(
        max_examples=5,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def try_it(data: st.DataObject) -> None:
        case = data.draw(cases)
        busy.connect()
        path = case.formatted_path.removeprefix("/api/v1")
        answer = call(case.method, path, groups="[admin]", **as_request(case))
        assert answer.status < 500 or answer.status in SERVICENOW, answer.body
        if answer.status >= 400:
            assert {"title", "status", "detail", "code"} <= set(answer.body)
            assert answer.body["code"] != "internal_error"

    try_it()
