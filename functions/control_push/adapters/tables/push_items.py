"""A job's items in the push-jobs table.

Rows by sort key, under the job's id: `ITEM#<statement_id>`, and `HELD#<statement_id>` for one of its scope
that it left out. `LEASE#<statement_id>` / `LEASE` keeps runs off each other's statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from control_push.adapters.tables.pages import Listing, Page, all_rows, count_rows, read_page
from control_push.adapters.tables.rows import Item, batch_get, batch_put, dump, get, load, unreadable
from control_push.adapters.tables.texts import TextsTable, text_names
from control_push.adapters.tables.transactions import Write, delete, put, update
from control_push.errors import UnreadableRowError
from control_push.explanations import EXPLANATIONS
from control_push.models.base import rfc3339, utc_now
from control_push.models.push import ErrorCode, Held, ItemError, Job, JobItem, Outcome
from control_push.models.statement import ServiceNowVersion

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEEP_LEASES = timedelta(days=1)
_MORE_THAN_ANY = 1_000_000
_ITEM = "ITEM#"
_HELD = "HELD#"
_NO_OUTCOME = "attribute_exists(job_id) AND attribute_not_exists(outcome)"


@dataclass(frozen=True)
class PushTask:
    """What a worker needs to know of its item, read consistently."""

    job: Job
    item: JobItem
    text: str
    run: str | None = None
    """The run of the worker that holds the statement's lease; None when none was taken."""

    @property
    def maybe_written(self) -> bool:
        """Whether a run before this one may have stored the text."""
        before = self.item.attempts - (1 if self.run else 0)
        return before > self.item.unwritten_runs


class PushItemsTable:
    """An item's outcome is written once."""

    def __init__(self, client: DynamoDBClient, table: str, texts: TextsTable) -> None:
        self._client = client
        self._table = table
        self._texts = texts

    def put(self, items: Sequence[JobItem]) -> None:
        """Items. They mean nothing until the job's own row exists."""
        batch_put(self._client, self._table, [_item_row(item) for item in items])

    def add(self, item: JobItem) -> Write:
        """An item of a job that exists, once; the write is named after its statement."""
        return put(item.statement_id, self._table, _item_row(item), "attribute_not_exists(job_id)")

    def hold(self, job_id: str, held: Held) -> Write:
        """A statement of the job's scope that it leaves out."""
        row = {**dump(held), "job_id": job_id, "record": f"{_HELD}{held.statement_id}"}
        return put("held", self._table, row)

    def held(self, job_id: str, limit: int, cursor: str | None) -> Page[Held]:
        """What a job left out of its scope."""
        return read_page(self._client, self._left_out(job_id), _held, limit, cursor)

    def held_count(self, job_id: str) -> int:
        """How many a job left out of its scope."""
        return count_rows(self._client, self._left_out(job_id), _MORE_THAN_ANY).rows

    def _left_out(self, job_id: str) -> Listing:
        return Listing(self._table, None, {"job_id": job_id}, ("record",), begins_with=("record", _HELD))

    def task(self, job_id: str, statement_id: str) -> PushTask | None:
        """Job, item and text; None when there is no such item.

        Raises:
            UnreadableRowError: one of them cannot be read.
        """
        rows = list(batch_get(self._client, self._table, task_keys(job_id, statement_id)))
        texts = self._texts.find(name for row in rows for name in text_names(row, "text"))
        return to_task(rows, texts)

    def all(self, job_id: str) -> Iterator[JobItem]:
        """All items of a job."""
        return map(_item, all_rows(self._client, self._items(job_id)))

    def page(self, job_id: str, outcome: Outcome | None, limit: int, cursor: str | None) -> Page[JobItem]:
        """Items that have an outcome (this one, if given)."""
        listing = self._items(job_id, {"outcome": outcome.value if outcome else None})
        return read_page(self._client, listing, _item, limit, cursor)

    def page_with_open(self, job_id: str, limit: int, cursor: str | None) -> Page[JobItem]:
        """Items with and without an outcome."""
        listing = self._items(job_id)
        return read_page(self._client, listing, _item, limit, cursor)

    def claim(self, item: JobItem, run: str, lease: timedelta, execution: str | None = None) -> list[Write]:
        """A worker starts: the item has no outcome yet, and no other run is at this statement.

        The lease keeps two runs from writing one statement at the same time, also two of one job: Step
        Functions invokes a function again when it only lost the connection to the first invocation. The
        lease of a run that died is taken over when it has run out.
        """
        now = utc_now()
        claim = update(
            "item",
            self._table,
            _key(item),
            f"SET claimed_at = :now{', execution = :execution' if execution else ''} ADD attempts :one",
            _NO_OUTCOME,
            {":now": rfc3339(now), ":one": 1, **({":execution": execution} if execution else {})},
        )
        row = {
            **_lease_key(item.statement_id),
            "owner_job_id": item.job_id,
            "owner_run": run,
            "until": rfc3339(now + lease),
            "expires_at": int((now + KEEP_LEASES).timestamp()),
        }
        free = "attribute_not_exists(job_id) OR #until < :now"
        return [claim, put("lease", self._table, row, free, {":now": rfc3339(now)}, {"#until": "until"})]

    def lease_until(self, statement_id: str, job_id: str) -> datetime | None:
        """Until when a worker of the job may still be at the statement; None when surely none is."""
        row = get(self._client, self._table, _lease_key(statement_id))
        if row is None or row["owner_job_id"] != job_id:
            return None
        until = datetime.fromisoformat(row["until"])
        return until if until > utc_now() else None

    def release(self, item: JobItem, run: str) -> Write:
        """Gives the statement free for other runs; fails on a lease that is not this run's any more."""
        free = "attribute_not_exists(job_id) OR owner_run = :run"
        return delete("lease", self._table, _lease_key(item.statement_id), free, {":run": run})

    def give_back(self, task: PushTask, written_over: ServiceNowVersion | None) -> list[Write]:
        """Ends the task's run without an outcome; None: it surely wrote nothing."""
        if task.run is None:
            raise ValueError("a task that was not claimed cannot be given back")
        values: Item
        if written_over is None:
            expression, values = "ADD unwritten_runs :one", {":one": 1}
        else:
            expression, values = "SET written_over = :version", {":version": dump(written_over)}
        noted = update("item", self._table, _key(task.item), expression, _NO_OUTCOME, values)
        return [noted, self.release(task.item, task.run)]

    def undo_claim(self, task: PushTask) -> list[Write]:
        """Ends the task's run as if it had not begun: it sent nothing, and does not count."""
        if task.run is None:
            raise ValueError("a task that was not claimed has no claim to undo")
        uncounted = update(
            "item", self._table, _key(task.item), "ADD attempts :less", _NO_OUTCOME, {":less": -1}
        )
        return [uncounted, self.release(task.item, task.run)]

    def count_attempt(self, item: JobItem) -> Write:
        """One more attempt, of closing; fails when the item has its outcome."""
        return update("item", self._table, _key(item), "ADD attempts :one", _NO_OUTCOME, {":one": 1})

    def settle(self, item: JobItem, *, unclaimed: bool = False) -> Write:
        """The item's outcome, once; with `unclaimed` only if no worker ever started on it."""
        row = dump(item)
        parts = ("outcome", "error", "note", "pushed_at", "servicenow_version", "audit_id")
        written = [name for name in parts if name in row]
        condition = f"{_NO_OUTCOME} AND attribute_not_exists(claimed_at)" if unclaimed else _NO_OUTCOME
        return update(
            "item",
            self._table,
            _key(item),
            "SET " + ", ".join(f"#{name} = :{name}" for name in written),
            condition,
            {f":{name}": row[name] for name in written},
            {f"#{name}": name for name in written},
        )

    def _items(self, job_id: str, equal: Item | None = None) -> Listing:
        return Listing(
            self._table,
            None,
            {"job_id": job_id},
            ("record",),
            begins_with=("record", _ITEM),
            equal=equal or {},
        )


def task_keys(job_id: str, statement_id: str) -> list[Item]:
    """The rows of a job and of one item in it."""
    return [{"job_id": job_id, "record": record} for record in ("JOB", f"{_ITEM}{statement_id}")]


def to_task(rows: Sequence[Item], texts: Mapping[str, str]) -> PushTask | None:
    """The task that the rows of these keys are; None when one of the two is not there.

    Raises:
        UnreadableRowError: one of them cannot be read, or the item's text is not among the texts.
    """
    found = {row["record"] == "JOB": row for row in rows}
    if len(found) < len((True, False)):
        return None
    job = load(Job, found[True], found[True]["job_id"])
    row_id = f"{job.job_id}/{found[False]['record'].removeprefix(_ITEM)}"
    item = load(JobItem, found[False], row_id)
    if item.text_sha256 not in texts:
        raise unreadable(JobItem, row_id, [f"text {item.text_sha256} is not there"])
    return PushTask(job, item, texts[item.text_sha256])


def _item(row: Item) -> JobItem:
    """The item; of a row that cannot be read so much of it as can.

    An item must be listed and must end, whatever has become of its row. None is pushed from such a row: a
    worker reads it with `task`.
    """
    statement_id = row["record"].removeprefix(_ITEM)
    try:
        return load(JobItem, row, f"{row['job_id']}/{statement_id}")
    except UnreadableRowError:
        return _what_can_be_read(row, statement_id)


def _what_can_be_read(row: Item, statement_id: str) -> JobItem:
    item = JobItem(
        job_id=row["job_id"],
        statement_id=statement_id,
        control_id=statement_id,
        system_id="",
        servicenow_sys_id="",
        revision=0,
    )
    for name in JobItem.model_fields.keys() & row.keys():
        with suppress(UnreadableRowError):
            item = load(JobItem, {**dump(item), name: row[name]}, statement_id)
    if not isinstance(row.get("attempts", 0), int):
        # Nothing can be added to it: the next one that looks gives the item up.
        item = item.model_copy(update={"attempts": _MORE_THAN_ANY})
    if "claimed_at" in row and item.claimed_at is None:
        # Whenever it was: ServiceNow may have been written since.
        item = item.model_copy(update={"claimed_at": utc_now()})
    if "outcome" in row and item.outcome is None:
        # It has ended, whatever it says, and is among those that the job has counted.
        item = item.model_copy(update={"outcome": Outcome.FAILED, "error": _lost_outcome(item)})
    return item


def _lost_outcome(item: JobItem) -> ItemError:
    message = (
        f"How this statement ended cannot be read any more; its audit record tells. Reference: {item.job_id}."
    )
    code = ErrorCode.INTERNAL_ERROR
    return ItemError(code=code, message=message, hint=EXPLANATIONS[code].what_to_do)


def _held(row: Item) -> Held:
    return load(Held, row, f"{row['job_id']}/{row['record']}")


def _item_row(item: JobItem) -> Item:
    return {**dump(item), **_key(item)}


def _key(item: JobItem) -> Item:
    return {"job_id": item.job_id, "record": f"{_ITEM}{item.statement_id}"}


def _lease_key(statement_id: str) -> Item:
    return {"job_id": f"LEASE#{statement_id}", "record": "LEASE"}
