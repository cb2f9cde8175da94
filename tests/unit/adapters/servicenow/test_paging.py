from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control_push.adapters.servicenow.paging import Position, page_of
from control_push.errors import UnavailableError

A, B, C = "a" * 32, "b" * 32, "c" * 32


@pytest.mark.parametrize(
    ("position", "sys_ids", "total", "expected"),
    [
        # (next_after, next_offset, done)
        (Position("", 0, 2), [A, B], 3, (B, 0, False)),
        (Position(B, 0, 2), [C], 1, (C, 0, True)),
        (Position("", 0, 2), [A, B], 2, (B, 0, True)),
        # Short in the middle: a hidden record took its place.
        (Position("", 0, 2), [A], 4, (A, 0, False)),
        # Empty in the middle: all of the page is hidden.
        (Position(A, 0, 2), [], 5, (A, 2, False)),
        (Position(A, 2, 2), [], 5, (A, 4, False)),
        (Position(A, 4, 2), [], 5, (A, 6, True)),
        (Position(A, 2, 2), [C], 5, (C, 0, False)),
        # Not counted: only an empty page ends the list.
        (Position("", 0, 2), [A], None, (A, 0, False)),
        (Position(A, 0, 2), [], None, (A, 2, True)),
        (Position("", 0, 2), [], 0, ("", 2, True)),
    ],
)
def test_where_the_list_goes_on(
    position: Position, sys_ids: list[str], total: int | None, expected: tuple[str, int, bool]
) -> None:
    page = page_of(position, sys_ids, total)

    assert (page.next_after, page.next_offset, page.done) == expected
    assert (page.sys_ids, page.total) == (sys_ids, total)


@pytest.mark.parametrize(
    ("after", "sys_ids"),
    [(B, [A]), (B, [B]), ("", [B, A]), ("", [A, A]), (A, [C, B])],
)
def test_a_page_of_another_place_or_order_is_not_believed(after: str, sys_ids: list[str]) -> None:
    with pytest.raises(UnavailableError):
        page_of(Position(after, 0, 10), sys_ids, None)


def _walk(readable: list[bool], limit: int, *, counts: str) -> list[str]:
    """All ids that a list yields; `readable` says for each record whether the ACLs show it."""
    rows = [(f"{number:032x}", shown) for number, shown in enumerate(readable)]
    found: list[str] = []
    after, offset, done = "", 0, False
    while not done:
        matching = [(one, shown) for one, shown in rows if one > after]
        visible = [one for one, shown in matching[offset : offset + limit] if shown]
        total = {"all": len(matching), "readable": sum(shown for _, shown in matching), "none": None}[counts]
        page = page_of(Position(after, offset, limit), visible, total)
        found += page.sys_ids
        after, offset, done = page.next_after, page.next_offset, page.done
    return found


@given(st.lists(st.booleans(), max_size=40), st.integers(1, 7))
def test_hidden_records_hide_no_other(readable: list[bool], limit: int) -> None:
    expected = [f"{number:032x}" for number, shown in enumerate(readable) if shown]

    assert _walk(readable, limit, counts="all") == expected


@given(st.lists(st.booleans(), max_size=40), st.integers(1, 7))
def test_a_count_without_the_hidden_records_ends_no_list_early(readable: list[bool], limit: int) -> None:
    """Not established how X-Total-Count counts under ACLs; here no whole page is hidden."""
    gapless = [shown or number % limit == 0 for number, shown in enumerate(readable)]
    expected = [f"{number:032x}" for number, shown in enumerate(gapless) if shown]

    assert _walk(gapless, limit, counts="readable") == expected


@given(st.integers(0, 40), st.integers(1, 7))
def test_without_a_count_all_records_are_found(records: int, limit: int) -> None:
    assert len(_walk([True] * records, limit, counts="none")) == records
