"""Rows that belong in a list but cannot be read: the list names them and goes on."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from control_push.errors import UnreadableRowError
from control_push.models.base import View


class UnreadableRow(View):
    """One such row."""

    id: str
    message: str
    reference: str = Field(description="Stands beside the reason in the service's log.")


def unreadable_rows(errors: Sequence[UnreadableRowError]) -> list[UnreadableRow]:
    """The rows as a list names them."""
    return [
        UnreadableRow(id=error.row_id, message=error.detail, reference=error.reference) for error in errors
    ]
