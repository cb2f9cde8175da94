"""Plain text and HTML from pull to push: what arrives in ServiceNow is what was there, but for the edit."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.product import Product

FIELD = "u_implementation_statement"
PLAIN = (
    "Lock after <number> attempts.\r\nAsk Desk <desk@example.test>, see <https://example.test>.\r\n\r\n"
    "Passwords <eight characters are refused. a && b; a <!-- b; a </ b; a <!b; <?>; R&amp;D  \r\n"
)
HTML = (
    '<h3 class="c" id=x>Part&nbsp;a</h3>\r\n<!-- reviewed --><P>Review the <mark>logs</mark> each '
    'quarter.</P><img src="/sys_attachment.do?sys_id=9d38" width=20>\r\n<p>R&amp;D&#160;&quot;x&quot; '
    '<font color=red>kept</font></p><table bgcolor="#eee"><tr><td nowrap>1<td>2</table>\r\n'
    '<details><summary>s</summary>x</details><a name="top"></a>If x<y then lock; use <redacted>; a && b.'
)


def pulled(product: Product, text: str) -> dict[str, Any]:
    """The statement of a system of its own, after the connection was tested."""
    product.simulator.configure(html_sanitizer="off")
    rows = [{"control_id": "AC-7", "control_name": "Logon", "implementation_statement": text}]
    seeded = product.simulator.seed("Texts", rows)["system_id"]
    steps = product.admin.call("POST", "/connection/test")["steps"]
    assert all(step["ok"] for step in steps)
    assert product.pull(seeded)["status"] == "completed"
    [statement] = product.author.all("/statements", "statements", system_id=seeded)
    return statement


def pushed(product: Product, statement: dict[str, Any]) -> str:
    """What ServiceNow has after a push."""
    job = product.author.wait(product.author.push([statement["id"]]))
    assert job["outcomes"]["succeeded"] == 1, product.author.results(job["job_id"])
    return str(product.remote(statement)[FIELD])


@pytest.mark.parametrize(
    ("setting", "text", "format_", "old", "new"),
    [
        ("auto", PLAIN, "plain", "are refused", "or fewer are <b>refused</b>"),
        ("plain", HTML, "plain", "each quarter", "each month"),
        ("auto", HTML, "html", "each quarter", "each month"),
        ("html", PLAIN, "html", "Lock", "Lock"),
    ],
)
def test_no_other_byte_is_changed(
    product: Product, setting: str, text: str, format_: str, old: str, new: str
) -> None:
    product.connect(text_format=setting)
    statement = pulled(product, text)
    connection = product.author.get("/connection")
    found = connection["text_format_found"]
    assert connection["text_format"] == setting
    assert (found["format"] if setting == "auto" else setting) == format_
    if old == new:
        saved = product.author.edit(statement, text)
        assert (saved["is_modified"], saved["content"]) == (False, text)
        return
    edited = text.replace(old, new)
    # Editors give line breaks back as "\n".
    saved = product.author.edit(statement, edited.replace("\r\n", "\n"))
    assert (saved["local_content"], saved["sanitized"]) == (edited, [])
    assert pushed(product, statement) == edited
    assert product.author.get(f"/statements/{statement['id']}")["content"] == edited


def test_what_is_taken_out_is_named_and_nothing_else_is_touched(product: Product) -> None:
    statement = pulled(product, HTML)
    added = '<script>alert(1)</script><img src="https://evil.example/t.png"><P onclick="x()">Mine.</P>'
    saved = product.author.edit(statement, HTML.replace("<P>", added + "<P>"))
    assert saved["sanitized"] == [
        "a script: “alert(1)”",
        "the picture https://evil.example/t.png",
        "the click action (onclick) of a paragraph",
    ]
    assert pushed(product, statement) == HTML.replace("<P>", "<P>Mine.</P><P>")


def test_what_the_format_is_is_said_and_stays(product: Product) -> None:
    product.connect()
    pulled(product, PLAIN)
    found = product.author.get("/connection")["text_format_found"]
    assert found["reason"].startswith("None of 1 texts contains HTML markup")
    product.connect()
    assert product.author.get("/connection")["text_format_found"] == found
    product.connect(text_format="html")
    assert product.author.get("/connection")["text_format_found"] is None
