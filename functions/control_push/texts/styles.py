"""The declarations of a `style` attribute."""

from __future__ import annotations

import re

Declaration = tuple[str, str]
"""Property in lower case, and its value as written."""

_PIECE = re.compile(r""""[^"]*"?|'[^']*'?|\([^)]*\)?|;|[^;"'(]+""")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_QUOTED = re.compile(r"\"([^\"'\\]*)\"")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[\t\n\f\r ]?|(.))", re.DOTALL)
_SPACES = re.compile(r"[\t\n\f\r ]+")
_AROUND_COMMA = re.compile(r" *, *")
_LOADS_OR_RUNS = (
    "url(",
    "image(",
    "image-set(",
    "src(",
    "element(",
    "expression(",
    "@import",
    "javascript:",
    "vbscript:",
    "livescript:",
    "-moz-binding",
    "behavior:",
)


def declarations(style: str) -> list[Declaration]:
    """In the order written; what is no declaration is left out."""
    pieces = [""]
    for piece in _PIECE.findall(_COMMENT.sub(" ", style)):
        if piece == ";":
            pieces.append("")
        else:
            pieces[-1] += piece
    halves = (piece.partition(":") for piece in pieces)
    return [(name.strip().lower(), value.strip()) for name, colon, value in halves if colon and name.strip()]


def is_active_style(text: str) -> bool:
    """Whether a declaration loads or runs something, in any spelling that a browser understands."""
    plain = _ESCAPE.sub(_unescaped, _COMMENT.sub("", text))
    folded = "".join(plain.split()).lower()
    return any(word in folded for word in _LOADS_OR_RUNS)


def _unescaped(match: re.Match[str]) -> str:
    digits, character = match.groups()
    if digits is None:
        return str(character)
    code = int(digits, 16)
    return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"


def normal_style(style: str) -> tuple[Declaration, ...]:
    """Equal for styles that mean the same: order, case and spacing do not count.

    Where a shorthand (`margin`) meets one of its parts (`margin-left`) the later one wins, so these keep
    their order.
    """
    found = [(name, _normal_value(value)) for name, value in declarations(style)]
    names = {name for name, _ in found}
    return tuple(sorted(found, key=lambda declaration: _family(declaration[0], names)))


def preserves_space(style: str) -> bool:
    """Whether white space in the element is shown as written."""
    spaces = [value for name, value in normal_style(style) if name == "white-space"]
    return bool(spaces) and spaces[-1].startswith(("pre", "break-spaces"))


def _normal_value(value: str) -> str:
    folded = _AROUND_COMMA.sub(",", _SPACES.sub(" ", value))
    if "url(" not in folded.lower():
        folded = _QUOTED.sub(r"'\1'", folded)
    return folded if "url(" in folded.lower() or '"' in folded or "'" in folded else folded.lower()


def _family(name: str, names: set[str]) -> str:
    parts = name.split("-")
    heads = ("-".join(parts[:length]) for length in range(1, len(parts)))
    return next((head for head in heads if head in names), name)
