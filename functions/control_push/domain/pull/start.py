"""Starting a pull: the system is looked for, the workflow launched."""

from __future__ import annotations

from uuid import uuid4

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.store import Store
from control_push.adapters.workflow import Workflow
from control_push.errors import InvalidInputError, NotFoundError, RecordMissingError
from control_push.models.base import utc_now
from control_push.models.connection import NO_SYSTEM, Connection
from control_push.models.pull import Pull


def start_pull(
    store: Store,
    workflow: Workflow,
    client: ServiceNowClient,
    connection: Connection,
    system_id: str,
    actor: str,
) -> str:
    """The id of the new pull, which runs in the background.

    Raises:
        NotFoundError: there is no such system.
        ServiceNowError: ServiceNow could not be asked.
    """
    _require_system(client, connection, system_id)
    pull = Pull(
        pull_id=str(uuid4()),
        source_id=connection.source_id,
        system_id=system_id,
        started_by=actor,
        started_at=utc_now(),
    )
    store.connection.create_pull(pull)
    workflow.start(pull.pull_id, {"pull_id": pull.pull_id})
    return pull.pull_id


def _require_system(client: ServiceNowClient, connection: Connection, system_id: str) -> None:
    missing = f"There is no system {system_id}. Load the list of systems again."
    if (system_id == NO_SYSTEM) != (connection.mapping.system is None):
        raise NotFoundError(missing)
    if system_id != NO_SYSTEM:
        try:
            client.get_system(system_id)
        except (RecordMissingError, InvalidInputError) as error:
            raise NotFoundError(missing) from error
