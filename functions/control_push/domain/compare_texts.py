"""When two texts are the same: equal after HTML normalisation.

Entity spelling, attribute order, white space between tags and line endings do not count; everything else
does, closing tags included, so that a text cut off in its markup is never taken for the whole one.
"""

from __future__ import annotations

import hashlib
import html
import re
from functools import lru_cache

# Linear on any input: neither part can match across the next "<", so nothing is tried twice.
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_TAG_NAME = re.compile(r"</?\s*([^\s/>]+)")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")

Token = tuple[str, ...]


def same_text(one: str, other: str) -> bool:
    """Whether the two are equal after normalisation."""
    return one == other or normalise(one) == normalise(other)


@lru_cache(maxsize=64)
def normalise(text: str) -> tuple[Token, ...]:
    """The text as tokens: tags with sorted attributes, and the text between them with entities resolved.

    White space that stands alone between two tags (or at either end) is left out.
    """
    tokens: list[Token] = []
    end = 0
    for tag in _TAG.finditer(text):
        _add_text(tokens, text[end : tag.start()])
        tokens.append(_tag_token(tag.group()))
        end = tag.end()
    _add_text(tokens, text[end:])
    return tuple(tokens)


def _add_text(tokens: list[Token], raw: str) -> None:
    # Only what is white space as written: a lone &nbsp; is content that the author typed.
    if raw.strip():
        resolved = html.unescape(raw).replace("\r\n", "\n").replace("\r", "\n")
        tokens.append(("text", resolved))


def _tag_token(raw: str) -> Token:
    if raw.startswith("<!"):
        return ("markup", raw)
    name = _TAG_NAME.match(raw)
    if name is None:
        return ("text", raw)
    kind = "end" if raw.startswith("</") else "start"
    attributes = (_attribute(match) for match in _ATTRIBUTE.finditer(raw, name.end(), len(raw) - 1))
    return (kind, name.group(1).lower(), *sorted(attributes))


def _attribute(match: re.Match[str]) -> str:
    value = next((group for group in match.groups()[1:] if group is not None), "")
    return f"{match.group(1).lower()}={html.unescape(value)}"


def is_cut_off(stored: str, sent: str) -> bool:
    """Whether `stored` is only the beginning of `sent`; lost white space at the end is no loss.

    As written, or as read: a sanitiser closes the tags of what a short field has kept.
    """
    return _begins(_unified(sent), _unified(stored)) or _begins(_words(sent), _words(stored))


def _begins(whole: str, kept: str) -> bool:
    return len(kept) < len(whole) and whole.startswith(kept)


def _words(text: str) -> str:
    """What a reader sees, without white space."""
    return "".join("".join(token[1] for token in normalise(text) if token[0] == "text").split())


def _unified(text: str) -> str:
    return html.unescape(text).replace("\r\n", "\n").strip()


def sha256(text: str) -> str:
    """Hex digest of the UTF-8 text, as kept in the audit records."""
    return hashlib.sha256(text.encode()).hexdigest()
