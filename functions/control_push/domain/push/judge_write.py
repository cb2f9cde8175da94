"""Written means read back: what ServiceNow stored against what was sent and what was there before."""

from __future__ import annotations

from enum import StrEnum

from control_push.domain.push.write_text import Write
from control_push.texts.storage import Storage, is_cut_off
from control_push.texts.text_format import Texts


class WriteVerdict(StrEnum):
    """What became of the text that was sent."""

    STORED = "stored"
    ALTERED = "altered"
    """ServiceNow rewrote or sanitised it; a reader would call it the same statement."""
    NOT_STORED = "not_stored"
    """The answer was a success, yet the record has the text from before, none, or quite another one."""
    TRUNCATED = "truncated"
    FOREIGN = "foreign"
    """None of these: somebody else stored a text since our read, and ServiceNow shows that one."""


def judge_write(texts: Texts, write: Write) -> WriteVerdict:
    """A text that is neither the one sent nor the one before is ours, rewritten, only if the save was."""
    stored = write.after.content
    storage = texts.judge(write.before.content, write.sent, stored)
    if write.ours is None and is_cut_off(stored, write.sent):
        # Who saved it is not known, but the beginning of our text to the letter is hardly somebody else's.
        return WriteVerdict.TRUNCATED
    if storage is not Storage.STORED and not write.ours and not texts.same(stored, write.before.content):
        return WriteVerdict.FOREIGN
    return WriteVerdict(storage)
