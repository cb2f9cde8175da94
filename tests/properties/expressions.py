"""DynamoDB's condition, filter, key and update expressions, as far as the product uses them.

Rows are kept as DynamoDB sends them (``{"name": {"S": "value"}}``). Anything not known here raises, so that a
new expression in the product cannot pass unnoticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

Row = dict[str, Any]
Test = Callable[["Scope"], bool]
Operand = Callable[["Scope"], Any]

_TOKEN = re.compile(r"\s*(<>|<=|>=|[=<>(),+]|[#:]?[A-Za-z_][\w.#]*)")
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda one, other: bool(one == other),
    "<>": lambda one, other: bool(one != other),
    "<": lambda one, other: bool(one < other),
    "<=": lambda one, other: bool(one <= other),
    ">": lambda one, other: bool(one > other),
    ">=": lambda one, other: bool(one >= other),
}


@dataclass(frozen=True)
class Scope:
    """What an expression is evaluated on."""

    row: Row
    values: Mapping[str, Any]
    names: Mapping[str, str]

    def path(self, path: str) -> list[str]:
        """The attribute names of a dotted path, placeholders resolved."""
        return [self.names[part] if part.startswith("#") else part for part in path.split(".")]

    def find(self, path: str) -> Any:
        """The attribute at the path, or None."""
        found: Any = {"M": self.row}
        for name in self.path(path):
            found = found.get("M", {}).get(name) if found else None
        return found


def holds(expression: str | None, scope: Scope) -> bool:
    """Whether the condition is true of the row."""
    return expression is None or _condition(expression)(scope)


def updated(expression: str, scope: Scope) -> Row:
    """The row after the update."""
    row: Row = _copy(scope.row)
    for clause, target, operand in _actions(expression):
        _apply(row, scope, clause, target, operand)
    return row


def _copy(value: Any) -> Any:
    return {name: _copy(inner) for name, inner in value.items()} if isinstance(value, dict) else value


def _apply(row: Row, scope: Scope, clause: str, target: str, operand: Operand | None) -> None:
    *parents, name = scope.path(target)
    place = row
    for parent in parents:
        place = place[parent]["M"]
    if operand is None:
        place.pop(name, None)
    elif clause == "ADD":
        place[name] = _sum(place.get(name, {"N": "0"}), operand(scope))
    else:
        place[name] = operand(scope)


def _sum(one: Any, other: Any) -> Any:
    return {"N": str(Decimal(one["N"]) + Decimal(other["N"]))}


def _comparable(attribute: Any) -> Any:
    match attribute:
        case {"N": number}:
            return Decimal(number)
        case {"S": text}:
            return text
        case {"M": inner}:
            return {name: _comparable(value) for name, value in inner.items()}
    raise NotImplementedError(f"comparing {attribute}")


class _Parser:
    def __init__(self, expression: str) -> None:
        self.tokens: list[str] = []
        end = 0
        while end < len(expression.rstrip()):
            token = _TOKEN.match(expression, end)
            if token is None:
                raise NotImplementedError(expression)
            self.tokens.append(token.group(1))
            end = token.end()

    def peek(self) -> str | None:
        return self.tokens[0] if self.tokens else None

    def next(self, *expected: str) -> str:
        token = self.tokens.pop(0)
        if expected and token not in expected:
            raise NotImplementedError(f"{token} instead of {expected}")
        return token

    def any_of(self) -> Test:
        tests = [self.all_of()]
        while self.peek() == "OR":
            self.next()
            tests.append(self.all_of())
        return lambda scope: any(test(scope) for test in tests)

    def all_of(self) -> Test:
        tests = [self.one()]
        while self.peek() == "AND":
            self.next()
            tests.append(self.one())
        return lambda scope: all(test(scope) for test in tests)

    def one(self) -> Test:
        token = self.next()
        if token == "(":
            inner = self.any_of()
            self.next(")")
            return inner
        if self.peek() == "(":
            return self.function(token)
        return self.between(token) if self.peek() == "BETWEEN" else self.comparison(token)

    def function(self, name: str) -> Test:
        self.next("(")
        path = self.next()
        match name:
            case "attribute_exists":
                test: Test = lambda scope: scope.find(path) is not None
            case "attribute_not_exists":
                test = lambda scope: scope.find(path) is None
            case "begins_with":
                self.next(",")
                value = self.next()
                test = lambda scope: (scope.find(path) or {"S": ""})["S"].startswith(scope.values[value]["S"])
            case _:
                raise NotImplementedError(name)
        self.next(")")
        return test

    def between(self, path: str) -> Test:
        self.next("BETWEEN")
        first = self.next()
        self.next("AND")
        last = self.next()

        def test(scope: Scope) -> bool:
            found = scope.find(path)
            bounds = (_comparable(scope.values[value]) for value in (first, last))
            return found is not None and next(bounds) <= _comparable(found) <= next(bounds)

        return test

    def comparison(self, path: str) -> Test:
        compare, value = _COMPARISONS[self.next(*_COMPARISONS)], self.next()

        def test(scope: Scope) -> bool:
            found = scope.find(path)
            return found is not None and compare(_comparable(found), _comparable(scope.values[value]))

        return test

    def operand(self) -> Operand:
        token = self.next()
        one: Operand = lambda scope: scope.values[token] if token.startswith(":") else scope.find(token)
        if self.peek() != "+":
            return one
        self.next()
        other = self.operand()
        return lambda scope: _sum(one(scope), other(scope))

    def actions(self) -> list[tuple[str, str, Operand | None]]:
        found: list[tuple[str, str, Operand | None]] = []
        while self.tokens:
            clause = self.next("SET", "ADD", "REMOVE")
            found.append(self.action(clause))
            while self.peek() == ",":
                self.next()
                found.append(self.action(clause))
        return found

    def action(self, clause: str) -> tuple[str, str, Operand | None]:
        target = self.next()
        if clause == "REMOVE":
            return clause, target, None
        if clause == "SET":
            self.next("=")
        return clause, target, self.operand()


@lru_cache(maxsize=512)
def _condition(expression: str) -> Test:
    parser = _Parser(expression)
    test = parser.any_of()
    if parser.tokens:
        raise NotImplementedError(expression)
    return test


@lru_cache(maxsize=512)
def _actions(expression: str) -> list[tuple[str, str, Operand | None]]:
    return _Parser(expression).actions()
