"""The 193 real statements: one word is changed, and no other byte."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from control_push.texts.text_format import TextFormat

DATA = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
STATEMENTS = DATA / "cloudgov-statements.json"

pytestmark = pytest.mark.skipif(
    not STATEMENTS.exists(), reason="the public-domain statements are not on this machine"
)


@pytest.mark.parametrize("text_format", TextFormat)
def test_one_word_is_changed(text_format: TextFormat) -> None:
    rows = json.loads(STATEMENTS.read_text())
    for row in rows:
        base = row["implementation_statement"].replace("\n", "\r\n")
        word = re.search(r"(?<=[ >])[A-Za-z]{3,}(?=[ <,.])", base)
        assert word
        edited = f"{base[: word.start()]}another{base[word.end() :]}"
        assert text_format.texts.sanitise(edited, base) == (edited, [])
        # As an editor gives it back: other line endings, and other spellings of what it has loaded.
        loaded = edited.replace("\r\n", "\n")
        if text_format is TextFormat.HTML:
            loaded = loaded.replace("&#39;", "'").replace("&quot;", '"').replace("\u00a0", "&nbsp;")
        saved, removed = text_format.texts.sanitise(loaded, base)
        assert removed == []
        assert saved.count("\r\n") == base.count("\r\n")
        assert text_format.texts.same(saved, edited)
