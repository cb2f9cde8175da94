"""What the answers of the service, and of what stands before it, come to."""

from __future__ import annotations

import itertools
import json

import httpx
import pytest
import respx

from control_push_cli import __version__

from .conftest import Invoke, problem


@pytest.mark.parametrize(
    ("status", "code", "exit_code"),
    [
        (400, "invalid_request", 2),
        (422, "invalid_input", 2),
        (403, "permission_denied", 3),
        (404, "not_found", 8),
        (409, "not_connected", 4),
        (429, "slow_down", 7),
        (500, "internal_error", 1),
        (503, "servicenow_unavailable", 7),
    ],
)
def test_each_refusal_has_its_exit_code(
    invoke: Invoke, api: respx.MockRouter, status: int, code: str, exit_code: int
) -> None:
    route = api.get("/systems").respond(
        **problem(status, code, errors=[{"field": "f", "message": "is wrong"}])
    )
    result = invoke("systems")
    assert result.exit_code == exit_code
    assert result.stdout == ""
    assert f"Error: It is {code}." in result.stderr
    assert "f: is wrong" in result.stderr
    assert "What to do: " in result.stderr
    assert route.call_count == 1


def test_with_json_the_problem_document_is_the_last_line_of_stderr(
    invoke: Invoke, api: respx.MockRouter
) -> None:
    api.get("/systems").respond(**problem(403, "permission_denied", extra=1))
    result = invoke("systems", "--json")
    assert result.stdout == ""
    document = json.loads(result.stderr.splitlines()[-1])
    assert (document["code"], document["status"], document["extra"]) == ("permission_denied", 403, 1)
    assert document["next_step"]


def test_a_hint_of_the_service_is_what_to_do(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/systems").respond(**problem(502, "forbidden", hint="Ask the administrator."))
    assert "What to do: Ask the administrator." in invoke("systems").stderr


@pytest.mark.parametrize(
    ("answer", "exit_code", "words"),
    [
        (httpx.Response(200, html="<html>app</html>"), 7, "not what the service answers"),
        (httpx.Response(302, headers={"location": "/x"}), 7, "not what the service answers"),
        (httpx.Response(200, json=[1]), 7, "not what the service answers"),
        (httpx.Response(403, html="<h1>Blocked</h1>"), 3, "not allowed"),
        (httpx.Response(418), 2, "418"),
        (httpx.Response(502, html="<h1>Bad</h1>"), 7, "502"),
        (httpx.ConnectError("refused"), 7, "does not answer (ConnectError)"),
        (httpx.ReadTimeout("slow"), 7, "does not answer (ReadTimeout)"),
    ],
)
def test_answers_from_elsewhere_are_said_clearly(
    invoke: Invoke, api: respx.MockRouter, answer: httpx.Response | Exception, exit_code: int, words: str
) -> None:
    api.get("/systems").mock(side_effect=itertools.repeat(answer))
    result = invoke("systems")
    assert result.exit_code == exit_code
    assert words in result.stderr
    assert "<h1>" not in result.stderr


def test_reading_is_tried_again_and_writing_is_not(
    invoke: Invoke, api: respx.MockRouter, naps: list[float]
) -> None:
    passing: list[httpx.Response | Exception] = [
        httpx.Response(503),
        httpx.ConnectError("x"),
        httpx.Response(200, json={"systems": []}),
    ]
    api.get("/systems").mock(side_effect=passing)
    assert invoke("systems").exit_code == 0
    assert naps == [1, 2]
    route = api.post("/push/j1/cancel").respond(503)
    assert invoke("cancel", "j1").exit_code == 7
    assert route.call_count == 1


def test_a_list_is_followed_to_its_end(invoke: Invoke, api: respx.MockRouter) -> None:
    pages = [
        {"systems": [{"system_id": "a", "name": "A"}], "next_cursor": "c1"},
        {"systems": [], "next_cursor": "c2"},
        {"systems": [{"system_id": "b", "name": "B"}], "next_cursor": None},
    ]
    route = api.get("/systems").mock(side_effect=[httpx.Response(200, json=page) for page in pages])
    rows = json.loads(invoke("systems", "--json").stdout)
    assert [row["system_id"] for row in rows] == ["a", "b"]
    assert [call.request.url.params.get("cursor") for call in route.calls] == [None, "c1", "c2"]
    assert route.calls[0].request.url.params["limit"] == "200"


def test_limit_stops_early(invoke: Invoke, api: respx.MockRouter) -> None:
    page = {"systems": [{"system_id": str(n), "name": "x"} for n in range(3)], "next_cursor": "more"}
    route = api.get("/systems").respond(json=page)
    assert len(json.loads(invoke("systems", "--limit", "3", "--json").stdout)) == 3
    assert route.call_count == 1
    assert route.calls.last.request.url.params["limit"] == "3"


def test_a_list_that_goes_round_in_circles_is_left(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/systems").respond(json={"systems": [], "next_cursor": "same"})
    assert invoke("systems").exit_code == 7


def press_ctrl_c(_: httpx.Request) -> httpx.Response:
    raise KeyboardInterrupt


def test_ctrl_c_is_130(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/systems").mock(side_effect=press_ctrl_c)
    assert invoke("systems").exit_code == 130


def test_usage_mistakes_and_help(invoke: Invoke) -> None:
    assert invoke("nonsense").exit_code == 2
    assert invoke("push", "--no-such-option").exit_code == 2
    text = invoke("--help").stdout
    assert "4    conflicts found" in text
    assert "130  stopped by you" in text
    assert invoke("--version").stdout.strip() == __version__
