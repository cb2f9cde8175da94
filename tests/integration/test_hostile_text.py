"""Texts that are hard to keep whole, and texts that are meant to harm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from infra.local.local_stack import LocalStack
from tests.integration.product import Product, another_instance

FIELD = "u_implementation_statement"
LIMIT = 100_000
# ruff: noqa: RUF001 - ambiguous characters are the point
EXACT = {
    "four bytes": "<p>𝔘𝔫𝔦𝔠𝔬𝔡𝔢 😀 👩‍👩‍👧‍👦 🇩🇪</p>",
    "combining": "<p>e\u0301 n\u0303 \u1e9b\u0323 Å\u030a</p>",
    "not normalised": "<p>\u212b \ufb01 \u00c5 A\u030a</p>",
    "bidi": "<p>abc \u202edef\u202c \u2066ghi\u2069 \u200fעברית\u200e العربية</p>",
    "invisible": "<p>a\u200bb\u00adc\ufeffd\u2060e</p>",
    "line ends of Unicode": "<p>a\u2028b\u2029c\u0085d</p>",
    "private and unassigned": "<p>\ue000 \uf8ff \U0010fffd</p>",
    "replacement character": "<p>\ufffd</p>",
    "plain text": "R&D: a < b, c > d & 100 % \\ \" ' ` ${x} {{x}} %s \\u0041 &amp;amp;",
    "query characters": "<p>^NQ=x^ORDERBY javascript:gs.now() ^EQ</p>",
    "tabs and lines": "<pre>a\tb\n  c\n\n</pre>",
    "the longest": "<p>" + "😀" * ((LIMIT - 7) // 4) + "</p>",
}
BOMBS = {
    "nested": "<div>" * 9_000 + "x" + "</div>" * 9_000,
    "nested and never closed": "<b><i>" * 16_000 + "x",
    "100,000 tags": "<p>" * 33_332 + "x",
    "closed only": "</div>" * 16_000 + "x",
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(11_000)) + ">x</p>",
    "one long attribute": '<p title="' + "a" * 99_000 + '">x</p>',
    "entities": "<p>" + "&amp;" * 19_000 + "</p>",
    "unfinished entities": "<p>" + "&a" * 16_000 + "</p>",
    "numeric entities": "<p>" + "&#x26;" * 16_000 + "</p>",
    "comments": "<!--" * 24_000 + "x",
    "open angles": "<" * 99_000 + "x",
    "tables": "<table>" * 14_000 + "x",
    "styles": '<p style="' + "color:red;" * 9_000 + '">x</p>',
    "foreign": "<svg><math>" * 9_000 + "x",
    "quotes": "<a href='" + "\"'" * 40_000 + ">x",
    "spaces": "<p" + " " * 99_000 + ">x",
}
DANGEROUS = {
    "script": "<p>kept</p><script>alert(1)</script>",
    "event": '<p onmouseover="alert(1)">kept</p>',
    "image": "<p>kept</p><img src=x onerror=alert(1)>",
    "address": '<p>kept <a href="java\tscript:alert(1)">x</a></p>',
    "entity address": '<p>kept <a href="&#106;avascript:alert(1)">x</a></p>',
    "svg": "<p>kept</p><svg><animate onbegin=alert(1) attributeName=x></svg>",
    "mutation": "<p>kept</p><math><mtext><table><mglyph><style><!--</style>"
    "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "frame": "<p>kept</p><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "form": "<p>kept</p><form action=https://evil.example><button formaction=javascript:alert(1)>",
    "base": "<base href=https://evil.example><p>kept</p>",
    "style": "<p style='background:url(javascript:alert(1))'>kept</p><style>*{}</style>",
    "template": "<p>kept</p><template><script>alert(1)</script></template>",
}
FORBIDDEN = (
    "<script",
    "onerror",
    "onmouseover",
    "onbegin",
    "javascript:",
    "<svg",
    "<iframe",
    "<form",
    "<img",
    "<base",
    "<style",
    "url(",
)


@pytest.fixture(scope="module")
def product(deployed: LocalStack) -> Iterator[Product]:
    with another_instance() as simulator:
        # The platform's own sanitiser off: what arrives there is what was sent.
        simulator.configure(html_sanitizer="off")
        product = Product(deployed, simulator)
        product.connect()
        yield product
        product.close()


@pytest.fixture(scope="module")
def statement(product: Product) -> dict[str, Any]:
    rows = [{"control_id": "SI-10", "control_name": "Input", "implementation_statement": "<p>Old</p>"}]
    [pulled] = product.pulled(rows, "Hostile")
    return pulled


def current(product: Product, statement: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = product.author.get(f"/statements/{statement['id']}")
    return read


@pytest.mark.parametrize("name", EXACT)
def test_a_text_arrives_as_it_was_typed(product: Product, statement: dict[str, Any], name: str) -> None:
    text = EXACT[name]
    saved = product.author.edit(current(product, statement), text)
    assert (saved["local_content"], saved["sanitized"]) == (text, [])
    job = product.author.wait(product.author.push([statement["id"]]))
    assert job["outcomes"]["succeeded"] == 1, product.author.results(job["job_id"])
    assert product.remote(statement)[FIELD] == text
    assert current(product, statement)["content"] == text


def test_a_text_of_others_is_pulled_as_it_is(product: Product) -> None:
    """What came from ServiceNow is never sanitised: it is the base that the next push compares with."""
    rows = [
        {"control_id": f"AC-{n}", "control_name": name, "implementation_statement": text}
        for n, (name, text) in enumerate({**EXACT, **DANGEROUS}.items(), 1)
    ]
    pulled = {row["control_name"]: row["content"] for row in product.pulled(rows, "Theirs")}
    assert pulled == {**EXACT, **DANGEROUS}


@pytest.mark.parametrize("name", DANGEROUS)
def test_what_could_harm_is_taken_out_and_named(
    product: Product, statement: dict[str, Any], name: str
) -> None:
    saved = product.author.edit(current(product, statement), DANGEROUS[name])
    assert "kept" in saved["local_content"]
    assert saved["sanitized"]
    assert not [word for word in FORBIDDEN if word in saved["local_content"].lower()]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_saved_or_refused(product: Product, statement: dict[str, Any], name: str) -> None:
    """Within a function's time: a function that hangs or dies answers 503 or 500."""
    before = current(product, statement)
    assert len(BOMBS[name].encode()) <= LIMIT
    body = {"content": BOMBS[name], "revision": before["revision"]}
    answer = product.author.http.put(f"statements/{statement['id']}", json=body)
    assert answer.status_code in {200, 422}, answer.text[:500]
    after = current(product, statement)
    if answer.status_code == 422:
        assert after == before
    else:
        assert len(after["local_content"].encode()) <= LIMIT


@pytest.mark.parametrize("name", ["nested", "attributes", "unfinished entities", "quotes"])
def test_a_bomb_in_servicenow_is_compared(product: Product, statement: dict[str, Any], name: str) -> None:
    product.author.edit(current(product, statement), f"<p>{name}</p>")
    product.simulator.edit(
        "sn_compliance_statement", statement["servicenow_sys_id"], "normal", **{FIELD: BOMBS[name]}
    )
    asked = {"statement_ids": [statement["id"]]}
    [check] = product.author.call("POST", "/push/check-conflicts", json=asked)["conflicts"]
    assert (check["verdict"], check["remote_content"]) == ("conflict", BOMBS[name])
    seen = {"remote_version": check["remote_version"], "revision": check["revision"]}
    decision = {"resolution": "keep_remote", **seen}
    product.author.call("POST", f"/push/resolve-conflict/{statement['id']}", json=decision)
