from __future__ import annotations

import pytest

from control_push.domain.push.judge_write import WriteVerdict, judge_write
from control_push.domain.push.write_text import Write
from control_push.models.statement import RemoteRecord
from control_push.texts.text_format import TextFormat
from tests.unit.fake_servicenow import version

TEXTS = TextFormat.HTML.texts


def write_of(stored: str, *, ours: bool) -> Write:
    before = RemoteRecord(sys_id="1", content="<p>old</p>", version=version(1))
    after = RemoteRecord(sys_id="1", content=stored, version=version(2))
    return Write(before, "<p>new text</p>", after, ours)


@pytest.mark.parametrize(
    ("stored", "verdict"),
    [
        ("<p>new text</p>", WriteVerdict.STORED),
        ("<p>new text</p>\r\n", WriteVerdict.STORED),
        ("<p>old</p>", WriteVerdict.NOT_STORED),
        ("<p>new te", WriteVerdict.TRUNCATED),
        ("", WriteVerdict.NOT_STORED),
        ("<p>New text.</p>", WriteVerdict.ALTERED),
        ("<p>new text</p><p>added by a rule</p>", WriteVerdict.ALTERED),
    ],
)
def test_judge_write(stored: str, verdict: WriteVerdict) -> None:
    assert judge_write(TEXTS, write_of(stored, ours=True)) is verdict


@pytest.mark.parametrize(
    ("stored", "verdict"),
    [
        ("<p>new text</p>", WriteVerdict.STORED),
        ("<p>old</p>", WriteVerdict.NOT_STORED),
        ("<p>new te", WriteVerdict.FOREIGN),
        ("<p>New text.</p>", WriteVerdict.FOREIGN),
    ],
)
def test_a_save_that_is_not_surely_ours_is_never_taken_for_ours_rewritten(
    stored: str, verdict: WriteVerdict
) -> None:
    assert judge_write(TEXTS, write_of(stored, ours=False)) is verdict
