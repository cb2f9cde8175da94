"""Tables and records of the simulated instance, with ServiceNow's stamps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from infra.local.servicenow_simulator.schema import PRESET_TABLES, TableSpec

STAMP_FORMAT = "%Y-%m-%d %H:%M:%S"
FIRST_NUMBER = 10_001


@dataclass
class Record:
    """One row; `hidden` stands for a row-level read ACL that the caller does not pass."""

    values: dict[str, str]
    hidden: bool = False
    unreadable: dict[str, bool] = field(default_factory=dict)
    """Fields behind a read ACL in this row; true: shown as empty instead of left out."""


@dataclass
class Table:
    """A table and its rows by sys_id."""

    spec: TableSpec
    records: dict[str, Record] = field(default_factory=dict)


class Store:
    """All tables. Every value is a string, as on the wire."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.clock = clock
        self.tables: dict[str, Table] = {}
        for spec in PRESET_TABLES:
            self.create_table(spec)

    def create_table(self, spec: TableSpec) -> Table:
        """Add an empty table, or empty the one of that name."""
        self.tables[spec.name] = Table(spec)
        return self.tables[spec.name]

    def find(self, table_name: str, sys_id: str) -> Record | None:
        """The record, hidden or not."""
        table = self.tables.get(table_name)
        return table.records.get(sys_id) if table else None

    def stamp(self) -> str:
        """Now, with the one-second resolution of the real stamps."""
        return self.clock().strftime(STAMP_FORMAT)

    def stamp_after(self, earlier: str) -> str:
        """Now, but at least a second later than `earlier`, so that the stamp visibly moves."""
        moved = datetime.strptime(earlier, STAMP_FORMAT).replace(tzinfo=UTC) + timedelta(seconds=1)
        return max(self.stamp(), moved.strftime(STAMP_FORMAT))

    def insert(self, table: Table, values: dict[str, str], by: str) -> Record:
        """Add a record; system fields in `values` win, so that seeds can set them."""
        now = self.stamp()
        record = Record(
            {
                **{spec.name: spec.default for spec in table.spec.fields},
                **_number(table),
                "sys_id": uuid4().hex,
                "sys_created_on": now,
                "sys_created_by": by,
                "sys_updated_on": now,
                "sys_updated_by": by,
                "sys_mod_count": "0",
                **values,
            }
        )
        table.records[record.values["sys_id"]] = record
        return record


def _number(table: Table) -> dict[str, str]:
    if not table.spec.number_prefix:
        return {}
    return {"number": f"{table.spec.number_prefix}{FIRST_NUMBER + len(table.records):07d}"}


def save(record: Record, changes: dict[str, str], by: str, at: str) -> bool:
    """Write the changes and move both stamps, unless nothing changes: ServiceNow skips such an update."""
    if all(record.values.get(name) == value for name, value in changes.items()):
        return False
    write_over(record, changes, by, at)
    return True


def write_over(record: Record, changes: dict[str, str], by: str, at: str) -> None:
    """Write and count a new version, even one with the same text."""
    count = int(record.values["sys_mod_count"]) + 1
    record.values |= {**changes, "sys_updated_on": at, "sys_updated_by": by, "sys_mod_count": str(count)}
