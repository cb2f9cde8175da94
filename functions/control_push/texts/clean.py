"""Takes out of a text what may not be pushed, and touches no other byte of it."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from enum import Enum, auto

from control_push.texts import removals
from control_push.texts.baseline import Baseline, is_active_attribute, scheme_of
from control_push.texts.markup import (
    ACTIVE,
    ALLOWED,
    BLOCKS,
    ELEMENT_WORDS,
    GLOBAL_ATTRIBUTES,
    STYLES,
    URL_ATTRIBUTES,
    URL_SCHEMES,
    VOID,
)
from control_push.texts.reading import readable
from control_push.texts.source import Attribute, Kind, Source, Token
from control_push.texts.styles import declarations, is_active_style

_ROUNDS = 5
_WORD_PROCESSOR = re.compile(r"<(?:!\[|\?xml|!doctype\b)", re.IGNORECASE)
_WORD_ELEMENT = re.compile(r"(?:o|w|v|m|x|p|st1):[a-z0-9]+$")
_RAW_TEXT = frozenset({"script", "style", "iframe"})


class _Fate(Enum):
    """What was done with a start tag, and is done with its end tag."""

    KEPT = auto()
    DROPPED = auto()
    ESCAPED = auto()


def clean(text: str, baseline: Baseline) -> tuple[str, list[str]]:
    """The text without active content, and without what is neither on the allow-list nor in the baseline.

    Also returns what was taken out, in words. A name that is no element of HTML is meant as text, and becomes
    text.
    """
    removed: list[str] = []
    for _ in range(_ROUNDS):
        cleaned = _Pass(text, baseline, removed).run()
        if cleaned == text:
            return text, removals.in_words(removed)
        # Where something was taken out, its neighbours may have become markup: read it again.
        text = cleaned
    return _Pass(text, baseline, removed, escape=True).run(), removals.in_words(removed)


class _Pass:
    """One reading of the text from its beginning to its end."""

    def __init__(self, text: str, baseline: Baseline, removed: list[str], *, escape: bool = False) -> None:
        self._text = text
        self._source = Source(text)
        self._baseline = baseline
        self._removed = removed
        self._escape_only = escape
        """Turns into text what is not allowed, instead of taking it out: nothing new can come of that."""
        self._kept: list[str] = []
        self._fates: defaultdict[str, list[_Fate]] = defaultdict(list)
        self._again_left = 10_000 + 5 * len(text)
        """So many characters may be read a second time, or a text full of "<" would take quadratic time."""

    def run(self) -> str:
        """The text that stays."""
        position = 0
        while token := self._source.next(position):
            self._kept.append(self._text[position : token.start])
            position = self._read(token)
        return "".join([*self._kept, self._text[position:]])

    def _read(self, token: Token) -> int:
        """Deals with one piece of markup; returns where to read on."""
        match token.kind:
            case Kind.UNFINISHED:
                return self._unfinished(token)
            case Kind.COMMENT:
                return self._comment(token)
            case Kind.BOGUS:
                return self._bogus(token)
            case Kind.END:
                return self._end(token)
            case Kind.START:
                return self._start(token)

    def _unfinished(self, token: Token) -> int:
        if self._written(token) in self._baseline.sources:
            return self._keep(token)
        return self._escape(token)

    def _comment(self, token: Token) -> int:
        if self._written(token) in self._baseline.sources:
            return self._keep(token)
        return self._drop(token, removals.comment(self._written(token)[4:-3]))

    def _bogus(self, token: Token) -> int:
        written = self._written(token)
        if written in self._baseline.sources:
            return self._keep(token)
        if _WORD_PROCESSOR.match(written):
            return self._drop(token, removals.word_markup(written))
        return self._escape(token)

    def _end(self, token: Token) -> int:
        fates = self._fates[token.name]
        fate = fates.pop() if fates else self._fate_of_lone_end(token)
        if fate is _Fate.KEPT:
            return self._keep(token)
        return self._escape(token) if fate is _Fate.ESCAPED else self._leave_out(token)

    def _fate_of_lone_end(self, token: Token) -> _Fate:
        if token.name in ALLOWED or self._written(token) in self._baseline.sources:
            return _Fate.KEPT if token.name not in ACTIVE else self._lone_end(token)
        if token.name in ELEMENT_WORDS or _WORD_ELEMENT.match(token.name):
            return self._lone_end(token)
        return _Fate.ESCAPED

    def _lone_end(self, token: Token) -> _Fate:
        self._removed.append(removals.lone_end(token))
        return _Fate.ESCAPED if self._escape_only else _Fate.DROPPED

    def _start(self, token: Token) -> int:
        if token.name in ACTIVE:
            return self._active(token)
        if token.name in ALLOWED:
            return self._keep_allowed(token, ALLOWED[token.name])
        if token.name in ELEMENT_WORDS:
            if self._is_in_base(token):
                return self._keep_allowed(token, GLOBAL_ATTRIBUTES)
            return self._unwrap(token)
        if self._written(token) in self._baseline.sources:
            return self._open(token, _Fate.KEPT)
        return self._unwrap(token) if _WORD_ELEMENT.match(token.name) else self._open(token, _Fate.ESCAPED)

    def _is_in_base(self, token: Token) -> bool:
        """Such an element of the base, and not another picture than the base's."""
        added = (
            attribute.name in URL_ATTRIBUTES
            and not is_active_attribute(attribute)
            and (token.name, attribute.name, attribute.value) not in self._baseline.addresses
            for attribute in token.attributes
        )
        return token.name in self._baseline.elements and not any(added)

    def _active(self, token: Token) -> int:
        content = ACTIVE[token.name]
        closing = self._source.closing_tag(token) if content in {"drop", "text"} else None
        if self._escape_only or closing is None:
            return self._unwrap(token)
        inside = self._text[token.end : closing[0]]
        if content == "text":
            self._kept.append(_as_text(inside, entities=token.name != "xmp"))
            self._removed.append(removals.wrapping(token))
        else:
            self._removed.append(
                removals.element(token, inside if token.name in _RAW_TEXT else readable(inside))
            )
        return closing[1]

    def _unwrap(self, token: Token) -> int:
        """Takes out the tags; what stands between them stays and is read like the rest."""
        self._removed.append(
            removals.element(token)
            if token.name in VOID or token.name in ACTIVE
            else removals.wrapping(token)
        )
        return self._open(token, _Fate.ESCAPED if self._escape_only else _Fate.DROPPED)

    def _keep_allowed(self, token: Token, allowed: frozenset[str]) -> int:
        if token.name not in VOID:
            self._fates[token.name].append(_Fate.KEPT)
        self._kept.append(self._rewritten(token, allowed))
        return token.end

    def _rewritten(self, token: Token, allowed: frozenset[str]) -> str:
        """The tag without the attributes that may not stay; as written, if all may."""
        written = [self._text[attribute.start : attribute.end] for attribute in token.attributes]
        kept = [self._attribute(token, attribute, allowed) for attribute in token.attributes]
        if kept == written:
            return self._written(token)
        if self._escape_only:
            return _as_text(self._written(token))
        name = self._text[token.start + 1 : token.start + 1 + len(token.name)]
        end = " />" if self._written(token).endswith("/>") else ">"
        return f"<{' '.join([name, *filter(None, kept)])}{end}"

    def _attribute(self, tag: Token, attribute: Attribute, allowed: frozenset[str]) -> str | None:
        """As it may stay; None: not at all."""
        written = self._text[attribute.start : attribute.end]
        if attribute.name == "style" and "style" in allowed:
            return self._style(tag, attribute, written)
        if not is_active_attribute(attribute) and self._may_stay(tag, attribute, allowed):
            return written
        self._removed.append(removals.attribute(tag, attribute))
        return None

    def _may_stay(self, tag: Token, attribute: Attribute, allowed: frozenset[str]) -> bool:
        name = attribute.name
        if name not in URL_ATTRIBUTES:
            return name in allowed or (tag.name, name) in self._baseline.attributes
        added = name in allowed and scheme_of(attribute.value) in {None, *URL_SCHEMES}
        return added or (tag.name, name, attribute.value) in self._baseline.addresses

    def _style(self, tag: Token, attribute: Attribute, written: str) -> str | None:
        found = declarations(attribute.value)
        lost = [one for one in found if not self._may_style(*one)]
        if not lost and is_active_style(attribute.value):
            self._removed.append(removals.attribute(tag, attribute))
            return None
        if not lost:
            return written
        self._removed += [removals.style(tag, *one) for one in lost]
        kept = "; ".join(f"{name}: {value}" for name, value in found if (name, value) not in lost)
        return f'style="{html.escape(kept)}"' if kept else None

    def _may_style(self, name: str, value: str) -> bool:
        known = name in STYLES or name in self._baseline.styles
        return known and not is_active_style(f"{name}:{value}")

    def _open(self, token: Token, fate: _Fate) -> int:
        if token.name not in VOID:
            self._fates[token.name].append(fate)
        if fate is _Fate.KEPT:
            return self._keep(token)
        return self._escape(token) if fate is _Fate.ESCAPED else self._leave_out(token)

    def _leave_out(self, token: Token) -> int:
        # Or the last word of one block and the first of the next would become one.
        self._kept.append("\n" if token.name in BLOCKS else "")
        return token.end

    def _keep(self, token: Token) -> int:
        self._kept.append(self._written(token))
        return token.end

    def _drop(self, token: Token, removal: str) -> int:
        self._removed.append(removal)
        return self._escape(token) if self._escape_only else token.end

    def _escape(self, token: Token) -> int:
        """Makes text of it; what it swallowed, as a tag without its `>` does, is read again."""
        if "<" in self._text[token.start + 1 : token.end] and self._again_left > 0:
            self._again_left -= token.end - token.start
            self._kept.append("&lt;")
            return token.start + 1
        self._kept.append(_as_text(self._written(token)))
        return token.end

    def _written(self, token: Token) -> str:
        return self._text[token.start : token.end]


def _as_text(written: str, *, entities: bool = False) -> str:
    """Markup as text; `entities`: it holds character references, which stay."""
    return html.escape(html.unescape(written) if entities else written, quote=False)
