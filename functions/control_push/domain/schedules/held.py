"""What a run held, also where its push found that out itself."""

from __future__ import annotations

from control_push.adapters.tables.store import Store
from control_push.models.push import Job
from control_push.models.schedule import Run

HELD_SHOWN = 1000


def with_held(store: Store, run: Run, job: Job | None) -> Run:
    """The run; with what its push held, if that took a whole scope."""
    if job is None or job.scope is None:
        return run
    held = store.items.held(job.job_id, HELD_SHOWN, None).rows
    return run.model_copy(update={"held": held, "held_count": len(held)})
