"""Jobs in the push-jobs table: the `JOB` rows, and `KEY` rows for idempotent starts.

A job's items lie in the same table, see `push_items`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from control_push.adapters.tables.pages import Listing, Page, all_rows, read_page
from control_push.adapters.tables.rows import Item, batch_get, dump, get, load
from control_push.adapters.tables.transactions import Write, put, update, write_if
from control_push.errors import UnreadableRowError
from control_push.models.base import rfc3339, utc_now
from control_push.models.push import Job, JobStatus, Outcome, Stop

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEEP_IDEMPOTENCY_KEYS = timedelta(days=7)
_JOB_TYPE = "PUSH"
_ACTIVE = "ACTIVE"


@dataclass(frozen=True)
class IdempotencyKey:
    """A client's key and the digest of the request that it stood on."""

    user: str
    key: str
    request_sha256: str
    job_id: str


class PushJobsTable:
    """A job's counters are changed only beside the write that gives an item its outcome."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def create(self, job: Job) -> Write:
        """The job's row, once."""
        row = {**dump(job), "record": "JOB", "job_type": _JOB_TYPE, "active": _ACTIVE}
        return put("job", self._table, row, "attribute_not_exists(job_id)")

    def remember_key(self, key: IdempotencyKey) -> Write:
        """The client's idempotency key, once."""
        row = {
            "job_id": f"KEY#{key.user}#{key.key}",
            "record": "KEY",
            "request_sha256": key.request_sha256,
            "for_job_id": key.job_id,
            "expires_at": int((utc_now() + KEEP_IDEMPOTENCY_KEYS).timestamp()),
        }
        # A row past its expiry may linger for days before DynamoDB removes it.
        free = "attribute_not_exists(job_id) OR expires_at < :now"
        return put("key", self._table, row, free, {":now": int(utc_now().timestamp())})

    def find_key(self, user: str, key: str) -> IdempotencyKey | None:
        """What the key stood on, if it was used in the last days."""
        row = get(self._client, self._table, {"job_id": f"KEY#{user}#{key}", "record": "KEY"})
        if row is None or row["expires_at"] < utc_now().timestamp():
            return None
        return IdempotencyKey(user, key, row["request_sha256"], row["for_job_id"])

    def get(self, job_id: str) -> Job | None:
        """The job, or None.

        Raises:
            UnreadableRowError: the row is there, but cannot be read.
        """
        row = get(self._client, self._table, _key(job_id))
        return _job(row) if row else None

    def find(self, job_ids: Sequence[str]) -> dict[str, Job]:
        """Those of the jobs that exist and can be read."""
        found: dict[str, Job] = {}
        for row in batch_get(self._client, self._table, [_key(one) for one in dict.fromkeys(job_ids)]):
            with suppress(UnreadableRowError):
                found[row["job_id"]] = _job(row)
        return found

    def page(
        self, status: JobStatus | None, created_by: str | None, limit: int, cursor: str | None
    ) -> Page[Job]:
        """Jobs, newest first."""
        index, key, value = (
            ("by-user", "created_by", created_by) if created_by else ("by-time", "job_type", _JOB_TYPE)
        )
        listing = Listing(
            self._table,
            index,
            {key: value},
            ("created_at", "job_id", "record"),
            equal={"status": status.value} if status else {},
            newest_first=True,
        )
        return read_page(self._client, listing, _job, limit, cursor)

    def active_ids(self) -> list[str]:
        """Jobs that have not ended, oldest first."""
        listing = Listing(self._table, "active", {"active": _ACTIVE}, ())
        return [row["job_id"] for row in all_rows(self._client, listing)]

    def oldest_active(self) -> datetime | None:
        """When the oldest of the jobs that have not ended was created."""
        listing = Listing(self._table, "active", {"active": _ACTIVE}, ("created_at", "job_id", "record"))
        oldest = read_page(self._client, listing, lambda row: str(row["created_at"]), 1, None).rows
        return datetime.fromisoformat(oldest[0]) if oldest else None

    def mark_running(self, job_id: str) -> bool:
        """`pending` becomes `running`; False when it was not pending any more."""
        values = {":running": JobStatus.RUNNING, ":pending": JobStatus.PENDING, ":now": rfc3339(utc_now())}
        expression = "SET #status = :running, started_at = :now"
        return self._change(job_id, expression, "#status = :pending", values, {"#status": "status"})

    def prepared(self, job: Job, prepared_to: str | None, added: int) -> Write:
        """So many more items, up to a position in the job's scope (None: its end), beside their rows.

        Fails when somebody else went on from where `job` is, and when it was stopped or has ended.
        """
        unmoved = "active = :active AND attribute_not_exists(stop) AND prepared_to = :from"
        values: Item = {":added": added, ":active": _ACTIVE, ":from": job.prepared_to}
        if prepared_to is None:
            position = " REMOVE prepared_to"
        else:
            position = ", prepared_to = :to"
            values[":to"] = prepared_to
        expression = f"SET #total = #total + :added{position}"
        return update("job", self._table, _key(job.job_id), expression, unmoved, values, {"#total": "total"})

    def stop(self, job_id: str, stop: Stop) -> Write:
        """No worker starts on a further item from now on; fails when stopped or ended before."""
        condition = "active = :active AND attribute_not_exists(stop)"
        values = {":stop": dump(stop), ":active": _ACTIVE}
        return update("job", self._table, _key(job_id), "SET stop = :stop", condition, values)

    def stop_once(self, job_id: str, stop: Stop) -> bool:
        """`stop` on its own; False when it was stopped or had ended before."""
        return write_if(self._client, self.stop(job_id, stop))

    def wait_until(self, job_id: str, until: datetime) -> bool:
        """No request is sent for this job before then."""
        condition = "active = :active AND (attribute_not_exists(waiting_until) OR waiting_until < :until)"
        values = {":until": rfc3339(until), ":active": _ACTIVE}
        return self._change(job_id, "SET waiting_until = :until", condition, values)

    def count(self, job_id: str, outcomes: dict[Outcome, int]) -> Write:
        """Adds to the job's counters; only ever beside the `settle` of as many items."""
        names = {f"#o{i}": outcome.value for i, outcome in enumerate(outcomes)}
        values = {f":n{i}": n for i, n in enumerate(outcomes.values())}
        sets = ", ".join(f"outcomes.#o{i} = outcomes.#o{i} + :n{i}" for i in range(len(outcomes)))
        return update("job", self._table, _key(job_id), f"SET {sets}", "active = :active",
                      {**values, ":active": _ACTIVE}, names)  # fmt: skip

    def finish(self, job: Job) -> Write:
        """The job's final status, provided that it is active and its counters are the ones read."""
        values: Item = {
            ":status": job.status,
            ":now": rfc3339(job.completed_at or utc_now()),
            ":active": _ACTIVE,
            ":outcomes": {outcome.value: n for outcome, n in job.outcomes.items()},
        }
        names = {"#status": "status"}
        expression = "SET #status = :status, completed_at = :now"
        if job.error:
            expression += ", #error = :error"
            values[":error"] = dump(job.error)
            names["#error"] = "error"
        return update(
            "job", self._table, _key(job.job_id), f"{expression} REMOVE active, waiting_until",
            "active = :active AND outcomes = :outcomes", values, names,
        )  # fmt: skip

    def end_unreadable(self, job_id: str) -> bool:
        """Marks a job failed whose row cannot be read: it is active no more. False when it has ended."""
        values = {":failed": JobStatus.FAILED, ":now": rfc3339(utc_now()), ":active": _ACTIVE}
        expression = "SET #status = :failed, completed_at = :now REMOVE active"
        return self._change(job_id, expression, "active = :active", values, {"#status": "status"})

    def _change(
        self, job_id: str, expression: str, condition: str, values: Item, names: dict[str, str] | None = None
    ) -> bool:
        change = update("job", self._table, _key(job_id), expression, condition, values, names)
        return write_if(self._client, change)


def _key(job_id: str) -> dict[str, Any]:
    return {"job_id": job_id, "record": "JOB"}


def _job(row: Item) -> Job:
    return load(Job, row, row["job_id"])
