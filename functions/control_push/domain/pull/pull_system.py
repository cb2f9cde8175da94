"""Reading a system's records from ServiceNow, page by page; a local text is never overwritten."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.dynamodb import ConditionFailedError
from control_push.adapters.tables.store import Store
from control_push.adapters.workflow import Workflow
from control_push.domain.conflicts.check import conflict_record
from control_push.domain.statements import change
from control_push.domain.statements.edit import text_change
from control_push.errors import (
    InvalidInputError,
    NotFoundError,
    RateLimitedError,
    RecordMissingError,
    ServiceNowError,
    UnavailableError,
)
from control_push.models.audit import Action, AuditRecord
from control_push.models.base import utc_now
from control_push.models.connection import NO_SYSTEM, Connection, System
from control_push.models.pull import Pull, PullCounts, PullStatus
from control_push.models.statement import MAX_TEXT_BYTES, RemoteRecord, Statement

PAGE = 100
TRIES = 5
MAX_ATTEMPTS = 6
"""How often one page is put off before the pull fails."""
LONGEST_WAIT = 3600
GRACE = timedelta(seconds=30)
"""A pull this young may be between its row and its execution."""
FIRST_BACKOFF = 2


@dataclass(frozen=True)
class PageResult:
    """Whether the pull has ended, or how long to wait before the page is tried again."""

    done: bool
    wait_seconds: int = 0


def start_pull(
    store: Store, workflow: Workflow, client: ServiceNowClient, connection: Connection, pull: tuple[str, str]
) -> str:
    """Starts pulling a system; `pull` is its id and the actor. Returns the pull's id.

    Raises:
        NotFoundError: there is no such system.
        ServiceNowError: ServiceNow could not be asked.
    """
    system_id, actor = pull
    _require_system(client, connection, system_id)
    row = Pull(
        pull_id=str(uuid4()),
        source_id=connection.source_id,
        system_id=system_id,
        started_by=actor,
        started_at=utc_now(),
    )
    store.connection.create_pull(row)
    workflow.start(row.pull_id, {"pull_id": row.pull_id})
    return row.pull_id


def _require_system(client: ServiceNowClient, connection: Connection, system_id: str) -> None:
    missing = f"There is no system {system_id}. Load the list of systems again."
    if (system_id == NO_SYSTEM) != (connection.mapping.system is None):
        raise NotFoundError(missing)
    if system_id != NO_SYSTEM:
        try:
            client.get_system(system_id)
        except (RecordMissingError, InvalidInputError) as error:
            raise NotFoundError(missing) from error


def pull_page(store: Store, client: ServiceNowClient, connection: Connection, pull_id: str) -> PageResult:
    """Reads the page at the pull's position. Safe to run again: a page is counted once."""
    pull = store.connection.get_pull(pull_id)
    if pull is None or pull.status is not PullStatus.RUNNING:
        return PageResult(done=True)
    if pull.source_id != connection.source_id:
        return _end(store, pull, "Another ServiceNow instance or table was connected meanwhile.")
    try:
        after = _read_page(store, client, connection, pull)
    except (RateLimitedError, UnavailableError) as error:
        return _put_off(store, pull, error)
    except ServiceNowError as error:
        return _end(store, pull, f"{error.detail} {error.hint}")
    store.connection.advance_pull(pull, after)
    return PageResult(done=after.status is not PullStatus.RUNNING)


def end_pull(store: Store, pull_id: str, error: str) -> None:
    """Ends a pull whose execution is gone; one that has ended stays as it is."""
    pull = store.connection.get_pull(pull_id)
    if pull and pull.status is PullStatus.RUNNING:
        _end(store, pull, error)


def _end(store: Store, pull: Pull, error: str) -> PageResult:
    changes = {"status": PullStatus.FAILED, "error": error, "completed_at": utc_now()}
    store.connection.advance_pull(pull, pull.model_copy(update=changes))
    return PageResult(done=True)


def _put_off(store: Store, pull: Pull, error: ServiceNowError) -> PageResult:
    if pull.attempts >= MAX_ATTEMPTS:
        return _end(store, pull, f"{error.detail} {error.hint}")
    store.connection.advance_pull(pull, pull.model_copy(update={"attempts": pull.attempts + 1}))
    asked = error.retry_after if isinstance(error, RateLimitedError) else None
    wait = asked if asked is not None else FIRST_BACKOFF * 2**pull.attempts
    return PageResult(done=False, wait_seconds=max(1, min(LONGEST_WAIT, wait)))


def _read_page(store: Store, client: ServiceNowClient, connection: Connection, pull: Pull) -> Pull:
    system_id = None if pull.system_id == NO_SYSTEM else pull.system_id
    page = client.list_record_ids(system_id, pull.after, pull.offset, PAGE)
    # Local rows first, then the texts: a text can only be newer than the row that it is compared with.
    local = store.statements.get_many([connection.statement_id(sys_id) for sys_id in page.sys_ids])
    remotes = client.get_records(page.sys_ids)
    store_one = _Storing(store, client, connection, pull.started_by)
    outcomes = Counter(
        store_one.apply(local.get(connection.statement_id(sys_id)), remote)
        for sys_id, remote in remotes.items()
    )
    moved = {"after": page.next_after, "offset": page.next_offset, "attempts": 0}
    total = page.total if page.total is not None and not pull.after and not pull.offset else pull.total
    counts = _add(pull.counts, outcomes)
    known = max(total, counts.pulled + counts.failed)
    advanced = pull.model_copy(update={**moved, "counts": counts, "total": known})
    return _completed(store, connection, advanced, remotes) if page.done else advanced


def _add(counts: PullCounts, outcomes: Counter[str]) -> PullCounts:
    sums = {name: getattr(counts, name) + n for name, n in outcomes.items()}
    pulled = sum(n for name, n in outcomes.items() if name != "failed")
    return counts.model_copy(update={**sums, "pulled": counts.pulled + pulled})


def _completed(store: Store, connection: Connection, pull: Pull, remotes: dict[str, RemoteRecord]) -> Pull:
    name = next((remote.system_name for remote in remotes.values()), "")
    system = System(system_id=pull.system_id, name=name, last_pulled_at=utc_now())
    store.commit([store.connection.save_system(connection.source_id, system)])
    return pull.model_copy(update={"status": PullStatus.COMPLETED, "completed_at": utc_now()})


@dataclass(frozen=True)
class _Storing:
    """Brings one record as read into its statement."""

    store: Store
    client: ServiceNowClient
    connection: Connection
    actor: str

    def apply(self, statement: Statement | None, remote: RemoteRecord) -> str:
        """``created``, ``unchanged``, ``updated``, ``conflicts`` or ``failed``."""
        for _ in range(TRIES):
            if len(remote.content.encode()) > MAX_TEXT_BYTES:
                return "failed"
            try:
                return self._apply(statement, remote)
            except ConditionFailedError:
                statement = self.store.statements.get(self.connection.statement_id(remote.sys_id))
                remote = self.client.get_record(remote.sys_id)
        return "failed"

    def _apply(self, statement: Statement | None, remote: RemoteRecord) -> str:
        if statement is None:
            created = change.create_statement(self.connection, remote)
            self._save(created, text_change(None, created, self.actor, Action.PULLED))
            return "created"
        after, happened = change.apply_pulled(statement, remote)
        if after != statement:
            self._save(after, self._record(statement, after, happened))
        return happened

    def _record(self, before: Statement, after: Statement, happened: str) -> AuditRecord | None:
        match happened:
            case "conflicts":
                return conflict_record(after, self.actor, Action.CONFLICT_DETECTED)
            case "updated":
                return text_change(before, after, self.actor, Action.PULLED)
            case _:
                return None

    def _save(self, statement: Statement, record: AuditRecord | None) -> None:
        writes = [self.store.statements.save(statement)]
        self.store.commit([*writes, self.store.audit.append(record)] if record else writes)


def sweep_pulls(store: Store, workflow: Workflow, error: str) -> list[str]:
    """Ends pulls without a running execution; returns their ids."""
    ended = []
    for pull_id in store.connection.active_pull_ids():
        pull = store.connection.get_pull(pull_id)
        if pull and utc_now() - pull.started_at > GRACE and not workflow.is_running(pull_id):
            end_pull(store, pull_id, error)
            ended.append(pull_id)
    return ended
