"""Gives what nobody edited the bytes that it had: editors respell what they load."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from control_push.texts.markup import BLOCKS
from control_push.texts.source import Kind, Source
from control_push.texts.tree import WHITE_SPACE, meaning, normal_attributes, same_meaning

_MOST_PIECES = 4_000
"""Between the first change and the last: aligning takes more than linear time."""

_SPACES = re.compile(r"[\t\n\f\r ]+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE_END_OR_LINE = re.compile(r"\r\n|\r|\n|[^\r\n]+")

Key = Callable[[str], Hashable]


def restored_html(text: str, base: str) -> str:
    """The text with the base's spelling of each piece that means the same there."""
    restored = "".join(_restored(_blocks(text), _blocks(base), lru_cache(maxsize=None)(_piece_meaning)))
    return restored if restored == text or same_meaning(restored, text) else text


def restored_plain(text: str, base: str) -> str:
    """The text with the line ends of the base, and with what the base has at its very end."""
    typed, typed_end = _parted(text)
    known, known_end = _parted(base)
    ends = set(_LINE_END.findall(base))
    only = ends.pop() if len(ends) == 1 else None
    pieces = _restored(_LINE_END_OR_LINE.findall(typed), _LINE_END_OR_LINE.findall(known), _line)
    body = "".join(only if only and _line(piece) == "\n" else piece for piece in pieces)
    if _unified(body) != _unified(typed):
        # Of two line ends side by side, "\r" and "\n" have become one.
        return text
    as_typed = _unified(typed_end) == _unified(known_end) or _last_line(typed) == _last_line(known)
    return body + (known_end if as_typed else known_end.lstrip(" \t"))


def _parted(text: str) -> tuple[str, str]:
    """The text, and the white space at its very end, which does not count."""
    body = text.rstrip(WHITE_SPACE)
    return body, text[len(body) :]


def _line(piece: str) -> str:
    return "\n" if piece[0] in "\r\n" else piece


def _unified(text: str) -> str:
    return _LINE_END.sub("\n", text)


def _last_line(text: str) -> str:
    return _LINE_END.split(text)[-1]


def _piece_meaning(piece: str) -> Hashable:
    token = Source(piece).next(0)
    if token and token.start == 0 and token.name in BLOCKS:
        values = {attribute.name: attribute.value for attribute in reversed(token.attributes)}
        return (token.kind, token.name, *normal_attributes(values))
    folded = _SPACES.sub(" ", piece).strip(" ")
    if "<" in piece or "&" in piece:
        # What means nothing, like an end tag alone, is not the same as any other such thing.
        return meaning(piece) or folded
    return (("text", folded),) if folded else ""


def _restored(pieces: Sequence[str], base: Sequence[str], key: Key) -> list[str]:
    begin = _same_at_start(pieces, base, key)
    rest, base_rest = pieces[begin:], base[begin:]
    end = _same_at_start(rest[::-1], base_rest[::-1], key)
    middle, base_middle = rest[: len(rest) - end], base_rest[: len(base_rest) - end]
    return [*base[:begin], *_aligned(middle, base_middle, key), *base[len(base) - end :]]


def _same_at_start(pieces: Sequence[str], base: Sequence[str], key: Key) -> int:
    pairs = zip(pieces, base, strict=False)
    same = (one == other or key(one) == key(other) for one, other in pairs)
    return next((count for count, equal in enumerate(same) if not equal), min(len(pieces), len(base)))


def _aligned(pieces: Sequence[str], base: Sequence[str], key: Key) -> list[str]:
    if not base or len(pieces) > _MOST_PIECES or len(base) > _MOST_PIECES:
        return list(pieces)
    result = list(pieces)
    matcher = SequenceMatcher(None, [key(piece) for piece in base], [key(piece) for piece in pieces])
    for there, here, length in matcher.get_matching_blocks():
        result[here : here + length] = base[there : there + length]
    return result


def _blocks(text: str) -> list[str]:
    """Tags of blocks, each with the white space behind it, and what stands between them."""
    cuts = {0, len(text)}
    for token in Source(text).tokens():
        if token.kind in {Kind.START, Kind.END} and token.name in BLOCKS:
            after = token.end
            while after < len(text) and text[after] in "\t\n\f\r ":
                after += 1
            cuts |= {token.start, after}
    places = sorted(cuts)
    return [text[start:end] for start, end in pairwise(places)]
