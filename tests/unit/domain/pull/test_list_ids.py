"""All ids are found, or the list says that it may not be whole, whatever the instance counts or caps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control_push.adapters.servicenow.paging import IdPage
from control_push.domain.pull.list_ids import PAGE, Ids, next_ids
from control_push.models.pull import Listing
from tests.unit.fake_servicenow import FakeServiceNow

COUNTS = ("before", "after", "low", "none")
SPACE = 2**128


def ids_of(number: int) -> list[str]:
    """Spread as sys_ids are."""
    return [f"{SPACE * (2 * position + 1) // (2 * number):032x}" for position in range(number)]


def instance(sys_ids: list[str], hidden: set[str], **shape: object) -> Callable[[str, int, int], IdPage]:
    fake = FakeServiceNow(hidden=hidden, **shape)  # type: ignore[arg-type]

    def list_page(after: str, offset: int, limit: int) -> IdPage:
        return fake.shape([one for one in sys_ids if one > after], offset, limit)

    return list_page


def walk(list_page: Callable[[str, int, int], IdPage]) -> tuple[list[str], Ids]:
    """All ids, and the end."""
    found: list[str] = []
    after, offset, listing = "", 0, Listing()
    for _ in range(500):
        ids = next_ids(list_page, after, offset, listing)
        found += ids.sys_ids
        if ids.is_end:
            return found, ids
        after, offset, listing = ids.after, ids.offset, ids.listing
    raise AssertionError("the list does not end")


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("counts", COUNTS)
@pytest.mark.parametrize(
    ("number", "first_hidden", "last_hidden"),
    [
        (0, 0, 0),
        (1, 0, 0),
        (100, 0, 0),
        (200, 0, 0),
        (349, 100, 349),
        (649, 100, 400),
        (649, 0, 300),
        (5, 3, 5),
    ],
)
def test_hundreds_of_hidden_rows_end_nothing(
    number: int, first_hidden: int, last_hidden: int, counts: str, links: bool
) -> None:
    sys_ids = ids_of(number)
    hidden = set(sys_ids[first_hidden:last_hidden])
    found, end = walk(instance(sys_ids, hidden, counts=counts, links=links))
    assert found == [one for one in sys_ids if one not in hidden]
    assert end.is_proven or counts in {"low", "none"}


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("counts", COUNTS)
def test_an_instance_with_a_limit_of_its_own(counts: str, links: bool) -> None:
    """Whatever is asked for, it shows the rules' rest of a hundred rows."""
    sys_ids = ids_of(700)
    hidden = set(sys_ids[150:450])
    found, end = walk(instance(sys_ids, hidden, counts=counts, links=links, limit_cap=100))
    assert found == [one for one in sys_ids if one not in hidden]
    assert end.is_proven is (links or counts in {"before", "after"})


def test_what_nothing_proves_is_said() -> None:
    """No count, no links, a limit of its own: there may always be more behind rows that are hidden."""
    sys_ids = ids_of(40)
    _, end = walk(instance(sys_ids, set(sys_ids[20:]), counts="none"))
    assert not end.is_proven
    assert end.listing.listed == 20


def test_a_long_list_that_is_neither_counted_nor_linked_is_proven_by_one_cheap_list() -> None:
    _, end = walk(instance(ids_of(349), set(), counts="none"))
    assert end.is_proven


@given(st.lists(st.booleans(), max_size=60), st.sampled_from(COUNTS), st.booleans())
def test_hidden_records_hide_no_other(shown: list[bool], counts: str, links: bool) -> None:
    sys_ids = ids_of(len(shown))
    hidden = {one for one, is_shown in zip(sys_ids, shown, strict=True) if not is_shown}
    found, _ = walk(instance(sys_ids, hidden, counts=counts, links=links))
    assert found == [one for one in sys_ids if one not in hidden]


def test_a_page_has_as_many_ids_as_texts_are_asked_for_at_once() -> None:
    sys_ids = ids_of(700)
    list_page = instance(sys_ids, set(sys_ids[:150]))
    ids = next_ids(list_page, "", 0, Listing())
    assert len(ids.sys_ids) == PAGE


def test_an_id_that_cannot_stand_in_a_query_is_stepped_over() -> None:
    strange = IdPage([], ["a^b"], None, has_links=False, has_next=False)
    after = IdPage(["b" * 32], [], None, has_links=False, has_next=False)
    pages = {("", 0): strange, ("", 1): after}
    ids = next_ids(lambda after, offset, limit: pages[after, offset], "", 0, Listing())
    assert (ids.strange, ids.after, ids.offset, ids.is_end) == (["a^b"], "", 1, False)
    assert next_ids(lambda after, offset, limit: pages[after, offset], "", 1, ids.listing).after == "b" * 32
