"""One statement of a job: claim, read, compare, write, judge, settle.

May be run any number of times for the same item, also after a crash anywhere in it: it starts from what the
tables and ServiceNow say, and an item gets its outcome once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from control_push import telemetry
from control_push.adapters.tables.push_items import PushTask
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.worker_reads import WorkerReads, read_for_worker
from control_push.domain.conflicts.compare import Verdict, compare_with_servicenow
from control_push.domain.operations.stop_switch import FRESH, next_look
from control_push.domain.push import results, retry_policy
from control_push.domain.push.claim import (
    PushContext,
    claim_item,
    give_back,
    given_back_if_broken,
    undo_claim,
)
from control_push.domain.push.judge_write import judge_write
from control_push.domain.push.results import ItemResult
from control_push.domain.push.settle_item import settle_item
from control_push.domain.push.stop import halt_job
from control_push.domain.push.write_text import WriteUnknownError, write_text
from control_push.domain.statements.change import is_overtaken
from control_push.errors import RateLimitedError, ServiceNowError, SignInRefusedError, SignInStoppedError
from control_push.models.base import utc_now
from control_push.models.push import ErrorCode, JobItem, Outcome


@dataclass(frozen=True)
class Settled:
    """The item has its outcome; `code` says why it did not succeed."""

    outcome: Outcome
    code: ErrorCode | None = None


@dataclass(frozen=True)
class LeftToClosing:
    """No further run: closing the job gives the item its outcome."""


@dataclass(frozen=True)
class RunAgain:
    """Run again after so many seconds; `cause` is an error's code, or one of the causes below."""

    wait_seconds: int
    cause: str


RunEnd = Settled | LeftToClosing | RunAgain

OTHER_RUN = "other_run"
"""Another run is at the statement."""
PAUSE = "pause"
"""ServiceNow asked all callers to wait."""
WRITES_OFF = "writes_off"
"""An administrator stopped all writes."""


def push_statement(context: PushContext, job_id: str, statement_id: str, texts: Sequence[str] = ()) -> RunEnd:
    """Brings the item as far as it can get now.

    `texts`: the names of those that it had when the job was prepared.

    Raises:
        LookupError: there is no such item.
    """
    store = context.store
    reads = read_for_worker(store, job_id, statement_id, texts)
    if reads is None:
        raise LookupError(f"job {job_id} has no item {statement_id}")
    telemetry.logger.append_keys(attempt=reads.task.item.attempts + 1)
    looked_at = utc_now()
    if end := _not_to_begin(reads, looked_at):
        return end
    # As the claim finds it: until it is given back, no other run of ours changes this text in ServiceNow.
    statement = reads.statement
    task = claim_item(context, reads.task, statement)
    if task is None:
        return RunAgain(retry_policy.FIRST_BACKOFF, OTHER_RUN)
    with given_back_if_broken(store, task):
        if statement is None or is_overtaken(statement, task.item.revision):
            return _settled(settle_item(store, task, results.nothing_to_push(), statement))
        try:
            client = context.servicenow(reads.connection, task.job.source_id)
            before = client.get_record(task.item.servicenow_sys_id)
            seen = compare_with_servicenow(
                client.texts, statement.content, statement.servicenow_version, task.text, before
            )
            if seen is Verdict.CONFLICT:
                result = results.conflict(client.texts, task, before, maybe_written=task.maybe_written)
            elif client.texts.same(before.content, task.text):
                result = results.already_stored(client.texts, task, statement, before)
            elif active := client.texts.active_parts(task.text):
                result = results.active_content(active)
            elif pause := _stopped_meanwhile(store, looked_at):
                undo_claim(store, task)
                return RunAgain(pause, WRITES_OFF)
            else:
                # What others respelled meanwhile, without changing what it says, stays as they have it.
                text = client.texts.spelled_like(task.text, before.content)
                write = write_text(context, client, before, text)
                result = results.written(client.texts, task, write, judge_write(client.texts, write), seen)
        except ServiceNowError as error:
            failed = _after_failure(store, task, error)
            if isinstance(failed, RunAgain):
                return failed
            result = failed
        return _settled(settle_item(store, task, result, statement))


def _settled(item: JobItem) -> Settled:
    if item.outcome is None:
        raise ValueError(f"item {item.statement_id} of job {item.job_id} has no outcome")
    return Settled(item.outcome, item.error.code if item.error else None)


def _not_to_begin(reads: WorkerReads, now: datetime) -> RunEnd | None:
    task = reads.task
    if task.item.outcome:
        return _settled(task.item)
    if task.job.stop or not task.job.is_active:
        return LeftToClosing()
    if task.item.attempts >= retry_policy.MAX_ATTEMPTS:
        # As many runs broke off before they could settle: whatever kills them would kill the next one, too.
        return LeftToClosing()
    if pause := retry_policy.pause_left(task.job.waiting_until, now):
        telemetry.item_waits(pause)
        return RunAgain(pause, PAUSE)
    look = next_look(reads.operations, now)
    return RunAgain(look, WRITES_OFF) if look else None


def _stopped_meanwhile(store: Store, looked_at: datetime) -> int:
    """Seconds to wait when all writes were stopped while ServiceNow was read; 0 to go on."""
    now = utc_now()
    return next_look(store.operations.read(), now) if now - looked_at > FRESH else 0


def _after_failure(store: Store, task: PushTask, error: ServiceNowError) -> ItemResult | RunAgain:
    """Wait and run again where that can help, else the item fails."""
    unknown = error if isinstance(error, WriteUnknownError) else None
    cause = unknown.cause if unknown else error
    if isinstance(cause, SignInRefusedError):
        halt_job(store, task.job.job_id, cause)
    if pause_until := retry_policy.asked_pause(cause, utc_now()):
        store.jobs.wait_until(task.job.job_id, pause_until)
    wait = retry_policy.wait_after(cause, task.item.attempts)
    if wait is None and isinstance(cause, SignInStoppedError) and not task.maybe_written:
        return results.not_begun(cause)
    if wait is None:
        return results.refused(task, cause, maybe_written=task.maybe_written or unknown is not None)
    give_back(store, task, written_over=unknown.before.version if unknown else None)
    telemetry.item_retried()
    if isinstance(cause, RateLimitedError):
        telemetry.item_waits(wait)
    return RunAgain(wait, cause.code)
