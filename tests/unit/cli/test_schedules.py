"""schedules …; and a push that holds as a schedule does."""

from __future__ import annotations

import json
from typing import Any

import pytest
import respx

from .conftest import Invoke, conflict_entry, job, problem, statement

RUN: dict[str, Any] = {
    "at": "2026-01-03T21:00:00Z",
    "job_id": "j1",
    "status": "pushed",
    "held": [{"statement_id": "s9", "control_id": "AC-9", "reason": "edited_since"}],
    "held_count": 1,
    "reason": None,
    "schedule_id": "n1",
    "schedule_name": "Nightly",
    "job": {"status": "completed", "total": 2, "succeeded": 2, "failed": 0, "skipped": 0},
}
NIGHTLY: dict[str, Any] = {
    "id": "n1",
    "name": "Nightly [bold]",
    "expression": "cron(0 22 ? * MON-FRI *)",
    "time_zone": "Europe/Berlin",
    "enabled": True,
    "scope": {"system_id": None, "family": None, "modified_by": None},
    "pinned": True,
    "notify": "problems",
    "revision": 3,
    "next_runs": ["2026-03-28T21:00:00Z", "2026-03-30T20:00:00Z"],
    "clock_changes": [{"kind": "missing", "local": "2026-03-29T02:30:00", "at": None}],
    "last_run": RUN,
    "sentence": "Pushes 14 statements of Payroll as of now.",
    "created_by": "root@example.com",
    "updated_by": "root@example.com",
    "updated_at": "2026-01-02T00:00:00Z",
}


def sent(route: respx.Route) -> dict[str, Any]:
    return dict(json.loads(route.calls.last.request.content))


def test_list_and_show(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/schedules").respond(json={"schedules": [NIGHTLY], "next_cursor": None})
    api.get("/schedules/n1").respond(json=NIGHTLY)
    listed = invoke("schedules", "list")
    assert "Nightly [bold]" in listed.stdout
    assert json.loads(invoke("schedules", "list", "--json").stdout) == [NIGHTLY]
    shown = invoke("schedules", "show", "n1").stdout
    for part in ("Pushes 14 statements of Payroll", "2026-03-28 21:00", "does not exist there", "pushed"):
        assert part in shown
    assert json.loads(invoke("schedules", "show", "n1", "--json").stdout) == NIGHTLY


def test_create(invoke: Invoke, api: respx.MockRouter) -> None:
    route = api.post("/schedules").respond(201, json=NIGHTLY)
    result = invoke(
        "schedules", "create", "--name", "Nightly", "--when", "cron(0 22 ? * MON-FRI *)",
        "--time-zone", "Europe/Berlin", "--family", "AC", "--pinned", "--notify", "always", "--off",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert sent(route) == {
        "name": "Nightly",
        "expression": "cron(0 22 ? * MON-FRI *)",
        "time_zone": "Europe/Berlin",
        "scope": {"family": "AC"},
        "pinned": True,
        "notify": "always",
        "enabled": False,
    }


def test_what_is_wrong_is_named(invoke: Invoke, api: respx.MockRouter) -> None:
    wrong = [{"field": "expression", "message": "hours: '25' is not a number from 0 to 23"}]
    api.post("/schedules").respond(**problem(422, "invalid_input", errors=wrong))
    result = invoke("schedules", "create", "--name", "x", "--when", "cron(0 25 * * ? *)")
    assert result.exit_code == 2
    assert "hours: '25'" in result.stderr


@pytest.mark.parametrize(
    ("command", "body"),
    [
        (["on", "n1"], {"enabled": True}),
        (["off", "n1"], {"enabled": False}),
        (["change", "n1", "--when", "rate(1 hour)"], {"expression": "rate(1 hour)"}),
        (["change", "n1", "--all", "--not-pinned"], {"scope": {}, "pinned": False}),
        (["change", "n1", "--by", "ann"], {"scope": {"modified_by": "ann"}}),
    ],
)
def test_a_change_names_the_revision_that_was_read(
    invoke: Invoke, api: respx.MockRouter, command: list[str], body: dict[str, Any]
) -> None:
    api.get("/schedules/n1").respond(json=NIGHTLY)
    route = api.put("/schedules/n1").respond(json=NIGHTLY)
    assert invoke("schedules", *command).exit_code == 0
    assert sent(route) == {"revision": 3, **body}


def test_delete_asks_first(invoke: Invoke, api: respx.MockRouter) -> None:
    route = api.delete("/schedules/n1").respond(204)
    assert invoke("schedules", "delete", "n1", input="n\n").exit_code != 0
    assert not route.called
    result = invoke("schedules", "delete", "n1", "--yes", "--json")
    assert json.loads(result.stdout) == {"id": "n1", "deleted": True}


def test_run_stays_with_its_push_and_names_what_was_held(invoke: Invoke, api: respx.MockRouter) -> None:
    api.post("/schedules/n1/run").respond(202, json=RUN)
    api.get("/push/j1").respond(json=job())
    result = invoke("schedules", "run", "n1")
    assert result.exit_code == 4
    assert "Held (left out), edited since: AC-9" in result.stdout
    document = json.loads(invoke("schedules", "run", "n1", "--json").stdout)
    assert (document["job_id"], document["schedule_run"]) == ("j1", RUN)
    assert json.loads(invoke("schedules", "run", "n1", "--no-wait", "--json").stdout) == RUN


@pytest.mark.parametrize(
    ("status", "code"), [("nothing_to_push", 0), ("held", 4), ("refused", 4), ("overlapping", 4)]
)
def test_run_says_why_it_started_nothing(
    invoke: Invoke, api: respx.MockRouter, status: str, code: int
) -> None:
    nothing = {**RUN, "job_id": None, "held": [], "status": status, "reason": "The reason."}
    api.post("/schedules/n1/run").respond(202, json=nothing)
    result = invoke("schedules", "run", "n1")
    assert (result.exit_code, "The reason." in result.stdout) == (code, True)


def test_runs_of_one_and_of_all(invoke: Invoke, api: respx.MockRouter) -> None:
    page = {"runs": [RUN], "next_cursor": None}
    one = api.get("/schedules/n1/runs").respond(json=page)
    every = api.get("/schedules/runs").respond(json=page)
    assert "2 succeeded, 1 held" in invoke("schedules", "runs", "n1").stdout
    assert json.loads(invoke("schedules", "runs", "--json").stdout) == [RUN]
    assert (one.called, every.called) == (True, True)


# push --hold


def test_a_push_that_holds_leaves_out_what_cannot_go_and_says_so(
    invoke: Invoke, api: respx.MockRouter
) -> None:
    rows = [statement(), statement(id="s2", control_id="AC-3"), statement(id="s3", control_id="AC-4")]
    api.get("/push/modified").respond(json={"statements": rows, "total_count": 3, "next_cursor": None})
    gone = {"code": "deleted_in_servicenow", "message": "gone", "hint": ""}
    checks = [
        conflict_entry(has_conflict=False, verdict="unchanged"),
        conflict_entry(statement_id="s2"),
        conflict_entry(statement_id="s3", has_conflict=False, verdict=None, error=gone),
    ]
    api.post("/push/check-conflicts").respond(json={"conflicts": checks})
    route = api.post("/push").respond(202, json={"job_id": "j1"})
    api.get("/push/j1").respond(json=job())
    result = invoke("push", "--all", "--hold", "--wait", "--yes", "--json")
    assert result.exit_code == 4
    assert sent(route)["statement_ids"] == ["s1"]
    assert json.loads(result.stdout)["held"] == [
        {"statement_id": "s2", "control_id": "AC-3", "reason": "conflict"},
        {"statement_id": "s3", "control_id": "AC-4", "reason": "missing"},
    ]
    assert "Held (left out), missing: AC-4" in result.stderr


def test_with_everything_held_nothing_is_pushed(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/statements/s1").respond(json=statement())
    api.post("/push/check-conflicts").respond(json={"conflicts": [conflict_entry()]})
    result = invoke("push", "s1", "--hold", "--yes", "--json")
    assert result.exit_code == 4
    assert json.loads(result.stdout)["held"][0]["reason"] == "conflict"
