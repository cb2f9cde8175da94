"""The bucket through which the workflow's Map gets its items, however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from control_push.models.push import JobItem

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True)
class WorkBucket:
    """Ids only: no statement text is ever written here."""

    client: S3Client
    name: str

    def put_items(self, job_id: str, items: Iterable[JobItem]) -> str:
        """Writes the list that the Map reads; returns its key."""
        key = f"push/{job_id}/items.json"
        rows = [{"statement_id": item.statement_id, "control_id": item.control_id} for item in items]
        self.client.put_object(
            Bucket=self.name, Key=key, Body=json.dumps(rows).encode(), ContentType="application/json"
        )
        return key
