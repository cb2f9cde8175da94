from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control_push.domain.compare_texts import is_cut_off, same_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>R&amp;D</p>", "<p>R&#38;D</p>"),
        ("caf&eacute;", "café"),
        ("a&nbsp;b", "a\u00a0b"),
        ("<p>&quot;x&quot;</p>", '<p>"x"</p>'),
        ('<a href="u" title="t">x</a>', "<a title='t' href=u>x</a>"),
        ("<P CLASS='a'>x</P>", '<p class="a">x</p>'),
        ("<p>a</p>\n  <p>b</p>", "<p>a</p><p>b</p>"),
        ("\n<p>a</p>\n", "<p>a</p>"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a<br/>b", "a<br>b"),
        ("a<br />b", "a<br>b"),
    ],
    ids=str,
)
def test_same(one: str, other: str) -> None:
    assert same_text(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a</p>", "<p>a"),
        ("<p>a</p>", "a"),
        ("<b>a</b>", "<i>a</i>"),
        ("&lt;p&gt;", "<p>"),
        ("&amp;lt;", "&lt;"),
        ("a b", "a  b"),
        ("<p>a </p>", "<p>a</p>"),
        ("<p>&nbsp;</p>", "<p></p>"),
        ('<a href="u">x</a>', '<a href="v">x</a>'),
        ('<td colspan="2">x</td>', "<td>x</td>"),
        ("a", ""),
        ("A", "a"),
    ],
    ids=str,
)
def test_different(one: str, other: str) -> None:
    assert not same_text(one, other)


@given(st.text(), st.text())
def test_any_text_can_be_compared(one: str, other: str) -> None:
    assert same_text(one, one)
    assert same_text(one, other) == same_text(other, one)


def test_a_bomb_of_open_markup_is_compared_in_linear_time() -> None:
    bomb = "<!--" * 25_000
    assert not same_text(bomb, "<a " * 25_000)


@pytest.mark.parametrize(
    ("stored", "sent", "cut_off"),
    [
        ("<p>long te", "<p>long text</p>", True),
        ("<p>long text</p", "<p>long text</p>", True),
        ("", "<p>text</p>", True),
        ("<ul><li>one</li><li>tw</li></ul>", "<ul><li>one</li><li>two</li><li>three</li></ul>", True),
        ("<p>one</p>\n<p>two</p>", "<p>one <b>two</b> three</p>", True),
        ("<p>one two</p>", "<p>one <b>two</b></p>", False),
        ("<p>two three</p>", "<p>one <b>two</b> three</p>", False),
        ("text", "text \n", False),
        ("other", "text", False),
        ("text", "text", False),
        ("text and more", "text", False),
    ],
)
def test_cut_off(stored: str, sent: str, cut_off: bool) -> None:
    assert is_cut_off(stored, sent) is cut_off
