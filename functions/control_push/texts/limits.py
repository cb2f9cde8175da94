"""What a text may be at most, and the refusal of one that is more."""

from __future__ import annotations

import unicodedata

from control_push.errors import InvalidInputError

MAX_TEXT_BYTES = 100_000
"""Three texts (base, local, conflicting remote) must fit in one DynamoDB item of 400 KB."""

MAX_NESTING = 256
"""Elements inside one another. Real texts stay below 30; browsers rearrange what is deeper than 512, and a
parser's time grows with it."""

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Controls, formats such as the zero-width space, and separators:
https://www.unicode.org/reports/tr44/#GC_Values_Table
"""


def check_characters(text: str, field: str) -> None:
    """Refuses a text that a row could not hold.

    Raises:
        InvalidInputError: it is longer than MAX_TEXT_BYTES of UTF-8, no valid Unicode, or contains NUL.
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        message = "contains half of a surrogate pair, which is not a character; remove it"
        raise InvalidInputError("The text is not valid Unicode.", [(field, message)]) from error
    if size > MAX_TEXT_BYTES:
        message = f"{size:,} bytes of UTF-8; at most {MAX_TEXT_BYTES:,} are allowed. Shorten the text"
        raise InvalidInputError("The text is too long.", [(field, message)], code="content_too_large")
    if "\x00" in text:
        raise InvalidInputError("The text is not valid.", [(field, "contains a NUL character; remove it")])


def is_blank(text: str) -> bool:
    """Whether a reader sees nothing: white space, control and zero-width characters only."""
    return all(unicodedata.category(one) in _UNSEEN for one in text)


def refuse_empty(field: str) -> InvalidInputError:
    """There is nothing left to read."""
    message = "the text is empty; to give up an edit use discard"
    return InvalidInputError("A statement cannot be emptied.", [(field, message)])


def refuse_nesting(field: str) -> InvalidInputError:
    """Elements stand deeper inside one another than MAX_NESTING."""
    message = (
        f"more than {MAX_NESTING} elements stand inside one another. Close those that were never closed, "
        "such as a <div> without </div>, or take them out"
    )
    return InvalidInputError("The text is nested too deeply.", [(field, message)])
