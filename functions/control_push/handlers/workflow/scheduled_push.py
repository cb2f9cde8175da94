"""Starts the push of everything modified when the schedule fires."""

from __future__ import annotations

from typing import Any

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.domain.schedules.run_schedule import schedule_push
from control_push.handlers.resources import push_workflow, store
from control_push.settings import PushWorkflow, Tables
from control_push.telemetry import logger


class Variables(Tables, PushWorkflow):
    """What this function's environment must have."""


@logger.inject_lambda_context
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """``{"occurrence"?}``, the scheduled time as EventBridge Scheduler fills it in → the job started."""
    occurrence = _occurrence(event) or context.aws_request_id
    job_id = schedule_push(store(), push_workflow(), occurrence)
    logger.info("scheduled push", extra={"occurrence": occurrence, "job_id": job_id})
    return {"job_id": job_id}


def _occurrence(event: dict[str, Any]) -> str | None:
    """The scheduled time; None for a call without one (by hand, in the console): an occurrence of its own."""
    given = str(event.get("occurrence") or "")
    # The local AWS hands over the placeholder <aws.scheduler.scheduled-time> unfilled: the same each time.
    return None if given.startswith("<") else given or None
