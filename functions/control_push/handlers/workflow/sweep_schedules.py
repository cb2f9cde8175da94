"""Each few minutes: EventBridge is made to have what the table says, and missed runs are told."""

from __future__ import annotations

from typing import Any

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.domain.schedules.sweep import sweep_schedules
from control_push.handlers.resources import scheduler, store
from control_push.models.base import utc_now
from control_push.settings import Tables, Timers
from control_push.telemetry import logger, observed


class Variables(Tables, Timers):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:  # noqa: ARG001 - Lambda's signature
    """Any event → what was done."""
    done = sweep_schedules(store(), scheduler(), utc_now())
    logger.info("schedules swept", extra=done)
    return done
