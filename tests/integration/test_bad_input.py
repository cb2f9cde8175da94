"""Input at, over and beside every limit: refused with the field's name, never a fault of ours."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from infra.local.local_stack import LocalStack
from tests.integration.product import Product, another_instance

LIMIT = 100_000
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def product(deployed: LocalStack) -> Iterator[Product]:
    with another_instance() as simulator:
        product = Product(deployed, simulator)
        product.connect()
        yield product
        product.close()


@pytest.fixture(scope="module")
def statements(product: Product) -> Rows:
    rows = [
        {"control_id": f"AC-{n}", "control_name": "Name", "implementation_statement": f"<p>{n}</p>"}
        for n in range(1, 5)
    ]
    return product.pulled(rows, "Limits")


def send(product: Product, method: str, path: str, **request: Any) -> httpx.Response:
    return product.admin.http.request(method, path.lstrip("/"), **request)


def fields(answer: httpx.Response, status: int = 422) -> list[str]:
    """The fields that a refusal names."""
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Traceback" not in answer.text
    return [row["field"] for row in answer.json()["errors"]]


def save(product: Product, statement: dict[str, Any], content: Any) -> httpx.Response:
    current = product.author.get(f"/statements/{statement['id']}")
    body = {"content": content, "revision": current["revision"]}
    return send(product, "PUT", f"/statements/{statement['id']}", json=body)


@pytest.mark.parametrize("character", ["x", "é", "€", "😀"])
def test_a_text_of_the_greatest_length(product: Product, statements: Rows, character: str) -> None:
    size = len(character.encode())
    text = character * (LIMIT // size) + "x" * (LIMIT % size)
    assert len(text.encode()) == LIMIT
    saved = save(product, statements[0], text)
    assert (saved.status_code, saved.json()["local_content"]) == (200, text)
    over = save(product, statements[0], text + "x")
    assert (fields(over), over.json()["code"]) == (["content"], "content_too_large")
    assert product.author.get(f"/statements/{statements[0]['id']}")["local_content"] == text


def test_a_text_that_grows_over_the_limit_when_it_is_sanitised(product: Product, statements: Rows) -> None:
    """What is no element of HTML becomes text: <x> takes nine bytes then."""
    answer = save(product, statements[0], "<p>" + "<x>" * (LIMIT // 4) + "</p>")
    assert (fields(answer), answer.json()["code"]) == (["content"], "content_too_large")


@pytest.mark.parametrize(
    ("path", "most"), [("/push/check-conflicts", 100), ("/push", 1000)], ids=["check", "push"]
)
def test_the_number_of_ids(product: Product, path: str, most: int) -> None:
    ids = [str(uuid4()) for _ in range(most + 1)]
    at_limit = send(product, "POST", path, json={"statement_ids": ids[:most]})
    if most == 100:
        entries = at_limit.json()["conflicts"]
        assert [entry["statement_id"] for entry in entries] == ids[:most]
        assert {entry["error"]["code"] for entry in entries} == {"not_found"}
    else:
        assert len(fields(at_limit, 409)) == most
        assert at_limit.json()["code"] == "not_pushable"
    assert fields(send(product, "POST", path, json={"statement_ids": ids})) == ["statement_ids"]


@pytest.mark.parametrize("path", ["/push/check-conflicts", "/push"])
@pytest.mark.parametrize(
    "ids", [None, [], "x", {}, [None], [1], [""], ["x" * 101], [["x"]], ["\ud800"]], ids=repr
)
def test_ids_of_another_kind(product: Product, path: str, ids: Any) -> None:
    answer = send(product, "POST", path, content=json.dumps({"statement_ids": ids}), headers=JSON)
    assert all(field.startswith("statement_ids") for field in fields(answer))


JSON = {"Content-Type": "application/json"}
LISTS = ["/push", "/push/modified", "/statements", "/audit", "/systems"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("limit", ["0", "201", "-1", "1.5", "many", "", "1e2", "٣", "9" * 400])
def test_a_limit_out_of_range(product: Product, path: str, limit: str) -> None:
    assert fields(send(product, "GET", path, params={"limit": limit})) == ["limit"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("limit", [1, 200])
def test_a_limit_in_range(product: Product, path: str, limit: int) -> None:
    assert send(product, "GET", path, params={"limit": limit}).status_code == 200


def cursor(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


CURSORS = {
    "empty": "",
    "no base64": "*",
    "a broken text": "eyJ",
    "null": cursor(None),
    "a list": cursor([1]),
    "no keys": cursor({}),
    "another key": cursor({"x": "y"}),
    "a number": cursor({"after": 1, "audit_id": 1, "statement_id": 1}),
    "an object": cursor({"after": {}}),
    "half a surrogate pair": base64.urlsafe_b64encode(b'{"after": "\\ud800"}').decode(),
    "no UTF-8": base64.urlsafe_b64encode(b'{"after": "\xff"}').decode(),
    "deep": base64.urlsafe_b64encode(b"[" * 1400).decode(),
    "too long": cursor({"after": "x" * 2000}),
    "the longest": "0" * 2000,
}


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("broken", CURSORS)
def test_a_broken_cursor(product: Product, path: str, broken: str) -> None:
    assert fields(send(product, "GET", path, params={"cursor": CURSORS[broken]})) == ["cursor"]


def test_a_cursor_of_another_list(product: Product, statements: Rows) -> None:
    for statement in statements[1:]:
        save(product, statement, "<p>mine</p>")
    given = {
        path: send(product, "GET", path, params={"limit": 1}).json()["next_cursor"]
        for path in ("/statements", "/audit")
    }
    assert all(given.values())
    for path, others in {"/audit": "/statements", "/statements": "/audit", "/push": "/audit"}.items():
        assert fields(send(product, "GET", path, params={"cursor": given[others]})) == ["cursor"]


BODIES = {
    "nothing": b"",
    "half": b'{"statement_ids": [',
    "a list": b"[]",
    "null": b"null",
    "a text": b'"x"',
    "NaN": b'{"statement_ids": NaN}',
    "single quotes": b"{'statement_ids': ['x']}",
    "UTF-16": '{"statement_ids": ["x"]}'.encode("utf-16"),
    "NUL": b'{"statement_ids": ["x"]}\x00',
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "deep inside": b'{"statement_ids": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
}


@pytest.mark.parametrize("body", BODIES)
def test_a_malformed_body(product: Product, body: str) -> None:
    assert fields(send(product, "POST", "/push", content=BODIES[body], headers=JSON))


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_body_of_another_type(product: Product, kind: str) -> None:
    body = b"statement_ids=x"
    answer = send(product, "POST", "/push", content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/push", {"statement_ids": ["x"]}),
        ("POST", "/push/check-conflicts", {"statement_ids": ["x"]}),
        ("POST", "/push/resolve-conflict/x", {"resolution": "keep_local"}),
        ("PUT", "/statements/x", {"content": "x", "revision": 1}),
        ("PUT", "/connection", {"instance_url": "https://x"}),
    ],
)
def test_an_unknown_field(product: Product, method: str, path: str, body: dict[str, Any]) -> None:
    answer = send(product, method, path, json={**body, "dry_run": True})
    assert "dry_run" in fields(answer)
    assert "remove it" in answer.text


@pytest.mark.parametrize("path", LISTS)
def test_an_unknown_parameter(product: Product, path: str) -> None:
    assert fields(send(product, "GET", path, params={"sytem_id": "x"})) == ["sytem_id"]


def test_of_two_equal_keys_the_last_counts(product: Product) -> None:
    """As most JSON readers do; the checks see the same value as the work does."""
    body = b'{"statement_ids": ["x"], "statement_ids": []}'
    assert fields(send(product, "POST", "/push", content=body, headers=JSON)) == ["statement_ids"]


@pytest.mark.parametrize(
    "content",
    [None, 1, [], {}, "", " \n", "<p></p>", "<p>&nbsp;</p>", "a\x00b", "\x00", "a\ud800b", "\udc00"],
)
def test_a_content_that_is_no_text(product: Product, statements: Rows, content: Any) -> None:
    before = product.author.get(f"/statements/{statements[3]['id']}")
    body = json.dumps({"content": content, "revision": before["revision"]})
    answer = send(product, "PUT", f"/statements/{before['id']}", content=body, headers=JSON)
    assert fields(answer) == ["content"]
    assert product.author.get(f"/statements/{before['id']}") == before


@pytest.mark.parametrize("revision", [0, -1, 1.5, "1x", None, True, 2**63, 10**400], ids=str)
def test_a_revision_that_is_none(product: Product, statements: Rows, revision: Any) -> None:
    body = json.dumps({"content": "<p>x</p>", "revision": revision})
    answer = send(product, "PUT", f"/statements/{statements[3]['id']}", content=body, headers=JSON)
    if answer.status_code == 409:
        assert answer.json()["code"] == "stale_revision"
    else:
        assert fields(answer) == ["revision"]


IDS = [
    "%2e%2e",
    "%2e%2e%2fconnection",
    "%00",
    "a%00b",
    "%0a",
    "%ff",
    "%c0%ae",
    "a%2fb",
    "'",
    '"',
    "<x>",
    "${x}",
    "{x}",
    "%25",
    "x" * 101,
    "x" * 5000,
    "é",
    "😀",
    "%F0%9F%98%80",
    "*",
    "JOB",
    "ITEM%23x",
    "LEASE%23x",
    "null",
    "0",
    "-1",
]
PLACES = [
    ("GET", "/push/{}"),
    ("GET", "/push/{}/results"),
    ("POST", "/push/{}/cancel"),
    ("POST", "/push/{}/retry"),
    ("GET", "/statements/{}"),
    ("POST", "/statements/{}/discard"),
    ("GET", "/audit/{}"),
    ("GET", "/pulls/{}"),
    ("POST", "/systems/{}/pull"),
]


@pytest.mark.parametrize("one", IDS, ids=lambda one: one[:20])
def test_an_id_with_tricks_leads_nowhere(product: Product, one: str) -> None:
    answers = {(method, path): send(product, method, path.format(one)) for method, path in PLACES}
    found = {place: answer.status_code for place, answer in answers.items()}
    assert set(found.values()) <= {404, 405, 422}, found
    assert not [place for place, answer in answers.items() if "Traceback" in answer.text]


KEYS = [
    b"",
    b"x" * 256,
    b"a\tb",
    b"\xe9",
    b"\xff\xfe",
    b"a;b=c",
    b"*",
    b"../..",
    b"KEY#x#y",
    b"%0d%0aX-Evil: 1",
    b"\\r\\nX: 1",
]


@pytest.mark.parametrize("key", KEYS)
def test_an_idempotency_key_is_only_a_key(product: Product, key: bytes) -> None:
    body = {"statement_ids": [str(uuid4())]}
    headers = {b"Idempotency-Key": key}
    answer = product.admin.http.post("push", json=body, headers=headers)
    expected = 422 if key == b"" or len(key) > 255 else 409
    assert answer.status_code == expected, answer.text
    assert not [name for name in answer.headers if "evil" in name.lower()]


@pytest.mark.parametrize(
    "query",
    [
        "from=0001-01-01T00:00:00Z",
        "to=9999-12-31T23:59:59Z",
        "from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z",
    ],
)
def test_the_widest_span_of_the_audit(product: Product, query: str) -> None:
    assert send(product, "GET", f"/audit?{query}").status_code == 200


@pytest.mark.parametrize(
    "query", ["from=0001-01-01T00:00:00%2B14:00", "to=9999-12-31T23:59:59-14:00", "from=1e9", "to=2026"]
)
def test_a_time_that_is_none(product: Product, query: str) -> None:
    assert fields(send(product, "GET", f"/audit?{query}")) == [query.split("=", maxsplit=1)[0]]


def test_a_very_long_filter(product: Product) -> None:
    for path, name in [("/statements", "q"), ("/audit", "actor"), ("/push", "created_by")]:
        assert fields(send(product, "GET", path, params={name: "x" * 201})) == [name]
        assert send(product, "GET", path, params={name: "😀" * 200}).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "ftp://127.0.0.1",
        "http://example.com",
        "https://",
        "https://user:secret@example.com",
        "https://example.com/path",
        "https://example.com?x",
        "https://example.com#x",
        "https://[::1",
        "https://example.com:99999",
        "http://169.254.169.254",
        "http://127.0.0.1.example.com",
        "javascript:alert(1)",
        "https://exa mple.com",
        "https://example.com\r\nHost: evil",
        "https://" + "x" * 300,
    ],
    ids=lambda url: repr(url)[:40],
)
def test_an_address_that_is_refused(product: Product, url: str) -> None:
    body = {"instance_url": url, "username": "x", "password": "canary-in-a-refused-request"}
    answer = send(product, "PUT", "/connection", json=body)
    assert fields(answer) == ["instance_url"]
    assert "canary" not in answer.text
    assert product.admin.get("/connection")["instance_url"] == product.simulator.url
