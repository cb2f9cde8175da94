"""The stop switch: whether anything may be written to ServiceNow."""

from __future__ import annotations

from typing import Annotated, Any

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import Field, StringConstraints

from control_push.domain.operations.stop_switch import change_writes
from control_push.errors import InvalidInputError
from control_push.handlers.api.access import ADMINS, READERS, actor
from control_push.handlers.api.routing import Api
from control_push.handlers.resources import store
from control_push.models.base import Model
from control_push.models.operations import Operations, Writes
from control_push.settings import Tables
from control_push.telemetry import observed

api = Api()


class OperationsRequest(Model):
    """The switch, and why."""

    writes: Writes
    reason: Annotated[
        str | None,
        StringConstraints(strip_whitespace=True, max_length=500),
        Field(description="Needed to stop; everybody sees it."),
    ] = None


@api.call(
    "GET", "/operations", READERS, "Read the stop switch", tag="operations", operation_id="getOperations"
)
def read_operations() -> Operations:
    """Whether writes to ServiceNow are on; who set it so, when and why."""
    return store().operations.read()


@api.call(
    "PUT", "/operations", ADMINS, "Stop or resume all writes", tag="operations", operation_id="putOperations"
)
def set_operations(body: OperationsRequest) -> Operations:
    """While off no worker writes to ServiceNow. Pushes wait, and go on within five minutes once it is on.

    What is being written at that moment is finished. Checks and pulls go on; pushes can be started, and wait.
    """
    if body.writes is Writes.OFF and not body.reason:
        raise InvalidInputError(
            "Say why writes are stopped: everybody who waits will read it.",
            [("reason", "required to stop writes")],
        )
    return change_writes(store(), body.writes, body.reason, actor(api))


class Variables(Tables):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Lambda entry point for an HTTP API event."""
    return api.answer(event, context)
