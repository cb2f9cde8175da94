"""The product over a DynamoDB in memory that counts: what is measured is the product's own work."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from control_push.adapters.tables.store import Store
from control_push.domain.statements import change
from control_push.models.base import utc_now
from control_push.models.statement import Statement, SyncStatus
from tests.aws_limits import Watched
from tests.properties.dynamodb_in_memory import InMemoryDynamoDB
from tests.unit.conftest import NAMES
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, FakeServiceNow

UNCOUNTED = {"exceptions", "get_paginator", "tables"}


@dataclass
class Counting:
    """A DynamoDB client that counts its calls, the rows that queries look at, and what it takes itself."""

    client: Any
    calls: Counter[str] = field(default_factory=Counter)
    rows_read: int = 0
    rows_counted: int = 0
    """Of queries that only count."""
    seconds: float = 0
    """Of the processor, in its calls: DynamoDB's, not the product's."""

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.client, name)
        if name in UNCOUNTED:
            return found

        def call(**request: Any) -> Any:
            self.calls[name] += 1
            begun = time.process_time()
            answer = found(**request)
            self.seconds += time.process_time() - begun
            if request.get("Select") == "COUNT":
                self.rows_counted += answer["ScannedCount"]
            else:
                self.rows_read += answer.get("ScannedCount", 0)
            return answer

        return call

    def reset(self) -> None:
        """Begins anew."""
        self.calls.clear()
        self.rows_read = self.rows_counted = 0
        self.seconds = 0


def product_in_memory() -> tuple[Pushing, Counting]:
    """The product, connected, and what counts under it."""
    client = Counting(Watched(InMemoryDynamoDB()))
    untyped: Any = client
    push = Pushing(Store.open(untyped, NAMES), FakeServiceNow())
    push.connect()
    return push, client


def edited_statements(push: Pushing, count: int, size: int) -> list[str]:
    """Ids of statements with a base and a local text of about so many bytes."""
    return [_edited(push, number, size).statement_id for number in range(1, count + 1)]


def _edited(push: Pushing, number: int, size: int) -> Statement:
    words = "<p>More words to push.</p>" * (size // 26)
    remote = push.servicenow.records[push.servicenow.add(number, f"<p>{number}</p>{words}")]
    statement = change.create_statement(CONNECTION, remote).model_copy(
        update={
            "local_content": f"<p>{number}</p><p>Edited.</p>{words}",
            "content_preview": f"{number} Edited.",
            "is_modified": True,
            "sync_status": SyncStatus.MODIFIED,
            "revision": 2,
            "modified_since": 2,
            "modified_at": utc_now(),
            "modified_by": "ann",
        }
    )
    push.store.commit([push.store.statements.save(statement)])
    return statement
