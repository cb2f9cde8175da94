"""DynamoDB in memory: exactly the calls that `adapters/tables` makes, much faster than moto.

`test_dynamodb_in_memory.py` holds it to moto. Each call is one atomic step, as it is in DynamoDB.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from tests.properties.expressions import Row, Scope, holds, updated
from tests.tables import TABLES

Key = tuple[str, ...]


class TransactionCanceledException(ClientError):  # noqa: N818 - boto3's name
    """As boto3 raises it."""

    def __init__(self, reasons: list[dict[str, str]]) -> None:
        response: Any = {
            "Error": {"Code": "TransactionCanceledException", "Message": "Transaction cancelled"},
            "CancellationReasons": reasons,
        }
        super().__init__(response, "TransactWriteItems")


class ConditionalCheckFailedException(ClientError):  # noqa: N818 - boto3's name
    """As boto3 raises it."""


class Exceptions:
    """`client.exceptions`."""

    TransactionCanceledException = TransactionCanceledException
    ConditionalCheckFailedException = ConditionalCheckFailedException


@dataclass(frozen=True)
class Change:
    """One row before and after a commit; None where there was, or is, none."""

    table: str
    before: Row | None
    after: Row | None


@dataclass
class InMemoryDynamoDB:
    """A client. `committed` is called with the changes of each commit, after they are in place."""

    tables: dict[str, dict[Key, Row]] = field(default_factory=lambda: {name: {} for name in TABLES})
    committed: Callable[[list[Change]], None] = lambda changes: None
    exceptions = Exceptions

    def get_item(self, *, TableName: str, Key: Row, ConsistentRead: bool) -> Row:  # noqa: N803
        row = self.tables[TableName].get(_key(TableName, Key))
        return {"Item": row} if row is not None else {}

    def put_item(self, *, TableName: str, Item: Row, ConditionExpression: str) -> Row:  # noqa: N803
        request = {"TableName": TableName, "Item": Item, "ConditionExpression": ConditionExpression}
        if not self._holds(request):
            refusal: Any = {"Error": {"Code": "ConditionalCheckFailedException", "Message": ""}}
            raise ConditionalCheckFailedException(refusal, "PutItem")
        self._commit([self._planned(TableName, request)])
        return {}

    def delete_item(self, *, TableName: str, Key: Row) -> Row:  # noqa: N803
        self._commit([self._planned(TableName, {"Key": Key})])
        return {}

    def batch_get_item(self, *, RequestItems: dict[str, Any]) -> Row:  # noqa: N803
        answers: dict[str, list[Row]] = {}
        for table, request in RequestItems.items():
            keys = [_key(table, key) for key in request["Keys"]]
            if len(set(keys)) != len(keys) or not 0 < len(keys) <= 100:
                raise ValueError("BatchGetItem takes 1 to 100 different keys")
            answers[table] = [self.tables[table][key] for key in keys if key in self.tables[table]]
        return {"Responses": answers, "UnprocessedKeys": {}}

    def batch_write_item(self, *, RequestItems: dict[str, Any]) -> Row:  # noqa: N803
        for table, requests in RequestItems.items():
            if not 0 < len(requests) <= 25:
                raise ValueError("BatchWriteItem takes 1 to 25 requests")
            changes = [self._planned(table, {"Item": request["PutRequest"]["Item"]}) for request in requests]
            self._commit(changes)
        return {"UnprocessedItems": {}}

    def transact_write_items(self, *, TransactItems: list[dict[str, Any]]) -> Row:  # noqa: N803
        requests = [request for item in TransactItems for request in item.values()]
        places = [
            (one["TableName"], _key(one["TableName"], one.get("Key") or one["Item"])) for one in requests
        ]
        if len(set(places)) != len(places) or not 0 < len(places) <= 100:
            raise ValueError("TransactWriteItems takes 1 to 100 actions on different rows")
        failed = [not self._holds(request) for request in requests]
        if any(failed):
            raise TransactionCanceledException(
                [{"Code": "ConditionalCheckFailed" if one else "None"} for one in failed]
            )
        writes = [item for item in TransactItems if "ConditionCheck" not in item]
        changed = [request for item in writes for request in item.values()]
        self._commit([self._planned(request["TableName"], request) for request in changed])
        return {}

    def query(self, **query: Any) -> Row:
        table, index = query["TableName"], query.get("IndexName")
        rows = self._sorted(table, index, query.get("ScanIndexForward", True))
        scope = (query["ExpressionAttributeValues"], query.get("ExpressionAttributeNames", {}))
        found = [row for row in rows if holds(query["KeyConditionExpression"], Scope(row, *scope))]
        if start := query.get("ExclusiveStartKey"):
            if not holds(query["KeyConditionExpression"], Scope(start, *scope)):
                refusal: Any = {
                    "Error": {"Code": "ValidationException", "Message": "The starting key is outside."}
                }
                raise ClientError(refusal, "Query")
            found = _after(found, table, index, start, query.get("ScanIndexForward", True))
        limit = query.get("Limit", len(found))
        read = found[:limit]
        shown = [row for row in read if holds(query.get("FilterExpression"), Scope(row, *scope))]
        answer: Row = {"Count": len(shown), "ScannedCount": len(read)}
        if query.get("Select") != "COUNT":
            answer["Items"] = [
                _projected(row, table, index, query.get("ProjectionExpression")) for row in shown
            ]
        # Like DynamoDB: a page that is full has a position to go on from, also when nothing follows.
        if found and len(found) >= limit == query.get("Limit"):
            names = {*_key_names(table), *(_key_names(table, index))}
            answer["LastEvaluatedKey"] = {name: found[limit - 1][name] for name in names}
        return answer

    def get_paginator(self, operation: str) -> Paginator:
        if operation != "query":
            raise NotImplementedError(operation)
        return Paginator(self)

    def _holds(self, request: Row) -> bool:
        key = _key(request["TableName"], request.get("Key") or request["Item"])
        return holds(
            request.get("ConditionExpression"),
            self._scope(self.tables[request["TableName"]].get(key), request),
        )

    def _scope(self, row: Row | None, request: Row) -> Scope:
        values = request.get("ExpressionAttributeValues", {})
        return Scope(row or {}, values, request.get("ExpressionAttributeNames", {}))

    def _planned(self, table: str, request: Row) -> Change:
        key = request.get("Key") or request["Item"]
        before = self.tables[table].get(_key(table, key))
        if "UpdateExpression" in request:
            scope = self._scope(before if before is not None else key, request)
            return Change(table, before, updated(request["UpdateExpression"], scope))
        return Change(table, before, request.get("Item"))

    def _commit(self, changes: list[Change]) -> None:
        for change in changes:
            place = change.after if change.after is not None else change.before
            if place is None:
                continue
            key = _key(change.table, place)
            if change.after is None:
                del self.tables[change.table][key]
            else:
                self.tables[change.table][key] = change.after
        self.committed([change for change in changes if change.before != change.after])

    def _sorted(self, table: str, index: str | None, forward: bool) -> list[Row]:
        names = _key_names(table, index)
        rows = [row for row in self.tables[table].values() if all(name in row for name in names)]
        return sorted(rows, key=lambda row: _position(row, table, index), reverse=not forward)


@dataclass(frozen=True)
class Paginator:
    """`get_paginator("query")`."""

    client: InMemoryDynamoDB

    def paginate(self, **query: Any) -> Iterator[Row]:
        yield self.client.query(**query)


def _key_names(table: str, index: str | None = None) -> list[str]:
    hash_key, range_key, indexes = TABLES[table]
    names = (hash_key, range_key) if index is None else indexes[index][:2]
    return [name for name in names if name]


def _key(table: str, row: Row) -> Key:
    return tuple(row[name]["S"] for name in _key_names(table))


def _position(row: Row, table: str, index: str | None) -> Key:
    return (*(row[name]["S"] for name in _key_names(table, index)), *_key(table, row))


def _after(rows: list[Row], table: str, index: str | None, start: Row, forward: bool) -> list[Row]:
    position = _position(start, table, index)
    if forward:
        return [row for row in rows if _position(row, table, index) > position]
    return [row for row in rows if _position(row, table, index) < position]


def _projected(row: Row, table: str, index: str | None, asked_for: str | None) -> Row:
    projection = "ALL" if index is None else TABLES[table][2][index][2]
    names = set(row)
    if projection != "ALL":
        names = {*_key_names(table), *_key_names(table, index)}
    if not isinstance(projection, str):
        names.update(projection)
    if asked_for is not None:
        names &= {asked_for}
    return {name: value for name, value in row.items() if name in names}
