"""One statement of a job: read, compare, write, read back, settle.

May be run any number of times for the same item, also after a crash anywhere in it: it starts from what the
tables and ServiceNow say, and an item gets its outcome once.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.push_items import Work
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.compare_texts import same_text
from control_push.domain.conflicts.compare import Verdict, compare_with_servicenow
from control_push.domain.push import item_errors
from control_push.domain.push.judge_write import Storage, judge_write
from control_push.domain.push.settle_item import Result, settle_item
from control_push.domain.statements import change
from control_push.errors import (
    RateLimitedError,
    ServiceNowError,
    SignInRefusedError,
    SignInStoppedError,
    UnavailableError,
)
from control_push.models.base import utc_now
from control_push.models.push import JobItem, Outcome, Stop, StopReason
from control_push.models.statement import MAX_TEXT_BYTES, RemoteRecord, ServiceNowVersion, Statement

MAX_ATTEMPTS = 6
"""Runs that may reach ServiceNow for one item before it is given up."""
TRANSIENT_ATTEMPTS = 3
"""Runs for a refusal that may be one of a moment, on the read or on the write."""
LONGEST_WAIT = 60
"""Seconds. A longer pause is waited out in pieces, so that a cancelled job does not sleep on."""
FIRST_BACKOFF = 2
WRITE_NEEDS = timedelta(seconds=30)
"""A write is begun only with this much time left: a worker must not be cut off between write and settle."""


@dataclass(frozen=True)
class Settled:
    """The item has its outcome."""

    outcome: Outcome


@dataclass(frozen=True)
class NotStarted:
    """The job was stopped: nothing was written, closing the job gives the item its outcome."""


@dataclass(frozen=True)
class Retry:
    """Run again after so many seconds."""

    wait_seconds: int


Answer = Settled | NotStarted | Retry


@dataclass(frozen=True)
class Worker:
    """What a run needs besides its item."""

    store: Store
    servicenow: Callable[[str], ServiceNowClient]
    """The client for a source id. Raises ServiceNowError when another instance is connected now."""
    time_left: Callable[[], timedelta]
    lease: timedelta
    """At least as long as a run can take."""


@dataclass(frozen=True)
class Run:
    """One run of the worker for one claimed item."""

    worker: Worker
    work: Work
    statement: Statement | None


def push_statement(worker: Worker, job_id: str, statement_id: str) -> Answer:
    """Brings the item as far as it can get now.

    Raises:
        LookupError: there is no such item.
    """
    work = worker.store.items.work(job_id, statement_id)
    if work is None:
        raise LookupError(f"job {job_id} has no item {statement_id}")
    if work.item.outcome:
        return Settled(work.item.outcome)
    if work.job.stop or not work.job.is_active:
        return NotStarted()
    if pause := _pause(work):
        return Retry(pause)
    return _start(worker, work)


def _pause(work: Work) -> int:
    """Seconds until ServiceNow may be asked again, in pieces."""
    until = work.job.waiting_until
    left = (until - utc_now()).total_seconds() if until else 0
    return min(LONGEST_WAIT, int(left) + 1) if left > 0 else 0


def _start(worker: Worker, work: Work) -> Answer:
    run = str(uuid4())
    try:
        worker.store.commit(worker.store.items.claim(work.item, run, worker.lease))
    except ConditionFailedError as clash:
        # "item": settled a moment ago, the next run says how. "lease": another run is at this statement.
        return Retry(1 if "item" in clash.failed else FIRST_BACKOFF)
    claimed = work.item.model_copy(update={"attempts": work.item.attempts + 1})
    answer = _push(worker, Work(work.job, claimed, work.text, run))
    if isinstance(answer, Retry):
        _give_back(worker.store, claimed, run)
    return answer


def _give_back(store: Store, item: JobItem, run: str) -> None:
    """The next run need not wait until the lease runs out."""
    # When the condition fails, the lease ran out and belongs to another run.
    with suppress(ConditionFailedError):
        store.commit([store.items.release(item, run)])


def _push(worker: Worker, work: Work) -> Answer:
    # Read after the claim: until it is released no other run of ours changes this statement in ServiceNow.
    statement = worker.store.statements.get(work.item.statement_id)
    if statement is None or change.is_overtaken(statement, work.item.revision):
        return _settle(Run(worker, work, statement), _nothing_to_push())
    run = Run(worker, work, statement)
    try:
        client = worker.servicenow(work.job.source_id)
        remote = client.get_record(work.item.servicenow_sys_id)
    except ServiceNowError as error:
        return _failed(run, error)
    return _compare(run, client, statement, remote)


def _compare(run: Run, client: ServiceNowClient, statement: Statement, remote: RemoteRecord) -> Answer:
    text = run.work.text
    verdict = compare_with_servicenow(statement.content, statement.servicenow_version, text, remote)
    if verdict is Verdict.CONFLICT:
        return _settle(run, conflict_result(remote))
    if same_text(remote.content, text):
        return _settle(run, already_stored_result(run.work.item, statement.content, remote))
    if run.worker.time_left() < WRITE_NEEDS:
        return _failed(run, UnavailableError("ServiceNow answered too slowly to begin a write."))
    return _write(run, client, remote, verdict)


def _write(run: Run, client: ServiceNowClient, before: RemoteRecord, verdict: Verdict) -> Answer:
    try:
        answer = client.update_content(before.sys_id, run.work.text)
    except (SignInRefusedError, RateLimitedError, UnavailableError) as error:
        # The first two were refused unread. After the third the text may be stored, now or in a moment:
        # the next run reads before it does anything.
        return _failed(run, error)
    except ServiceNowError as refusal:
        return _verify_refusal(run, client, before, refusal)
    if answer is None:
        return _read_back(run, client, before, verdict)
    return _conclude(run, before, answer, verdict, ours=_is_ours(client, before, answer))


def _verify_refusal(
    run: Run, client: ServiceNowClient, before: RemoteRecord, refusal: ServiceNowError
) -> Answer:
    """ServiceNow may refuse with the record written (KB2697679): only reading tells."""
    try:
        now = client.get_record(before.sys_id)
    except ServiceNowError as error:
        return _failed(run, error if isinstance(error, UnavailableError) else refusal)
    if same_text(now.content, run.work.text):
        return _settle(run, already_stored_result(run.work.item, before.content, now))
    return _failed(run, refusal)


def _read_back(run: Run, client: ServiceNowClient, before: RemoteRecord, verdict: Verdict) -> Answer:
    """The answer to the write did not show the record: what is stored decides."""
    try:
        now = client.get_record(before.sys_id)
    except ServiceNowError as error:
        return _failed(run, error)
    alone = now.version.mod_count == before.version.mod_count + 1
    return _conclude(run, before, now, verdict, ours=alone and _is_ours(client, before, now))


def _is_ours(client: ServiceNowClient, before: RemoteRecord, now: RemoteRecord) -> bool:
    """Whether the record as it is now can be our write: it was saved since, and by nobody else."""
    unmoved = now.version == before.version != ServiceNowVersion()
    by, account = now.version.updated_by.casefold(), client.account.casefold()
    return not unmoved and (by == account or not by or not account)


def _conclude(run: Run, before: RemoteRecord, now: RemoteRecord, verdict: Verdict, *, ours: bool) -> Answer:
    """ServiceNow may drop our write and show a text that somebody else stored since our read."""
    storage = judge_write(before.content, run.work.text, now.content)
    if storage in {Storage.ALTERED, Storage.TRUNCATED} and not ours:
        return _settle(run, conflict_result(now))
    return _settle(run, _stored(run.work, before, now, verdict))


def _failed(run: Run, error: ServiceNowError) -> Answer:
    """Wait and run again where that can help, else the item fails."""
    attempts = run.work.item.attempts
    if isinstance(error, SignInRefusedError):
        halt_job(run.worker.store, run.work.job.job_id, error)
    elif attempts < MAX_ATTEMPTS and isinstance(error, (RateLimitedError, UnavailableError)):
        return Retry(_backoff(run, error))
    elif attempts < TRANSIENT_ATTEMPTS and error.transient:
        return Retry(FIRST_BACKOFF)
    # Not even begun, unless a run before this one got further.
    not_begun = isinstance(error, SignInStoppedError) and attempts == 1
    outcome = Outcome.SKIPPED if not_begun else Outcome.FAILED
    return _settle(run, Result(outcome, item_errors.from_servicenow(error)))


def halt_job(store: Store, job_id: str, error: SignInRefusedError) -> None:
    """Further attempts could lock the account, so no item of the job is started any more."""
    reason = item_errors.from_servicenow(error)
    store.jobs.stop_once(job_id, Stop(reason=StopReason.HALTED, error=reason, by="ServiceNow", at=utc_now()))


def _backoff(run: Run, error: ServiceNowError) -> int:
    if isinstance(error, RateLimitedError) and error.retry_after is not None:
        until = utc_now() + timedelta(seconds=error.retry_after)
        run.worker.store.jobs.wait_until(run.work.job.job_id, until)
        return max(1, min(LONGEST_WAIT, error.retry_after))
    ceiling = FIRST_BACKOFF * 2 ** (run.work.item.attempts - 1)
    return min(LONGEST_WAIT, random.randint(ceiling // 2 + 1, ceiling + 1))  # noqa: S311 - jitter


def _settle(run: Run, result: Result) -> Answer:
    return Settled(settle_item(run.worker.store, run.work, result, run.statement))


def _nothing_to_push() -> Result:
    note = "Nothing to push any more: this text was pushed, discarded or resolved since the job was started."
    return Result(Outcome.SKIPPED, note=note)


def conflict_result(remote: RemoteRecord) -> Result:
    """Somebody changed the text in ServiceNow: a person has to decide."""

    def mark(statement: Statement) -> Statement:
        settled = not statement.is_modified or same_text(statement.content, remote.content)
        return statement if settled else change.mark_conflict(statement, remote)

    error = item_errors.conflict_error(remote.version)
    # A text too long for our rows is left out of the evidence, too.
    seen = remote.content if len(remote.content.encode()) <= MAX_TEXT_BYTES else None
    return Result(Outcome.CONFLICT, error, change=mark, before=seen, version=remote.version)


def already_stored_result(item: JobItem, before: str, now: RemoteRecord) -> Result:
    """ServiceNow has the text: written by a run before this one, or by somebody with the same text."""

    def promote(statement: Statement) -> Statement:
        return change.apply_stored(statement, item.revision, now.content, now.version)

    return Result(
        Outcome.SUCCEEDED,
        note="ServiceNow had this text already when it was read.",
        change=promote,
        before=before,
        after=now.content,
        version=now.version,
    )


def _stored(work: Work, before: RemoteRecord, after: RemoteRecord, verdict: Verdict) -> Result:
    storage = judge_write(before.content, work.text, after.content)
    if storage is Storage.NOT_STORED:
        return Result(
            Outcome.FAILED,
            item_errors.not_stored_error(),
            before=before.content,
            after=after.content,
            version=after.version,
        )

    def promote(statement: Statement) -> Statement:
        return change.apply_stored(statement, work.item.revision, after.content, after.version)

    def keep(statement: Statement) -> Statement:
        return change.apply_cut_off(statement, after.content, after.version)

    cut_off = storage is Storage.TRUNCATED
    outcome = {Storage.STORED: Outcome.SUCCEEDED, Storage.ALTERED: Outcome.ALTERED}
    return Result(
        outcome.get(storage, Outcome.FAILED),
        item_errors.truncated_error(work.text, after.content) if cut_off else None,
        note=_note(storage, before, after, verdict),
        change=keep if cut_off else promote,
        before=before.content,
        after=after.content,
        version=after.version,
    )


def _note(storage: Storage, before: RemoteRecord, after: RemoteRecord, verdict: Verdict) -> str | None:
    saves = after.version.mod_count - before.version.mod_count
    if saves > 1:
        # There is no compare-and-swap: an edit in the moment between our read and our write is overwritten.
        return (
            f"ServiceNow counted {saves} saves where the push made one. Unless a rule made the others, "
            "somebody saved the record in the same moment: look at its history in ServiceNow."
        )
    if storage is Storage.ALTERED:
        return "ServiceNow stored an equivalent that it rewrote; compare it with what was sent."
    if storage is Storage.STORED and verdict is Verdict.TOUCHED:
        who = before.version.updated_by or "somebody"
        return f"The record was saved by {who} at {before.version.updated_on}; its text had not changed."
    return None
