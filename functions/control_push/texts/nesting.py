"""Which elements are open at a place of a text, as far as tags alone tell."""

from __future__ import annotations

from collections import Counter

from control_push.texts.limits import MAX_NESTING
from control_push.texts.markup import BLOCKS, VOID
from control_push.texts.source import Kind, Source, Token

_CELLS = frozenset({"td", "th"})
_ROWS = _CELLS | {"tr"}
# https://html.spec.whatwg.org/multipage/syntax.html#optional-tags
_ENDED_BY: dict[str, frozenset[str]] = {
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "option": frozenset({"option"}),
    "td": _CELLS | {"p"},
    "th": _CELLS | {"p"},
    "tr": _ROWS | {"p"},
    **dict.fromkeys(("tbody", "thead", "tfoot"), _ROWS | {"tbody", "thead", "tfoot", "p"}),
}
_PARAGRAPH = frozenset({"p"})


class OpenElements:
    """A stack of names. An end tag that fits nothing is ignored, as a browser does."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._count: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._names)

    def read(self, token: Token) -> None:
        """Opens or closes what the tag does."""
        if token.kind is Kind.START:
            self.end_implied(token.name)
            if token.name not in VOID:
                self._names.append(token.name)
                self._count[token.name] += 1
        elif token.kind is Kind.END and self._count[token.name]:
            while self._pop() != token.name:
                pass

    def end_implied(self, name: str) -> None:
        """Closes the elements whose end tag may be left out before one of that name."""
        ended = _ENDED_BY.get(name) or (_PARAGRAPH if name in BLOCKS else frozenset())
        while self._names and self._names[-1] in ended:
            self._pop()

    def _pop(self) -> str:
        name = self._names.pop()
        self._count[name] -= 1
        return name


def is_too_deep(text: str) -> bool:
    """Whether more than MAX_NESTING elements stand inside one another."""
    elements = OpenElements()
    for token in Source(text).tokens():
        elements.read(token)
        if len(elements) > MAX_NESTING:
            return True
    return False
