"""Runs a schedule when it is due."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.domain.schedules.run_schedule import Firing, run_schedule
from control_push.handlers.resources import schedule_runner
from control_push.models.base import utc_now
from control_push.settings import PushWorkflow, ServiceNowSecret, Tables, UserPool
from control_push.telemetry import logger, observed


class Variables(Tables, ServiceNowSecret, PushWorkflow, UserPool):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """``{"schedule_id", "occurrence"?}``, when it was due, which EventBridge fills in → the run."""
    schedule_id = event["schedule_id"]
    run = run_schedule(schedule_runner(), schedule_id, _firing(event, context), utc_now())
    shown = {"schedule_id": schedule_id, "status": run.status if run else None}
    logger.info("schedule ran", extra=shown)
    return {**shown, "job_id": run.job_id if run else None}


def _firing(event: dict[str, Any], context: LambdaContext) -> Firing:
    occurrence = str(event.get("occurrence") or "")
    # The local AWS hands over the placeholder <aws.scheduler.scheduled-time> unfilled: the same each time.
    if not occurrence or occurrence.startswith("<"):
        return Firing(context.aws_request_id, utc_now())
    return Firing(occurrence, datetime.fromisoformat(occurrence))
