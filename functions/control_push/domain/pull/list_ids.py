"""The ids of a system's records, page by page, and whether the end of the list is the end.

The limit of a page is applied before the access rules (c_TableAPI.md), so that hidden records leave gaps:
short pages, and empty ones in the middle. Whether X-Total-Count counts hidden records is not documented, and
a proxy may drop it. So the end is believed only where something proves it; else the pull says that it may not
be whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from control_push.adapters.servicenow.paging import IdPage
from control_push.models.pull import Listing

PAGE = 100
"""Ids of one page: as many texts are asked for at once."""
SCAN = 10_000
"""Ids asked for where a page shows none: the limit of a request that names none (c_TableAPI.md)."""
PREFIXES = "0123456789abcdef"
"""A sys_id begins with one of these, each as often as the others."""

ListPage = Callable[[str, int, int], IdPage]
"""The page after a sys_id, skipping so many rows, of at most so many."""


@dataclass(frozen=True)
class Ids:
    """Some ids, and where the list goes on."""

    sys_ids: list[str]
    strange: list[str]
    """Ids whose records cannot be asked for."""
    after: str
    offset: int
    listing: Listing
    counted: int | None = None
    """Records from the page on, as ServiceNow counts them."""
    is_end: bool = False
    is_proven: bool = False
    """Whether nothing can be behind the end."""


def next_ids(list_page: ListPage, after: str, offset: int, listing: Listing) -> Ids:
    """The next ids of a list. Where there are none, and it is not the end, the position has moved on.

    Raises:
        ServiceNowError: a page could not be read.
    """
    page = list_page(after, offset, PAGE)
    if page.is_empty:
        page = list_page(after, offset, SCAN)
    listing = _learn(listing, page, offset)
    if page.is_empty:
        return _behind(list_page, page, after, offset, listing)
    sys_ids, strange = page.sys_ids[:PAGE], page.strange[:PAGE]
    shown = len(sys_ids) + len(strange)
    counters = {"listed": listing.listed + shown, "since": listing.since + shown}
    listing = listing.model_copy(update={**counters, "widest": max(listing.widest, shown)})
    if sys_ids:
        return Ids(sys_ids, strange, sys_ids[-1], 0, listing, page.counted)
    # No position can be named by such an id: it is stepped over.
    return Ids([], strange, after, offset + len(strange), listing, page.counted)


def _learn(listing: Listing, page: IdPage, offset: int) -> Listing:
    """What the page's count and links tell of the instance."""
    known = {"has_links": listing.has_links or page.has_links}
    if page.counted is None or offset:
        return listing.model_copy(update=known)
    shown = len(page.sys_ids) + len(page.strange)
    passed = listing.counted - page.counted if listing.counted is not None else listing.since
    known["counts_wrongly"] = listing.counts_wrongly or page.counted < shown or passed < listing.since
    known["counts_hidden"] = listing.counts_hidden or passed > listing.since
    return listing.model_copy(update={**known, "counted": page.counted, "since": 0})


def _behind(list_page: ListPage, page: IdPage, after: str, offset: int, listing: Listing) -> Ids:
    """Nothing is shown behind the position: is there nothing?"""
    step = PAGE if listing.listed == listing.widest else min(PAGE, listing.widest)
    end = Ids([], [], after, offset, listing, page.counted, is_end=True, is_proven=True)
    go_on = Ids([], [], after, offset + step, listing, page.counted)
    if page.has_next:
        return go_on
    if listing.has_links:
        return end
    is_counted = page.counted is not None and not listing.counts_wrongly
    if is_counted and page.counted == 0:
        return end
    if is_counted and offset + step < (page.counted or 0):
        return go_on
    if (is_counted and listing.counts_hidden) or _honours_limits(list_page, listing):
        return end
    return _look_further(list_page, after, listing) or replace(end, is_proven=is_counted)


def _honours_limits(list_page: ListPage, listing: Listing) -> bool:
    """One list with a high limit shows all that was listed: so it would show what is behind it, too."""
    if listing.listed <= PAGE:
        return False
    shown = list_page("", 0, SCAN)
    return len(shown.sys_ids) + len(shown.strange) >= min(SCAN, listing.listed)


def _look_further(list_page: ListPage, after: str, listing: Listing) -> Ids | None:
    """Range by range of sys_ids: the first behind the position that shows a record."""
    for prefix in PREFIXES:
        if prefix > after and not list_page(prefix, 0, SCAN).is_empty:
            # The count of before says nothing of what lies between.
            return Ids([], [], prefix, 0, listing.model_copy(update={"counted": None, "since": 0}))
    return None
