"""The harmless markup that a text already has, and which an edit elsewhere in the text must not lose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from control_push.texts.markup import ACTIVE, ACTIVE_ATTRIBUTES, ACTIVE_SCHEMES, URL_ATTRIBUTES
from control_push.texts.source import Attribute, Kind, Source, Token
from control_push.texts.styles import declarations, is_active_style

_IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_SCHEME = re.compile(r"([^/?#:]*):")
_PICTURE_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp|avif)[;,]")


def scheme_of(address: str) -> str | None:
    """In lower case, as a browser finds it; None for an address within the instance."""
    match = _SCHEME.match(_IGNORED_IN_ADDRESSES.sub("", address).lower())
    return match.group(1) if match else None


def is_active_attribute(attribute: Attribute) -> bool:
    """Whether it runs or loads something when the text is shown or clicked."""
    name, value = attribute.name, attribute.value
    if (name.startswith("on") and len(name) > 2) or name in ACTIVE_ATTRIBUTES:
        return True
    if name in URL_ATTRIBUTES:
        folded = _IGNORED_IN_ADDRESSES.sub("", value).lower()
        return scheme_of(value) in ACTIVE_SCHEMES and not _PICTURE_DATA.match(folded)
    return name == "style" and is_active_style(value)


@dataclass(frozen=True)
class Baseline:
    """What may stay although a person may not add it; never anything active."""

    elements: set[str] = field(default_factory=set)
    attributes: set[tuple[str, str]] = field(default_factory=set)
    """Element and attribute, whatever the value; not those with addresses."""
    addresses: set[tuple[str, str, str]] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    """Tags and comments as written."""

    def add(self, token: Token, written: str) -> None:
        """Takes in one tag or comment, but for what is active."""
        if token.kind is Kind.UNFINISHED and "=" in written:
            return
        harmful = [attribute for attribute in token.attributes if is_active_attribute(attribute)]
        if token.kind is not Kind.START:
            self.sources.add(written)
        elif token.name not in ACTIVE:
            self.elements.add(token.name)
            self._add_attributes(token)
            if not harmful:
                self.sources.add(written)

    def _add_attributes(self, token: Token) -> None:
        for attribute in token.attributes:
            if attribute.name == "style":
                self.styles.update(name for name, _ in declarations(attribute.value))
            elif is_active_attribute(attribute):
                continue
            elif attribute.name in URL_ATTRIBUTES:
                self.addresses.add((token.name, attribute.name, attribute.value))
            else:
                self.attributes.add((token.name, attribute.name))


def baseline_of(texts: Iterable[str]) -> Baseline:
    """Of the text that ServiceNow has, and of others that were accepted before."""
    found = Baseline()
    for text in texts:
        for token in Source(text).tokens():
            found.add(token, text[token.start : token.end])
    return found
