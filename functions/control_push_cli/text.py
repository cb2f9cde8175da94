"""Text from the service made safe and readable for a terminal."""

from __future__ import annotations

import difflib
import re
from html.parser import HTMLParser

from control_push_cli.text_format import HTML, PLAIN

_BLOCKS = frozenset({"p", "div", "section", "br", "hr", "pre", "blockquote", "ul", "ol", "li", "table", "tr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SENTENCE_END = re.compile(r"(?<=[.;:!?])\s+")
_DIRECTION_AND_LINES = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t"} | {
    code: f"\\x{code:02x}" for code in range(127, 160)
}


def clean(value: object) -> str:
    """Control and direction characters become visible signs, so that a terminal does not obey them."""
    text = "" if value is None else str(value)
    return _DIRECTION_AND_LINES.sub(_code_point, text.replace("\r\n", "\n").translate(_CONTROLS))


def one_line(value: object) -> str:
    """The same for a table cell."""
    return " ".join(clean(value).split())


def lines_of(text: str | None, text_format: str = HTML) -> list[str]:
    """The prose of a statement, one sentence a line, so that a diff shows the sentence that changed.

    A plain text is shown line by line, as it stands.
    """
    if text_format == PLAIN:
        return clean(text).splitlines()
    reader = _Prose()
    reader.feed(text or "")
    reader.close()
    return [clean(sentence) for line in reader.lines() for sentence in _SENTENCE_END.split(line)]


def diff(
    before: str | None, after: str | None, before_name: str, after_name: str, text_format: str = HTML
) -> list[str]:
    """A unified diff of the prose, or of the markup where only that differs."""
    old, new = lines_of(before, text_format), lines_of(after, text_format)
    if old == new:
        old, new = _source_lines(before), _source_lines(after)
    return list(difflib.unified_diff(old, new, before_name, after_name, lineterm=""))


def _source_lines(markup: str | None) -> list[str]:
    return clean((markup or "").replace("><", ">\n<")).splitlines()


def _code_point(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


class _Prose(HTMLParser):
    """Collects the text of the blocks."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _BLOCKS | _HEADINGS:
            self._blocks.append("- " if tag == "li" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS | _HEADINGS:
            self._blocks.append("")

    def handle_data(self, data: str) -> None:
        self._blocks[-1] += data

    def lines(self) -> list[str]:
        joined = "\n".join(self._blocks).splitlines()
        lines = (" ".join(line.split()) for line in joined)
        return [line for line in lines if line not in {"", "-"}]
