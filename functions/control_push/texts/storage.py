"""Written means read back: what became of a text that was sent, told from what ServiceNow has now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from enum import StrEnum

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]|\w+")
_SAME_STATEMENT = 0.85
"""The share of its words that makes a text the same statement for a reader."""
_SENTENCE = 12
"""In words. More than that missing is a loss, however long the text."""
_TAIL = 6
"""So many words in a row are found in one place of a text only."""


class Storage(StrEnum):
    """What became of the text that was sent."""

    STORED = "stored"
    ALTERED = "altered"
    """ServiceNow rewrote or sanitised it; a reader would call it the same statement."""
    NOT_STORED = "not_stored"
    """The answer was a success, yet the record has the text from before, none, or another one."""
    TRUNCATED = "truncated"
    """Only a part of it is there."""


def judge(
    before: str, sent: str, stored: str, *, same: Callable[[str, str], bool], readable: Callable[[str], str]
) -> Storage:
    """`before` is what ServiceNow had; `same` and `readable` are those of the field's format."""
    if stored == sent:
        return Storage.STORED
    if same(stored, before):
        return Storage.NOT_STORED
    if is_cut_off(stored, sent):
        return Storage.TRUNCATED
    if same(stored, sent):
        return Storage.STORED
    return _judge_words(*(_words(readable(text)) for text in (before, sent, stored)))


def is_cut_off(stored: str, sent: str) -> bool:
    """Whether `stored` is the beginning of `sent` as written, and more than white space is missing.

    An emptied field is none: nothing says that it was cut.
    """
    one, other = (re.sub(r"\r\n?", "\n", text).strip() for text in (stored, sent))
    return bool(one) and len(one) < len(other) and other.startswith(one)


def _judge_words(before: list[str], sent: list[str], stored: list[str]) -> Storage:
    if not stored and sent:
        return Storage.NOT_STORED
    if stored == sent:
        return Storage.ALTERED
    if _lacks_the_end(stored, sent):
        return Storage.TRUNCATED
    return Storage.ALTERED if _is_same_statement(before, sent, stored) else Storage.NOT_STORED


def _lacks_the_end(stored: list[str], sent: list[str]) -> bool:
    """Whether the stored text ends in the middle of the one sent; its beginning may have been rewritten."""
    if _ends_in_the_middle(stored, sent):
        return True
    rest = _behind(stored[:-1], sent)
    last_is_cut = bool(rest) and rest[0] != stored[-1] and rest[0].startswith(stored[-1])
    return last_is_cut and _ends_in_the_middle(stored[:-1], sent)


def _ends_in_the_middle(stored: list[str], sent: list[str]) -> bool:
    known = len(stored) >= _TAIL or sent[: len(stored)] == stored
    return known and bool(_behind(stored, sent))


def _behind(stored: list[str], sent: list[str]) -> list[str]:
    """What follows in `sent` on the last words of `stored`; nothing if they end it, or are not in it."""
    tail = stored[-_TAIL:]
    for end in range(len(sent), len(tail) - 1, -1):
        if sent[end - len(tail) : end] == tail:
            return sent[end:]
    return []


def _is_same_statement(before: list[str], sent: list[str], stored: list[str]) -> bool:
    """Nearly all words of the text are there, and so is what the person changed in it."""
    had, meant, has = Counter(before), Counter(sent), Counter(stored)
    added, taken_out = meant - had, had - meant
    common = meant & had
    return (
        _share(meant, has) >= _SAME_STATEMENT
        and (meant - has).total() <= _SENTENCE
        and (has - meant).total() <= max(_SENTENCE, meant.total())
        and _share(added, has - common) >= _SAME_STATEMENT
        and (not taken_out or _share(taken_out, has - meant) <= 1 - _SAME_STATEMENT)
    )


def _share(wanted: Counter[str], found: Counter[str]) -> float:
    return (wanted & found).total() / wanted.total() if wanted else 1.0


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
