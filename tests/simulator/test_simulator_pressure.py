"""Throttling, outages and pages where JSON was expected: checklist items 43 to 49 and 54."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime

import httpx
import pytest

from infra.local.servicenow_simulator import Simulator

from .conftest import TEXT

FIELD = "u_implementation_statement"


def test_a_rate_rule_says_when_to_come_back(simulator: Simulator, api: httpx.Client, statement: str) -> None:
    simulator.add_fault("rate_limited", retry_after_s=7, limit=90, times=1)
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
    simulator.add_fault("rate_limited", retry_after_as="date", times=1)
    simulator.add_fault("rate_limited", retry_after_as="reset", from_nth=2, times=1)
    dated, silent = api.get(statement), api.get(statement)
    moment = parsedate_to_datetime(dated.headers["Retry-After"]).timestamp()
    assert moment == int(dated.headers["X-RateLimit-Reset"])
    assert "Retry-After" not in silent.headers
    assert "X-RateLimit-Reset" in silent.headers


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
