"""The subset of ServiceNow's encoded query language that Table API clients need."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from infra.local.servicenow_simulator.store import Record, Store, Table

_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "!=": lambda stored, asked: stored != asked,
    ">=": lambda stored, asked: stored >= asked,
    "<=": lambda stored, asked: stored <= asked,
    "=": lambda stored, asked: stored == asked,
    ">": lambda stored, asked: stored > asked,
    "<": lambda stored, asked: stored < asked,
    "ISNOTEMPTY": lambda stored, _: stored != "",
    "ISEMPTY": lambda stored, _: stored == "",
    "STARTSWITH": lambda stored, asked: stored.startswith(asked),
    "LIKE": lambda stored, asked: asked in stored,
    "IN": lambda stored, asked: stored in asked.split(","),
}
_CONDITION = re.compile(r"(OR)?([a-z0-9_.]+)(" + "|".join(map(re.escape, _OPERATORS)) + r")(.*)", re.DOTALL)
_ORDER = re.compile(r"ORDERBY(DESC)?([a-z0-9_.]+)")


@dataclass(frozen=True)
class Condition:
    """`field operator value`."""

    field: str
    operator: str
    value: str

    def holds(self, stored: str) -> bool:
        """Whether a record with that stored value is meant."""
        return _OPERATORS[self.operator](stored, self.value)


@dataclass
class Query:
    """All groups must hold; in a group (joined by ^OR) one is enough."""

    groups: list[list[Condition]] = field(default_factory=list)
    order: list[tuple[str, bool]] = field(default_factory=list)
    """Field name, and whether descending."""
    invalid: bool = False
    """Part of it was not understood and has been dropped."""

    @property
    def fields(self) -> set[str]:
        """Names used in conditions."""
        return {condition.field for group in self.groups for condition in group}


def resolve(
    store: Store, table: Table, record: Record | None, name: str
) -> tuple[Table, Record | None] | None:
    """Follow a dot-walked name to the table and record of its last part; None if there is no such field."""
    first, _, rest = name.partition(".")
    field_spec = table.spec.field(first)
    if field_spec is None:
        return None
    if not rest:
        return table, record
    target = store.tables.get(field_spec.reference or "")
    if target is None:
        return None
    found = target.records.get(record.values.get(first, "")) if record else None
    return resolve(store, target, found, rest)


def value_of(store: Store, table: Table, record: Record, name: str) -> str:
    """The stored value behind a name that may be dot-walked; empty if a reference leads nowhere."""
    place = resolve(store, table, record, name)
    holder = place[1] if place else None
    return holder.values.get(name.rpartition(".")[2], "") if holder else ""


def parse(text: str, store: Store, table: Table) -> Query:
    """Read an encoded query; what is not understood is dropped, and a caret cannot be escaped."""
    query = Query()
    for part in filter(None, text.split("^")):
        _add(query, part, store, table)
    return query


def _add(query: Query, part: str, store: Store, table: Table) -> None:
    if order := _ORDER.fullmatch(part):
        query.order.append((order[2], bool(order[1])))
        return
    match = _CONDITION.fullmatch(part)
    if match is None or resolve(store, table, None, match[2]) is None:
        query.invalid = True
        return
    condition = Condition(match[2], match[3], match[4])
    if match[1] and query.groups:
        query.groups[-1].append(condition)
    else:
        query.groups.append([condition])


def select(query: Query, store: Store, table: Table, random: Random) -> list[Record]:
    """The rows meant, hidden ones included; without a unique order their sequence differs every time."""

    def meant(record: Record) -> bool:
        return all(
            any(condition.holds(value_of(store, table, record, condition.field)) for condition in group)
            for group in query.groups
        )

    rows = [record for record in table.records.values() if meant(record)]
    random.shuffle(rows)
    for name, descending in reversed(query.order):
        rows.sort(key=lambda record: value_of(store, table, record, name), reverse=descending)
    return rows
