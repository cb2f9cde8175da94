"""Editors respell what they load: what nobody edited gets its own bytes back."""

from __future__ import annotations

import pytest

from control_push.texts.text_format import TextFormat

HTML = TextFormat.HTML.texts
BASE = (
    "<h3 class='a' title=\"b\">Part&nbsp;a</h3>\r\n"
    "<div><TABLE border=1><tr><td>R&#38;D</td><td>one<br/>two</td></tr>\r\n"
    "<tr><td>R&#38;D</td><td>three</td></tr></TABLE></div>\r\n"
    "<p>An &quot;old&quot; <B>word</B>.</p>\r\n<p>The  end.</p>\r\n"
)


def respelled(text: str) -> str:
    """As an editor writes out what it has loaded."""
    pairs = {
        "class='a' title=\"b\"": 'title="b" class="a"',
        "&nbsp;": "\u00a0",
        "&#38;": "&amp;",
        "&quot;": '"',
        "<TABLE border=1><tr>": '<table border="1"><tbody><tr>',
        "</TABLE>": "</tbody></table>",
        "<br/>": "<br>",
        "B>": "b>",
        "  ": " ",
        "\r\n": "",
    }
    for old, new in pairs.items():
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Part", "Section"),
        ("three", "four"),
        ("one", "1"),
        ("The  end", "The end now"),
        ("word", "other word"),
    ],
)
def test_a_change_touches_its_own_piece_only(old: str, new: str) -> None:
    changed = next(piece for piece in BASE.split("\r\n") if old in piece)
    saved, removed = HTML.sanitise(respelled(BASE).replace(respelled(old), respelled(new)), BASE)
    assert removed == []
    for piece in BASE.split("\r\n"):
        if piece != changed and "TABLE" not in piece:
            assert piece in saved
    assert HTML.same(saved, BASE.replace(old, new))


def test_a_deleted_and_an_added_paragraph_touch_no_other() -> None:
    typed = (
        respelled(BASE).replace("<p>The end.</p>", "<p>New.</p><p>The end.</p>").replace("<td>three</td>", "")
    )
    saved, _ = HTML.sanitise(typed, BASE)
    assert saved.startswith("<h3 class='a' title=\"b\">Part&nbsp;a</h3>\r\n<div><TABLE border=1>")
    assert saved.endswith("<p>An &quot;old&quot; <B>word</B>.</p><p>New.</p>\r\n<p>The  end.</p>\r\n")
    assert HTML.same(saved, typed)


def test_what_cannot_be_told_apart_stays_as_typed() -> None:
    assert HTML.sanitise("<b><p>x</b>y</p>z", "<p>x</p><b>y</b>") == ("<b><p>x</b>y</p>z", [])
