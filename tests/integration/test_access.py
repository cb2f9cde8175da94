"""Who may call what: every call of the OpenAPI document with every kind of credentials.

Expiry is proven with a token that the pool's own key signed and that has expired: the local AWS keeps its
keys in its state folder.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from infra.local.local_stack import LocalStack
from tests.integration import tokens
from tests.integration.product import USERS, Product, another_instance

DOCUMENT = json.loads((Path(__file__).parents[2] / "functions" / "openapi.json").read_text())
PREFIX = "/api/v1"
READERS = {"author", "auditor", "admin"}
WRITERS = {"author", "admin"}
ADMINS = {"admin"}


@dataclass(frozen=True)
class Access:
    """Who may make a call, and how it answers those with an empty body and an id that nothing has."""

    roles: set[str]
    answer: int
    content_type: str = "application/json"


CALLS = {
    "GET /audit": Access(READERS, 200),
    "GET /audit/export": Access(READERS, 200, "text/csv; charset=utf-8"),
    "GET /audit/{audit_id}": Access(READERS, 404),
    "GET /connection": Access(READERS, 200),
    "PUT /connection": Access(ADMINS, 422),
    "POST /connection/test": Access(ADMINS, 200),
    "GET /pulls/{pull_id}": Access(READERS, 404),
    "GET /operations": Access(READERS, 200),
    "PUT /operations": Access(ADMINS, 422),
    "GET /push": Access(READERS, 200),
    "POST /push": Access(WRITERS, 422),
    "POST /push/check-conflicts": Access(WRITERS, 422),
    "GET /push/modified": Access(READERS, 200),
    "POST /push/resolve-conflict/{statement_id}": Access(WRITERS, 422),
    "GET /push/{job_id}": Access(READERS, 404),
    "POST /push/{job_id}/cancel": Access(WRITERS, 404),
    "GET /push/{job_id}/results": Access(READERS, 404),
    "POST /push/{job_id}/retry": Access(WRITERS, 404),
    "GET /schedules": Access(READERS, 200),
    "POST /schedules": Access(ADMINS, 422),
    "POST /schedules/preview": Access(ADMINS, 422),
    "GET /schedules/runs": Access(READERS, 200),
    "GET /schedules/{schedule_id}": Access(READERS, 404),
    "PUT /schedules/{schedule_id}": Access(ADMINS, 422),
    "DELETE /schedules/{schedule_id}": Access(ADMINS, 404),
    "POST /schedules/{schedule_id}/run": Access(ADMINS, 404),
    "GET /schedules/{schedule_id}/runs": Access(READERS, 404),
    "GET /statements": Access(READERS, 200),
    "GET /statements/{statement_id}": Access(READERS, 404),
    "PUT /statements/{statement_id}": Access(WRITERS, 422),
    "POST /statements/{statement_id}/discard": Access(WRITERS, 422),
    "GET /systems": Access(READERS, 200),
    "POST /systems/{system_id}/pull": Access(WRITERS, 404),
}
DOCUMENTED = [
    f"{method.upper()} {path.removeprefix(PREFIX)}"
    for path, calls in DOCUMENT["paths"].items()
    for method in calls
]
ROWS = [{"control_id": "AC-1", "control_name": "Policy", "implementation_statement": "<p>Text</p>"}]
ROLES = ["author", "auditor", "admin"]
SIMILAR = ["Admin", "admins", "x admin", "x,admin", "author,admin", "[admin]", "admin]"]
"""Groups whose names are no role's."""
REFUSED_BY_THE_AUTHORIZER = [
    "no token",
    "no scheme",
    "garbage",
    "three garbage parts",
    "expired",
    "not yet valid",
    "signed by a foreign key",
    "unsigned",
    "altered claims",
    "of another client",
    "of another pool",
]


@pytest.fixture(scope="module")
def connected(deployed: LocalStack) -> Iterator[Product]:
    with another_instance() as simulator:
        # A connection test finds the text field in a record, and a failed one stops pulls and checks.
        simulator.seed("Any", ROWS)
        product = Product(deployed, simulator)
        product.connect()
        yield product
        product.close()


@pytest.fixture(scope="module")
def credentials(deployed: LocalStack, aws_folder: Path) -> dict[str, str]:
    """The Authorization header by name."""
    pool, client = deployed.outputs.user_pool_id, deployed.outputs.client_id
    made = {
        group: tokens.sign_in(deployed, client, user.email, user.password) for group, user in USERS.items()
    }
    admin = made["admin"]["AccessToken"]
    header, claims = tokens.decoded(admin)
    key = tokens.pool_key(aws_folder, pool)
    now = int(time.time())
    tokens.new_user(deployed, pool, "nobody@example.com")
    tokens.new_groups(deployed, pool, *SIMILAR)
    tokens.new_user(deployed, pool, "similar@example.com", *SIMILAR)
    foreign_pool = tokens.new_pool(deployed)
    tokens.new_user(deployed, foreign_pool, "admin@example.com", "admin")
    other_client, foreign_client = (
        tokens.new_client(deployed, pool),
        tokens.new_client(deployed, foreign_pool),
    )
    user = USERS["admin"]
    author = made["author"]["AccessToken"].split(".")
    bearer = {
        **{group: given["AccessToken"] for group, given in made.items()},
        "no group": tokens.sign_in(deployed, client, "nobody@example.com", tokens.PASSWORD)["AccessToken"],
        "similar groups": tokens.sign_in(deployed, client, "similar@example.com", tokens.PASSWORD)[
            "AccessToken"
        ],
        "resigned": tokens.signed(header, claims, key),
        "id token": made["admin"]["IdToken"],
        "garbage": "garbage",
        "three garbage parts": "aaaa.bbbb.cccc",
        "expired": tokens.signed(header, {**claims, "iat": now - 3700, "exp": now - 100}, key),
        "not yet valid": tokens.signed(header, {**claims, "nbf": now + 1000}, key),
        "signed by a foreign key": tokens.signed(header, claims, tokens.foreign_key()),
        "unsigned": tokens.unsigned(claims, header),
        "altered claims": f"{author[0]}.{admin.split('.')[1]}.{author[2]}",
        "of another client": tokens.sign_in(deployed, other_client, user.email, user.password)["AccessToken"],
        "of another pool": tokens.sign_in(
            deployed, foreign_client, "admin@example.com", tokens.PASSWORD
        )["AccessToken"],
        "refresh token": made["admin"]["RefreshToken"],
    }  # fmt: skip
    headers = {name: f"Bearer {token}" for name, token in bearer.items()}
    return {**headers, "no token": "", "no scheme": "Bearer"}


@pytest.fixture(scope="module")
def http(connected: Product) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=connected.stack.gateway_url, timeout=60) as client:
        yield client


def send(http: httpx.Client, method: str, path: str, authorization: str, **request: Any) -> httpx.Response:
    headers = {"Authorization": authorization} if authorization else {}
    return http.request(method, f"{PREFIX}{path}", headers=headers, **request)


def make(http: httpx.Client, call: str, authorization: str) -> httpx.Response:
    """The call with an id that nothing has, and with an empty body where it takes one."""
    method, path = call.split(" ")
    while "{" in path:
        path = f"{path[: path.index('{')]}{uuid4()}{path[path.index('}') + 1 :]}"
    operation = DOCUMENT["paths"][f"{PREFIX}{call.split(' ')[1]}"][method.lower()]
    needs_body = operation.get("requestBody", {}).get("required")
    return send(http, method, path, authorization, json={} if needs_body else None)


def assert_problem(answer: httpx.Response, status: int, code: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    document = answer.json()
    assert {"type", "title", "status", "detail", "code"} <= set(document)
    assert (document["status"], document["code"]) == (status, code)
    assert document["detail"]


def test_every_documented_call_is_in_the_matrix() -> None:
    assert sorted(CALLS) == sorted(DOCUMENTED)


@pytest.mark.parametrize("call", DOCUMENTED)
@pytest.mark.parametrize("role", ROLES)
def test_roles(http: httpx.Client, credentials: dict[str, str], call: str, role: str) -> None:
    answer = make(http, call, credentials[role])
    if role not in CALLS[call].roles:
        assert_problem(answer, 403, "permission_denied")
    elif CALLS[call].answer == 200:
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == CALLS[call].content_type
    else:
        code = {404: "not_found", 422: "invalid_input"}[CALLS[call].answer]
        assert_problem(answer, CALLS[call].answer, code)


@pytest.mark.parametrize("call", DOCUMENTED)
@pytest.mark.parametrize("groups", ["no group", "similar groups"])
def test_without_a_group_everything_is_refused(
    http: httpx.Client, credentials: dict[str, str], groups: str, call: str
) -> None:
    assert_problem(make(http, call, credentials[groups]), 403, "permission_denied")


@pytest.mark.parametrize("call", DOCUMENTED)
@pytest.mark.parametrize("other", ["id token", "refresh token"])
def test_another_token_is_no_access_token(
    http: httpx.Client, credentials: dict[str, str], call: str, other: str
) -> None:
    """The authorizer lets them pass, since they are the pool's; the function looks at their use."""
    assert_problem(make(http, call, credentials[other]), 401, "unauthorized")


@pytest.mark.parametrize("call", DOCUMENTED)
@pytest.mark.parametrize("bad", REFUSED_BY_THE_AUTHORIZER)
def test_a_bad_token(http: httpx.Client, credentials: dict[str, str], call: str, bad: str) -> None:
    """API Gateway answers these itself, and an HTTP API lets nobody change its words."""
    answer = make(http, call, credentials[bad])
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized"})


def test_the_signing_of_this_test_is_right(http: httpx.Client, credentials: dict[str, str]) -> None:
    """So that the bad tokens are refused for what they are, not for how this test signs."""
    assert send(http, "GET", "/push", credentials["resigned"]).status_code == 200


SPELLINGS = [
    "/connection",
    "/connection/",
    "//connection",
    "/Connection",
    "/%63onnection",
    "/./connection",
    "/push/../connection",
    "/connection;x",
    "/connection%2f",
]


@pytest.mark.parametrize("path", SPELLINGS)
def test_no_spelling_of_the_path_lets_an_author_change_the_connection(
    http: httpx.Client, credentials: dict[str, str], connected: Product, path: str
) -> None:
    settings = {"instance_url": "http://127.0.0.1:9", "username": "thief", "password": "x"}
    answer = send(http, "PUT", path, credentials["author"], json=settings)
    assert answer.status_code in {403, 404}, answer.text
    assert connected.admin.get("/connection")["instance_url"] == connected.simulator.url


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_header_does_not_change_the_method(
    http: httpx.Client, credentials: dict[str, str], name: str
) -> None:
    headers = {"Authorization": credentials["auditor"], name: "GET"}
    assert http.post(f"{PREFIX}/push", headers=headers, json={}).status_code == 403


@pytest.mark.parametrize("name", ["x-amzn-oidc-data", "x-amzn-request-context", "username"])
def test_a_header_does_not_make_somebody_an_admin(
    http: httpx.Client, credentials: dict[str, str], name: str
) -> None:
    headers = {"Authorization": credentials["author"], name: '{"cognito:groups":["admin"]}'}
    assert http.put(f"{PREFIX}/connection", headers=headers, json={}).status_code == 403


UNKNOWN = [
    "/",
    "",
    "/nothing",
    "/push/a/b/c",
    "/connection/secret",
    "/audit/a/b",
    "/pulls",
    "/systems/x",
    "/push/",
    "/systems/",
    "/audit/",
]


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_unknown_path(http: httpx.Client, credentials: dict[str, str], path: str) -> None:
    assert_problem(send(http, "GET", path, credentials["admin"]), 404, "not_found")


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_unknown_path_without_a_token(http: httpx.Client, path: str) -> None:
    assert send(http, "GET", path, "").status_code == 401


PATHS = {
    "/connection": "/connection",
    "/push/x": "/push/{job_id}",
    "/audit": "/audit",
    "/audit/x": "/audit/{audit_id}",
    "/statements": "/statements",
    "/statements/x": "/statements/{statement_id}",
    "/systems": "/systems",
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["DELETE", "PATCH", "TRACE"])
def test_an_unknown_method(http: httpx.Client, credentials: dict[str, str], method: str, path: str) -> None:
    answer = send(http, method, path, credentials["admin"])
    assert_problem(answer, 405, "method_not_allowed")
    documented = {call.split(" ")[0] for call in DOCUMENTED if PATHS[path] == call.split(" ")[1]}
    assert set(answer.headers["allow"].split(", ")) == documented


@pytest.mark.parametrize("call", [call for call in DOCUMENTED if call.startswith("GET ")])
def test_head_and_options(http: httpx.Client, credentials: dict[str, str], call: str) -> None:
    """Another site's page gets no leave to call: the local gateway answers a preflight itself (403)."""
    path = call.removeprefix("GET ")
    head = send(http, "HEAD", path, credentials["admin"])
    assert (head.status_code, head.content) == (405, b"")
    for authorization in (credentials["admin"], ""):
        options = send(http, "OPTIONS", path, authorization)
        assert options.status_code in {401, 403, 404}
        assert not [name for name in options.headers if name.startswith("access-control")]


def test_jobs_and_pulls_are_shared(
    http: httpx.Client, credentials: dict[str, str], connected: Product
) -> None:
    """Everybody with a role sees what anybody did: the audit would show it anyway."""
    system_id = connected.simulator.seed("Shared", ROWS)["system_id"]
    pull_id = connected.author.call("POST", f"/systems/{system_id}/pull", expect=202)["pull_id"]
    connected.pull(system_id)
    [statement] = connected.author.all("/statements", "statements", system_id=system_id)
    connected.author.edit(statement, "<p>Changed</p>")
    job_id = connected.author.push([statement["id"]])
    job = connected.author.wait(job_id)
    assert job["created_by"] == USERS["author"].email
    records = connected.auditor.all("/audit", "records", job_id=job_id)
    paths = [
        f"/push/{job_id}",
        f"/push/{job_id}/results",
        f"/pulls/{pull_id}",
        f"/statements/{statement['id']}",
        f"/audit/{records[0]['id']}",
    ]
    for path in paths:
        answers = [send(http, "GET", path, credentials[role]) for role in ROLES]
        assert [answer.status_code for answer in answers] == [200, 200, 200]
        assert answers[0].json() == answers[1].json() == answers[2].json()
        assert send(http, "GET", path, credentials["no group"]).status_code == 403
