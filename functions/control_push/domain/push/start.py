"""Starting a job: the statements are checked as a whole, their texts frozen, the workflow launched.

Those of a scope, or of a large job that is retried, are added by the workflow's first state (`freeze_scope`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from control_push.adapters.tables.push_jobs import IdempotencyKey
from control_push.adapters.tables.statements import Found
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError, Write
from control_push.adapters.workflow import Workflow
from control_push.domain.audit import records
from control_push.domain.connection.usable import require_usable
from control_push.domain.look_up import require_connection
from control_push.errors import InvalidInputError, StateConflictError
from control_push.models.base import utc_now
from control_push.models.connection import Connection
from control_push.models.push import Job, JobItem, Outcome, Scope, Trigger
from control_push.models.statement import Presence, StatementOutline, SyncStatus
from control_push.telemetry import push_started


@dataclass(frozen=True)
class PushRequest:
    """What is to be pushed, by whom, and why: some statements, or all that are modified in a scope."""

    statement_ids: Sequence[str]
    actor: str
    idempotency_key: str | None = None
    trigger: Trigger = Trigger.USER
    retry_of: str | None = None
    note: str | None = None
    revisions: Mapping[str, int] = field(default_factory=dict)
    """Of the texts that the actor saw and confirmed; a statement that is not named is pushed as it is."""
    scope: Scope | None = None
    """Instead of statements: each that is modified, present and not in conflict when its turn comes."""
    edited_until: datetime | None = None
    """Statements of the scope that were edited since then are held."""
    schedule_id: str | None = None
    schedule_name: str | None = None
    beside: Callable[[Job], Sequence[Write]] = field(default=lambda _: ())
    """What is written with the job, or not at all."""

    @property
    def is_added_later(self) -> bool:
        """Whether the workflow finds the statements: in the scope, or in the large job that is retried."""
        return self.scope is not None or (self.retry_of is not None and not self.statement_ids)

    @property
    def sha256(self) -> str:
        """Tells whether two requests with one idempotency key are the same.

        A retry is the same whatever can be retried by the time it is repeated.
        """
        wanted: object = self.retry_of or [*self.statement_ids, dict(self.revisions), self.note]
        if self.scope is not None:
            wanted = {"scope": self.scope.model_dump(), "note": self.note}
        return hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()


def start_push(store: Store, workflow: Workflow, request: PushRequest) -> str:
    """The id of the new job, or of the one that this idempotency key started before.

    Raises:
        InvalidInputError: the key was used for another request.
        StateConflictError: `not_connected`, `connection_error`, or `not_pushable` naming every statement
            that cannot be pushed.
    """
    if earlier := started_before(store, workflow, request):
        return earlier
    connection = require_usable(require_connection(store))
    statements = [] if request.is_added_later else _require_pushable(store, connection, request)
    job = _new_job(connection, request, len(statements))
    store.items.put([frozen(job, statement) for statement in statements])
    try:
        _create(store, job, request)
    except ConditionFailedError:
        if earlier := started_before(store, workflow, request):
            return earlier
        raise
    push_started()
    workflow.start(job.job_id, {"job_id": job.job_id})
    return job.job_id


def started_before(store: Store, workflow: Workflow, request: PushRequest) -> str | None:
    """The id of the job that the request's idempotency key started; None: there is none.

    Raises:
        InvalidInputError: the key was used for another request.
    """
    if request.idempotency_key is None:
        return None
    known = store.jobs.find_key(request.actor, request.idempotency_key)
    if known is None:
        return None
    if known.request_sha256 != request.sha256:
        message = "was used for another push; send a new key with a new request"
        raise InvalidInputError(
            "The idempotency key is taken.", [("Idempotency-Key", message)], code="idempotency_key_reused"
        )
    # Again, in case the call before died between the job's row and its execution.
    return launch(store, workflow, known.job_id)


def launch(store: Store, workflow: Workflow, job_id: str) -> str:
    """Starts the execution of a job that exists, unless it has one; returns the job's id."""
    job = store.jobs.get(job_id)
    if job and job.is_active:
        workflow.start(job_id, {"job_id": job_id})
    return job_id


def _require_pushable(store: Store, connection: Connection, request: PushRequest) -> list[StatementOutline]:
    wanted = list(dict.fromkeys(request.statement_ids))
    found = store.statements.outlines(wanted)
    reasons = ((one, _refusal(found, one, connection, request.revisions.get(one))) for one in wanted)
    offences = [(one, reason) for one, reason in reasons if reason]
    if offences:
        position = {one: index for index, one in reversed(list(enumerate(request.statement_ids)))}
        raise StateConflictError(
            f"Nothing was pushed: {len(offences)} of {len(wanted)} statements cannot be pushed.",
            code="not_pushable",
            errors=[
                {"field": f"statement_ids.{position[one]}", "message": f"{one}: {reason}"}
                for one, reason in offences
            ],
        )
    return [found.readable[one] for one in wanted]


def _refusal(
    found: Found[StatementOutline], statement_id: str, connection: Connection, seen: int | None
) -> str | None:
    if unreadable := found.unreadable.get(statement_id):
        return unreadable.detail
    statement = found.readable.get(statement_id)
    if statement is None or statement.source_id != connection.source_id:
        return "unknown; load the list again"
    if statement.presence is Presence.MISSING:
        return f"{statement.control_id} is missing in ServiceNow; pull its system once it is there again"
    if statement.sync_status is SyncStatus.CONFLICT:
        return f"{statement.control_id} is in conflict; resolve it first"
    if not statement.is_modified:
        return f"{statement.control_id} is not modified; there is nothing to push"
    if seen not in {None, statement.revision}:
        return f"{statement.control_id} has another text than revision {seen}; look at it, then push again"
    return None


def _new_job(connection: Connection, request: PushRequest, total: int) -> Job:
    return Job(
        job_id=str(uuid4()),
        source_id=connection.source_id,
        total=total,
        outcomes=dict.fromkeys(Outcome, 0),
        created_by=request.actor,
        created_at=utc_now(),
        retry_of=request.retry_of,
        note=request.note,
        trigger=request.trigger,
        schedule_id=request.schedule_id,
        schedule_name=request.schedule_name,
        scope=request.scope,
        prepared_to="" if request.is_added_later else None,
        edited_until=request.edited_until,
    )


def frozen(job: Job, statement: StatementOutline) -> JobItem:
    """The item of a modified statement as it is now."""
    return JobItem(
        job_id=job.job_id,
        statement_id=statement.statement_id,
        control_id=statement.control_id,
        control_name=statement.control_name,
        system_id=statement.system_id,
        system_name=statement.system_name,
        servicenow_sys_id=statement.servicenow_sys_id,
        revision=statement.revision,
        text_sha256=statement.local_sha256 or "",
        base_sha256=statement.content_sha256,
    )


def _create(store: Store, job: Job, request: PushRequest) -> None:
    writes = [store.jobs.create(job), store.audit.append(records.push_started(job))]
    if request.idempotency_key is not None:
        key = IdempotencyKey(request.actor, request.idempotency_key, request.sha256, job.job_id)
        writes.append(store.jobs.remember_key(key))
    store.commit([*writes, *request.beside(job)])
