"""One page of a pull: ids, texts, and what becomes of each; a local text is never overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.store import Store
from control_push.domain.pull.end import fail_pull
from control_push.domain.pull.follow_record import Pulled
from control_push.domain.pull.store_record import RecordStore
from control_push.errors import RateLimitedError, ServiceNowError, UnavailableError
from control_push.models.base import utc_now
from control_push.models.connection import NO_SYSTEM, Connection, System
from control_push.models.pull import Pull, PullStatus
from control_push.models.statement import RemoteRecord

PAGE = 100
MAX_ATTEMPTS = 6
"""How often one page is put off before the pull fails."""
LONGEST_WAIT = 3600
FIRST_BACKOFF = 2


@dataclass(frozen=True)
class PageResult:
    """Whether the pull has ended, or how long to wait before the page is tried again."""

    done: bool
    wait_seconds: int = 0


def read_page(store: Store, servicenow: Callable[[Connection], ServiceNowClient], pull_id: str) -> PageResult:
    """Reads the page at the pull's position. Safe to run again: a page is counted once.

    `servicenow` raises SignInStoppedError for a connection whose credentials were refused.
    """
    pull = store.connection.get_pull(pull_id)
    if pull is None or pull.status is not PullStatus.RUNNING:
        return PageResult(done=True)
    connection = store.connection.get_connection()
    if connection is None or pull.source_id != connection.source_id:
        return _fail(store, pull, "Another ServiceNow instance or table was connected meanwhile.")
    try:
        after = _read(store, servicenow(connection), connection, pull)
    except (RateLimitedError, UnavailableError) as error:
        return _put_off(store, pull, error)
    except ServiceNowError as error:
        return _fail(store, pull, f"{error.detail} {error.hint}")
    store.connection.advance_pull(pull, after)
    return PageResult(done=after.status is not PullStatus.RUNNING)


def _fail(store: Store, pull: Pull, error: str) -> PageResult:
    fail_pull(store, pull, error)
    return PageResult(done=True)


def _put_off(store: Store, pull: Pull, error: ServiceNowError) -> PageResult:
    if pull.attempts >= MAX_ATTEMPTS:
        return _fail(store, pull, f"{error.detail} {error.hint}")
    store.connection.advance_pull(pull, pull.model_copy(update={"attempts": pull.attempts + 1}))
    asked = error.retry_after if isinstance(error, RateLimitedError) else None
    wait = asked if asked is not None else FIRST_BACKOFF * 2**pull.attempts
    return PageResult(done=False, wait_seconds=max(1, min(LONGEST_WAIT, wait)))


def _read(store: Store, client: ServiceNowClient, connection: Connection, pull: Pull) -> Pull:
    system_id = None if pull.system_id == NO_SYSTEM else pull.system_id
    page = client.list_record_ids(system_id, pull.after, pull.offset, PAGE)
    # Local rows first, then the texts: a text can only be newer than the row that it is compared with.
    local = store.statements.find([connection.statement_id(sys_id) for sys_id in page.sys_ids])
    remotes = client.get_records(page.sys_ids)
    records = RecordStore(store, client, connection, pull.started_by)

    def put(sys_id: str, remote: RemoteRecord) -> Pulled:
        statement_id = connection.statement_id(sys_id)
        if statement_id in local.unreadable:
            return Pulled.FAILED
        return records.put(local.readable.get(statement_id), remote)

    outcomes = Counter(put(sys_id, remote) for sys_id, remote in remotes.items())
    moved = {"after": page.next_after, "offset": page.next_offset, "attempts": 0}
    total = page.total if page.total is not None and not pull.after and not pull.offset else pull.total
    counts = _add(pull, outcomes)
    known = max(total, counts["pulled"] + counts["failed"])
    advanced = pull.model_copy(update={**moved, **counts, "total": known})
    return _complete(store, connection, advanced, remotes) if page.done else advanced


def _add(pull: Pull, outcomes: Counter[Pulled]) -> dict[str, int]:
    sums = {what.value: getattr(pull, what.value) + outcomes[what] for what in Pulled}
    return {**sums, "pulled": pull.pulled + outcomes.total() - outcomes[Pulled.FAILED]}


def _complete(store: Store, connection: Connection, pull: Pull, remotes: dict[str, RemoteRecord]) -> Pull:
    name = next((remote.system_name for remote in remotes.values()), "")
    system = System(system_id=pull.system_id, name=name, last_pulled_at=utc_now())
    store.commit([store.connection.save_system(connection.source_id, system)])
    return pull.model_copy(update={"status": PullStatus.COMPLETED, "completed_at": utc_now()})
