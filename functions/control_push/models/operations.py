"""Whether workers may write to ServiceNow: the stop switch."""

from __future__ import annotations

from enum import StrEnum

from control_push.models.base import Timestamp, View


class Writes(StrEnum):
    """`off`: nothing is written to ServiceNow, whoever started it."""

    ON = "on"
    OFF = "off"


class Operations(View):
    """The switch as it was last set; `on`, by nobody, as long as it never was."""

    writes: Writes = Writes.ON
    reason: str | None = None
    changed_by: str | None = None
    changed_at: Timestamp | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether nothing may be written."""
        return self.writes is Writes.OFF
