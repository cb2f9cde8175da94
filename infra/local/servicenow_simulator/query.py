"""The subset of ServiceNow's encoded query language that Table API clients need.

A field that does not exist is dropped from a query, as an instance drops it. What an instance would carry out
and the simulator cannot is refused with 501, so that no test passes on rows that were never selected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

from infra.local.servicenow_simulator.replies import RefusedError
from infra.local.servicenow_simulator.store import Record, Store, Table

_CONDITION = re.compile(r"(OR)?([a-z0-9_.]+)(.*)", re.DOTALL)
_ORDER = re.compile(r"ORDERBY(DESC)?([a-z0-9_.]+)")
_END_OF_QUERY, _NEW_QUERY = "EQ", "NQ"
_NOT_SIMULATED = ("RLQUERY", "ENDRLQUERY", "JOIN", "SUBQUERY", "GROUPBY", "TRENDBY", "123TEXTQUERY321")


# Longer ones first, so that none is taken for the beginning of another.
_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "DOES NOT CONTAIN": lambda stored, asked: asked not in stored,
    "EMPTYSTRING": lambda stored, _: stored == "",
    "ISNOTEMPTY": lambda stored, _: stored != "",
    "STARTSWITH": lambda stored, asked: stored.startswith(asked),
    "NOT LIKE": lambda stored, asked: asked not in stored,
    "ENDSWITH": lambda stored, asked: stored.endswith(asked),
    "CONTAINS": lambda stored, asked: asked in stored,
    "ANYTHING": lambda _stored, _: True,
    "ISEMPTY": lambda stored, _: stored == "",
    "NOT IN": lambda stored, asked: stored not in asked.split(","),
    "LIKE": lambda stored, asked: asked in stored,
    "IN": lambda stored, asked: stored in asked.split(","),
    "!=": lambda stored, asked: stored != asked,
    ">=": lambda stored, asked: stored >= asked,
    "<=": lambda stored, asked: stored <= asked,
    "=": lambda stored, asked: stored == asked,
    ">": lambda stored, asked: stored > asked,
    "<": lambda stored, asked: stored < asked,
    "!*": lambda stored, asked: asked not in stored,
    "*": lambda stored, asked: asked in stored,
    "%": lambda stored, asked: stored.endswith(asked),
}


_COMPARISONS = {"=", "!=", ">", ">=", "<", "<="}


@dataclass(frozen=True)
class Condition:
    """`field operator value`."""

    field: str
    operator: str
    value: str
    is_number: bool = False

    def holds(self, stored: str) -> bool:
        """Whether a record with that stored value is meant."""
        value = self.value
        if self.is_number and self.operator in _COMPARISONS:
            stored, value = _padded(stored), _padded(value)
        return _OPERATORS[self.operator](stored, value)


def _padded(number: str) -> str:
    """Spelled so that the order of the spelling is the order of the numbers."""
    return number.rjust(20, "0")


@dataclass
class Query:
    """One of the alternatives must hold: all of its groups, and in a group (joined by ^OR) one condition."""

    alternatives: list[list[list[Condition]]] = field(default_factory=lambda: [[]])
    order: list[tuple[str, bool]] = field(default_factory=list)
    """Field name, and whether descending."""
    invalid: bool = False
    """Part of it was not understood and has been dropped."""

    @property
    def fields(self) -> set[str]:
        """Names used in conditions."""
        return {one.field for groups in self.alternatives for group in groups for one in group}

    def means(self, value_of_field: Callable[[str], str]) -> bool:
        """Whether a record is meant, given what it holds in a field."""
        return any(
            all(any(one.holds(value_of_field(one.field)) for one in group) for group in groups)
            for groups in self.alternatives
        )


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


def parse(text: str, named: Iterable[tuple[str, str]], store: Store, table: Table) -> Query:
    """Read an encoded query, in which a caret cannot be escaped, and conditions that are parameters.

    Raises:
        RefusedError: 501, an instance may know what the simulator does not.
    """
    query = Query()
    for part in filter(None, text.split("^")):
        _add(query, part, store, table)
    for name, value in named:
        if resolve(store, table, None, name) is None:
            query.invalid = True
        else:
            for groups in query.alternatives:
                groups.append([Condition(name, "=", value, _is_number(store, table, name))])
    return query


def _add(query: Query, part: str, store: Store, table: Table) -> None:
    if order := _ORDER.fullmatch(part):
        query.order.append((order[2], bool(order[1])))
    elif part.startswith(_NEW_QUERY):
        query.alternatives.append([])
        if first := part.removeprefix(_NEW_QUERY):
            _add(query, first, store, table)
    elif part.startswith(_NOT_SIMULATED):
        raise _not_simulated(part)
    elif part != _END_OF_QUERY:
        _add_condition(query, part, store, table)


def _add_condition(query: Query, part: str, store: Store, table: Table) -> None:
    match = _CONDITION.fullmatch(part)
    if match is None or resolve(store, table, None, match[2]) is None:
        query.invalid = True
        return
    operator = next((one for one in _OPERATORS if match[3].startswith(one)), None)
    if operator is None or match[3].startswith("INSTANCEOF"):
        raise _not_simulated(part)
    value = match[3].removeprefix(operator)
    if value.startswith("javascript:"):  # an instance would run it
        raise _not_simulated(part)
    condition = Condition(match[2], operator, value, _is_number(store, table, match[2]))
    groups = query.alternatives[-1]
    if match[1] and groups:
        groups[-1].append(condition)
    else:
        groups.append([condition])


def _is_number(store: Store, table: Table, name: str) -> bool:
    place = resolve(store, table, None, name)
    spec = place[0].spec.field(name.rpartition(".")[2]) if place else None
    return spec is not None and spec.type == "integer"


def _not_simulated(part: str) -> RefusedError:
    return RefusedError(501, "Not simulated", f"The simulator does not carry out the query part '{part}'")


def select(query: Query, store: Store, table: Table, random: Random) -> list[Record]:
    """The rows meant, hidden ones included; without a unique order their sequence differs every time."""

    def read(record: Record) -> Callable[[str], str]:
        return lambda name: value_of(store, table, record, name)

    rows = [record for record in table.records.values() if query.means(read(record))]
    random.shuffle(rows)
    for name, descending in reversed(query.order):
        shown = _padded if _is_number(store, table, name) else str
        rows.sort(key=lambda record: shown(value_of(store, table, record, name)), reverse=descending)
    return rows
