"""Cursors: ours come back as they were, any other is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control_push.adapters.tables.pages import decode_cursor, encode_cursor
from control_push.errors import InvalidInputError


@given(st.text(min_size=1, max_size=1000))
def test_a_cursor_of_ours_comes_back(text: str) -> None:
    assert decode_cursor(encode_cursor({"a": text}), ("a",)) == {"a": text}


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_any_other_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidInputError):
        decode_cursor(cursor, ("a",))
