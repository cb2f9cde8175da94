from __future__ import annotations

import pytest

from control_push.domain.push.judge_write import Storage, judge_write


@pytest.mark.parametrize(
    ("stored", "storage"),
    [
        ("<p>new text</p>", Storage.STORED),
        ("<p>new text</p>\r\n", Storage.STORED),
        ("<p>old</p>", Storage.NOT_STORED),
        ("<p>new te", Storage.TRUNCATED),
        ("", Storage.TRUNCATED),
        ("<p>New text.</p>", Storage.ALTERED),
        ("<p>new text</p><p>added by a rule</p>", Storage.ALTERED),
    ],
)
def test_judge_write(stored: str, storage: Storage) -> None:
    assert judge_write("<p>old</p>", "<p>new text</p>", stored) is storage
