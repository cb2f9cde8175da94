"""The texts table: each text once, under the SHA-256 of its bytes in UTF-8; never changed and never removed.

Other rows name their texts: a field `local_content` becomes the attribute `local_sha256`. A text is there
before the row that names it; one that no row came to name harms nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from control_push.adapters.tables.rows import Item, batch_get, to_attributes
from control_push.texts.text_format import sha256

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

REMEMBERED = 10_000
"""Names that a process remembers as stored: a megabyte or so."""


class TextsTable:
    """What is stored stays, so that a process need not store again what it has stored or read."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table
        self._stored: set[str] = set()

    def find(self, names: Iterable[str]) -> dict[str, str]:
        """Those of the texts that exist, by name."""
        keys: list[Item] = [text_key(name) for name in dict.fromkeys(names)]
        return self.seen(batch_get(self._client, self._table, keys))

    def seen(self, rows: Iterable[Item]) -> dict[str, str]:
        """The texts in rows of this table, by name."""
        texts = {row["sha256"]: row["text"] for row in rows}
        self._remember(texts)
        return texts

    def keep(self, texts: Iterable[str]) -> None:
        """Stores those that are not there yet."""
        for text in texts:
            name = sha256(text)
            if name not in self._stored:
                self._put(name, text)
                self._remember([name])

    def _put(self, name: str, text: str) -> None:
        row = to_attributes({**text_key(name), "text": text})
        try:
            self._client.put_item(
                TableName=self._table, Item=row, ConditionExpression="attribute_not_exists(sha256)"
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return

    def _remember(self, names: Iterable[str]) -> None:
        if len(self._stored) > REMEMBERED:
            self._stored.clear()
        self._stored.update(names)


def text_key(name: str) -> Item:
    """The key of a text."""
    return {"sha256": name}


def take_texts(row: Item, *fields: str) -> tuple[str, ...]:
    """The texts in these fields of a row, which names them from now on."""
    taken = {field: row.pop(field) for field in fields if isinstance(row.get(field), str)}
    row.update({_name_of(field): sha256(text) for field, text in taken.items()})
    return tuple(taken.values())


def text_names(row: Item, *fields: str) -> list[str]:
    """The names of the texts that belong into these fields of a row; not of those that are in it."""
    names = [row.get(_name_of(field)) for field in fields if field not in row]
    return [name for name in names if isinstance(name, str)]


def with_texts(row: Item, texts: Mapping[str, str], *fields: str) -> Item:
    """The row with the texts that it names.

    Raises:
        KeyError: one of them is not among the texts.
    """
    named = [field for field in fields if field not in row and _name_of(field) in row]
    return {**row, **{field: texts[str(row[_name_of(field)])] for field in named}}


def _name_of(field: str) -> str:
    return f"{field.removesuffix('_content')}_sha256"
