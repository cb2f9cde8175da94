"""One run that reads a system's records from ServiceNow."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from control_push.models.base import Model, Timestamp, View


class PullStatus(StrEnum):
    """`running` until every page has been read, or one could not be."""

    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


class PullProblem(View):
    """What a person should know of one record, or of the pull as a whole."""

    control_id: str | None = None
    servicenow_sys_id: str | None = None
    code: str
    message: str


class PullView(View):
    """A pull. `pulled` is the sum of the next four."""

    pull_id: str
    system_id: str
    status: PullStatus = PullStatus.RUNNING
    total: int = 0
    """Records in the system, as far as ServiceNow tells; it counts before its access rules."""
    pulled: int = 0
    created: int = 0
    unchanged: int = 0
    updated: int = 0
    conflicts: int = 0
    failed: int = 0
    missing: int = 0
    """Statements whose record was deleted, or is hidden from the service account."""
    moved: int = 0
    """Statements whose record belongs to another system now."""
    problems: list[PullProblem] = Field(default=[])
    """What failed, is missing or moved, each by name; the first ones, if there are very many."""
    error: str | None = None


class Phase(StrEnum):
    """What the pages of a pull are about."""

    RECORDS = "records"
    """What ServiceNow has."""
    STATEMENTS = "statements"
    """What is here: whose record is not there any more?"""


class Listing(Model):
    """What ServiceNow's list of ids has shown so far, as far as it tells where the end is."""

    listed: int = 0
    """Ids shown."""
    widest: int = 0
    """Most ids of one page: an instance may have a limit of its own."""
    counted: int | None = None
    """Records behind the position before, as ServiceNow counted them there."""
    since: int = 0
    """Ids shown since then."""
    counts_wrongly: bool = False
    """It has shown more records than it counted."""
    counts_hidden: bool = False
    """Its count includes records that it does not show."""
    has_links: bool = False
    """It says which other pages there are."""


class Pull(PullView):
    """The `PULL#…` row in the connection table."""

    source_id: str
    started_by: str
    started_at: Timestamp
    completed_at: Timestamp | None = None
    phase: Phase = Phase.RECORDS
    after: str = ""
    """Position: the last sys_id read, and how many rows behind it were hidden; or the cursor of our list."""
    offset: int = 0
    listing: Listing = Listing()
    system_name: str = ""
    still_here: int = 0
    """Statements whose record was found in the system when each was looked up."""
    attempts: int = 0
    """How often the page at this position has been put off."""
