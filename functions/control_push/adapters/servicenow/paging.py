"""Where a list goes on: keyset paging by sys_id over pages that may be short or empty in the middle.

c_TableAPI.md and KB0546297: the limit is applied before the ACLs, so hidden records leave gaps in a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from control_push.errors import UnavailableError


@dataclass(frozen=True)
class Position:
    """The records after the sys_id `after` ("" is the beginning), skipping `offset` of them."""

    after: str
    offset: int
    limit: int


@dataclass(frozen=True)
class RecordIdPage:
    """The ids of one page, ascending, and where the next one begins.

    `total` counts the records that match, from this page's `after` on; None when ServiceNow did not say.
    """

    sys_ids: list[str]
    total: int | None
    next_after: str
    next_offset: int
    done: bool


def page_of(position: Position, sys_ids: Sequence[str], total: int | None) -> RecordIdPage:
    """The page, and where the list goes on.

    Raises:
        UnavailableError: the ids are not the ones after the position, in their order.
    """
    if any(one >= next_one for one, next_one in pairwise([position.after, *sys_ids])):
        raise UnavailableError("ServiceNow answered another page of the list than the one asked for.")
    if sys_ids:
        # Whether the count leaves hidden records out is not documented. Where it does, it must not end the
        # list before all that it counts were seen; where it does not, this costs one more, empty page.
        seen_all = total is not None and total <= len(sys_ids)
        return RecordIdPage(list(sys_ids), total, sys_ids[-1], 0, done=seen_all)
    skipped = position.offset + position.limit
    return RecordIdPage([], total, position.after, skipped, done=total is None or total <= skipped)
