"""The markup of a text as it is written: where each tag and comment begins and ends.

Follows the tokenizer of the HTML standard (https://html.spec.whatwg.org/multipage/parsing.html#tokenization)
for what is not inside a raw text element such as <script>. Those are never kept, so that what is kept reads
the same here and in every browser, whatever tree the browser builds of it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

# Any other "<" is a character.
_MARKUP = re.compile(r"<(?:[a-zA-Z!?]|/(?!\Z))")
_TAG_NAME = re.compile(r"[a-zA-Z][^\t\n\f\r />]*")
_BETWEEN_ATTRIBUTES = re.compile(r"[\t\n\f\r /]*")
_ATTRIBUTE_NAME = re.compile(r"[^\t\n\f\r />][^\t\n\f\r />=]*")
_EQUALS = re.compile(r"[\t\n\f\r ]*=[\t\n\f\r ]*")
_UNQUOTED = re.compile(r"[^\t\n\f\r >]*")
_COMMENT_END = re.compile(r"--!?>")


class Kind(Enum):
    """What stands at a `<`."""

    START = auto()
    END = auto()
    COMMENT = auto()
    BOGUS = auto()
    """`<!x>`, `<?x>`, `</ x>`, doctypes: browsers show nothing of it."""
    UNFINISHED = auto()
    """A tag or comment without an end: browsers drop the rest of the text."""


class Attribute(NamedTuple):
    """`start` and `end`: its place in the text, without the separator before it. The value is decoded."""

    name: str
    value: str
    start: int
    end: int


class Token(NamedTuple):
    """One piece of markup, from `start` up to `end`; `name`, of a tag, in lower case."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()


class Source:
    """Reads the tokens of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Behind these nothing ends: to look again for each "<!--" of a text full of them would take minutes.
        self._last_tag_end = text.rfind(">")
        self._last_comment_end = max(text.rfind("-->"), text.rfind("--!>"))
        self._never_closed: set[str] = set()

    def tokens(self) -> Iterator[Token]:
        """All of them, in order; text is what lies between. Markup that is unfinished is the last."""
        token = self.next(0)
        while token:
            yield token
            token = self.next(token.end)

    def next(self, position: int) -> Token | None:
        """The first one from there."""
        found = _MARKUP.search(self.text, position)
        return self.token(found.start()) if found else None

    def token(self, start: int) -> Token:
        """The one that the `<` at that place begins."""
        first, second = self.text[start + 1 : start + 2], self.text[start + 2 : start + 3]
        if _is_letter(first):
            return self._tag(Kind.START, start, start + 1)
        if first == "/" and _is_letter(second):
            return self._tag(Kind.END, start, start + 2)
        if self.text.startswith("<!--", start):
            return self._comment(start)
        end = self.text.find(">", start) if start < self._last_tag_end else -1
        return Token(Kind.BOGUS, start, end + 1) if end > 0 else self._unfinished(start)

    def closing_tag(self, opening: Token) -> tuple[int, int] | None:
        """Where the first end tag of that name begins and ends, as for raw text: nothing nests in it."""
        if opening.name in self._never_closed or self.text.endswith("/>", opening.start, opening.end):
            return None
        pattern = rf"</{re.escape(opening.name)}(?=[\t\n\f\r />])[^>]*>"
        found = re.compile(pattern, re.IGNORECASE).search(self.text, opening.end)
        if found is None:
            self._never_closed.add(opening.name)
        return found.span() if found else None

    def _comment(self, start: int) -> Token:
        for whole in ("<!-->", "<!--->"):
            if self.text.startswith(whole, start):
                return Token(Kind.COMMENT, start, start + len(whole))
        found = _COMMENT_END.search(self.text, start + 4) if start + 4 <= self._last_comment_end else None
        return Token(Kind.COMMENT, start, found.end()) if found else self._unfinished(start)

    def _tag(self, kind: Kind, start: int, name_start: int) -> Token:
        name = _TAG_NAME.match(self.text, name_start)
        if name is None or start > self._last_tag_end:
            return self._unfinished(start)
        attributes: list[Attribute] = []
        position = _end(_BETWEEN_ATTRIBUTES, self.text, name.end())
        while position < len(self.text):
            if self.text[position] == ">":
                return Token(kind, start, position + 1, name.group().lower(), tuple(attributes))
            attribute = self._attribute(position)
            if attribute is None:
                break
            attributes.append(attribute)
            position = _end(_BETWEEN_ATTRIBUTES, self.text, attribute.end)
        return self._unfinished(start)

    def _attribute(self, start: int) -> Attribute | None:
        """None: its quotation mark is never closed."""
        name_end = _end(_ATTRIBUTE_NAME, self.text, start)
        name = self.text[start:name_end].lower()
        equals = _EQUALS.match(self.text, name_end)
        if equals is None:
            return Attribute(name, "", start, name_end)
        mark = self.text[equals.end() : equals.end() + 1]
        if mark not in {'"', "'"}:
            end = _end(_UNQUOTED, self.text, equals.end())
            return Attribute(name, html.unescape(self.text[equals.end() : end]), start, end)
        end = self.text.find(mark, equals.end() + 1)
        value = html.unescape(self.text[equals.end() + 1 : end])
        return Attribute(name, value, start, end + 1) if end >= 0 else None

    def _unfinished(self, start: int) -> Token:
        return Token(Kind.UNFINISHED, start, len(self.text))


def split_unfinished(text: str) -> tuple[str, str]:
    """The text up to a tag or comment that has no end, and from there."""
    last = next((token for token in Source(text).tokens() if token.kind is Kind.UNFINISHED), None)
    return (text[: last.start], text[last.start :]) if last else (text, "")


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
