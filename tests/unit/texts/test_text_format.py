from __future__ import annotations

import pytest

from control_push.texts.text_format import (
    TextFormat,
    format_of_dictionary_type,
    guess_format,
    preview,
    sha256,
)

HTML, PLAIN = TextFormat.HTML, TextFormat.PLAIN


@pytest.mark.parametrize(
    ("internal_type", "found"),
    [
        ("html", HTML),
        ("translated_html", HTML),
        ("string", PLAIN),
        ("multi_two_lines", PLAIN),
        ("glide_date", None),
        ("", None),
    ],
)
def test_the_type_in_the_dictionary(internal_type: str, found: TextFormat | None) -> None:
    assert format_of_dictionary_type(internal_type) is found


@pytest.mark.parametrize(
    ("texts", "found", "reason"),
    [
        (["<p>a</p>", "b", " "], HTML, "1 of 2 texts contain HTML markup."),
        (["R&amp;D", "a&nbsp;b"], HTML, "2 of 2 texts contain HTML markup."),
        (
            ["Lock after <number> attempts.", "Ask <desk@example.test>, a < b && c > d"],
            PLAIN,
            "None of 2 texts contains HTML markup.",
        ),
        (["R&amp;D && <number>", "R&D, &amp;"], PLAIN, "None of 2 texts contains HTML markup."),
        (["Use <b> for bold.", "a", "b"], PLAIN, "1 of 3 texts contain HTML markup, the others none."),
        ([], None, "No text has been read yet that would show it."),
        (["", "\n"], None, "No text has been read yet that would show it."),
    ],
)
def test_what_texts_show(texts: list[str], found: TextFormat | None, reason: str) -> None:
    assert guess_format(texts) == (found, reason)


def test_plain_text() -> None:
    text = "<h3>Part a</h3><p>R&amp;D\n <b>te</b>am<!-- x --><br>2</p><script>y()</script>"
    assert HTML.texts.plain_text(text) == "Part a R&D team 2"
    assert PLAIN.texts.plain_text("a <b>\r\n  c &amp; d") == "a <b> c &amp; d"
    assert preview(HTML.texts, "<p>" + "word " * 100 + "</p>") == ("word " * 100)[:200]


def test_the_digest_is_of_the_exact_text() -> None:
    assert sha256("a") != sha256("a ")
    assert sha256("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
