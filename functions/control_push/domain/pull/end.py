"""Ending a pull before its last page."""

from __future__ import annotations

from control_push.adapters.tables.store import Store
from control_push.models.base import utc_now
from control_push.models.pull import Pull, PullStatus


def end_pull(store: Store, pull_id: str, error: str) -> None:
    """Ends a pull whose execution is gone; one that has ended stays as it is."""
    pull = store.connection.get_pull(pull_id)
    if pull and pull.status is PullStatus.RUNNING:
        fail_pull(store, pull, error)


def fail_pull(store: Store, pull: Pull, error: str) -> None:
    """Ends a running pull; `error` says why, and what to do."""
    changes = {"status": PullStatus.FAILED, "error": error, "completed_at": utc_now()}
    store.connection.advance_pull(pull, pull.model_copy(update=changes))
