"""Control ids: `ac-2.1`, `AC-02(01)`, `AC-2 (1)` and `AC-2(1)` are one control.

They are shown as they are spelled; compared, looked up and sorted in one normal form.
"""

from __future__ import annotations

import re
from unicodedata import normalize

# A family, a number, then enhancements and parts. Possessive, so that a long text takes no long time.
_SHAPE = re.compile(r"([A-Z]++)[ -]*+([0-9]++)([ .()A-Z0-9]*+)")
_WORD = re.compile("[A-Z]{2}")
_PART = re.compile(r"[0-9]+|[A-Z]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_DIGITS = 5
"""A number in a sort key is at least this long."""


def normal_control_id(control_id: str) -> str:
    """``AC-2(1)(A)``; an id of another shape in upper case, without spaces and leading zeros."""
    tidy = _tidy(control_id)
    closed = tidy.replace(" ", "")
    # Without its spaces a text may have the shape, too: "A C2".
    if (match := _match(tidy) or _match(closed)) is not None:
        family, number, rest = match.groups()
        parts = "".join(f"({_number(part)})" for part in _PART.findall(rest))
        return f"{family}-{_number(number)}{parts}"
    return re.sub("[0-9]+", lambda found: _number(found.group()), closed)


def is_control_id(text: str) -> bool:
    """Whether the text has the shape of a control id, in any spelling."""
    return _match(_tidy(text)) is not None


def control_sort(control_id: str) -> str:
    """Sorts AC-2 before AC-10, and AC-2(1) between them."""
    return re.sub("[0-9]+", lambda found: found.group().zfill(_DIGITS), normal_control_id(control_id))


def is_of_family(control_id: str, family: str) -> bool:
    """Whether the control is one of the family (``AC``), however either is spelled."""
    wanted = normal_control_id(family).rstrip("-.")
    found = normal_control_id(control_id)
    return bool(wanted) and found.startswith(wanted) and not found[len(wanted) :][:1].isalnum()


def _match(tidy: str) -> re.Match[str] | None:
    match = _SHAPE.fullmatch(tidy)
    return match if match and not _WORD.search(match[3]) else None


def _tidy(text: str) -> str:
    return " ".join(_DASHES.sub("-", normalize("NFKC", text)).upper().split())


def _number(digits: str) -> str:
    return digits.lstrip("0") or digits[-1:]
