"""A schedule: what is pushed by itself, when, and what became of each run."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from control_push.models.base import Model, Timestamp, View
from control_push.models.push import Held, HoldReason, JobStatus, Scope


class Notify(StrEnum):
    """When people are told of a run."""

    ALWAYS = "always"
    PROBLEMS = "problems"
    NEVER = "never"


class RunStatus(StrEnum):
    """What became of one run."""

    PUSHED = "pushed"
    NOTHING_TO_PUSH = "nothing_to_push"
    HELD = "held"
    REFUSED = "refused"
    OVERLAPPING = "overlapping"


NOTIFY_WORDS = {
    Notify.ALWAYS: "After every run",
    Notify.PROBLEMS: "Only when something was held, failed or refused",
    Notify.NEVER: "Never",
}
RUN_STATUS_WORDS = {
    RunStatus.PUSHED: ("Pushed", "A push was started of what may go"),
    RunStatus.NOTHING_TO_PUSH: ("Nothing to push", "No statement in its scope had an unpushed edit"),
    RunStatus.HELD: ("Held", "Everything in its scope was held back, so no push was started"),
    RunStatus.REFUSED: ("Refused", "It was not allowed to run; the reason says why"),
    RunStatus.OVERLAPPING: ("Overlapping", "The run before it was still active, so it started nothing"),
}
"""How a status is called, and what it means."""
HOLD_REASON_WORDS = {
    HoldReason.CONFLICT: ("Conflict", "The text was changed in ServiceNow meanwhile; resolve the conflict"),
    HoldReason.EDITED_SINCE: (
        "Edited since",
        "It was edited after the schedule was last saved; look at it, then save the schedule again",
    ),
    HoldReason.MISSING: ("Missing", "ServiceNow does not show the record any more; pull its system"),
}
"""How a reason is called, and what to do about it."""


class ClockChangeKind(StrEnum):
    """What the clocks do to a time of the schedule."""

    MISSING = "missing"
    DOUBLED = "doubled"


class ClockChange(View):
    """A time of the schedule that the clocks leave out (no run), or show twice (one run, at the first)."""

    kind: ClockChangeKind
    local: str
    """In the schedule's time zone, without offset."""
    at: Timestamp | None = None
    """When it runs; null: it does not."""


class RunJob(View):
    """The push that a run started."""

    status: JobStatus
    total: int
    succeeded: int
    failed: int
    skipped: int


class RunView(View):
    """One run of a schedule, also one that started nothing."""

    at: Timestamp
    """When it was due; of a run by hand when it was asked for."""
    job_id: str | None = None
    status: RunStatus
    held: list[Held] = Field(default_factory=list)
    held_count: int = 0
    """All that were held; `held` names the first 1,000 of them, fewer in a list that holds many."""
    reason: str | None = None
    """Why it was refused, or started nothing."""
    missed: list[Timestamp] = Field(default_factory=list)
    """When it was due but did not run, as far as this record tells of it."""
    schedule_id: str
    schedule_name: str
    saved_by: str
    """Who had last saved the schedule, and answers for it."""
    run_by: str | None = None
    """Who ran it by hand; null: it was due."""
    job: RunJob | None = None
    """How its push stands now; null: it started none."""


class Run(RunView):
    """The `RUN#…` row."""

    occurrence: str
    """Names the firing: delivered again, it is the same run."""
    latest_job_id: str | None = None
    """The job of this run, or of the newest one before it that had one."""
    job: RunJob | None = Field(default=None, exclude=True)
    """Said in an answer, not stored."""


class ScheduleSettings(Model):
    """What an administrator decides."""

    name: str
    expression: str
    time_zone: str = "UTC"
    enabled: bool = True
    scope: Scope = Scope()
    pinned: bool = False
    notify: Notify = Notify.PROBLEMS


class ScheduleView(View):
    """A schedule."""

    schedule_id: str = Field(serialization_alias="id")
    name: str
    expression: str
    """EventBridge Scheduler's cron, rate or at."""
    time_zone: str
    enabled: bool
    scope: Scope
    pinned: bool
    """Only revisions that existed when the schedule was last saved are pushed."""
    notify: Notify
    revision: int
    created_by: str
    updated_by: str
    created_at: Timestamp
    updated_at: Timestamp


class Schedule(ScheduleView):
    """The `SCHEDULE` row, which is the truth; what EventBridge Scheduler has is made from it."""

    source_id: str
    """The connection that it was saved for."""
    anchored_at: Timestamp
    """From when a rate counts."""
    switched_on_at: Timestamp
    """Times due before are not missed."""
