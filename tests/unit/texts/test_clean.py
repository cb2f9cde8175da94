"""What may stay, what may not, and what the author is told. Each row: typed, saved, removed."""

from __future__ import annotations

import pytest

from control_push.errors import InvalidInputError
from control_push.texts.limits import MAX_NESTING, MAX_TEXT_BYTES
from control_push.texts.text_format import TextFormat

HTML, PLAIN = TextFormat.HTML.texts, TextFormat.PLAIN.texts
SCRIPT = "<script>x()</script>"


@pytest.mark.parametrize(
    ("typed", "saved", "removed"),
    [
        ("<p>text</p>", "<p>text</p>", []),
        ("<p>R&D: a && b, 1 < 2</p>", "<p>R&D: a && b, 1 < 2</p>", []),
        ("<P TITLE=x >a", "<P TITLE=x >a", []),
        ('<ol type="a" start="3"><li value=4>x</ol>', '<ol type="a" start="3"><li value=4>x</ol>', []),
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>", ["a script: “alert(1)”"]),
        ("a<SCRIPT\n>b</ScRiPt\t>c", "ac", ["a script: “b”"]),
        ('<p onclick="x()">a</p>', "<p>a</p>", ["the click action (onclick) of a paragraph"]),
        (
            "<p ONPOINTERRAWUPDATE=x>a</p>",
            "<p>a</p>",
            ["the script action (onpointerrawupdate) of a paragraph"],
        ),
        ('<a href="javascript:x()">a</a>', "<a>a</a>", ["the address javascript:x() of a link"]),
        ('<a href=" &#1;jav&Tab;ascript&colon;x()" title=t>a</a>', "<a title=t>a</a>", None),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>", ["the address data:text/html,x of a link"]),
        ('<img alt="Plan" src="https://x.test/a.png">b', "b", ["the picture https://x.test/a.png: “Plan”"]),
        ("a<img src=x onerror=x()>", "a", ["the picture x"]),
        ("<image src=x onerror=x()>a", "a", ["the picture x"]),
        ("<iframe src=//evil.test>x</iframe>y", "y", ["the embedded page (iframe) //evil.test: “x”"]),
        ("<object data=x><p>fallback</p></object>y", "y", ["the embedded file (object) x: “fallback”"]),
        ("<base href=//evil.test>a", "a", ["the page address (base) //evil.test"]),
        ('<meta http-equiv="refresh" content="0">a', "a", ["a page setting (meta)"]),
        ("<svg onload=x()><a>in</a></svg>out", "out", ["a drawing (svg): “in”"]),
        ("<mark>a</mark> b", "a b", ["the highlight (mark)"]),
        ("<section>a</section><section>b</section>", "\na\n\nb\n", ["the section (2 times)"]),
        (
            '<p style="color: red; position: fixed">a</p>',
            '<p style="color: red">a</p>',
            ["the style “position: fixed” of a paragraph"],
        ),
        ('<p style="color:r\\65 d;width:expres/**/sion(x)">a</p>', '<p style="color: r\\65 d">a</p>', None),
        ('<p style="background-color:u\\72l(x)">a</p>', "<p>a</p>", None),
        ("<p data-kept='{'>a</p>", "<p>a</p>", ["the attribute (data-kept) of a paragraph"]),
        (SCRIPT + SCRIPT + "a", "a", ["a script: “x()” (2 times)"]),
        ("a<!-- note -->b", "ab", ["a comment: “note”"]),
        ("</font>a", "a", ["an end without a beginning (</font>)"]),
        ("<textarea>a<b>&lt;</textarea>", "a&lt;b&gt;&lt;", ["the text field (textarea)"]),
        ("<o:p>a</o:p>", "a", ["the markup of a word processor (o:p)"]),
        ("<![if !supportLists]>a<![endif]>", "a", None),
    ],
    ids=str,
)
def test_what_a_person_may_add(typed: str, saved: str, removed: list[str] | None) -> None:
    clean, account = HTML.sanitise(typed, "")
    assert clean == saved
    assert account == removed if removed is not None else account


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("Lock after <number> attempts.", "Lock after &lt;number&gt; attempts."),
        ("Ask <desk@example.test>.", "Ask &lt;desk@example.test&gt;."),
        ("See <https://example.test>.", "See &lt;https://example.test&gt;."),
        ("<Q&A> a", "&lt;Q&amp;A&gt; a"),
        ("Passwords <eight are refused. <b>More</b>", "Passwords &lt;eight are refused. <b>More</b>"),
        ("Fewer <eight are refused", "Fewer &lt;eight are refused"),
        ("a <b", "a &lt;b"),
        ("a <!-- b", "a &lt;!-- b"),
        ("a </ b> c", "a &lt;/ b&gt; c"),
        ("a </> b", "a &lt;/&gt; b"),
        ("a <!b> c", "a &lt;!b&gt; c"),
        ("a <?> b", "a &lt;?&gt; b"),
        ("<name>a</name>", "&lt;name&gt;a&lt;/name&gt;"),
    ],
    ids=str,
)
def test_what_is_no_markup_of_html_is_meant_as_text(typed: str, saved: str) -> None:
    assert HTML.sanitise(typed, "") == (saved, [])
    assert HTML.plain_text(saved) == " ".join(typed.replace("<b>", "").replace("</b>", "").split())


OLD_MARKUP = [
    '<img src="/sys_attachment.do?sys_id=9d38" width=20>',
    "<img src='data:image/png;base64,AAAA'>",
    "<!-- reviewed -->",
    "<mark>x</mark>",
    "<font color=red face='Arial'>x</font>",
    "<details open><summary>s</summary>x</details>",
    '<a name="top"></a>',
    '<table bgcolor="#eee"><tr><td nowrap>x</td></tr></table>',
    "<center>x</center>",
    "<section data-x=1>x</section>",
    "<redacted>x</redacted>",
    '<p style="position:relative; mso-list: l0">x</p>',
    "<input type=checkbox checked disabled>",
    "<?xml:namespace prefix = o />",
    "<!x>",
    "x<y then lock; use <redacted> placeholder; a && b.",
    "&nbsp;&#160;&copy;",
]


@pytest.mark.parametrize("markup", OLD_MARKUP)
def test_harmless_markup_of_the_base_survives_an_edit_elsewhere(markup: str) -> None:
    base = f"<P>One  word.</P>\r\n{markup}\r\n<p>The&nbsp;end.</p>"
    typed = base.replace("word", "other word")
    assert HTML.sanitise(typed, base) == (typed, [])


@pytest.mark.parametrize("markup", [*OLD_MARKUP[:1], "<center>x</center>", "<!-- reviewed -->"])
def test_it_may_not_be_added(markup: str) -> None:
    typed = f"<p>One other word.</p>{markup}"
    clean, removed = HTML.sanitise(typed, "<p>One word.</p>")
    assert markup not in clean
    assert removed


def test_another_picture_is_not_the_one_of_the_base() -> None:
    base = '<p>a</p><img src="/a.png">'
    clean, removed = HTML.sanitise('<p>b</p><img src="/a.png"><img src="https://x.test/b.png">', base)
    assert (clean, removed) == ('<p>b</p><img src="/a.png">', ["the picture https://x.test/b.png"])


def test_markup_that_was_saved_before_stays_when_the_base_has_lost_it() -> None:
    saved = '<p>b</p><img src="/a.png">'
    assert HTML.sanitise(saved + "<p>c</p>", "<p>new base</p>", accepted=[saved]) == (saved + "<p>c</p>", [])


@pytest.mark.parametrize(
    ("active", "left"),
    [
        (SCRIPT, ""),
        ('<a href="javascript:x()">l</a>', "<a>l</a>"),
        ('<img src="/a.png" onerror="x()">', '<img src="/a.png">'),
        ("<font color=red onclick=x()>f</font>", "<font color=red>f</font>"),
        ("<iframe src=x></iframe>", ""),
        ('<img src="data:image/svg+xml,x">', "<img>"),
    ],
)
def test_active_content_of_the_base_goes_with_an_edit_elsewhere(active: str, left: str) -> None:
    base = f"<p>a</p>\n{active}<p>&nbsp;</p>"
    clean, removed = HTML.sanitise(base.replace("a</p>", "b</p>"), base)
    assert clean == f"<p>b</p>\n{left}<p>&nbsp;</p>"
    assert removed


def test_a_text_saved_back_to_the_base_is_the_base() -> None:
    base = f"<p>R&amp;D&nbsp;</p>\r\n<p class='a' title=t>x</p>{SCRIPT}"
    assert HTML.sanitise(base, base) == (base, [])
    respelled = f'<p>R&D\u00a0</p><p title="t" class="a">x</p>{SCRIPT}'
    assert HTML.sanitise(respelled, base) == (base, [])


@pytest.mark.parametrize(
    "empty", ["", " ", "<p></p>", "<p>&nbsp;</p>", "<script>x</script>", "\n\t", "<p>\u200b</p>"]
)
def test_an_empty_text_is_refused(empty: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        HTML.sanitise(empty, "", field="merged_content")
    assert refusal.value.extra["errors"][0]["field"] == "merged_content"


@pytest.mark.parametrize("unseen", ["", " \r\n", "\u200b", "\ufeff \x07", "\u2028"])
def test_a_plain_text_that_shows_nothing_is_refused(unseen: str) -> None:
    with pytest.raises(InvalidInputError):
        PLAIN.sanitise(unseen, "")
    assert PLAIN.sanitise(f"{unseen}x", "")[0].endswith("x")


@pytest.mark.parametrize("texts", [HTML, PLAIN])
def test_the_size_limit_counts_bytes(texts: type[HTML]) -> None:
    texts.sanitise("é" * (MAX_TEXT_BYTES // 2), "")
    with pytest.raises(InvalidInputError) as refusal:
        texts.sanitise("é" * (MAX_TEXT_BYTES // 2) + "x", "")
    assert refusal.value.code == "content_too_large"


def test_a_text_that_grows_over_the_limit_is_refused() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        HTML.sanitise("<x>" * (MAX_TEXT_BYTES // 3), "")
    assert refusal.value.code == "content_too_large"


@pytest.mark.parametrize("texts", [HTML, PLAIN])
@pytest.mark.parametrize("broken", ["a\x00b", "a\ud800b"])
def test_what_is_no_text_is_refused(texts: type[HTML], broken: str) -> None:
    with pytest.raises(InvalidInputError):
        texts.sanitise(broken, "")


def test_nesting_is_bounded() -> None:
    """20,000 nested elements took seconds; what a browser rearranges is no text to rely on either."""
    HTML.sanitise("<div>" * MAX_NESTING + "a", "")
    for deep in ("<div>" * 19_999 + "a", "<div>" * MAX_NESTING + "<b>a"):
        with pytest.raises(InvalidInputError) as refusal:
            HTML.sanitise(deep, "")
        assert "inside one another" in refusal.value.extra["errors"][0]["message"]
        assert refusal.value.extra["errors"][0]["field"] == "content"


@pytest.mark.parametrize(
    "flat",
    [
        "<p>a" * 3_000,
        "<ul>" + "<li>a" * 3_000,
        "<table>" + "<tr><td>a<td>b" * 1_000,
        "<dl>" + "<dt>a<dd>b" * 1_000,
        "<br>a" * 3_000,
    ],
)
def test_elements_whose_end_may_be_left_out_are_not_nested(flat: str) -> None:
    assert HTML.sanitise(flat, "") == (flat, [])


@pytest.mark.parametrize(
    "bomb",
    [
        "<!--" * 24_000,
        "<a " * 24_000,
        '<p a="' * 5_000 + ">",
        "<x y='" * 5_000 + ">",
        "<svg>" * 250,
        "<script>" * 200,
        "</ " * 24_000,
        "<p " + "a=1 " * 5_000 + ">x",
        "<!-- x -->" * 3_000,
        "<" * 90_000,
    ],
)
def test_a_bomb_of_markup_is_cleaned_or_refused(bomb: str) -> None:
    try:
        clean, _ = HTML.sanitise("a" + bomb, "<p>base</p>")
    except InvalidInputError:
        return
    assert HTML.sanitise(clean, "<p>base</p>") == (clean, [])


@pytest.mark.parametrize(
    "text",
    [
        "Lock after <number> attempts. Ask Desk <desk@example.test>, see <https://example.test>.",
        "Passwords <eight characters are refused. More.",
        "a <!-- b",
        "a </ b <!b <?>",
        "a && b &amp; c &nbsp; <b>x</b> <script>alert(1)</script>",
        "line 1\n\n  line 2\n",
    ],
)
def test_in_a_plain_field_every_character_is_content(text: str) -> None:
    assert PLAIN.sanitise(text, "") == (text.rstrip() if text.endswith("\n") else text, [])
    assert PLAIN.plain_text(text) == " ".join(text.split())


def test_the_line_endings_of_a_plain_text_stay() -> None:
    base = "one\r\ntwo\r\n\r\nthree \r\n"
    assert PLAIN.sanitise("one\n2\n\nthree \nfour", base) == ("one\r\n2\r\n\r\nthree \r\nfour\r\n", [])
    assert PLAIN.sanitise("one\ntwo\n\nthree", base) == (base, [])
    assert PLAIN.sanitise("one\ntwo\n\nthree, four \n", base)[0] == base.replace("three", "three, four")
    mixed = "one\ntwo\r\nthree"
    assert PLAIN.sanitise("one\ntwo\nTHREE\nfour", mixed)[0] == "one\ntwo\r\nTHREE\nfour"
