"""Whether a field holds HTML or plain text: chosen once for a connection, never text by text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from control_push.texts.html_field import HtmlTexts
from control_push.texts.markup import ELEMENT_WORDS
from control_push.texts.plain import PlainTexts
from control_push.texts.storage import Storage

PREVIEW_LENGTH = 200
_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)(?:\s+[a-zA-Z-]+\s*=[^<>]*)?\s*/?>")
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|#\d{2,6});")
_UNESCAPED = re.compile(r"<|&(?!(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);)")
_HTML_TYPES = frozenset({"html", "translated_html", "html_script", "html_template"})
_PLAIN_TYPES = frozenset(
    "string string_full_utf8 multi_two_lines multi_small translated_text translated_field text "
    "journal journal_input journal_list email url wide_text short_table_name".split()
)


class TextFormat(StrEnum):
    """What the characters of a field stand for."""

    HTML = "html"
    PLAIN = "plain"

    @property
    def texts(self) -> Texts:
        """How to treat texts of such a field."""
        return _TEXTS[self]


class Texts(Protocol):
    """All that depends on a field's format."""

    def same(self, one: str, other: str) -> bool:
        """Whether a reader sees the same."""

    def sanitise(
        self, text: str, base: str, *, accepted: Sequence[str] = (), field: str = "content"
    ) -> tuple[str, list[str]]:
        """A typed text as it can be pushed on that base, and what was taken out of it, in words.

        `accepted`: texts that were saved or read before; their harmless markup may stay, too.

        Raises:
            InvalidInputError: the text cannot be kept.
        """

    def active_parts(self, text: str) -> list[str]:
        """What would run or load something where the text is shown, in words; nothing in a saved one."""

    def spelled_like(self, text: str, other: str) -> str:
        """The text with the other one's bytes wherever the two mean the same."""

    def plain_text(self, text: str) -> str:
        """What a reader sees, on one line."""

    def judge(self, before: str, sent: str, stored: str) -> Storage:
        """What became of the text that was sent."""


_TEXTS: dict[TextFormat, Texts] = {TextFormat.HTML: HtmlTexts(), TextFormat.PLAIN: PlainTexts()}


def preview(texts: Texts, text: str) -> str:
    """The first characters that a reader sees, for lists."""
    return texts.plain_text(text)[:PREVIEW_LENGTH]


def sha256(text: str) -> str:
    """Hex digest of the UTF-8 text exactly as it is, as kept in the audit records."""
    return hashlib.sha256(text.encode()).hexdigest()


def format_of_dictionary_type(internal_type: str) -> TextFormat | None:
    """The format of a field of that type in ServiceNow's `sys_dictionary`; None if the type does not tell."""
    name = internal_type.strip().lower()
    if name in _HTML_TYPES:
        return TextFormat.HTML
    return TextFormat.PLAIN if name in _PLAIN_TYPES else None


def guess_format(texts: Sequence[str]) -> tuple[TextFormat | None, str]:
    """What pulled texts show, with the reason in words; None when there is no text to go by.

    A single tag proves little (`<b>` may stand for itself), so that most of the texts must have one.
    """
    filled = [text for text in texts if text.strip()]
    marked = [text for text in filled if _has_markup(text)]
    if not filled:
        return None, "No text has been read yet that would show it."
    seen = f"{len(marked)} of {len(filled)} texts contain HTML markup"
    if 2 * len(marked) >= len(filled):
        return TextFormat.HTML, f"{seen}."
    return (
        TextFormat.PLAIN,
        f"{seen}, the others none." if marked else f"None of {len(filled)} texts contains HTML markup.",
    )


def _has_markup(text: str) -> bool:
    names = (match.group(1).removeprefix("/").lower() for match in _TAG.finditer(text))
    if any(name in ELEMENT_WORDS for name in names):
        return True
    # Escaped throughout; a lone entity may have been pasted into a plain text.
    return bool(_ENTITY.search(text)) and not _UNESCAPED.search(text)
