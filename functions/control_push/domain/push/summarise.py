"""What an operator reads of an ended job in the workflow's execution: counts and control ids, never text."""

from __future__ import annotations

from collections import Counter
from typing import Any

from control_push.adapters.tables.store import Store
from control_push.models.push import FAILURES, Job

SHOWN = 200
"""Control ids of what failed; the results call has all. An execution's output ends at 256 KiB."""


def summarise(store: Store, job: Job, web_url: str) -> dict[str, Any]:
    """How the job ended, and how its items did."""
    codes: Counter[str] = Counter()
    failed: list[dict[str, str]] = []
    for item in store.items.all(job.job_id):
        if item.error:
            codes[item.error.code.value] += 1
        if item.error and item.outcome in FAILURES and len(failed) < SHOWN:
            failed.append({"control_id": item.control_id, "code": item.error.code.value})
    return {
        "job_id": job.job_id,
        "status": job.status.value,
        "total": job.total,
        "outcomes": {outcome.value: n for outcome, n in job.outcomes.items() if n},
        "codes": dict(codes),
        "failed": failed,
        "web": f"{web_url}/push/{job.job_id}",
    }
