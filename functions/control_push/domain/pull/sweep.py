"""Every started pull ends: also when the event that should have ended it was lost."""

from __future__ import annotations

from datetime import timedelta

from control_push.adapters.tables.store import Store
from control_push.adapters.workflow import Workflow
from control_push.domain.pull.end import end_pull
from control_push.models.base import utc_now
from control_push.telemetry import logger

GRACE = timedelta(seconds=30)
"""A pull this young may be between its row and its execution."""


def sweep_pulls(store: Store, workflow: Workflow, error: str) -> list[str]:
    """Ends pulls without a running execution; returns their ids."""
    return [one for one in store.connection.active_pull_ids() if _sweep(store, workflow, one, error)]


def _sweep(store: Store, workflow: Workflow, pull_id: str, error: str) -> bool:
    """Whether it was ended. One that cannot be read holds up no other."""
    try:
        pull = store.connection.get_pull(pull_id)
        if pull is None or utc_now() - pull.started_at <= GRACE or workflow.is_running(pull_id):
            return False
        end_pull(store, pull_id, error)
    except Exception:  # noqa: BLE001 - whatever broke this one, the others go on
        logger.exception("pull not swept", extra={"pull_id": pull_id})
        return False
    return True
