"""What is taken out of a text, in words that its author understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from control_push.texts.markup import ATTRIBUTE_WORDS, ELEMENT_WORDS, URL_ATTRIBUTES
from control_push.texts.source import Attribute, Token

_LONGEST = 300


def in_words(removals: Iterable[str]) -> list[str]:
    """Each once, in the order of the text, with how often."""
    counted = Counter(removals)
    return [name if count == 1 else f"{name} ({count} times)" for name, count in counted.items()]


def element(token: Token, inside: str = "") -> str:
    """An element; `inside` is text that goes with it."""
    word = _element_word(token.name)
    values = {attribute.name: attribute.value for attribute in token.attributes}
    address = values.get("src") or values.get("href") or values.get("data") or ""
    named = f"the {word} {_short(address)}" if address else f"{_article(word)} {word}"
    text = inside or values.get("alt", "")
    return f"{named}: {_quoted(text)}" if text.strip() else named


def wrapping(token: Token) -> str:
    """An element whose text stays."""
    return f"the {_element_word(token.name)}"


def attribute(tag: Token, cut: Attribute) -> str:
    """An attribute of a tag that stays."""
    word = ATTRIBUTE_WORDS.get(cut.name) or ("script action" if cut.name.startswith("on") else "attribute")
    if cut.name in URL_ATTRIBUTES:
        return f"the address {_short(cut.value)} of {_a(tag)}"
    return f"the {word} ({cut.name}) of {_a(tag)}"


def style(tag: Token, name: str, value: str) -> str:
    """One declaration of a style attribute."""
    return f"the style {_quoted(f'{name}: {value}')} of {_a(tag)}"


def comment(text: str) -> str:
    """A comment, or other markup that is never shown."""
    return f"a comment: {_quoted(text)}" if text.strip() else "a comment"


def word_markup(written: str) -> str:
    """What Word and other programs leave in a text that is pasted."""
    return f"markup of a word processor: {_quoted(written)}"


def lone_end(token: Token) -> str:
    """An end tag without a beginning."""
    return f"an end without a beginning (</{token.name}>)"


def _element_word(name: str) -> str:
    return ELEMENT_WORDS.get(name, f"markup of a word processor ({name})")


def _a(tag: Token) -> str:
    word = _element_word(tag.name)
    return f"{_article(word)} {word}"


def _article(word: str) -> str:
    return "an" if word[0] in "aeio" else "a"


def _quoted(text: str) -> str:
    return f"“{_short(' '.join(text.split()))}”"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text):,} characters)"
