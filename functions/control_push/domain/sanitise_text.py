"""The allow-list that every text passes on save, and the account of what it took out."""

from __future__ import annotations

import html
import re
from collections import Counter

import nh3

from control_push.errors import InvalidInputError
from control_push.models.statement import MAX_TEXT_BYTES

_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:][-\w:.]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_STYLE_NAME = re.compile(r"(?:^|;)\s*([-a-zA-Z]+)\s*:")
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_ANY_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")

_TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
}
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "style", "title"},
    "a": {"href", "rel", "target"},
    "col": {"span", "width"},
    "colgroup": {"span"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "table": {"border", "cellpadding", "cellspacing", "width", "summary"},
    "td": {"align", "valign", "colspan", "rowspan", "headers", "width"},
    "th": {"align", "valign", "colspan", "rowspan", "headers", "scope", "abbr", "width"},
}
# Layout that compliance texts arrive with; nothing that loads, positions or covers.
_STYLES = {
    "background-color",
    "border",
    "border-collapse",
    "color",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "list-style-type",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "padding",
    "padding-left",
    "text-align",
    "text-decoration",
    "text-indent",
    "vertical-align",
    "white-space",
    "width",
}
# The protocols that ServiceNow's own sanitiser keeps, less data: (exploring-html-sanitizer.md).
_SCHEMES = {"http", "https", "mailto"}
PREVIEW_LENGTH = 200


def sanitise_text(text: str, field: str = "content") -> tuple[str, list[str]]:
    """The text with only allowed markup, and what was removed, in words.

    Raises:
        InvalidInputError: nothing is left to read, or it is longer than MAX_TEXT_BYTES of UTF-8.
    """
    check_size(text, field)
    if "\x00" in text:
        raise InvalidInputError("The text is not valid.", [(field, "contains a NUL character; remove it")])
    # A plain text field keeps its "R&D" and "a < b" as they are: only what may start a tag is markup.
    clean = _clean(text) if _MARKUP.search(text) else text
    if not plain_text(clean):
        message = "the text is empty; to give up an edit use discard"
        raise InvalidInputError("A statement cannot be emptied.", [(field, message)])
    check_size(clean, field)
    return clean, _removed(text, clean)


def check_size(text: str, field: str) -> None:
    """Refuses a text that a row could not hold.

    Raises:
        InvalidInputError: it is longer than MAX_TEXT_BYTES of UTF-8, or not valid Unicode.
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        message = "contains half of a surrogate pair, which is not a character; remove it"
        raise InvalidInputError("The text is not valid Unicode.", [(field, message)]) from error
    if size > MAX_TEXT_BYTES:
        message = f"{size:,} bytes of UTF-8; at most {MAX_TEXT_BYTES:,} are allowed. Shorten the text"
        raise InvalidInputError("The text is too long.", [(field, message)], code="content_too_large")


def plain_text(text: str) -> str:
    """The text without markup, white space folded."""
    return " ".join(html.unescape(_ANY_TAG.sub(" ", text)).split())


def preview(text: str) -> str:
    """The first characters of the plain text, for lists."""
    return plain_text(text)[:PREVIEW_LENGTH]


def _clean(text: str) -> str:
    return nh3.clean(
        text,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        filter_style_properties=_STYLES,
    )


def _removed(before: str, after: str) -> list[str]:
    """Elements and attributes that are fewer than before, most frequent first."""
    lost = _markup(before) - _markup(after)
    return [name if count == 1 else f"{name} ({count} times)" for name, count in lost.most_common()]


def _markup(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for tag in _TAG.finditer(text):
        name = tag.group(1).lower()
        found[f"<{name}> element"] += 1
        for attribute in _ATTRIBUTE.finditer(tag.group(2)):
            found.update(_parts(name, attribute.group(1).lower(), attribute.group(2) or ""))
    return found


def _parts(element: str, attribute: str, value: str) -> list[str]:
    if attribute != "style":
        return [f"{attribute} attribute of <{element}>"]
    return [f"{name.lower()} style of <{element}>" for name in _STYLE_NAME.findall(value.strip("\"'"))]
