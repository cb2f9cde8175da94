"""operations; and what a push says while writes are stopped."""

from __future__ import annotations

import json
from typing import Any

import pytest
import respx

from .conftest import Invoke, job, problem, statement

STOPPED: dict[str, Any] = {
    "writes": "off",
    "reason": "ServiceNow is being [b]upgraded[/b]",
    "changed_by": "root@example.com",
    "changed_at": "2026-01-03T00:00:00Z",
}
NEVER_SET = {"writes": "on", "reason": None, "changed_by": None, "changed_at": None}
WAITS = "Nothing is written to ServiceNow: stopped by root@example.com."


def test_show(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/operations").respond(json=STOPPED)
    output = invoke("operations", "show").stdout
    for part in ("STOPPED", "[b]upgraded[/b]", "root@example.com"):
        assert part in output
    assert json.loads(invoke("operations", "show", "--json").stdout) == STOPPED


def test_show_before_it_was_ever_set(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/operations").respond(json=NEVER_SET)
    output = invoke("operations", "show").stdout
    assert output.split() == ["Writes", "to", "ServiceNow", "on"]


def test_stop_and_resume(invoke: Invoke, api: respx.MockRouter) -> None:
    route = api.put("/operations").respond(json=STOPPED)
    result = invoke("operations", "stop", "--reason", "Upgrade")
    assert result.exit_code == 0
    assert "STOPPED" in result.stdout
    assert json.loads(route.calls.last.request.content) == {"writes": "off", "reason": "Upgrade"}
    assert json.loads(invoke("operations", "stop", "--reason", "Upgrade", "--json").stdout) == STOPPED
    route.respond(json=NEVER_SET)
    assert invoke("operations", "resume").exit_code == 0
    assert json.loads(route.calls.last.request.content) == {"writes": "on", "reason": None}


def test_stop_needs_a_reason_and_an_administrator(invoke: Invoke, api: respx.MockRouter) -> None:
    assert invoke("operations", "stop").exit_code == 2
    api.put("/operations").respond(**problem(403, "permission_denied"))
    assert invoke("operations", "stop", "--reason", "Upgrade").exit_code == 3


@pytest.mark.parametrize("as_json", [True, False])
def test_a_push_that_is_started_meanwhile_says_that_it_waits(
    invoke: Invoke, api: respx.MockRouter, as_json: bool
) -> None:
    api.get("/statements/s1").respond(json=statement())
    api.post("/push").respond(202, json={"job_id": "j1", "waiting_reason": WAITS})
    result = invoke("push", "s1", "--yes", "--no-wait", *(["--json"] if as_json else []))
    assert result.exit_code == 0
    assert WAITS in (result.stderr if as_json else result.stdout)


def test_a_push_says_why_it_waits(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/push/j1").respond(json=job(status="running", completed=1, waiting_reason=WAITS))
    assert WAITS in invoke("status", "j1").stdout
