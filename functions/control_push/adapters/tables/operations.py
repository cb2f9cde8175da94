"""The stop switch: the row `OPERATIONS` of the connection table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from control_push.adapters.tables.rows import Item, dump, get, load
from control_push.adapters.tables.transactions import Write, put
from control_push.errors import UnreadableRowError
from control_push.models.operations import Operations, Writes

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

OPERATIONS_KEY: Item = {"record": "OPERATIONS"}
UNREADABLE = "The switch is stored in a form that cannot be read: set it again."


class OperationsTable:
    """One row."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def read(self) -> Operations:
        """The switch, read consistently. One that cannot be read is off: nobody knows what was meant."""
        return to_operations(get(self._client, self._table, OPERATIONS_KEY))

    def save(self, operations: Operations) -> Write:
        """Without a condition: who wants to stop everything is not told to load it again first."""
        return put("operations", self._table, {**dump(operations), **OPERATIONS_KEY})


def to_operations(row: Item | None) -> Operations:
    """The switch in its row; without one it was never touched."""
    try:
        return load(Operations, row, OPERATIONS_KEY["record"]) if row else Operations()
    except UnreadableRowError:
        return Operations(writes=Writes.OFF, reason=UNREADABLE)
