"""Written means read back: what ServiceNow stored against what was sent and what was there before."""

from __future__ import annotations

from enum import StrEnum

from control_push.domain.compare_texts import is_cut_off, same_text
from control_push.domain.push.write_text import Write


class WriteVerdict(StrEnum):
    """What became of the text that was sent."""

    STORED = "stored"
    ALTERED = "altered"
    """ServiceNow rewrote or sanitised it."""
    NOT_STORED = "not_stored"
    """The answer was a success, yet the record has the text from before."""
    TRUNCATED = "truncated"
    FOREIGN = "foreign"
    """None of these: somebody else stored a text since our read, and ServiceNow shows that one."""


def judge_write(write: Write) -> WriteVerdict:
    """A text that is neither the one sent nor the one before is ours, rewritten, only if the save was."""
    stored = write.after.content
    if same_text(stored, write.sent):
        return WriteVerdict.STORED
    if same_text(stored, write.before.content):
        return WriteVerdict.NOT_STORED
    if not write.ours:
        return WriteVerdict.FOREIGN
    return WriteVerdict.TRUNCATED if is_cut_off(stored, write.sent) else WriteVerdict.ALTERED
