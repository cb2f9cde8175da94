"""Stopping all writes to ServiceNow, and what a push does meanwhile.

A run that finds the switch off ends and is repeated by its workflow, without counting. Each look takes nine
events of an execution's history, which ends at 25,000, so looks grow rarer:
https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from control_push.adapters.tables.store import Store
from control_push.domain.audit import records
from control_push.models.base import rfc3339, utc_now
from control_push.models.operations import Operations, Writes
from control_push.models.push import Job

FIRST_LOOK = 5
"""Seconds."""
LONGEST_LOOK = 300
"""Seconds until a push notices that the switch is on again, at most."""
SHARE = 4
"""The next look comes after a quarter of the time that the switch has been off."""
FRESH = timedelta(seconds=1)
"""How old the last look at the switch may be when a write is begun."""


def change_writes(store: Store, writes: Writes, reason: str | None, actor: str) -> Operations:
    """The switch as it is from now on."""
    changed = Operations(writes=writes, reason=reason or None, changed_by=actor, changed_at=utc_now())
    store.commit([store.operations.save(changed), store.audit.append(records.writes_changed(changed, actor))])
    return changed


def next_look(operations: Operations, now: datetime) -> int:
    """Seconds until a stopped push looks at the switch again; 0 where it may go on."""
    if not operations.is_stopped:
        return 0
    stopped_for = now - operations.changed_at if operations.changed_at else timedelta(0)
    return min(LONGEST_LOOK, max(FIRST_LOOK, int(stopped_for.total_seconds()) // SHARE))


def waiting(job: Job, operations: Operations) -> dict[str, Any]:
    """What a job that is held up says: until when at least, and why."""
    now = utc_now()
    looks_at = now + timedelta(seconds=next_look(operations, now))
    asked = job.waiting_until or looks_at
    return {"waiting_until": max(asked, looks_at), "waiting_reason": waiting_reason(operations)}


def waiting_reason(operations: Operations) -> str | None:
    """Why pushes wait, in words; None: the switch holds up none."""
    if not operations.is_stopped:
        return None
    who = f" by {operations.changed_by}" if operations.changed_by else ""
    since = f" since {rfc3339(operations.changed_at)}" if operations.changed_at else ""
    return (
        f"Nothing is written to ServiceNow{since}: stopped{who}. Reason: {operations.reason} "
        f"The push goes on within {LONGEST_LOOK // 60} minutes once an administrator allows writes again."
    )
