"""Refusals and transport: checklist items 1 to 14."""

from __future__ import annotations

import http.client
import json
from typing import Any

import httpx
import pytest

from infra.local.servicenow_simulator import Simulator

FIELD = "u_implementation_statement"


def error_of(reply: httpx.Response) -> tuple[int, str, str | None]:
    body = reply.json()
    assert body.keys() == {"error", "status"}
    assert body["status"] == "failure"
    return reply.status_code, body["error"]["message"], body["error"]["detail"]


def test_missing_sign_in_is_refused_in_both_wordings(simulator: Simulator, api: httpx.Client) -> None:
    detail = "Required to provide Auth information"
    reply = api.get("/sn_grc_profile", auth=("svc.control_push", "wrong"))
    assert error_of(reply) == (401, "User is not authenticated", detail)
    assert reply.headers["WWW-Authenticate"] == 'Basic realm="Service-now"'
    assert "JSESSIONID" in reply.cookies

    simulator.configure(unauthenticated_wording="older")
    older = httpx.get(f"{simulator.url}/api/now/table/sn_grc_profile", trust_env=False)
    assert error_of(older) == (401, "User Not Authenticated", detail)


@pytest.mark.parametrize(
    ("fault", "message", "detail"),
    [
        (
            {"kind": "forbidden_by_acl"},
            "Operation Failed",
            "ACL Exception Update Failed due to security constraints",
        ),
        ({"kind": "forbidden_by_api_acl"}, "User Not Authorized", "Failed API level ACL Validation"),
        ({"kind": "query_forbidden"}, "Insufficient rights to query records", None),
        (
            {"kind": "data_policy", "labels": ["Implementation statement", "Owner"]},
            "Operation Failed",
            "Data Policy Exception: \n\tThe following fields are mandatory: Implementation statement, Owner",
        ),
    ],
)
def test_the_403_families(
    *,
    simulator: Simulator,
    api: httpx.Client,
    statement: str,
    fault: dict[str, Any],
    message: str,
    detail: str | None,
) -> None:
    simulator.add_fault(**fault)
    assert error_of(api.patch(statement, json={FIELD: "new"})) == (403, message, detail)


def test_a_business_rule_abort_names_the_rule_and_the_table(
    simulator: Simulator, api: httpx.Client, statement: str
) -> None:
    simulator.add_fault("business_rule_abort", name="Lock", match={"methods": ["PUT"]})
    status, message, detail = error_of(api.put(statement, json={FIELD: "new"}))
    assert (status, message) == (403, "Operation Failed")
    assert detail is not None
    assert detail.startswith(
        "Operation against file 'sn_compliance_statement' was aborted by Business Rule 'Lock^"
    )
    assert api.get(statement).status_code == 200


@pytest.mark.parametrize("mode", ["delete", "hide"])
def test_deleted_and_hidden_records_look_the_same(
    simulator: Simulator, api: httpx.Client, seeded: dict[str, str], statement: str, mode: str
) -> None:
    simulator.edit("sn_compliance_statement", seeded["statement"], mode)
    missing = (404, "No Record found", "Record doesn't exist or ACL restricts the record retrieval")
    assert error_of(api.get(statement)) == missing
    assert error_of(api.put(statement, json={FIELD: "new"})) == missing


def test_unknown_tables_and_paths_answer_400(simulator: Simulator, api: httpx.Client) -> None:
    assert error_of(api.get("/sn_nothing")) == (400, "Invalid table sn_nothing", None)
    elsewhere = api.get(f"{simulator.url}/api/now/v1/batch")
    assert error_of(elsewhere) == (400, "Requested URI does not represent any resource", None)


@pytest.mark.parametrize(
    ("method", "headers", "content", "status"),
    [
        ("PUT", {"Content-Type": "application/xml"}, b"<a/>", 415),
        ("PUT", {}, b"{}", 400),
        ("PUT", {"Content-Type": "application/json", "Accept": "text/html"}, b"{}", 406),
        ("PUT", {"Content-Type": "application/json"}, b"{not json", 400),
        ("POST", {"Content-Type": "application/json"}, b"{}", 405),
    ],
)
def test_requests_that_are_no_table_api_requests(
    *, api: httpx.Client, statement: str, method: str, headers: dict[str, str], content: bytes, status: int
) -> None:
    assert error_of(api.request(method, statement, headers=headers, content=content))[0] == status


def test_a_write_without_accept_is_refused(api: httpx.Client, statement: str) -> None:
    request = api.build_request("PUT", statement, json={FIELD: "new"})
    del request.headers["Accept"]
    assert api.send(request).status_code == 400


def test_a_body_over_ten_mebibytes_is_refused(api: httpx.Client, statement: str) -> None:
    content = json.dumps({FIELD: "x" * 10_485_760}).encode()
    reply = api.put(statement, content=content, headers={"Content-Type": "application/json"})
    expected = f"content-length = {len(content)} bytes. Max allowed: 10485760 bytes."
    status, message, detail = error_of(reply)
    assert (status, message) == (400, "Exception while reading request")
    assert detail is not None
    assert detail.endswith(expected)


def test_a_long_url_is_refused_at_the_edge(api: httpx.Client) -> None:
    def ask(length: int) -> httpx.Response:
        prefix = "sysparm_query=sys_idIN"
        padding = length - len("/api/now/table/sn_grc_profile?") - len(prefix)
        return api.get(f"/sn_grc_profile?{prefix}{'a' * padding}")

    assert ask(8192).status_code == 200
    refused = ask(8193)
    assert refused.status_code == 414
    assert refused.headers["Content-Type"].startswith("text/html")


def test_answers_have_the_headers_of_real_ones(
    simulator: Simulator, api: httpx.Client, statement: str
) -> None:
    reply = api.get(statement, headers={"If-Match": '"outdated"'})
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "application/json;charset=UTF-8"
    assert reply.headers["Content-Encoding"] == "gzip"
    assert reply.headers["Transfer-Encoding"] == "chunked"
    assert reply.headers["Server"] == "snow_adc"
    assert reply.headers["X-Is-Logged-In"] == "true"
    assert reply.headers["X-Transaction-ID"] in reply.headers["Server-Timing"]
    assert {"JSESSIONID", "glide_user_route", "glide_session_store"} <= set(reply.cookies)
    assert "ETag" not in reply.headers
    assert not [name for name in reply.headers if name.startswith("x-ratelimit")]


def test_a_client_that_does_not_accept_gzip_gets_plain_json(simulator: Simulator, statement: str) -> None:
    host = simulator.url.removeprefix("http://")
    connection = http.client.HTTPConnection(host)
    connection.request("GET", f"/api/now/table{statement}")
    reply = connection.getresponse()
    assert reply.getheader("Content-Encoding") is None
    assert json.loads(reply.read())["status"] == "failure"
    connection.close()


def test_if_match_does_not_protect_a_record(api: httpx.Client, statement: str) -> None:
    reply = api.put(statement, json={FIELD: "new"}, headers={"If-Match": '"outdated"'})
    assert reply.json()["result"][FIELD] == "new"


def test_the_method_may_be_sent_in_a_header(api: httpx.Client, statement: str) -> None:
    reply = api.post(statement, json={FIELD: "new"}, headers={"X-HTTP-Method-Override": "PATCH"})
    assert (reply.status_code, reply.json()["result"][FIELD]) == (200, "new")


def test_the_body_can_be_suppressed(api: httpx.Client, statement: str) -> None:
    reply = api.put(statement, json={FIELD: "new"}, headers={"X-no-response-body": "true"})
    assert (reply.status_code, reply.content) == (200, b"")
    assert api.get(statement).json()["result"][FIELD] == "new"
