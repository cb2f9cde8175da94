"""A push job, its items, and how each item ended."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, computed_field

from control_push.models.base import Model, Timestamp, View
from control_push.models.statement import ServiceNowVersion


class JobStatus(StrEnum):
    """`pending` and `running` jobs are active; the other three are final."""

    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


ACTIVE_STATUSES = frozenset({JobStatus.PENDING, JobStatus.RUNNING})


class Trigger(StrEnum):
    """Who started a job."""

    USER = "user"
    SCHEDULE = "schedule"


class Outcome(StrEnum):
    """How one item ended; an item gets exactly one."""

    SUCCEEDED = "succeeded"
    ALTERED = "altered"
    SKIPPED = "skipped"
    CONFLICT = "conflict"
    FAILED = "failed"
    CANCELLED = "cancelled"


OUTCOME_WORDS = {
    Outcome.SUCCEEDED: ("Pushed", "ServiceNow stored the text that was sent"),
    Outcome.ALTERED: ("Pushed, altered", "ServiceNow stored the same statement in other words or markup"),
    Outcome.SKIPPED: ("Skipped", "There was nothing to push any more, or it was not tried"),
    Outcome.CONFLICT: ("Conflict", "The text was changed in ServiceNow meanwhile"),
    Outcome.FAILED: ("Failed", "It did not come to the end; the error says why"),
    Outcome.CANCELLED: ("Cancelled", "The push was cancelled before its turn"),
}
"""How an outcome is called, and what it means."""
SUCCESSES = frozenset({Outcome.SUCCEEDED, Outcome.ALTERED})
FAILURES = frozenset({Outcome.FAILED, Outcome.CONFLICT})


class ErrorCode(StrEnum):
    """Why an item did not succeed."""

    CONFLICT = "conflict"
    DELETED_IN_SERVICENOW = "deleted_in_servicenow"
    AUTH_EXPIRED = "auth_expired"
    FORBIDDEN = "forbidden"
    REJECTED_BY_RULE = "rejected_by_rule"
    NOT_STORED = "not_stored"
    TRUNCATED = "truncated"
    RATE_LIMITED = "rate_limited"
    SERVICENOW_UNAVAILABLE = "servicenow_unavailable"
    CONTENT_TOO_LARGE = "content_too_large"
    INVALID_CONTENT = "invalid_content"
    INTERNAL_ERROR = "internal_error"


RETRYABLE_CODES = frozenset(
    {
        ErrorCode.AUTH_EXPIRED,
        ErrorCode.RATE_LIMITED,
        ErrorCode.SERVICENOW_UNAVAILABLE,
        ErrorCode.INTERNAL_ERROR,
    }
)
"""Codes that a retry of the same text may cure; `auth_expired` once an administrator reconnected."""


class ItemError(View):
    """What went wrong with an item or a job, and what to do about it."""

    code: ErrorCode
    message: str
    hint: str

    @computed_field  # type: ignore[prop-decorator] # https://github.com/python/mypy/issues/1362
    @property
    def retryable(self) -> bool:
        """Whether pushing the same text again may succeed."""
        return self.code in RETRYABLE_CODES


class StopReason(StrEnum):
    """Why a job takes up no further items."""

    CANCELLED = "cancelled"
    HALTED = "halted"
    ABORTED = "aborted"


class Stop(Model):
    """Set once on a job; from then on no worker starts a write."""

    reason: StopReason
    error: ItemError | None = None
    by: str
    at: Timestamp


class Scope(View):
    """Which modified statements a job takes; None means any."""

    system_id: str | None = None
    family: str | None = None
    """The control family, as in ``AC``."""
    modified_by: str | None = None


class JobView(View):
    """A push job. Its sums are those of its outcomes."""

    job_id: str
    status: JobStatus = JobStatus.PENDING
    total: int
    """Goes up while the job is being prepared."""
    outcomes: dict[Outcome, int]
    created_by: str
    created_at: Timestamp
    started_at: Timestamp | None = None
    completed_at: Timestamp | None = None
    retry_of: str | None = None
    note: str | None = None
    """Why, in the words of who started it."""
    scope: Scope | None = None
    """What was to be pushed, where it was not named one by one."""
    schedule_id: str | None = None
    """The schedule that started it; `created_by` is who last saved it, or ran it by hand."""
    schedule_name: str | None = None
    trigger: Trigger = Trigger.USER
    execution: str | None = None
    """ARN of the workflow's execution, for operators."""
    error: ItemError | None = None
    waiting_until: Timestamp | None = None
    """No request is sent before then: ServiceNow asked all callers to wait, or `waiting_reason` says why."""
    waiting_reason: str | None = None
    """Why it waits although ServiceNow did not ask for it: an administrator stopped all writes."""
    stop: Stop | None = Field(default=None, exclude=True)
    prepared_to: str | None = Field(default=None, exclude=True)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def completed(self) -> int:
        """Items with an outcome."""
        return sum(self.outcomes.values())

    @computed_field  # type: ignore[prop-decorator]
    @property
    def succeeded(self) -> int:
        """Items whose text is in ServiceNow now."""
        return self.count(*SUCCESSES)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def failed(self) -> int:
        """Items that somebody has to look at."""
        return self.count(*FAILURES)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def skipped(self) -> int:
        """Items that were not tried, or had nothing to push any more."""
        return self.count(Outcome.SKIPPED, Outcome.CANCELLED)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def cancel_requested(self) -> bool:
        """Whether it takes up no further items, and ends when those in flight have."""
        return self.stop is not None and self.is_active

    @computed_field  # type: ignore[prop-decorator]
    @property
    def preparing(self) -> bool:
        """Whether statements are still being added to it."""
        return self.prepared_to is not None and self.is_active

    @property
    def is_active(self) -> bool:
        """Whether the job has not ended yet."""
        return self.status in ACTIVE_STATUSES

    def count(self, *outcomes: Outcome) -> int:
        """How many items ended in one of the outcomes."""
        return sum(self.outcomes.get(outcome, 0) for outcome in outcomes)


class Job(JobView):
    """The `JOB` row. Its counters are changed only in the transaction that settles an item."""

    source_id: str
    stop: Stop | None = None
    prepared_to: str | None = None
    """Position in its scope up to which statements were added; empty at first, None at the end."""
    edited_until: Timestamp | None = None
    """What was edited since then is held, not pushed."""
    execution: str | None = Field(default=None, exclude=True)
    """Said in an answer, not stored: it follows from the job's id."""
    waiting_reason: str | None = Field(default=None, exclude=True)
    """Likewise: it follows from the stop switch."""


class ItemState(StrEnum):
    """How far an item without an outcome is."""

    WAITING = "waiting"
    IN_WORK = "in_work"


class ItemStatement(View):
    """Which statement an item is about."""

    statement_id: str
    servicenow_sys_id: str
    control_id: str
    control_name: str = ""
    system_id: str
    system_name: str = ""


class OpenItemView(ItemStatement):
    """One statement in a job that has no outcome yet."""

    state: ItemState
    claimed_at: Timestamp | None = None
    """When a worker last started on it."""
    attempts: int = 0
    """How often one did."""


class ItemView(ItemStatement):
    """One statement in a job."""

    error: ItemError | None = None
    note: str | None = None
    pushed_at: Timestamp | None = None
    servicenow_version: ServiceNowVersion | None = None
    audit_id: str | None = None
    execution: str | None = None
    """ARN of the workflow's execution that last took it up, for operators."""


class ResultView(ItemView):
    """How it ended."""

    outcome: Outcome
    servicenow_url: str | None = None
    """The record's page; none when its instance is not the connected one."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def success(self) -> bool:
        """Whether the text is in ServiceNow now."""
        return self.outcome in SUCCESSES


class JobItem(ItemView):
    """The `ITEM#…` row."""

    job_id: str
    revision: int
    """The one that was frozen when the job was started."""
    text_sha256: str = ""
    """Names its text, which is what is sent."""
    base_sha256: str = ""
    """Names the text that it was typed on, as it was then."""
    attempts: int = 0
    """Runs of a worker that claimed it."""
    unwritten_runs: int = 0
    """Those of them that surely wrote nothing. Of the others nobody knows, until ServiceNow is read."""
    written_over: ServiceNowVersion | None = None
    """The record's version that a run last sent the text over without learning what became of it."""
    claimed_at: Timestamp | None = None
    """When a worker last started on it: from then on ServiceNow may have been written."""
    outcome: Outcome | None = None

    @property
    def state(self) -> ItemState:
        """Of an item that has no outcome yet."""
        return ItemState.IN_WORK if self.claimed_at else ItemState.WAITING


class HoldReason(StrEnum):
    """Why a modified statement of a job's scope is not pushed by it."""

    CONFLICT = "conflict"
    EDITED_SINCE = "edited_since"
    MISSING = "missing"


class Held(View):
    """The `HELD#…` row: a modified statement of the job's scope that the job left out."""

    statement_id: str
    control_id: str
    reason: HoldReason
