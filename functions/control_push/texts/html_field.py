"""Texts of an HTML field: what counts is what a reader sees and what the markup means."""

from __future__ import annotations

from collections.abc import Sequence

from control_push.texts.baseline import Baseline, baseline_of
from control_push.texts.clean import clean
from control_push.texts.limits import check_characters, refuse_empty, refuse_nesting
from control_push.texts.nesting import is_too_deep
from control_push.texts.reading import plain_text, readable, shows_something
from control_push.texts.restore import restored_html
from control_push.texts.storage import Storage, judge
from control_push.texts.tree import same_meaning

_ROUNDS = 3


class HtmlTexts:
    """The allow-list is for what a person adds; harmless markup of the base stays."""

    def same(self, one: str, other: str) -> bool:
        """Whether a reader sees the same and the markup means the same."""
        return same_meaning(one, other)

    def sanitise(
        self, text: str, base: str, *, accepted: Sequence[str] = (), field: str = "content"
    ) -> tuple[str, list[str]]:
        """The text as it can be pushed, and what was taken out of it, in words.

        What means the same as in the base has the base's bytes; if all does, it is the base, and there is
        nothing to push. Harmless markup of `accepted`, other texts, may stay like that of the base.

        Raises:
            InvalidInputError: it is empty, too long, nested too deeply, or contains what is no character.
        """
        check_characters(text, field)
        if base and self.same(text, base):
            return base, []
        cleaned, removed = _cleaned(text, base, baseline_of([base, *accepted]))
        if not shows_something(cleaned):
            raise refuse_empty(field)
        if is_too_deep(cleaned):
            raise refuse_nesting(field)
        check_characters(cleaned, field)
        return cleaned, removed

    def active_parts(self, text: str) -> list[str]:
        """What would run or load something where the text is shown, in words; nothing in a saved one."""
        return clean(text, baseline_of([text]))[1]

    def spelled_like(self, text: str, other: str) -> str:
        """The text with the other one's bytes wherever the two mean the same."""
        return restored_html(text, other)

    def plain_text(self, text: str) -> str:
        """What a reader sees, on one line."""
        return plain_text(text)

    def judge(self, before: str, sent: str, stored: str) -> Storage:
        """What became of the text that was sent."""
        return judge(before, sent, stored, same=self.same, readable=readable)


def _cleaned(text: str, base: str, baseline: Baseline) -> tuple[str, list[str]]:
    """What is left where something was taken out or made text may mean the same as in the base: again."""
    removed: list[str] = []
    harmless, _ = clean(base, baseline)
    for _ in range(_ROUNDS):
        restored = restored_html(text, harmless)
        cleaned, more = clean(restored, baseline)
        removed += more
        if cleaned == restored:
            return cleaned, removed
        text = cleaned
    return text, removed
