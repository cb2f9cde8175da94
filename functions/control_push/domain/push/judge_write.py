"""Written means read back: what ServiceNow stored against what was sent."""

from __future__ import annotations

from enum import StrEnum

from control_push.domain.compare_texts import is_cut_off, same_text


class Storage(StrEnum):
    """What became of the text that was sent."""

    STORED = "stored"
    ALTERED = "altered"
    """ServiceNow rewrote or sanitised it."""
    NOT_STORED = "not_stored"
    """The answer was a success, yet the record has the text from before."""
    TRUNCATED = "truncated"


def judge_write(before: str, sent: str, stored: str) -> Storage:
    """Compare the stored text with the one sent and the one that was there before."""
    if same_text(stored, sent):
        return Storage.STORED
    if same_text(stored, before):
        return Storage.NOT_STORED
    return Storage.TRUNCATED if is_cut_off(stored, sent) else Storage.ALTERED
