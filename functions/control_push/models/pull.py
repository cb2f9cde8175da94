"""One run that reads a system's records from ServiceNow."""

from __future__ import annotations

from enum import StrEnum

from control_push.models.base import Timestamp, View


class PullStatus(StrEnum):
    """`running` until every page has been read, or one could not be."""

    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


class PullView(View):
    """A pull. `pulled` is the sum of the next four."""

    pull_id: str
    system_id: str
    status: PullStatus = PullStatus.RUNNING
    total: int = 0
    """Records that ServiceNow counts in the system; it counts before its access rules."""
    pulled: int = 0
    created: int = 0
    unchanged: int = 0
    updated: int = 0
    conflicts: int = 0
    failed: int = 0
    error: str | None = None


class Pull(PullView):
    """The `PULL#…` row in the connection table."""

    source_id: str
    started_by: str
    started_at: Timestamp
    completed_at: Timestamp | None = None
    after: str = ""
    """Position: the last sys_id read, and how many rows behind it were hidden."""
    offset: int = 0
    attempts: int = 0
    """How often the page at this position has been put off."""
