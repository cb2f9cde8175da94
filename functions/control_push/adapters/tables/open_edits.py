"""The statements that are being edited, from the sparse index `open-edits` of their table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from control_push.adapters.tables.pages import READ_AT_MOST, Listing, read_page
from control_push.adapters.tables.rows import Item, load
from control_push.adapters.tables.statement_rows import OPEN
from control_push.models.statement import OpenEdit

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_LAST = "~"
"""Behind all ids."""


class OpenEdits:
    """In the order in which they began; rows that cannot be read are left out: their own lists name them."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def begun_until(self, audit_id: str = _LAST) -> list[OpenEdit]:
        """The oldest, up to the one with this id, as many as one answer reads."""
        return self._between("0", audit_id)

    def get(self, audit_id: str) -> OpenEdit | None:
        """The one that will be the record of this id, or None."""
        found = self._between(audit_id, audit_id)
        return found[0] if found else None

    def _between(self, first: str, last: str) -> list[OpenEdit]:
        listing = Listing(
            self._table,
            "open-edits",
            {"open_edits": OPEN},
            ("edit_audit_id", "statement_id"),
            between=("edit_audit_id", first, last),
        )
        return read_page(self._client, listing, _read, READ_AT_MOST, None).rows


def _read(row: Item) -> OpenEdit:
    return load(OpenEdit, row, row["statement_id"])
