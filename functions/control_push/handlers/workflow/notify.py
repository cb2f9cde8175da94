"""Each minute: people are told what they have to know."""

from __future__ import annotations

from typing import Any

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.domain.notifications.tell import tell
from control_push.handlers.resources import channels, store
from control_push.models.base import utc_now
from control_push.settings import LoopbackHttp, Notifications, Tables
from control_push.telemetry import logger, observed


class Variables(Tables, Notifications, LoopbackHttp):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int | None]:  # noqa: ARG001 - Lambda's signature
    """Any event → how many messages were sent; null: another run is at it."""
    sent = tell(store(), channels(), utc_now())
    logger.info("messages sent", extra={"sent": sent})
    return {"sent": sent}
