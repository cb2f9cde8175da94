"""Texts of a plain field: every character is content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from control_push.texts.limits import check_characters, is_blank, refuse_empty
from control_push.texts.restore import restored_plain
from control_push.texts.storage import Storage, judge
from control_push.texts.tree import WHITE_SPACE

_LINE_ENDINGS = re.compile(r"\r\n?")


class PlainTexts:
    """Nothing is markup, nothing is taken out; only line endings and white space at the end do not count."""

    def same(self, one: str, other: str) -> bool:
        """Whether a reader sees the same."""
        return _unified(one) == _unified(other)

    def sanitise(
        self, text: str, base: str, *, accepted: Sequence[str] = (), field: str = "content"
    ) -> tuple[str, list[str]]:
        """The text as it can be pushed, with the base's line endings; what was taken out is always nothing.

        Raises:
            InvalidInputError: it is empty, too long, or contains what is no character.
        """
        del accepted
        check_characters(text, field)
        if is_blank(text):
            raise refuse_empty(field)
        restored = restored_plain(text, base)
        check_characters(restored, field)
        return restored, []

    def active_parts(self, text: str) -> list[str]:
        """Nothing: it is shown as written."""
        del text
        return []

    def spelled_like(self, text: str, other: str) -> str:
        """The text with the other one's line ends wherever the two mean the same."""
        return restored_plain(text, other)

    def plain_text(self, text: str) -> str:
        """On one line."""
        return " ".join(text.split())

    def judge(self, before: str, sent: str, stored: str) -> Storage:
        """What became of the text that was sent."""
        return judge(before, sent, stored, same=self.same, readable=str)


def _unified(text: str) -> str:
    return _LINE_ENDINGS.sub("\n", text).rstrip(WHITE_SPACE)
