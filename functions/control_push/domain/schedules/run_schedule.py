"""What a schedule pushes: every modified statement that is not in conflict."""

from __future__ import annotations

from control_push.adapters.tables.store import Store
from control_push.adapters.workflow import Workflow
from control_push.domain.look_up import require_connection
from control_push.domain.push.start import PushRequest, launch, start_push
from control_push.models.push import Trigger
from control_push.models.statement import SyncStatus

SCHEDULE_ACTOR = "schedule"


def schedule_push(store: Store, workflow: Workflow, occurrence: str) -> str | None:
    """The job's id, or None when there is nothing to push.

    `occurrence` names this firing of the schedule: EventBridge may deliver it more than once.

    Raises:
        StateConflictError: nothing is connected, or a statement changed its state meanwhile.
    """
    if earlier := store.jobs.find_key(SCHEDULE_ACTOR, occurrence):
        return launch(store, workflow, earlier.job_id)
    source_id = require_connection(store).source_id
    states = store.statements.modified_ids(source_id)
    wanted = [one for one, status in states if status is SyncStatus.MODIFIED]
    readable = store.statements.find(wanted).readable
    # One that cannot be read is named in the lists; the others do not wait for it.
    wanted = [one for one in wanted if one in readable]
    if not wanted:
        return None
    request = PushRequest(wanted, SCHEDULE_ACTOR, occurrence, trigger=Trigger.SCHEDULE)
    return start_push(store, workflow, request)
