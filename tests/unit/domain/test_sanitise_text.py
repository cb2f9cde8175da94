from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control_push.domain.sanitise_text import plain_text, preview, sanitise_text
from control_push.errors import InvalidInputError
from control_push.models.statement import MAX_TEXT_BYTES


@pytest.mark.parametrize(
    ("typed", "saved", "removed"),
    [
        ("<p>text</p>", "<p>text</p>", []),
        ("R&D: a < b", "R&D: a < b", []),
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>", ["<script> element"]),
        ('<p onclick="x()">a</p>', "<p>a</p>", ["onclick attribute of <p>"]),
        ('<a href="javascript:x()">a</a>', "<a>a</a>", ["href attribute of <a>"]),
        ("a<img src=x onerror=x()>", "a", None),
        ("a<img src=x onerror=x()", "a", None),
        ("<iframe src=//evil>x</iframe>y", "xy", None),
        (
            '<p style="color: red; position: fixed">a</p>',
            '<p style="color:red">a</p>',
            ["position style of <p>"],
        ),
        ("<script>1</script><script>2</script>a", "a", ["<script> element (2 times)"]),
    ],
)
def test_allow_list(typed: str, saved: str, removed: list[str] | None) -> None:
    clean, account = sanitise_text(typed)
    assert clean == saved
    assert account == removed if removed is not None else account


@pytest.mark.parametrize("empty", ["", " ", "<p></p>", "<p>&nbsp;</p>", "<script>x</script>", "\n\t"])
def test_an_empty_text_is_refused(empty: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        sanitise_text(empty)
    assert refusal.value.extra["errors"][0]["field"] == "content"


def test_the_size_limit_counts_bytes() -> None:
    sanitise_text("é" * (MAX_TEXT_BYTES // 2))
    with pytest.raises(InvalidInputError) as refusal:
        sanitise_text("é" * (MAX_TEXT_BYTES // 2) + "x")
    assert refusal.value.code == "content_too_large"


@pytest.mark.parametrize("broken", ["a\x00b", "a\ud800b"])
def test_what_is_no_text_is_refused(broken: str) -> None:
    with pytest.raises(InvalidInputError):
        sanitise_text(broken)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200))
def test_saving_twice_changes_nothing_more(typed: str) -> None:
    try:
        once, _ = sanitise_text(typed)
    except InvalidInputError:
        return
    assert sanitise_text(once)[0] == once


def test_plain_text_and_preview() -> None:
    assert plain_text("<h3>Part a</h3><p>R&amp;D\n team</p>") == "Part a R&D team"
    assert preview("<p>" + "word " * 100 + "</p>") == ("word " * 100)[:200]
