"""What a client sees: the shapes of the contract, made from the rows."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from control_push.domain.conflicts.check import Check
from control_push.domain.conflicts.compare import Verdict
from control_push.errors import ServiceNowError
from control_push.models.audit import Action, AuditRecord
from control_push.models.base import Timestamp
from control_push.models.connection import (
    AuthMethod,
    Connection,
    ConnectionStatus,
    Mapping,
    Preset,
    System,
    TestStep,
)
from control_push.models.pull import Pull, PullStatus
from control_push.models.push import (
    FAILURES,
    SUCCESSES,
    ErrorCode,
    ItemError,
    Job,
    JobItem,
    JobStatus,
    Outcome,
    Trigger,
)
from control_push.models.statement import Conflict, ServiceNowVersion, Statement, SyncStatus


class View(BaseModel):
    """Made from a row by name: what is not declared here is not shown."""

    model_config = ConfigDict(frozen=True, extra="ignore", from_attributes=True, hide_input_in_errors=True)


class StatementView(View):
    """A statement."""

    id: str
    servicenow_sys_id: str
    system_id: str
    system_name: str
    control_id: str
    control_name: str
    content: str
    local_content: str | None
    is_modified: bool
    sync_status: SyncStatus
    revision: int
    servicenow_version: ServiceNowVersion
    modified_at: Timestamp | None
    modified_by: str | None
    conflict: Conflict | None
    sanitized: list[str] = Field(
        default=[], description="What the sanitiser took out of the text just saved; empty otherwise."
    )

    @classmethod
    def of(cls, statement: Statement, sanitized: list[str] | None = None) -> StatementView:
        """The statement as a client sees it."""
        return cls.model_validate(
            {**dict(statement), "id": statement.statement_id, "sanitized": sanitized or []}
        )


class StatementList(View):
    """One page of statements."""

    statements: list[StatementView]
    next_cursor: str | None


class ModifiedStatement(View):
    """One line of the list of modified statements."""

    id: str
    control_id: str
    control_name: str
    system_id: str
    system_name: str
    modified_at: Timestamp
    modified_by: str
    sync_status: SyncStatus
    content_preview: str


class ModifiedList(View):
    """One page of modified statements; `total_count` is that of all pages."""

    statements: list[ModifiedStatement]
    total_count: int
    next_cursor: str | None


class SystemList(View):
    """One page of systems."""

    systems: list[System]
    next_cursor: str | None


class PullStarted(View):
    """The pull runs in the background."""

    pull_id: str


class PullView(View):
    """A pull."""

    pull_id: str
    system_id: str
    status: PullStatus
    total: int
    pulled: int
    created: int
    unchanged: int
    updated: int
    conflicts: int
    failed: int
    error: str | None

    @classmethod
    def of(cls, pull: Pull) -> PullView:
        """The pull as a client sees it."""
        return cls.model_validate({**dict(pull), **dict(pull.counts)})


class CheckError(View):
    """Why a statement could not be compared."""

    code: str
    message: str
    hint: str


class CheckView(View):
    """One answer of a conflict check."""

    statement_id: str
    control_id: str | None
    has_conflict: bool
    verdict: Verdict | None
    base_content: str | None
    local_content: str | None
    remote_content: str | None
    local_updated_at: Timestamp | None
    remote_updated_at: str | None
    remote_updated_by: str | None
    remote_version: ServiceNowVersion | None
    error: CheckError | None

    @classmethod
    def of(cls, check: Check) -> CheckView:
        """The answer as a client sees it."""
        statement, version = check.statement, check.remote.version if check.remote else None
        return cls(
            statement_id=check.statement_id,
            control_id=statement.control_id if statement else None,
            has_conflict=check.verdict is Verdict.CONFLICT,
            verdict=check.verdict,
            base_content=statement.content if statement else None,
            local_content=statement.local_content if statement else None,
            remote_content=check.remote.content if check.remote else None,
            local_updated_at=statement.modified_at if statement else None,
            remote_updated_at=(version.updated_on or None) if version else None,
            remote_updated_by=version.updated_by if version else None,
            remote_version=version,
            error=_check_error(check),
        )

    def without_texts(self) -> CheckView:
        """For an answer that would not fit otherwise."""
        error = CheckError(
            code="response_too_large",
            message="The texts of all statements asked about do not fit in one answer.",
            hint="Check this statement again in a call with fewer statements.",
        )
        texts = ("base_content", "local_content", "remote_content")
        return self.model_copy(update={**dict.fromkeys(texts), "error": error})


def _check_error(check: Check) -> CheckError | None:
    if check.error is None:
        return None
    hint = check.error.hint if isinstance(check.error, ServiceNowError) else ""
    return CheckError(code=check.error.code, message=check.error.detail, hint=hint)


class CheckList(View):
    """One answer per statement asked about, in that order."""

    conflicts: list[CheckView]


class JobStarted(View):
    """The job runs in the background."""

    job_id: str


class JobView(View):
    """A push job."""

    job_id: str
    status: JobStatus
    total: int
    completed: int
    succeeded: int
    failed: int
    skipped: int
    outcomes: dict[Outcome, int]
    created_by: str
    created_at: Timestamp
    started_at: Timestamp | None
    completed_at: Timestamp | None
    retry_of: str | None
    trigger: Trigger
    error: ItemError | None
    waiting_until: Timestamp | None
    cancel_requested: bool

    @classmethod
    def of(cls, job: Job) -> JobView:
        """The job as a client sees it; its sums are made from its outcomes."""
        sums = {
            "completed": job.completed,
            "succeeded": job.count(*SUCCESSES),
            "failed": job.count(*FAILURES),
            "skipped": job.count(Outcome.SKIPPED, Outcome.CANCELLED),
            "cancel_requested": job.stop is not None and job.is_active,
            "error": job.error or (job.stop.error if job.stop else None),
        }
        return cls.model_validate({**dict(job), **sums})


class JobList(View):
    """One page of jobs, newest first."""

    jobs: list[JobView]
    next_cursor: str | None


class ResultError(View):
    """Why an item did not succeed, and what to do."""

    code: ErrorCode
    message: str
    hint: str
    retryable: bool


class ResultView(View):
    """How one statement of a job ended."""

    statement_id: str
    control_id: str
    success: bool
    outcome: Outcome
    error: ResultError | None
    note: str | None
    pushed_at: Timestamp | None
    servicenow_version: ServiceNowVersion | None
    audit_id: str | None

    @classmethod
    def of(cls, item: JobItem) -> ResultView:
        """The item as a client sees it."""
        return cls.model_validate({**dict(item), "success": item.outcome in SUCCESSES})


class ResultList(View):
    """One page of results."""

    results: list[ResultView]
    next_cursor: str | None


class ConnectionView(View):
    """The connection without its secrets."""

    instance_url: str | None = None
    preset: Preset = Preset.STATEMENT
    table: str | None = None
    content_field: str | None = None
    mapping: Mapping | None = None
    auth_method: AuthMethod = AuthMethod.BASIC
    username: str = ""
    client_id: str = ""
    status: ConnectionStatus = ConnectionStatus.UNKNOWN
    last_test_at: Timestamp | None = None

    @classmethod
    def of(cls, connection: Connection | None) -> ConnectionView:
        """The connection as a client sees it; empty before one was set up."""
        return cls.model_validate(connection) if connection else cls()


class ConnectionTest(View):
    """The test, step by step."""

    status: ConnectionStatus
    last_test_at: Timestamp | None
    steps: list[TestStep]


class AuditEntry(View):
    """An audit record without its texts."""

    id: str
    at: Timestamp
    actor: str
    action: Action
    statement_id: str | None
    control_id: str | None
    system_id: str | None
    job_id: str | None
    before_sha256: str | None
    after_sha256: str | None
    details: dict[str, Any]


class AuditDetail(AuditEntry):
    """An audit record with its texts."""

    before_content: str | None
    after_content: str | None
    sent_content: str | None

    @classmethod
    def of(cls, record: AuditRecord) -> AuditDetail:
        """The record as a client sees it."""
        return cls.model_validate(record)


class AuditList(View):
    """One page of audit records, newest first."""

    records: list[AuditEntry]
    next_cursor: str | None
