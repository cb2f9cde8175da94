"""The schedules table: `SCHEDULE` rows, their `RUN#…` rows, and `LAST`, the run before the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from control_push.adapters.tables.pages import READ_AT_MOST, Listing, Page, all_rows, read_page
from control_push.adapters.tables.rows import Item, batch_get, dump, get, load
from control_push.adapters.tables.transactions import Write, delete, put
from control_push.errors import UnreadableRowError
from control_push.models.base import rfc3339
from control_push.models.schedule import Run, Schedule

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_LISTED = "listed"
_OF_SCHEDULE = "by-schedule"
_SCHEDULES = "SCHEDULE"
_RUNS = "RUN"
_SCHEDULE = "SCHEDULE"
_LAST = "LAST"
_POSITION = ("listed_sort", "schedule_id", "record")


class SchedulesTable:
    """What an administrator decided, and what became of it."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def get(self, schedule_id: str) -> Schedule | None:
        """The schedule, or None.

        Raises:
            UnreadableRowError: the row is there, but cannot be read.
        """
        row = get(self._client, self._table, _key(schedule_id, _SCHEDULE))
        return load(Schedule, row, schedule_id) if row else None

    def page(self, limit: int, cursor: str | None) -> Page[Schedule]:
        """Schedules by name."""
        return read_page(self._client, self._all(), _schedule, limit, cursor)

    def all(self) -> Iterator[Item]:
        """The rows of all schedules, for `read`."""
        return all_rows(self._client, self._all())

    @staticmethod
    def read(row: Item) -> Schedule:
        """The schedule in a row.

        Raises:
            UnreadableRowError: it cannot be read.
        """
        return _schedule(row)

    def save(self, schedule: Schedule) -> Write:
        """Replaces the row that was read; `revision` is one higher than its."""
        row = {
            **dump(schedule),
            "record": _SCHEDULE,
            "listed": _SCHEDULES,
            "listed_sort": schedule.name.casefold(),
        }
        read = schedule.revision - 1
        unchanged = "revision = :read" if read else "attribute_not_exists(schedule_id)"
        return put("schedule", self._table, row, unchanged, {":read": read} if read else None)

    def delete(self, schedule: Schedule) -> Write:
        """Removes the row that was read; its runs stay."""
        key, values = _key(schedule.schedule_id, _SCHEDULE), {":read": schedule.revision}
        return delete("schedule", self._table, key, "revision = :read", values)

    # -- runs ----------------------------------------------------------------------------------------

    def find_run(self, schedule_id: str, occurrence: str) -> Run | None:
        """The run of this firing, if there was one."""
        row = get(self._client, self._table, _key(schedule_id, f"{_RUNS}#{occurrence}"))
        return load(Run, row, f"{schedule_id} {occurrence}") if row else None

    def last_runs(self, schedule_ids: Sequence[str]) -> dict[str, Run]:
        """The newest run of each schedule that has run; not those that cannot be read."""
        found: dict[str, Run] = {}
        for row in batch_get(self._client, self._table, [_key(one, _LAST) for one in schedule_ids]):
            with suppress(UnreadableRowError):
                found[row["schedule_id"]] = load(Run, row, row["schedule_id"])
        return found

    def create_run(self, run: Run, before: Run | None) -> list[Write]:
        """The run's row, once, and that it is the last one; `before` is the last one that was read."""
        row = {
            **dump(run),
            "record": f"{_RUNS}#{run.occurrence}",
            "listed": _RUNS,
            "listed_sort": rfc3339(run.at),
            "run_of": run.schedule_id,
        }
        last = {**dump(run), "record": _LAST}
        unchanged = "occurrence = :before" if before else "attribute_not_exists(schedule_id)"
        values = {":before": before.occurrence} if before else None
        return [
            put("run", self._table, row, "attribute_not_exists(schedule_id)"),
            put("last run", self._table, last, unchanged, values),
        ]

    def runs(self, schedule_id: str | None, limit: int, cursor: str | None) -> Page[Run]:
        """Runs of the schedule, or of all, newest first."""
        index, key, value = (
            (_OF_SCHEDULE, "run_of", schedule_id) if schedule_id else (_LISTED, "listed", _RUNS)
        )
        listing = Listing(self._table, index, {key: value}, _POSITION, newest_first=True)
        return read_page(self._client, listing, _run, limit, cursor)

    def runs_since(self, schedule_id: str, since: datetime) -> list[Run]:
        """Those that were due since then, newest first; a thousand at most."""
        listing = Listing(
            self._table,
            _OF_SCHEDULE,
            {"run_of": schedule_id},
            _POSITION,
            # A fraction of the same second is spelled so that it comes before.
            between=("listed_sort", rfc3339(since - timedelta(seconds=1)), "~"),
            newest_first=True,
        )
        return read_page(self._client, listing, _run, READ_AT_MOST, None).rows

    def _all(self) -> Listing:
        return Listing(self._table, _LISTED, {"listed": _SCHEDULES}, _POSITION)


def _key(schedule_id: str, record: str) -> Item:
    return {"schedule_id": schedule_id, "record": record}


def _schedule(row: Item) -> Schedule:
    return load(Schedule, row, row["schedule_id"])


def _run(row: Item) -> Run:
    return load(Run, row, f"{row['schedule_id']} {row['record']}")
