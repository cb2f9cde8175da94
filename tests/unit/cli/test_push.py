"""check, resolve, push, status of a push, results, jobs, retry, cancel."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import respx

from control_push_cli.progress import Pace

from .conftest import Invoke, conflict_entry, failed_result, job, problem, statement


def answers(*documents: dict[str, Any]) -> list[httpx.Response]:
    return [httpx.Response(200, json=document) for document in documents]


def modified(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"statements": list(rows), "total_count": len(rows), "next_cursor": None}


def sent(route: respx.Route) -> dict[str, Any]:
    return dict(json.loads(route.calls.last.request.content))


@pytest.fixture(autouse=True)
def known(request: pytest.FixtureRequest) -> None:
    api: respx.MockRouter = request.getfixturevalue("api")
    api.get("/statements/s1").respond(json=statement())
    api.get("/statements/s2").respond(json=statement(id="s2", control_id="AC-3"))


# check


def check_entries(request: httpx.Request) -> httpx.Response:
    ids = json.loads(request.content)["statement_ids"]
    entries = [conflict_entry(statement_id=one, has_conflict=False, verdict="touched") for one in ids]
    return httpx.Response(200, json={"conflicts": entries})


def test_check_goes_in_batches(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/push/modified").respond(json=modified(*(statement(id=f"s{n}") for n in range(250))))
    route = api.post("/push/check-conflicts").mock(side_effect=check_entries)
    result = invoke("check", "--all", "--json")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)) == 250
    assert [len(json.loads(call.request.content)["statement_ids"]) for call in route.calls] == [100, 100, 50]


@pytest.mark.parametrize(
    ("entries", "code", "words"),
    [
        ([conflict_entry()], 4, "✗ conflict"),
        ([conflict_entry(has_conflict=False, verdict="already_stored")], 0, "= already stored"),
        (
            [
                conflict_entry(
                    has_conflict=False,
                    verdict=None,
                    error={"code": "forbidden", "message": "hidden", "hint": "Ask."},
                )
            ],
            5,
            "hidden Ask.",
        ),
        ([conflict_entry(has_conflict=False, verdict=None, error="gone")], 5, "gone"),
        (
            [conflict_entry(error={"code": "response_too_large", "message": "large", "hint": ""})],
            4,
            "✗ conflict",
        ),
    ],
)
def test_check_exit_codes(
    invoke: Invoke, api: respx.MockRouter, entries: list[dict[str, Any]], code: int, words: str
) -> None:
    api.post("/push/check-conflicts").respond(json={"conflicts": entries})
    result = invoke("check", "s1")
    assert result.exit_code == code
    assert words in result.stdout


@pytest.mark.parametrize("command", ["check", "push"])
def test_names_or_all_must_be_given(invoke: Invoke, command: str) -> None:
    assert invoke(command).exit_code == 2
    assert invoke(command, "s1", "--all").exit_code == 2


# resolve


@pytest.fixture
def conflict(api: respx.MockRouter) -> respx.Route:
    api.post("/push/check-conflicts").respond(json={"conflicts": [conflict_entry()]})
    return api.post("/push/resolve-conflict/s1").respond(json=statement())


def test_resolve_shows_who_and_what_and_asks(invoke: Invoke, conflict: respx.Route) -> None:
    declined = invoke("resolve", "s1", "--keep-local", input="n\n")
    assert declined.exit_code == 130
    assert conflict.call_count == 0
    for words in ("by remote.person", "2026-01-04 00:00", "-Base words.", "+Remote words.", "+Local words."):
        assert words in declined.stdout
    assert invoke("resolve", "s1", "--keep-local", input="y\n").exit_code == 0
    assert sent(conflict) == {
        "resolution": "keep_local",
        "remote_version": conflict_entry()["remote_version"],
        "revision": conflict_entry()["revision"],
    }


def test_resolve_keep_remote_json(invoke: Invoke, conflict: respx.Route) -> None:
    result = invoke("resolve", "s1", "--keep-remote", "--yes", "--json")
    assert json.loads(result.stdout)["id"] == "s1"
    assert "-Local words." in result.stderr
    assert sent(conflict)["resolution"] == "keep_remote"


def test_resolve_merged(invoke: Invoke, conflict: respx.Route, tmp_path: Path) -> None:
    (tmp_path / "m.html").write_text("<p>Merged words.</p>")
    result = invoke("resolve", "s1", "--merged", "m.html", "--yes")
    assert "+Merged words." in result.stdout
    assert sent(conflict)["merged_content"] == "<p>Merged words.</p>"


@pytest.mark.parametrize(
    "options", [(), ("--keep-local", "--keep-remote"), ("--keep-local", "--merged", "x")]
)
def test_resolve_takes_one_decision(invoke: Invoke, options: tuple[str, ...]) -> None:
    assert invoke("resolve", "s1", *options).exit_code == 2


@pytest.mark.parametrize(
    "entry", [conflict_entry(has_conflict=False, verdict="unchanged"), conflict_entry(error="gone")]
)
def test_resolve_without_a_conflict(invoke: Invoke, api: respx.MockRouter, entry: dict[str, Any]) -> None:
    api.post("/push/check-conflicts").respond(json={"conflicts": [entry]})
    assert invoke("resolve", "s1", "--keep-local", "--yes").exit_code == 4


def test_resolve_when_servicenow_changed_again(invoke: Invoke, conflict: respx.Route) -> None:
    conflict.respond(**problem(409, "remote_changed_again"))
    result = invoke("resolve", "s1", "--keep-local", "--yes")
    assert result.exit_code == 4
    assert "Run the command again" in result.stderr


# push


@pytest.fixture
def start(api: respx.MockRouter) -> respx.Route:
    return api.post("/push").respond(202, json={"job_id": "j1"})


def test_push_shows_asks_and_follows(
    invoke: Invoke, api: respx.MockRouter, start: respx.Route, naps: list[float]
) -> None:
    steps = [job(status="pending", completed=0), job(status="running", completed=1), job()]
    api.get("/push/j1").mock(side_effect=answers(*steps))
    result = invoke("push", "s1", "s2", "s1", input="y\n")
    assert result.exit_code == 0
    assert "Payroll: 2 statements (AC-2, AC-3)" in result.stdout
    assert "1/2 done, 2 succeeded" in result.stdout
    assert naps == [2, 2]
    assert sent(start) == {"statement_ids": ["s1", "s2"]}
    assert start.calls.last.request.headers["idempotency-key"] in result.stdout


def test_push_declined_starts_nothing(invoke: Invoke, start: respx.Route) -> None:
    assert invoke("push", "s1", input="n\n").exit_code == 130
    assert invoke("push", "s1", input="").exit_code == 2
    assert start.call_count == 0


def test_push_json_is_one_document(invoke: Invoke, api: respx.MockRouter, start: respx.Route) -> None:
    api.get("/push/j1").mock(side_effect=answers(job(status="running"), job()))
    result = invoke("push", "s1", "--yes", "--json", "--idempotency-key", "k")
    assert json.loads(result.stdout) == job() | {"idempotency_key": "k"}
    assert "2/2 done" in result.stderr
    assert start.calls.last.request.headers["idempotency-key"] == "k"


def test_push_all_leaves_conflicts_out_and_says_so(
    invoke: Invoke, api: respx.MockRouter, start: respx.Route
) -> None:
    api.get("/push/modified").respond(json=modified(statement(), statement(id="s2", sync_status="conflict")))
    api.get("/push/j1").respond(json=job())
    result = invoke("push", "--all", "--yes")
    assert result.exit_code == 4
    assert "left out" in result.stdout
    assert sent(start) == {"statement_ids": ["s1"]}


def test_push_all_with_nothing_modified(invoke: Invoke, api: respx.MockRouter, start: respx.Route) -> None:
    api.get("/push/modified").respond(json=modified())
    result = invoke("push", "--all", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"job_id": None})
    assert start.call_count == 0


def test_push_of_more_than_can_be_named(invoke: Invoke, api: respx.MockRouter, start: respx.Route) -> None:
    api.get("/push/modified").respond(json=modified(*(statement(id=f"s{n}") for n in range(1001))))
    being_prepared = job(status="pending", preparing=True, total=400, completed=0)
    api.get("/push/j1").mock(side_effect=answers(being_prepared, job()))
    result = invoke("push", "--all", "--family", "AC", "--by", "ann", "--yes")
    assert result.exit_code == 0
    assert sent(start) == {"scope": {"family": "AC", "modified_by": "ann"}}
    assert "preparing, 400 so far" in result.output


def test_push_refused_names_every_offender(invoke: Invoke, start: respx.Route) -> None:
    errors = [{"field": "statement_ids.0", "message": "s1: in conflict"}]
    start.respond(**problem(409, "not_pushable", errors=errors))
    result = invoke("push", "s1", "--yes")
    assert result.exit_code == 4
    assert "s1: in conflict" in result.stderr


def test_push_with_a_lost_answer_is_repeated_under_the_same_key(
    invoke: Invoke, api: respx.MockRouter, start: respx.Route
) -> None:
    start.mock(side_effect=[httpx.ReadTimeout("x"), httpx.Response(202, json={"job_id": "j1"})])
    api.get("/push/j1").respond(json=job())
    assert invoke("push", "s1", "--yes").exit_code == 0
    keys = {call.request.headers["idempotency-key"] for call in start.calls}
    assert (len(keys), start.call_count) == (1, 2)


def test_push_whose_start_is_unknown_says_how_to_repeat(invoke: Invoke, start: respx.Route) -> None:
    start.mock(side_effect=httpx.ReadTimeout("x"))
    result = invoke("push", "s1", "--yes", "--idempotency-key", "k")
    assert result.exit_code == 7
    assert "--idempotency-key k" in result.stderr


def test_push_without_waiting(invoke: Invoke, start: respx.Route) -> None:
    result = invoke("push", "s1", "--yes", "--no-wait", "--json", "--idempotency-key", "k")
    assert json.loads(result.stdout) == {"job_id": "j1", "idempotency_key": "k"}
    assert "status j1 --wait" in invoke("push", "s1", "--yes", "--no-wait").stdout


def test_push_with_failures_groups_them(invoke: Invoke, api: respx.MockRouter, start: respx.Route) -> None:
    api.get("/push/j1").respond(json=job(failed=1, succeeded=1, outcomes={"succeeded": 1, "failed": 1}))
    api.get("/push/j1/results", params={"outcome": "failed"}).respond(json={"results": [failed_result()]})
    api.get("/push/j1/results", params={"outcome": "conflict"}).respond(json={"results": []})
    result = invoke("push", "s1", "--yes")
    assert result.exit_code == 5
    assert "✗ rate_limited: 1 statement (AC-3)" in result.stdout
    assert "What to do: Retry later." in result.stdout
    assert "control-push retry j1" in result.stdout


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_push_that_did_not_go_through(
    invoke: Invoke, api: respx.MockRouter, start: respx.Route, status: str
) -> None:
    error = {"code": "auth_expired", "message": "Sign-in refused.", "hint": "Reconnect."}
    api.get("/push/j1").respond(json=job(status=status, error=error, waiting_until="2026-01-01T00:00:00Z"))
    result = invoke("push", "s1", "--yes")
    assert result.exit_code == 6
    assert result.stdout.count("Sign-in refused. Reconnect.") == 1


def interrupted(last: dict[str, Any]) -> Callable[[httpx.Request], httpx.Response]:
    """Running, then Ctrl-C while it is asked again, then the last state."""
    turns = iter([job(status="running", completed=1), None, last])

    def turn(_: httpx.Request) -> httpx.Response:
        document = next(turns)
        if document is None:
            raise KeyboardInterrupt
        return httpx.Response(200, json=document)

    return turn


def test_ctrl_c_without_a_terminal_leaves_the_push_running(
    invoke: Invoke, api: respx.MockRouter, start: respx.Route
) -> None:
    api.get("/push/j1").mock(side_effect=interrupted(job()))
    result = invoke("push", "s1", "--yes")
    assert result.exit_code == 130
    assert "goes on without you" in result.stderr


@pytest.fixture
def cancellation(api: respx.MockRouter, start: respx.Route, monkeypatch: pytest.MonkeyPatch) -> respx.Route:
    """A push that is interrupted at a terminal."""
    monkeypatch.setattr("control_push_cli.following.can_ask", lambda: True)
    api.get("/push/j1").mock(side_effect=interrupted(job(status="cancelled")))
    return api.post("/push/j1/cancel").respond(202, json=job(status="running"))


@pytest.mark.parametrize(("answer", "code", "cancels"), [("y\n", 6, 1), ("n\n", 130, 0), ("", 130, 0)])
def test_ctrl_c_offers_to_cancel(
    invoke: Invoke, cancellation: respx.Route, answer: str, code: int, cancels: int
) -> None:
    assert invoke("push", "s1", "--yes", input=answer).exit_code == code
    assert cancellation.call_count == cancels


def test_a_terminal_gets_a_bar(
    invoke: Invoke, api: respx.MockRouter, start: respx.Route, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.get("/push/j1").mock(side_effect=answers(job(status="running", completed=1), job()))
    result = invoke("push", "s1", "--yes", env={"FORCE_COLOR": "1", "TERM": "xterm"})
    assert result.exit_code == 0
    assert "━" in result.stdout


def test_time_left_is_guessed_from_the_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 10.0])
    monkeypatch.setattr("control_push_cli.progress.monotonic", lambda: next(clock))
    pace = Pace(done=10)
    assert pace.left(10, 40) == ""
    assert pace.left(20, 40) == "about 20 seconds left"


# after the start


@pytest.mark.parametrize(
    ("document", "code"),
    [(job(), 0), (job(status="running"), 0), (job(failed=1), 5), (job(status="failed"), 6)],
)
def test_status_of_a_push(invoke: Invoke, api: respx.MockRouter, document: dict[str, Any], code: int) -> None:
    api.get("/push/j1").respond(json=document)
    result = invoke("status", "j1", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (code, document)


def test_status_waits(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/push/j1").mock(side_effect=answers(job(status="running"), job()))
    assert "✓ completed" in invoke("status", "j1", "--wait").stdout


def test_results_with_groups_and_csv(invoke: Invoke, api: respx.MockRouter, tmp_path: Path) -> None:
    hostile = failed_result(
        error={"code": "rejected_by_rule", "message": "=HYPERLINK(1)", "hint": "h", "retryable": False}
    )
    rows = [
        failed_result(),
        hostile,
        failed_result(success=True, outcome="altered", error=None, note="rewritten"),
    ]
    route = api.get("/push/j1/results").respond(json={"results": rows})
    api.get("/push/j1").respond(json=job())
    result = invoke("results", "j1", "--csv", "out.csv", "--outcome", "failed")
    assert result.exit_code == 0
    assert "≈ altered" in result.stdout
    assert "A business rule or data policy" in result.stdout
    assert "Retry 1 statement: control-push retry j1" in result.stdout
    assert route.calls.last.request.url.params["outcome"] == "failed"
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert [row["message"] for row in written] == ["429 thrice", "'=HYPERLINK(1)", ""]


def test_results_over_two_systems_say_whose_each_is(
    invoke: Invoke, api: respx.MockRouter, tmp_path: Path
) -> None:
    system = {"system_id": "pay", "system_name": "Payroll"}
    url = "https://example.service-now.com/t.do?sys_id=a1"
    other = {"system_id": "hr", "system_name": "HR Portal"}
    rows = [
        failed_result(**system, control_name="Accounts", servicenow_sys_id="a1", servicenow_url=url),
        failed_result(**other),
    ]
    api.get("/push/j1/results").respond(json={"results": rows})
    api.get("/push/j1").respond(json=job())
    output = invoke("results", "j1", "--csv", "out.csv").stdout
    assert "AC-3 (Payroll), AC-3 (HR Portal)" in output
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["control_name"], first["system_name"], first["system_id"]) == ("Accounts", "Payroll", "pay")
    assert (first["servicenow_sys_id"], first["servicenow_url"]) == ("a1", url)
    assert second["system_name"] == "HR Portal"


def test_results_json_and_unwritable_csv(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/push/j1/results").respond(json={"results": [failed_result()]})
    assert json.loads(invoke("results", "j1", "--json").stdout) == [failed_result()]
    assert invoke("results", "j1", "--csv", "no/such/folder.csv").exit_code == 2


def test_many_names_are_cut(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/push/j1/results").respond(json={"results": [failed_result()] * 10})
    api.get("/push/j1").respond(json=job(status="running"))
    output = invoke("results", "j1").stdout
    assert "and 2 more" in output
    assert "control-push retry" not in output


def test_jobs(invoke: Invoke, api: respx.MockRouter) -> None:
    route = api.get("/push").respond(json={"jobs": [job()], "next_cursor": None})
    assert "2/2" in invoke("jobs", "--status", "completed", "--by", "me").stdout
    assert dict(route.calls.last.request.url.params) == {
        "status": "completed",
        "created_by": "me",
        "limit": "200",
    }


def test_retry_follows_the_new_push(invoke: Invoke, api: respx.MockRouter) -> None:
    route = api.post("/push/j1/retry").respond(202, json={"job_id": "j2"})
    api.get("/push/j2").respond(json=job(job_id="j2", retry_of="j1"))
    result = invoke("retry", "j1")
    assert result.exit_code == 0
    assert "Retry of" in result.stdout
    assert route.calls.last.request.headers["idempotency-key"]
    route.respond(**problem(409, "nothing_to_retry"))
    assert invoke("retry", "j1", "--no-wait").exit_code == 4


def test_cancel(invoke: Invoke, api: respx.MockRouter) -> None:
    api.post("/push/j1/cancel").respond(202)
    assert json.loads(invoke("cancel", "j1", "--json").stdout) == {"job_id": "j1"}
    assert "status j1 --wait" in invoke("cancel", "j1").stdout
