"""What a reader sees of an HTML text, without its markup."""

from __future__ import annotations

import html

from control_push.texts.limits import is_blank
from control_push.texts.markup import BLOCKS
from control_push.texts.source import Kind, Source

_HIDDEN = frozenset({"script", "style", "template"})
_LINE_BREAKERS = BLOCKS | {"br"}


def readable(text: str) -> str:
    """The text without markup, entities resolved; where a block begins or ends is a line break."""
    source, pieces, position = Source(text), [], 0
    while token := source.next(position):
        pieces += [text[position : token.start], "\n" if token.name in _LINE_BREAKERS else ""]
        hidden = token.kind is Kind.START and token.name in _HIDDEN
        closing = source.closing_tag(token) if hidden else None
        position = closing[1] if closing else token.end
    return html.unescape("".join([*pieces, text[position:]]))


def plain_text(text: str) -> str:
    """On one line."""
    return " ".join(readable(text).split())


def shows_something(text: str) -> bool:
    """Whether there is anything to read or to look at."""
    return not is_blank(readable(text)) or any(token.name == "img" for token in Source(text).tokens())
