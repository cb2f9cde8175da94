"""Throttling, outages and pages where JSON was expected: checklist items 43 to 49 and 54."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from random import Random

import httpx
import pytest

from infra.local.servicenow_simulator import Simulator
from infra.local.servicenow_simulator.fault_board import FaultBoard, Target
from infra.local.servicenow_simulator.faults import FAULT
from infra.local.servicenow_simulator.pressure import RateExceededError, RateRule
from infra.local.servicenow_simulator.settings import Settings

from .conftest import TEXT

FIELD = "u_implementation_statement"


def test_a_rate_rule_says_when_to_come_back(simulator: Simulator, api: httpx.Client, statement: str) -> None:
    match = {"methods": ["PUT"]}
    simulator.add_fault("rate_limited", retry_after_s=7, limit=90, times=1, match=match)
    reply = api.put(statement, json={FIELD: "new"})
    assert reply.status_code == 429
    assert reply.json()["error"] == {
        "message": "Rate limit exceeded",
        "detail": "Rate limit of 90 requests per hour for Table API exceeded",
    }
    assert (reply.headers["Retry-After"], reply.headers["X-RateLimit-Limit"]) == ("7", "90")
    assert "X-RateLimit-Reset" in reply.headers
    assert "X-RateLimit-Rule" in reply.headers
    assert "X-RateLimit-Remaining" not in reply.headers
    assert api.get(statement).json()["result"][FIELD] == TEXT


def test_a_rate_rule_may_name_the_moment(simulator: Simulator, api: httpx.Client, statement: str) -> None:
    simulator.add_fault("rate_limited", retry_after_as="date", match={"methods": ["GET"]})
    simulator.add_fault("rate_limited", retry_after_as="reset", match={"methods": ["PUT"]})
    dated, silent = api.get(statement), api.put(statement, json={})
    moment = parsedate_to_datetime(dated.headers["Retry-After"]).timestamp()
    assert moment == int(dated.headers["X-RateLimit-Reset"])
    assert "Retry-After" not in silent.headers
    assert "X-RateLimit-Reset" in silent.headers


@dataclass
class Clock:
    """Seconds since 1970, moved by hand."""

    now: float = 7_200.5

    def __call__(self) -> float:
        return self.now


def test_a_rate_rule_refuses_until_the_time_it_named() -> None:
    clock = Clock()
    board = FaultBoard(Random(1), clock)  # noqa: S311 - no secret
    board.add(FAULT.validate_python({"kind": "rate_limited", "retry_after_s": 7, "times": 1}))

    def is_refused() -> bool:
        return bool(board.met_by(Target("table", "GET")))

    assert [is_refused(), is_refused()] == [True, True]
    clock.now = 7_206.9
    assert is_refused()
    clock.now = 7_207.0
    assert [is_refused(), is_refused()] == [False, False]


def test_a_rate_rule_counts_each_users_requests_in_windows_of_time() -> None:
    clock = Clock()
    rule, settings = RateRule(clock), Settings(rate_limit=2, rate_window_s=60)
    rule.count("one", settings)
    rule.count("one", settings)
    with pytest.raises(RateExceededError) as refused:
        rule.count("one", settings)
    assert refused.value.until == 7_260
    rule.count("another", settings)
    clock.now = 7_260.0
    rule.count("one", settings)


def test_a_node_tells_its_count_late() -> None:
    clock = Clock(7_200.0)
    rule, settings = RateRule(clock), Settings(rate_limit=2, rate_flush_s=30)
    for _ in range(5):
        rule.count("one", settings)
    clock.now = 7_230.0
    with pytest.raises(RateExceededError):
        rule.count("one", settings)


def test_the_rule_of_an_instance_is_told_with_its_headers(
    simulator: Simulator, api: httpx.Client, statement: str
) -> None:
    simulator.configure(rate_limit=2)
    replies = [api.get(statement) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    assert 0 < int(replies[-1].headers["Retry-After"]) <= 3600
    assert replies[-1].headers["X-RateLimit-Limit"] == "2"


def test_more_at_once_than_the_semaphores_and_their_queue_take_is_refused_bare(
    simulator: Simulator, api: httpx.Client, statement: str
) -> None:
    simulator.configure(semaphores=2, semaphore_queue=1, latency_ms=300)
    with ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(lambda _: api.get(statement), range(5)))
    assert sorted(reply.status_code for reply in replies) == [200, 200, 200, 429, 429]
    refused = [reply for reply in replies if reply.status_code == 429]
    assert {reply.content for reply in refused} == {b""}
    assert not [name for name in refused[0].headers if name.startswith(("retry", "x-ratelimit"))]
    assert api.get(statement).status_code == 200


def test_a_line_that_hangs_holds_no_semaphore(
    simulator: Simulator, api: httpx.Client, statement: str
) -> None:
    simulator.configure(semaphores=1)
    simulator.add_fault("hang", seconds=60, times=1)
    with pytest.raises(httpx.ReadTimeout):
        api.get(statement, timeout=0.2)
    assert api.get(statement).status_code == 200


def test_a_real_instances_semaphores_are_the_default(simulator: Simulator) -> None:
    settings = simulator.call("GET", "/settings")
    assert (settings["semaphores"], settings["semaphore_queue"]) == (4, 50)


def test_a_full_semaphore_says_nothing(simulator: Simulator, api: httpx.Client, statement: str) -> None:
    simulator.add_fault("too_busy")
    reply = api.get(statement)
    assert (reply.status_code, reply.content) == (429, b"")
    assert not [name for name in reply.headers if name.startswith(("retry", "x-ratelimit"))]


def test_a_request_can_be_dropped_with_a_202(simulator: Simulator, api: httpx.Client, statement: str) -> None:
    simulator.add_fault("accepted_empty", times=1)
    reply = api.put(statement, json={FIELD: "new"})
    assert (reply.status_code, reply.content) == (202, b"")
    assert api.get(statement).json()["result"][FIELD] == TEXT


def test_requests_of_one_session_queue_up_and_are_dropped(
    simulator: Simulator, api: httpx.Client, statement: str
) -> None:
    simulator.configure(session_queue=1)
    simulator.add_fault("slow_rule", ms=300)
    headers = {"Cookie": "JSESSIONID=SHARED"}

    def write(number: int) -> int:
        return api.put(statement, json={FIELD: f"text {number}"}, headers=headers).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(write, range(4))) == [200, 200, 202, 202]


def test_latency_is_spent_in_the_sessions_turn(
    simulator: Simulator, api: httpx.Client, statement: str
) -> None:
    """A client that returns cookies waits for its own requests, however slow the instance is."""
    simulator.configure(session_queue=1, latency_ms=300)
    headers = {"Cookie": "JSESSIONID=SHARED"}
    with ThreadPoolExecutor(4) as pool:
        statuses = pool.map(lambda _: api.get(statement, headers=headers).status_code, range(4))
        assert sorted(statuses) == [200, 200, 202, 202]


def test_requests_without_cookies_run_at_the_same_time(
    simulator: Simulator, api: httpx.Client, statement: str
) -> None:
    simulator.configure(latency_ms=200)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: api.get(statement).status_code, range(4))) == {200}
    assert simulator.stats()["max_in_flight"] == 4


def test_a_cancelled_transaction_answers_200_with_an_error(
    simulator: Simulator, api: httpx.Client, seeded: dict[str, str]
) -> None:
    simulator.add_fault("partial_error", times=1)
    simulator.add_fault("partial_error", from_nth=2, broken=True)
    reply = api.get("/sn_grc_profile")
    assert reply.status_code == 200
    assert reply.json()["error"]["message"] == "Transaction cancelled: maximum execution time exceeded"
    assert reply.json()["result"] == []
    broken = api.get("/sn_grc_profile")
    assert broken.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        broken.json()


@pytest.mark.parametrize(
    ("kind", "status", "title"),
    [
        ("hibernating", 200, "Instance Hibernating page"),
        ("login_page", 200, "Log in"),
        ("server_error", 500, "Internal Server Error"),
        ("bad_gateway", 502, "Bad Gateway"),
        ("unavailable", 503, "Service Unavailable"),
    ],
)
def test_pages_instead_of_json(
    simulator: Simulator, api: httpx.Client, kind: str, status: int, title: str
) -> None:
    simulator.add_fault(kind)
    reply = api.get("/sn_grc_profile")
    assert reply.status_code == status
    assert reply.headers["Content-Type"].startswith("text/html")
    assert title in reply.text


def test_hibernation_reaches_the_token_endpoint(simulator: Simulator, api: httpx.Client) -> None:
    simulator.add_fault("hibernating", match={"where": "everywhere"})
    reply = api.post(f"{simulator.url}/oauth_token.do", data={"grant_type": "password"})
    assert (reply.status_code, "Hibernating" in reply.text) == (200, True)


@pytest.mark.parametrize(
    ("kind", "location"),
    [("login_redirect", "/login.do"), ("hibernating_redirect", "https://developer.servicenow.com/")],
)
def test_redirects(simulator: Simulator, api: httpx.Client, kind: str, location: str) -> None:
    simulator.add_fault(kind)
    reply = api.get("/sn_grc_profile")
    assert reply.status_code == 302
    assert reply.headers["Location"].startswith(location)


def test_a_node_without_the_roles_refuses_now_and_then(simulator: Simulator, api: httpx.Client) -> None:
    simulator.add_fault("forbidden_by_api_acl", every=3, from_nth=2)
    statuses = [api.get("/sn_grc_profile").status_code for _ in range(6)]
    assert statuses == [200, 403, 200, 200, 403, 200]


def test_a_probability_meets_some_requests(simulator: Simulator, api: httpx.Client) -> None:
    simulator.add_fault("bad_gateway", probability=0.5)
    assert {api.get("/sn_grc_profile").status_code for _ in range(30)} == {200, 502}


def test_a_fault_meets_only_what_it_matches(
    simulator: Simulator, api: httpx.Client, seeded: dict[str, str], statement: str
) -> None:
    match = {"table": "sn_compliance_statement", "sys_ids": [seeded["statement"]], "methods": ["PUT"]}
    fault_id = simulator.add_fault("unavailable", match=match, times=2)
    assert api.get(statement).status_code == 200
    assert api.get("/sn_compliance_statement").status_code == 200
    assert api.put(f"/sn_compliance_control/{seeded['control']}", json={}).status_code == 200
    assert [api.put(statement, json={}).status_code for _ in range(3)] == [503, 503, 200]
    (fault,) = simulator.call("GET", "/faults")
    assert (fault["id"], fault["seen"], fault["hits"]) == (fault_id, 3, 2)
