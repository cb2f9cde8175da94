"""Roles, problem documents and input checks, the same for all calls."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.domain.pushing import Pushing
from tests.unit.handlers.calling import call

READS = [
    ("GET", "/push/modified"),
    ("GET", "/push"),
    ("GET", "/statements"),
    ("GET", "/connection"),
    ("GET", "/audit"),
]
WRITES: list[tuple[str, str, Any]] = [
    ("POST", "/push", {"statement_ids": ["nobody"]}),
    ("POST", "/push/check-conflicts", {"statement_ids": ["nobody"]}),
    ("POST", "/push/nobody/cancel", None),
    ("POST", "/push/nobody/retry", None),
    ("PUT", "/statements/nobody", {"content": "x", "revision": 1}),
    ("POST", "/statements/nobody/discard", {"revision": 1}),
]
ADMIN: list[tuple[str, str, Any]] = [
    ("PUT", "/connection", {"instance_url": "ftp://x"}),
    ("POST", "/connection/test", None),
]


@pytest.mark.parametrize("groups", ["", "[]", "[guests]", [], ["guests"]])
@pytest.mark.parametrize(("method", "path"), READS)
def test_no_group_is_refused_everywhere(push: Pushing, method: str, path: str, groups: Any) -> None:
    answer = call(method, path, groups=groups)
    assert (answer.status, answer.body["code"]) == (403, "permission_denied")
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize("groups", ["[author]", "[auditor guests]", ["admin"]])
@pytest.mark.parametrize(("method", "path"), READS)
def test_each_role_reads(push: Pushing, method: str, path: str, groups: Any) -> None:
    assert call(method, path, groups=groups).status == 200


@pytest.mark.parametrize(("method", "path", "body"), WRITES + ADMIN)
def test_an_auditor_changes_nothing(push: Pushing, method: str, path: str, body: Any) -> None:
    assert call(method, path, body, groups="[auditor]").status == 403


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_an_author_gets_past_the_role_check(push: Pushing, method: str, path: str, body: Any) -> None:
    assert call(method, path, body).status not in {401, 403}


@pytest.mark.parametrize(("method", "path", "body"), ADMIN)
def test_only_an_admin_changes_the_connection(push: Pushing, method: str, path: str, body: Any) -> None:
    assert call(method, path, body, groups="[author]").status == 403


def test_an_id_token_is_no_access_token(push: Pushing) -> None:
    answer = call("GET", "/push", token_use="id")
    assert (answer.status, answer.body["code"]) == (401, "unauthorized")


@pytest.mark.parametrize(
    ("method", "path", "body", "query", "field"),
    [
        ("POST", "/push", {"statement_ids": []}, {}, "statement_ids"),
        ("POST", "/push", {"statement_ids": ["x"] * 1001}, {}, "statement_ids"),
        ("POST", "/push", {"statement_ids": "x"}, {}, "statement_ids"),
        ("POST", "/push", {}, {}, "statement_ids"),
        ("POST", "/push", {"statement_ids": ["x"], "dry_run": True}, {}, "dry_run"),
        ("POST", "/push/check-conflicts", {"statement_ids": ["x"] * 101}, {}, "statement_ids"),
        ("GET", "/push", None, {"limit": 0}, "limit"),
        ("GET", "/push", None, {"limit": 201}, "limit"),
        ("GET", "/push", None, {"limit": "many"}, "limit"),
        ("GET", "/push", None, {"status": "done"}, "status"),
        ("GET", "/push", None, {"cursor": "x"}, "cursor"),
        ("GET", "/push", None, {"cursor": "bnVsbA"}, "cursor"),
        ("GET", "/push/modified", None, {"cursor": "eyJhIjoiYiJ9"}, "cursor"),
        ("GET", "/audit", None, {"cursor": "eyJhdWRpdF9pZCI6ICJ4In0"}, "cursor"),
        ("GET", "/audit", None, {"from": "yesterday"}, "from"),
        ("GET", "/audit", None, {"from": "0.5"}, "from"),
        ("GET", "/audit", None, {"from": "1790000000"}, "from"),
        ("GET", "/audit", None, {"to": "2026-11-23"}, "to"),
        ("GET", "/audit", None, {"to": "2026-11-23T08:15:00"}, "to"),
        ("GET", "/audit", None, {"to": "9999-12-31T23:59:59-01:00"}, "to"),
        ("GET", "/audit", None, {"from": "0001-01-01T00:00:00+01:00"}, "from"),
        ("GET", "/audit", None, {"action": "nothing"}, "action"),
        ("GET", "/push/modified", None, {"sytem_id": "x"}, "sytem_id"),
        ("PUT", "/statements/x", {"content": "x"}, {}, "revision"),
        ("PUT", "/statements/x", {"content": 1, "revision": 1}, {}, "content"),
        ("PUT", "/statements/x", {"content": "x", "revision": 0}, {}, "revision"),
        ("POST", "/push/resolve-conflict/x", {"resolution": "mine"}, {}, "resolution"),
    ],
)
def test_bad_input_names_the_field(
    push: Pushing, method: str, path: str, body: Any, query: dict[str, Any], field: str
) -> None:
    answer = call(method, path, body, query=query)
    assert answer.status == 422, answer.body
    assert answer.content_type == "application/problem+json"
    assert {"type", "title", "status", "detail", "code", "errors"} <= set(answer.body)
    assert field in [row["field"] for row in answer.body["errors"]]
    assert all(row["message"] for row in answer.body["errors"])


@pytest.mark.parametrize("raw", ["", "{", "[]", "null", '"x"', "1", "[" * 100_000, '{"a":' * 100_000])
def test_a_body_that_is_no_object(push: Pushing, raw: str) -> None:
    answer = call("POST", "/push", raw_body=raw)
    assert (answer.status, answer.content_type) == (422, "application/problem+json")


BODIES = [
    ("POST", "/push"),
    ("POST", "/push/check-conflicts"),
    ("POST", "/push/resolve-conflict/x"),
    ("PUT", "/statements/x"),
    ("PUT", "/connection"),
]


@pytest.mark.parametrize("kind", ["application/json", None])
@pytest.mark.parametrize("raw", [None, ""])
@pytest.mark.parametrize(("method", "path"), BODIES)
def test_no_body_where_one_is_needed(
    push: Pushing, method: str, path: str, raw: str | None, kind: str | None
) -> None:
    answer = call(method, path, raw_body=raw, headers={"content-type": kind}, groups="[admin]")
    assert (answer.status, answer.body["errors"][0]["field"]) == (422, "body")


@pytest.mark.parametrize(
    "raw", ["[null, null]", "[{}]", '[{"instance_url": "https://x"}]', '"x"', "1", "true"]
)
@pytest.mark.parametrize(
    ("method", "path"), [*BODIES, ("POST", "/connection/test"), ("POST", "/push/x/cancel")]
)
def test_a_body_that_is_no_object_is_not_taken_for_one(
    push: Pushing, method: str, path: str, raw: str
) -> None:
    answer = call(method, path, raw_body=raw, groups="[admin]")
    assert (answer.status, answer.body["errors"][0]["field"]) == (422, "body")


@pytest.mark.parametrize("wrong", [True, False, "1", "1.0", 1.0, 1.5, None, [1], {}], ids=repr)
@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("PUT", "/statements/x", {"content": "x"}, "revision"),
        ("POST", "/push/resolve-conflict/x", {"resolution": "keep_local"}, "remote_version.mod_count"),
    ],
)
def test_what_looks_like_a_number_is_none(
    push: Pushing, method: str, path: str, body: dict[str, Any], field: str, wrong: Any
) -> None:
    for name in reversed(field.split(".")):
        wrong = {name: wrong}
    answer = call(method, path, {**body, **wrong})
    assert answer.status == 422
    assert field in [row["field"] for row in answer.body["errors"]]


@pytest.mark.parametrize("wrong", [1, True, ["2026-11-23T08:15:00Z"], "1790000000"], ids=repr)
def test_a_number_is_no_time(push: Pushing, wrong: Any) -> None:
    answer = call("PUT", "/connection", {"instance_url": "x", "last_test_at": wrong}, groups="[admin]")
    assert (answer.status, answer.body["errors"][0]["field"]) == (422, "last_test_at")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/audit", "from=2026-11-01T00:00:00Z&from=2026-11-02T00:00:00Z"),
        ("/audit", "actor=ann&actor=bob"),
        ("/audit", "action=edited&action=pushed"),
        ("/audit/export", "format=csv&format=json"),
        ("/push", "limit=1&limit=2"),
        ("/push", "status=failed&status=failed"),
        ("/push/modified", "cursor=&cursor="),
        ("/statements", "q=a&q=b"),
    ],
)
def test_a_parameter_that_is_given_twice(push: Pushing, path: str, query: str) -> None:
    """The HTTP API joins the values with a comma."""
    answer = call("GET", path, raw_query=query)
    assert (answer.status, answer.body["code"]) == (422, "invalid_input")
    assert [row["field"] for row in answer.body["errors"]] == [query.split("=", maxsplit=1)[0]]


@pytest.mark.parametrize("path", ["/push", "/audit", "/connection", "/statements/x", "/systems"])
def test_options_is_a_method_like_any_other(push: Pushing, path: str) -> None:
    answer = call("OPTIONS", path, groups="[admin]")
    assert (answer.status, answer.body["code"]) == (405, "method_not_allowed")
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("authorizer", [{}, {"authorizer": None}, {"authorizer": {"jwt": None}}], ids=repr)
def test_a_request_that_no_authorizer_has_seen(push: Pushing, method: str, authorizer: Any) -> None:
    answer = call(method, "/push", authorizer=authorizer)
    assert (answer.status, answer.body["code"]) == (401, "unauthorized")


@pytest.mark.parametrize("raw", ["/w==", "not base64", "e30"])
def test_a_body_that_is_no_text(push: Pushing, raw: str) -> None:
    answer = call("POST", "/push", raw_body=raw, is_base64=True)
    assert (answer.status, answer.body["code"]) == (422, "invalid_input")


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "",
    ],
)
def test_a_body_that_is_not_sent_as_json(push: Pushing, kind: str) -> None:
    answer = call("POST", "/push", {"statement_ids": ["x"]}, headers={"content-type": kind})
    assert (answer.status, answer.body["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/push/nobody"),
        ("GET", "/statements/nobody"),
        ("GET", "/audit/x"),
        ("GET", "/pulls/x"),
        ("GET", "/push/a/b/c"),
        ("DELETE", "/audit/a/b"),
    ],
)
def test_what_does_not_exist(push: Pushing, method: str, path: str) -> None:
    answer = call(method, path)
    assert (answer.status, answer.body["code"]) == (404, "not_found")
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/push", "GET, POST"),
        ("PATCH", "/connection", "GET, PUT"),
        ("HEAD", "/statements/x", "GET, PUT"),
        ("PUT", "/audit/x", "GET"),
    ],
)
def test_another_method_than_the_address_has(push: Pushing, method: str, path: str, allowed: str) -> None:
    answer = call(method, path, groups="[admin]", query={"limit": 1})
    assert (answer.status, answer.body["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == allowed


def test_our_fault_has_a_reference_and_no_stack_trace(push: Pushing, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*args: object) -> None:
        raise ValueError("secret detail")

    monkeypatch.setattr(push.store.jobs, "get", explode)
    answer = call("GET", "/push/x")
    assert (answer.status, answer.body["code"], answer.body["reference"]) == (
        500,
        "internal_error",
        "reference",
    )
    assert "secret detail" not in str(answer.body)


def test_not_connected(push: Pushing) -> None:
    push.store.client.delete_item(TableName="connection", Key={"record": {"S": "CONNECTION"}})
    assert call("GET", "/connection").body["instance_url"] is None
    for method, path in [("GET", "/push/modified"), ("GET", "/statements"), ("GET", "/systems")]:
        answer = call(method, path)
        assert (answer.status, answer.body["code"]) == (409, "not_connected")


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 403), ({"x-origin-secret": "guessed"}, 403), ({"x-origin-secret": "known"}, 200)],
)
def test_only_what_came_through_cloudfront_is_answered(
    push: Pushing, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], status: int
) -> None:
    monkeypatch.setenv("ORIGIN_SECRET", "known")
    assert call("GET", "/push", headers=headers).status == status
