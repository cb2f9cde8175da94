"""One line of evidence: who did what, when, to which text."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from pydantic import Field

from control_push.models.base import Timestamp, View, utc_now


class Action(StrEnum):
    """What happened."""

    EDITED = "edited"
    DISCARDED = "discarded"
    PULLED = "pulled"
    CONFLICT_DETECTED = "conflict_detected"
    CONFLICT_CLEARED = "conflict_cleared"
    CONFLICT_RESOLVED = "conflict_resolved"
    PUSH_STARTED = "push_started"
    PUSH_CANCEL_REQUESTED = "push_cancel_requested"
    PUSH_FINISHED = "push_finished"
    PUSHED = "pushed"
    PUSH_FAILED = "push_failed"
    PUSH_SKIPPED = "push_skipped"
    PUSH_CANCELLED = "push_cancelled"
    CONNECTION_CHANGED = "connection_changed"
    CONNECTION_TESTED = "connection_tested"
    WRITES_STOPPED = "writes_stopped"
    WRITES_RESUMED = "writes_resumed"
    SCHEDULE_SAVED = "schedule_saved"
    SCHEDULE_DELETED = "schedule_deleted"
    SCHEDULE_RUN = "schedule_run"


def new_audit_id() -> str:
    """Sorts by time of creation; unique by its random end."""
    return f"{id_at(utc_now())}-{uuid4().hex[:12]}"


def id_at(moment: datetime) -> str:
    """What the ids of that time begin with."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"


class AuditEntry(View):
    """A record without its texts, as lists have it."""

    id: str = Field(default_factory=new_audit_id)
    at: Timestamp = Field(default_factory=utc_now)
    actor: str
    action: Action
    statement_id: str | None = None
    control_id: str | None = None
    system_id: str | None = None
    job_id: str | None = None
    before_sha256: str | None = None
    after_sha256: str | None = None
    details: dict[str, Any] = Field(default_factory=dict)


class AuditRecord(AuditEntry):
    """The row in the audit table. Texts are None where the action changed none."""

    before_content: str | None = None
    after_content: str | None = None
    sent_sha256: str | None = None
    sent_content: str | None = None
    """What was sent, where ServiceNow stored something else."""
