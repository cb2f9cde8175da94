"""The bucket through which the workflow's Map gets its items where they are many."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from control_push.models.push import JobItem

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def item_row(item: JobItem) -> dict[str, Any]:
    """An item as the workflow knows it: ids, and the names of the texts that its worker will need."""
    names = {"statement_id": item.statement_id, "control_id": item.control_id}
    return {**names, "texts": [item.text_sha256, item.base_sha256]}


@dataclass(frozen=True)
class WorkBucket:
    """Ids only: no statement text is ever written here."""

    client: S3Client
    name: str

    def put_items(self, job_id: str, items: Iterable[JobItem]) -> str:
        """Writes the list that the Map reads; returns its key."""
        key = f"push/{job_id}/items.json"
        rows = [item_row(item) for item in items]
        self.client.put_object(
            Bucket=self.name, Key=key, Body=json.dumps(rows).encode(), ContentType="application/json"
        )
        return key
