from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control_push.texts.text_format import TextFormat

HTML, PLAIN = TextFormat.HTML.texts, TextFormat.PLAIN.texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>R&amp;D</p>", "<p>R&#38;D</p>"),
        ("<p>R&amp;D</p>", "<p>R&D</p>"),
        ("caf&eacute;", "café"),
        ("a&nbsp;b", "a\u00a0b"),
        ("<p>&nbsp;</p>", "<p>\u00a0</p>"),
        ("<p>a&#160;</p>", "<p>a\u00a0</p>"),
        ("<p>&quot;x&quot;</p>", '<p>"x"</p>'),
        ('<a href="u?a=1&amp;b=2" title="t">x</a>', "<a title='t' href=u?a=1&b=2>x</a>"),
        ("<P CLASS='a'>x</P>", '<p class="a">x</p>'),
        ('<p class="b  a">x</p>', '<p class="a b">x</p>'),
        ("<p style='color: RED;margin-left:2px'>x</p>", '<p style="Margin-Left: 2px; color:red;">x</p>'),
        ('<p style="">x</p>', "<p>x</p>"),
        ("<p style=\"font-family:'Segoe UI'\">x</p>", '<p style="font-family:&quot;Segoe UI&quot;">x</p>'),
        ("<table><tr><td>x</td></tr></table>", "<table><tbody><tr><td>x</td></tr></tbody></table>"),
        ("<ul><li>a<li>b</ul>", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("<p>a<p>b", "<p>a</p>\n<p>b</p>"),
        ("<p>a</p>\n  <p>b</p>", "<p>a</p><p>b</p>"),
        ("\n<p>a</p>\n", "<p>a</p>"),
        ("<p>a  b\n\tc</p>", "<p>a b c</p>"),
        ("<p> a </p>", "<p>a</p>"),
        ("<p>a <b>b </b></p>", "<p>a <b>b</b></p>"),
        ("<p>a <b> b</b></p>", "<p>a <b>b</b></p>"),
        ("<td>a</td>", "a"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("<pre>a\r\nb</pre>", "<pre>a\nb</pre>"),
        ("a<br/>b", "a<br>b"),
        ("a<br />\nb", "a<br>b"),
        ("<p>a</p> <!-- c --> <p>b</p>", "<p>a</p><!-- c --><p>b</p>"),
    ],
    ids=str,
)
def test_same_html(one: str, other: str) -> None:
    assert HTML.same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a</p>", "a"),
        ("<b>a</b>", "<i>a</i>"),
        ("&lt;p&gt;", "<p>"),
        ("&amp;lt;", "&lt;"),
        ("<pre>a b</pre>", "<pre>a  b</pre>"),
        ('<p style="white-space: pre-wrap">a  b</p>', '<p style="white-space: pre-wrap">a b</p>'),
        ("<p>&nbsp;</p>", "<p></p>"),
        ("<p>a&nbsp;b</p>", "<p>a b</p>"),
        ("<p>a&nbsp;&nbsp;b</p>", "<p>a&nbsp;b</p>"),
        ("<p>a <img src=x></p>", "<p>a<img src=x></p>"),
        ("<p>a b</p>", "<p>ab</p>"),
        ("<p>a<br>b</p>", "<p>a b</p>"),
        ('<a href="u">x</a>', '<a href="v">x</a>'),
        ("a <b", "a <c"),
        ("a <!-- b", "a <!-- c"),
        ("<table><tr><td colspan=2>x</table>", "<table><tr><td>x</table>"),
        ('<p style="margin:0;margin-left:1px">x</p>', '<p style="margin-left:1px;margin:0">x</p>'),
        ("a<!-- x -->", "a"),
        ("<mark>a</mark>", "a"),
        ("<template>a</template>", "<template>b</template>"),
        ("a", ""),
        ("A", "a"),
    ],
    ids=str,
)
def test_different_html(one: str, other: str) -> None:
    assert not HTML.same(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a\r\nb\rc", "a\nb\nc", True),
        ("a\n", "a", True),
        ("a \t\r\n", "a", True),
        ("a  b", "a b", False),
        (" a", "a", False),
        ("\na", "a", False),
        ("a \nb", "a\nb", False),
        ("R&amp;D", "R&D", False),
        ("a\u00a0", "a", False),
        ("<b>a</b>", "<B>a</B>", False),
    ],
    ids=str,
)
def test_same_plain(one: str, other: str, same: bool) -> None:
    assert PLAIN.same(one, other) is same


WORDS = st.text(alphabet="ab&<>\u00a0é ", max_size=8)
SPELLINGS = {
    " ": [" ", "\n", "  ", "\t\r\n"],
    "&": ["&amp;", "&#38;", "&#x26;", "&AMP;"],
    "<": ["&lt;", "&#60;"],
    ">": ["&gt;", ">"],
    "\u00a0": ["&nbsp;", "&#160;", "&#xa0;", "\u00a0"],
    "é": ["é", "&eacute;", "&#233;"],
}


@st.composite
def spelled(draw: st.DrawFn, words: list[str]) -> str:
    """The same paragraphs and table, spelled at random."""

    def text(of: str) -> str:
        return "".join(draw(st.sampled_from(SPELLINGS.get(letter, [letter]))) for letter in of)

    attributes = draw(st.permutations(['class="k"', "title='t'", "style='color:red;width: 3px'", "lang=en"]))
    gap = st.sampled_from(["", "\n", " \r\n "])
    rows = "".join(f"<tr><td>{text(word)}{draw(st.sampled_from(['', '</td></tr>']))}" for word in words)
    body = draw(st.sampled_from([f"<tbody>{rows}</tbody>", rows]))
    blocks = [f"<p {' '.join(attributes)}>{text(word)}</p>" for word in words]
    return draw(gap).join([*blocks, f"<table>{body}</table>"]) + draw(gap)


@given(st.lists(WORDS, min_size=1, max_size=3), st.data())
def test_all_spellings_of_a_text_are_the_same(words: list[str], data: st.DataObject) -> None:
    one, other, third = (data.draw(spelled(words)) for _ in range(3))
    assert HTML.same(one, other)
    assert HTML.same(other, one)
    assert HTML.same(other, third)
    assert HTML.same(one, third)
    assert not HTML.same(one, third.replace("<td>", "<td>x", 1))


@given(st.text(alphabet="ab<>/!-pbi \"'=&;\n\r"), st.text(alphabet="ab<>/!-pbi \"'=&;\n\r"))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    for texts in (HTML, PLAIN):
        assert texts.same(one, one)
        assert texts.same(one, other) == texts.same(other, one)


@pytest.mark.parametrize(
    "bomb",
    ["<!--" * 25_000, "<a " * 30_000, '<p a="' * 15_000, "<b><p>" * 15_000, "<div>" * 20_000, "<x>" * 30_000],
)
def test_a_bomb_of_open_markup_is_compared(bomb: str) -> None:
    assert HTML.same(bomb, bomb + "\n")
    assert not HTML.same(bomb, bomb[:-9] + "x")


def test_texts_nested_too_deeply_are_compared_as_written() -> None:
    deep = "<div>" * 300 + "a b" + "</div>" * 300
    assert HTML.same(deep + "\r\n", deep)
    assert not HTML.same(deep.replace("a b", "a  b"), deep)
