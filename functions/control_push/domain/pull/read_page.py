"""One page of a pull: ids, texts, and what becomes of each; a local text is never overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.servicenow.values import text_hidden
from control_push.adapters.tables.statements import Found
from control_push.adapters.tables.store import Store
from control_push.domain.connection.find_format import settle_format
from control_push.domain.pull import problems
from control_push.domain.pull.end import fail_pull
from control_push.domain.pull.find_missing import find_missing
from control_push.domain.pull.follow_record import Pulled
from control_push.domain.pull.list_ids import Ids, next_ids
from control_push.domain.pull.store_record import RecordStore, Stored
from control_push.domain.push import retry_policy
from control_push.errors import RateLimitedError, ServiceNowError
from control_push.models.base import utc_now
from control_push.models.connection import NO_SYSTEM, Connection, System
from control_push.models.pull import Phase, Pull, PullStatus
from control_push.models.statement import RemoteRecord, Statement

LONGEST_PAUSE = 3600
"""Seconds: the limits of a rate rule are per hour."""


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
        client = servicenow(connection)
        after = _read(store, client, settle_format(store, client, connection), pull)
    except ServiceNowError as error:
        wait = retry_policy.wait_after(error, pull.attempts + 1)
        if wait is None:
            return _fail(store, pull, f"{error.detail} {error.hint}")
        return _put_off(store, pull, error, wait)
    store.connection.advance_pull(pull, after)
    return PageResult(done=after.status is not PullStatus.RUNNING)


def _fail(store: Store, pull: Pull, error: str) -> PageResult:
    fail_pull(store, pull, error)
    return PageResult(done=True)


def _put_off(store: Store, pull: Pull, error: ServiceNowError, wait: int) -> PageResult:
    store.connection.advance_pull(pull, pull.model_copy(update={"attempts": pull.attempts + 1}))
    # Nobody cancels a pull, so that a pause that was asked for is waited out in one piece.
    asked = error.retry_after if isinstance(error, RateLimitedError) else None
    return PageResult(done=False, wait_seconds=wait if asked is None else max(1, min(LONGEST_PAUSE, asked)))


def _read(store: Store, client: ServiceNowClient, connection: Connection, pull: Pull) -> Pull:
    records = RecordStore(store, client, connection, pull.started_by)
    if pull.phase is Phase.RECORDS:
        return _read_records(records, pull)
    advanced, is_last = find_missing(records, pull)
    return _complete(records, advanced) if is_last else advanced


def _read_records(records: RecordStore, pull: Pull) -> Pull:
    system_id = None if pull.system_id == NO_SYSTEM else pull.system_id
    ids = next_ids(partial(records.client.list_record_ids, system_id), pull.after, pull.offset, pull.listing)
    # Local rows first, then the texts: a text can only be newer than the row that it is compared with.
    local = records.store.statements.find([records.connection.statement_id(one) for one in ids.sys_ids])
    found_records = records.client.get_records(ids.sys_ids)
    remotes = found_records.readable
    if found_records.textless and not remotes and not pull.after and not pull.pulled:
        # Not a matter of single records: nothing can be read at all.
        raise text_hidden(records.connection.content_field)
    outcomes: Counter[Pulled] = Counter()
    found = [problems.strange_id(sys_id) for sys_id in ids.strange]
    moved = 0
    for sys_id in ids.sys_ids:
        stored = _store(records, local, sys_id, remotes.get(sys_id))
        outcomes[stored.pulled] += 1
        moved += stored.moved is not None
        found += [one for one in (stored.problem, stored.moved) if one]
    outcomes[Pulled.FAILED] += len(ids.strange)
    advanced = pull.model_copy(
        update={
            **_counts(pull, outcomes, ids),
            "after": ids.after,
            "offset": ids.offset,
            "listing": ids.listing,
            "moved": pull.moved + moved,
            "problems": problems.add(pull, found),
            "system_name": next((one.system_name for one in remotes.values()), pull.system_name),
            "attempts": 0,
        }
    )
    return _look_for_missing(advanced, ids) if ids.is_end else advanced


def _store(records: RecordStore, local: Found[Statement], sys_id: str, remote: RemoteRecord | None) -> Stored:
    statement_id = records.connection.statement_id(sys_id)
    statement = local.readable.get(statement_id)
    if statement_id in local.unreadable:
        return Stored(Pulled.FAILED, problems.unreadable_row(sys_id))
    if remote is None:
        # Listed, but its text is hidden, or it went away in the moment between.
        if statement:
            records.hide(statement)
        return Stored(Pulled.FAILED, problems.text_hidden(sys_id, statement))
    return records.put(statement, remote)


def _counts(pull: Pull, outcomes: Counter[Pulled], ids: Ids) -> dict[str, int]:
    sums = {what.value: getattr(pull, what.value) + outcomes[what] for what in Pulled}
    pulled = pull.pulled + outcomes.total() - outcomes[Pulled.FAILED]
    is_first = not pull.after and not pull.offset and ids.counted is not None
    counted = ids.counted if is_first and ids.counted is not None else pull.total
    total = max(0 if ids.listing.counts_wrongly else counted, pulled + sums[Pulled.FAILED])
    return {**sums, "pulled": pulled, "total": total}


def _look_for_missing(pull: Pull, ids: Ids) -> Pull:
    doubts = [] if ids.is_proven else [problems.maybe_not_whole(pull, ids.listing)]
    # A doubt about the whole is said even where single problems fill the list.
    said = [*doubts, *pull.problems][: problems.MOST]
    return pull.model_copy(update={"phase": Phase.STATEMENTS, "after": "", "offset": 0, "problems": said})


def _complete(records: RecordStore, pull: Pull) -> Pull:
    system = System(
        system_id=pull.system_id,
        name=pull.system_name,
        missing_count=pull.missing,
        last_pulled_at=utc_now(),
    )
    records.store.commit([records.store.connection.save_system(pull.source_id, system)])
    if pull.still_here > pull.listing.listed:
        pull = pull.model_copy(
            update={"problems": [problems.left_out(pull), *pull.problems][: problems.MOST]}
        )
    unnamed = pull.failed + pull.missing + pull.moved - len(pull.problems)
    said = [*pull.problems, problems.more(unnamed)] if len(pull.problems) == problems.MOST else pull.problems
    changes = {"status": PullStatus.COMPLETED, "completed_at": utc_now(), "problems": said}
    return pull.model_copy(update=changes)
