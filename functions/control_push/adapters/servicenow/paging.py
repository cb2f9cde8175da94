"""One page of a list, and what the answer says of the rest.

c_TableAPI.md and KB0546297: the limit is applied before the ACLs, so hidden records leave gaps in a page, and
a page may be empty in the middle of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from control_push.adapters.servicenow.answer import Answer
from control_push.adapters.servicenow.requests import Position, is_sys_id
from control_push.errors import UnavailableError

_NEXT = re.compile(r';\s*rel="?next"?')


@dataclass(frozen=True)
class IdPage:
    """The ids of one page, ascending as ServiceNow sorts them."""

    sys_ids: list[str]
    strange: list[str]
    """Ids that cannot stand in a query, so that their records cannot be asked for."""
    counted: int | None
    """Records that match, from the page's `after` on, as ServiceNow counts; None when it did not say."""
    has_links: bool
    """Whether the answer says which other pages there are. It does not when one page holds all."""
    has_next: bool
    """Whether it names a next page."""

    @property
    def is_empty(self) -> bool:
        """Whether no record is shown."""
        return not self.sys_ids and not self.strange


def page_of(position: Position, sys_ids: Sequence[str], counted: int | None, answer: Answer) -> IdPage:
    """The page.

    Raises:
        UnavailableError: the ids are not the ones after the position, in their order.
    """
    usable = [one for one in sys_ids if is_sys_id(one)]
    strange = [one for one in sys_ids if not is_sys_id(one)]
    if not any(_is_ascending([position.after, *usable], key) for key in (str, str.lower)):
        raise UnavailableError("ServiceNow answered another page of the list than the one asked for.")
    links = answer.headers.get("link", "")
    return IdPage(usable, strange, counted, bool(links), bool(_NEXT.search(links)))


def _is_ascending(sys_ids: Sequence[str], key: Callable[[str], str]) -> bool:
    """Databases differ in whether capital letters come first or among the others."""
    return all(key(one) < key(next_one) for one, next_one in pairwise(sys_ids))
