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
    page = store.items.held(job.job_id, HELD_SHOWN, None)
    count = store.items.held_count(job.job_id) if page.next_cursor else len(page.rows)
    return run.model_copy(update={"held": page.rows, "held_count": count})
