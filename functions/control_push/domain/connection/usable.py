"""Whether anything may be begun with the connection."""

from __future__ import annotations

from control_push.errors import StateConflictError
from control_push.models.connection import Connection, ConnectionStatus


def require_usable(connection: Connection) -> Connection:
    """The connection, if nothing speaks against it.

    Raises:
        StateConflictError: `connection_error`, with the reason.
    """
    if connection.status is ConnectionStatus.ERROR:
        detail = (
            f"The connection to ServiceNow does not work: {connection.status_reason or 'its test failed.'} "
            "Nothing is begun until an administrator has tested or changed it."
        )
        raise StateConflictError(detail, code="connection_error")
    return connection
