from __future__ import annotations

import pytest

from control_push.adapters.servicenow.answer import Answer
from control_push.adapters.servicenow.paging import page_of
from control_push.adapters.servicenow.requests import Position
from control_push.errors import UnavailableError

A, B, C = "a" * 32, "b" * 32, "c" * 32
NO_LINKS = Answer(200, {}, b"")


def linked(*rels: str) -> Answer:
    links = ",".join(f'<https://x.example/api/now/table/t?sysparm_offset=1>;rel="{rel}"' for rel in rels)
    return Answer(200, {"link": links}, b"")


def test_what_an_answer_says_of_the_rest() -> None:
    page = page_of(Position("", 0, 2), [A, B], 3, NO_LINKS)
    assert (page.sys_ids, page.counted, page.has_links, page.has_next) == ([A, B], 3, False, False)
    first = page_of(Position("", 0, 2), [A, B], None, linked("first", "prev", "next", "last"))
    assert (first.has_links, first.has_next, first.is_empty) == (True, True, False)
    last = page_of(Position("", 2, 2), [], None, linked("first", "prev", "last"))
    assert (last.has_links, last.has_next, last.is_empty) == (True, False, True)


@pytest.mark.parametrize(
    ("after", "sys_ids"),
    [(B, [A]), (B, [B]), ("", [B, A]), ("", [A, A]), (A, [C, B])],
)
def test_a_page_of_another_place_or_order_is_not_believed(after: str, sys_ids: list[str]) -> None:
    with pytest.raises(UnavailableError):
        page_of(Position(after, 0, 10), sys_ids, None, NO_LINKS)


@pytest.mark.parametrize(
    "sys_ids",
    [
        ["0" * 32, "global"],
        # As a database sorts that knows no case, and as one that does.
        ["aaaa" * 8, "AAAABBBBCCCCDDDDEEEEFFFF00001111", "b" * 32],
        ["AAAABBBBCCCCDDDDEEEEFFFF00001111", "aaaa" * 8, "b" * 32],
    ],
)
def test_ids_that_are_no_hexadecimal_digits_are_taken(sys_ids: list[str]) -> None:
    page = page_of(Position("", 0, 10), sys_ids, None, NO_LINKS)
    assert (page.sys_ids, page.strange) == (sys_ids, [])


@pytest.mark.parametrize("strange", ["a^b", "a,b", "javascript:gs.now()", "x" * 33, "é"])
def test_an_id_that_would_change_a_query_is_named(strange: str) -> None:
    page = page_of(Position("", 0, 10), [A, strange], None, NO_LINKS)
    assert (page.sys_ids, page.strange) == ([A], [strange])
