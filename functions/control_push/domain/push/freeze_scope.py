"""Adding its statements to a job, page by page, each frozen as it is then.

They are what is modified in the job's scope, or what can be tried again of the job that it retries.
"""

from __future__ import annotations

from datetime import datetime

from control_push.adapters.tables.statements import StatementFilter
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError, Write
from control_push.domain.look_up import require_job
from control_push.domain.push.retry import retryable_page
from control_push.domain.push.start import frozen
from control_push.models.push import Held, HoldReason, Job
from control_push.models.statement import Presence, StatementOutline, StatementState, SyncStatus

PAGE = 90
"""Statements added in one transaction: each takes one of its at most 100 writes."""
PAGES_AT_ONCE = 12
"""As many as one call adds within a part of its time."""
LARGEST = 100_000
"""Statements in a job; those that are over stay modified, and are the next push's."""


def freeze_scope(store: Store, job: Job) -> Job:
    """The job with some more of its items. Call again while it is `preparing` and not stopped.

    May be broken off anywhere and run any number of times, also at once: a page is added whole, and once.
    """
    for _ in range(PAGES_AT_ONCE):
        if not job.preparing or job.stop:
            break
        job = _freeze_page(store, job)
    return job


def hold_reason(statement: StatementState, edited_until: datetime | None = None) -> HoldReason | None:
    """Why the modified statement is not pushed unasked; None: it is."""
    if statement.presence is Presence.MISSING:
        return HoldReason.MISSING
    if statement.sync_status is SyncStatus.CONFLICT:
        return HoldReason.CONFLICT
    if edited_until and statement.modified_at and statement.modified_at > edited_until:
        return HoldReason.EDITED_SINCE
    return None


def _freeze_page(store: Store, job: Job) -> Job:
    limit = min(PAGE, LARGEST - job.total)
    cursor = job.prepared_to or None
    if job.retry_of:
        again, next_cursor = retryable_page(store, job.retry_of, limit, cursor)
        found = [one for one in again if one.source_id == job.source_id]
    else:
        found, next_cursor = _scope_page(store, job, limit, cursor)
    _add(store, job, found, next_cursor if job.total + len(found) < LARGEST else None)
    return require_job(store, job.job_id)


def _scope_page(
    store: Store, job: Job, limit: int, cursor: str | None
) -> tuple[list[StatementOutline], str | None]:
    where = StatementFilter(**job.scope.model_dump()) if job.scope else StatementFilter()
    page = store.statements.edited_page(job.source_id, where, limit, cursor)
    # The index is a moment behind its rows, and follows a statement that moves: what counts is the row.
    outlines = store.statements.outlines(page.rows).readable.values()
    return [one for one in outlines if one.is_modified], page.next_cursor


def _add(store: Store, job: Job, statements: list[StatementOutline], prepared_to: str | None) -> None:
    writes: list[Write] = []
    added = 0
    for statement in statements:
        if reason := hold_reason(statement, job.edited_until):
            held = Held(statement_id=statement.statement_id, control_id=statement.control_id, reason=reason)
            writes.append(store.items.hold(job.job_id, held))
        else:
            writes.append(store.items.add(frozen(job, statement)))
            added += 1
    try:
        store.commit([*writes, store.jobs.prepared(job, prepared_to, added)])
    except ConditionFailedError as clash:
        # Stopped, or added by another run; else there are some that the index showed in two places.
        if "job" not in clash.failed:
            rest = [one for one in statements if one.statement_id not in clash.failed]
            _add(store, job, rest, prepared_to)
