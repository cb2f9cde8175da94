"""Writes: each on a condition, alone or several in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError
from tenacity import retry_if_exception

from control_push.adapters.tables.retries import retrying
from control_push.adapters.tables.rows import Item, to_attributes
from control_push.errors import ControlPushError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
_CONDITION_FAILED = "ConditionalCheckFailed"
_PASSING = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}


class ConditionFailedError(ControlPushError):
    """A condition of a transaction did not hold; `failed` names the writes it stood on."""

    code = "concurrent_write"

    def __init__(self, failed: list[str]) -> None:
        super().__init__(
            f"Somebody else wrote first: {', '.join(failed)}. Load it again, then try once more."
        )
        self.failed = failed


@dataclass(frozen=True)
class Write:
    """One write of a transaction; `name` says in a failure which it was."""

    name: str
    request: TransactWriteItemTypeDef
    texts: tuple[str, ...] = ()
    """Texts that the row names: to be stored before it."""


def put(
    name: str,
    table: str,
    item: Item,
    condition: str | None = None,
    values: Item | None = None,
    names: dict[str, str] | None = None,
) -> Write:
    """A put, conditional if so asked, as part of a transaction."""
    request: Any = {"TableName": table, "Item": to_attributes(item), **_expressions(values, names)}
    if condition:
        request["ConditionExpression"] = condition
    return Write(name, {"Put": request})


def update(
    name: str,
    table: str,
    key: Item,
    expression: str,
    condition: str,
    values: Item,
    names: dict[str, str] | None = None,
) -> Write:
    """A conditional update, as part of a transaction."""
    request: Any = {
        "TableName": table,
        "Key": to_attributes(key),
        "UpdateExpression": expression,
        "ConditionExpression": condition,
        **_expressions(values, names),
    }
    return Write(name, {"Update": request})


def check(name: str, table: str, key: Item, condition: str, values: Item) -> Write:
    """A condition on a row that the transaction leaves as it is."""
    request: Any = {
        "TableName": table,
        "Key": to_attributes(key),
        "ConditionExpression": condition,
        **_expressions(values, None),
    }
    return Write(name, {"ConditionCheck": request})


def delete(name: str, table: str, key: Item, condition: str, values: Item) -> Write:
    """A conditional removal, as part of a transaction."""
    request: Any = {
        "TableName": table,
        "Key": to_attributes(key),
        "ConditionExpression": condition,
        **_expressions(values, None),
    }
    return Write(name, {"Delete": request})


def _expressions(values: Item | None, names: dict[str, str] | None) -> Item:
    expressions: Item = {}
    if values:
        expressions["ExpressionAttributeValues"] = to_attributes(values)
    if names:
        expressions["ExpressionAttributeNames"] = names
    return expressions


def transact(client: DynamoDBClient, writes: Sequence[Write]) -> None:
    """All of the writes, or none. A clash with another transaction is tried again.

    Raises:
        ConditionFailedError: a condition did not hold; nothing was written.
    """
    try:
        CLASHES(client.transact_write_items, TransactItems=[write.request for write in writes])
    except client.exceptions.TransactionCanceledException as error:
        reasons = _cancellation_reasons(error)
        failed = [
            write.name for write, reason in zip(writes, reasons, strict=True) if reason == _CONDITION_FAILED
        ]
        if failed:
            raise ConditionFailedError(failed) from error
        raise


def write_if(client: DynamoDBClient, write: Write) -> bool:
    """One conditional write on its own; False when its condition did not hold."""
    try:
        transact(client, [write])
    except ConditionFailedError:
        return False
    return True


def _cancellation_reasons(error: BaseException) -> list[str]:
    """One for each write, in their order; none when it is no cancelled transaction."""
    reasons = error.response.get("CancellationReasons", []) if isinstance(error, ClientError) else []
    return [str(reason.get("Code")) for reason in reasons]


def _is_passing(error: BaseException) -> bool:
    reasons = set(_cancellation_reasons(error))
    return not reasons.isdisjoint(_PASSING) and _CONDITION_FAILED not in reasons


CLASHES = retrying(retry_if_exception(_is_passing))
