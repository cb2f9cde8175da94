"""Whatever is typed: nothing active stays, and nothing else is touched. Two other parsers are the judges."""

from __future__ import annotations

import re
import string

import nh3
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from justhtml import Element, JustHTML

from control_push.errors import InvalidInputError
from control_push.texts.markup import ACTIVE_SCHEMES, ALLOWED, ELEMENT_WORDS, URL_SCHEMES
from control_push.texts.text_format import TextFormat

HTML, PLAIN = TextFormat.HTML.texts, TextFormat.PLAIN.texts

NEVER = set(
    "script iframe frame frameset object embed applet base meta link style svg math template noscript "
    "xmp plaintext textarea title noembed noframes portal".split()
)
PIECES = [
    *"<p> </p> <b> </b> <div> </div> <table> <tr> <td> </table> <ul> <li> </ul> <a> </a> <font>".split(),
    *"<mark> <br/> <script> </script> <ScRiPt/x> <style> </style> <svg> </svg> <math> <mtext>".split(),
    *"<mglyph> <foreignObject>".split(),
    *"<iframe> </iframe> <noscript> </noscript> <textarea> </textarea> <title> </title> <xmp> </xmp>".split(),
    *"<template> </template> <plaintext> <select> <option> </select> <object> <embed/> <base> <meta>".split(),
    *"<!-- --> --!> <!--> <!---> <! <? ?> </ <![CDATA[ ]]> < > / = \" ' &lt; &#60; & ; \n \t \r x word".split(
        " "
    ),
    "<img src=x onerror=alert(1)>",
    "<img src='/a.png' title='",
    '<p title="<img src=x onerror=alert(1)>">',
    "<p onclick=x()>",
    "<p/onclick=x()>",
    "<p a='b'onclick='x()'>",
    "<a href=javascript:x()>",
    "<a href='  jav\tascript:x()'>",
    "<a href='&#106;avascript&colon;x()'>",
    "<a href=vbscript:x>",
    "<a href='data:text/html,<script>'>",
    "<a href=/ok>",
    "<p style='width:expression(x)'>",
    "<p style=background:url(x);color:red>",
    "<p style='color:\\75 rl(x'>",
    "<number>",
    "</number>",
    "<o:p>",
]
HARMLESS = [
    "<img src=/a.png>",
    "<!-- c -->",
    "<mark>",
    "</mark>",
    "<font color=red>",
    "</font>",
    "<name a=1>",
    "<p>",
    "</p>",
    "x",
    " ",
]

typed = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
bases = st.lists(st.sampled_from([*HARMLESS, *PIECES]), max_size=8).map("".join)


def saved(text: str, base: str = "") -> str:
    try:
        return HTML.sanitise("a" + text, base)[0]
    except InvalidInputError:
        return "a"


def elements(text: str) -> list[Element]:
    """All of the tree that a browser builds, with scripts and without."""
    found: list[Element] = []
    for scripting in (True, False):
        pending = [JustHTML(text, fragment=True, sanitize=False, scripting_enabled=scripting).root]
        while pending:
            node = pending.pop()
            found += [node] if isinstance(node, Element) else []
            pending += node.children or []
    return found


def is_active(element: Element) -> bool:
    if element.name in NEVER:
        return True
    values = {name.lower(): value or "" for name, value in element.attrs.items()}
    folded = {name: re.sub(r"[\x00-\x20]", "", value).lower() for name, value in values.items()}
    runs = ("javascript:", "vbscript:", "data:text")
    return any(
        name.startswith("on")
        or name in {"srcdoc", "http-equiv"}
        or (name in {"href", "src", "action", "formaction"} and value.startswith(runs))
        or (name == "style" and ("url(" in value or "expression(" in value))
        for name, value in folded.items()
    )


@settings(max_examples=150)
@given(typed, bases)
def test_nothing_active_stays(text: str, base: str) -> None:
    clean = saved(text, base)
    if not HTML.same(clean, base):
        assert [element for element in elements(clean) if is_active(element)] == []


@settings(max_examples=150)
@given(typed)
def test_nothing_stays_that_another_sanitiser_would_take_out(text: str) -> None:
    clean = saved(text)
    strict = nh3.clean(
        clean,
        tags=set(ALLOWED),
        attributes={name: set(attributes) for name, attributes in ALLOWED.items()},
        url_schemes=set(URL_SCHEMES),
        link_rel=None,
    )
    lax = nh3.clean(
        clean,
        tags=set(ELEMENT_WORDS) - {"script", "style"},
        generic_attribute_prefixes=set(string.ascii_lowercase),
        url_schemes={*URL_SCHEMES, *ACTIVE_SCHEMES},
        link_rel=None,
    )
    assert strict == lax


@settings(max_examples=150)
@given(typed, bases)
@example("<p><a href=javascript:x()>", "<a></script>")
@example("<img src='/a.png' title='<p>", "<p style='width:expression(x)'> ")
def test_saving_twice_changes_nothing_more(text: str, base: str) -> None:
    once = saved(text, base)
    assert HTML.sanitise(once, base) == (once, [])


@settings(max_examples=150)
@given(typed, bases)
def test_what_was_saved_is_what_a_reader_of_the_markup_gets(text: str, base: str) -> None:
    """What is taken out is named: where nothing is, the text is the one typed, but for what became text."""
    try:
        clean, removed = HTML.sanitise("a" + text, base)
    except InvalidInputError:
        return
    if not removed and "&lt;" not in clean.replace("&lt;", "", text.count("&lt;")):
        assert HTML.same(clean, "a" + text)


BLOCKS = [
    "<P CLASS='a'>R&amp;D&nbsp;one</P>",
    "<p title=\"t\" style='color:RED; width : 3px'>caf&eacute; two</p>",
    "<ul><li>a<li>b &#160;</ul>",
    "<table bgcolor=red><tr><td nowrap>x</table>",
    "<img src='/sys_attachment.do?sys_id=1'>",
    "<!-- note -->",
    "<details><summary>s</summary>d</details>",
    "<pre>  a\r\n b</pre>",
    "plain & simple < text",
]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=6),
    st.sampled_from(["", "\n", "\r\n", " \r\n\r\n"]),
    st.data(),
)
def test_a_changed_block_leaves_the_others_as_they_are(
    blocks: list[str], gap: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(blocks)))
    base = gap.join([*blocks[:place], "<p>Here stands the old.</p>", *blocks[place:]])
    edited = base.replace(
        "the old", data.draw(st.sampled_from(["the new", "R&D &amp; <b>more</b>", "a\u00a0b"]))
    )
    assert HTML.sanitise(edited, base) == (edited, [])
    with_script = edited.replace("Here", "Here<script>x</script>")
    assert HTML.sanitise(with_script, base) == (edited, ["a script: “x”"])


@given(st.text(alphabet="ab <&>;\t\r\n\u00a0", max_size=60), st.text(alphabet="ab \r\n", max_size=60))
def test_a_plain_text_is_kept_to_the_character(text: str, base: str) -> None:
    try:
        clean, removed = PLAIN.sanitise(text, base)
    except InvalidInputError:
        assert not text.strip()
        return
    assert removed == []
    assert PLAIN.same(clean, text)
    assert PLAIN.sanitise(clean, base) == (clean, [])


@pytest.mark.parametrize("texts", [HTML, PLAIN])
@given(text=typed, before=typed, stored=typed)
def test_any_answer_can_be_judged(texts: type[HTML], text: str, before: str, stored: str) -> None:
    assert texts.judge(before, text, text) == "stored"
    assert texts.judge(before, text, stored)
