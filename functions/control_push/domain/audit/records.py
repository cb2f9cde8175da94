"""Every kind of audit record, made in one place: who did what, to which text, with which evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from control_push.models.audit import Action, AuditRecord
from control_push.models.base import rfc3339
from control_push.models.connection import Connection
from control_push.models.operations import Operations
from control_push.models.push import Job, JobItem, Outcome
from control_push.models.schedule import Run, Schedule
from control_push.models.statement import OpenEdit, ServiceNowVersion, Statement
from control_push.texts.text_format import sha256

ACTION_OF_OUTCOME = {
    Outcome.SUCCEEDED: Action.PUSHED,
    Outcome.ALTERED: Action.PUSHED,
    Outcome.CONFLICT: Action.PUSH_FAILED,
    Outcome.FAILED: Action.PUSH_FAILED,
    Outcome.SKIPPED: Action.PUSH_SKIPPED,
    Outcome.CANCELLED: Action.PUSH_CANCELLED,
}


HELD_NAMED = 100
"""Statements held that a run's record names: a page of records has to fit in one answer."""


@dataclass(frozen=True)
class Evidence:
    """What is known of the text in ServiceNow around an item's push; None where nothing is."""

    before: str | None = None
    after: str | None = None
    sent: str | None = None
    version: ServiceNowVersion | None = None
    """The record's version when `after` was read, or when the text that stood in the way was."""


def text_changed(before: Statement | None, after: Statement, actor: str, action: Action) -> AuditRecord:
    """A change of the text that an author sees; None before: there was no statement."""
    old, new = (before.seen_text if before else None), after.seen_text
    return AuditRecord(
        actor=actor,
        action=action,
        **_named(after),
        **_texts(old, new),
        details={"revision": after.revision, **({"sanitized": after.sanitized} if after.sanitized else {})},
    )


def edits(statement: OpenEdit, *, ended: bool) -> AuditRecord:
    """One author's edits of a statement: the names of the text before the first and of the last."""
    session = statement.editing
    return AuditRecord(
        id=session.audit_id,
        at=session.began_at,
        actor=session.actor,
        action=Action.EDITED,
        statement_id=statement.statement_id,
        control_id=statement.control_id,
        system_id=statement.system_id,
        before_sha256=session.before_sha256,
        after_sha256=session.after_sha256,
        details=_known(
            {
                "revision": session.revision,
                "saves": session.saves,
                "last_saved_at": rfc3339(session.saved_at),
                "sanitized": session.sanitized or None,
                "open": None if ended else True,
            }
        ),
    )


def conflict_resolved(before: Statement, after: Statement, actor: str, resolution: str) -> AuditRecord:
    """A person's decision on a conflict: the local text before, the one that goes on after."""
    details = {
        "resolution": resolution,
        "revision": after.revision,
        "remote_version": after.servicenow_version.model_dump(),
    }
    record = text_changed(before, after, actor, Action.CONFLICT_RESOLVED)
    return record.model_copy(update={"details": details})


def conflict_seen(statement: Statement, actor: str, action: Action) -> AuditRecord:
    """A conflict was found, or is gone: the base before, the text in ServiceNow after."""
    conflict = statement.conflict
    return AuditRecord(
        actor=actor,
        action=action,
        **_named(statement),
        **_texts(statement.content, conflict.remote_content if conflict else None),
        details={"remote_version": conflict.remote_version.model_dump()} if conflict else {},
    )


def push_started(job: Job) -> AuditRecord:
    """The push of a set of statements; of a scope their number is not known yet."""
    details = {
        "total": None if job.preparing else job.total,
        "scope": _known(job.scope.model_dump()) if job.scope else None,
        "trigger": job.trigger.value,
        "retry_of": job.retry_of,
        "note": job.note,
        **_schedule_of(job),
    }
    return AuditRecord(
        actor=job.created_by, action=Action.PUSH_STARTED, job_id=job.job_id, details=_known(details)
    )


def cancel_requested(job_id: str, actor: str) -> AuditRecord:
    """A person stopped a job."""
    return AuditRecord(actor=actor, action=Action.PUSH_CANCEL_REQUESTED, job_id=job_id)


def item_settled(job: Job, item: JobItem, evidence: Evidence) -> AuditRecord:
    """The outcome of one item, which it already has; its message, or its note where it succeeded."""
    if item.outcome is None:
        raise ValueError(f"item {item.statement_id} of job {item.job_id} has no outcome to record")
    details = {
        "outcome": item.outcome.value,
        "revision": item.revision,
        "attempts": item.attempts,
        "code": item.error.code.value if item.error else None,
        "message": item.error.message if item.error else item.note,
        "note": job.note,
        **_schedule_of(job),
        "servicenow_version": evidence.version.model_dump() if evidence.version else None,
    }
    return AuditRecord(
        actor=job.created_by,
        action=ACTION_OF_OUTCOME[item.outcome],
        statement_id=item.statement_id,
        control_id=item.control_id,
        system_id=item.system_id,
        job_id=item.job_id,
        **_texts(evidence.before, evidence.after),
        sent_content=evidence.sent if evidence.sent != evidence.after else None,
        details=_known(details),
    )


def push_finished(job: Job) -> AuditRecord:
    """The end of a job, with the sum of its outcomes."""
    outcomes = {outcome.value: n for outcome, n in job.outcomes.items() if n}
    return AuditRecord(
        actor=job.created_by,
        action=Action.PUSH_FINISHED,
        job_id=job.job_id,
        details=_known(
            {
                "status": job.status.value,
                "total": job.total,
                "outcomes": outcomes,
                "note": job.note,
                **_schedule_of(job),
            }
        ),
    )


def connection_changed(connection: Connection, actor: str, *, credentials_changed: bool) -> AuditRecord:
    """New settings, without anything secret."""
    return AuditRecord(
        actor=actor,
        action=Action.CONNECTION_CHANGED,
        details={
            "instance_url": connection.instance_url,
            "table": connection.table,
            "content_field": connection.content_field,
            "auth_method": connection.auth_method.value,
            "text_format": connection.text_format.value,
            "credentials_changed": credentials_changed,
        },
    )


def connection_tested(connection: Connection, actor: str) -> AuditRecord:
    """The outcome of a connection test, which the connection already has."""
    details = {
        "status": connection.status.value,
        "instance_url": connection.instance_url,
        "saved": None if connection.is_saved else False,
    }
    return AuditRecord(actor=actor, action=Action.CONNECTION_TESTED, details=_known(details))


def writes_changed(operations: Operations, actor: str) -> AuditRecord:
    """The stop switch was set."""
    action = Action.WRITES_STOPPED if operations.is_stopped else Action.WRITES_RESUMED
    return AuditRecord(actor=actor, action=action, details=_known({"reason": operations.reason}))


def schedule_saved(schedule: Schedule) -> AuditRecord:
    """What an administrator decided."""
    decided = ("name", "expression", "time_zone", "enabled", "scope", "pinned", "notify", "revision")
    details = schedule.model_dump(mode="json", include={"schedule_id", *decided}, exclude_none=True)
    return AuditRecord(actor=schedule.updated_by, action=Action.SCHEDULE_SAVED, details=details)


def schedule_deleted(schedule: Schedule, actor: str) -> AuditRecord:
    """It pushes nothing any more."""
    details = {"schedule_id": schedule.schedule_id, "name": schedule.name}
    return AuditRecord(actor=actor, action=Action.SCHEDULE_DELETED, details=details)


def schedule_run(run: Run) -> AuditRecord:
    """What became of a run, with the statements held. Its push, if there is one, has records of its own."""
    details = {
        "schedule_id": run.schedule_id,
        "schedule_name": run.schedule_name,
        "saved_by": run.saved_by,
        "due_at": rfc3339(run.at),
        "status": run.status.value,
        "push": run.job_id,
        "reason": run.reason,
        "held_count": run.held_count or None,
        "held": [held.model_dump(mode="json") for held in run.held[:HELD_NAMED]] or None,
    }
    return AuditRecord(actor=run.run_by or run.saved_by, action=Action.SCHEDULE_RUN, details=_known(details))


def _schedule_of(job: Job) -> dict[str, Any]:
    return {"schedule_id": job.schedule_id, "schedule_name": job.schedule_name}


def _named(statement: Statement) -> dict[str, Any]:
    return statement.model_dump(include={"statement_id", "control_id", "system_id"})


def _texts(before: str | None, after: str | None) -> dict[str, Any]:
    return {
        "before_content": before,
        "before_sha256": None if before is None else sha256(before),
        "after_content": after,
        "after_sha256": None if after is None else sha256(after),
    }


def _known(details: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in details.items() if value is not None}
