"""PullWorkflow, "Pull page": repeated until the pull has ended."""

from __future__ import annotations

from typing import Any

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.domain.pull.read_page import read_page
from control_push.handlers.resources import servicenow, store
from control_push.settings import ServiceNowSecret, Tables
from control_push.telemetry import logger, observed


class Variables(Tables, ServiceNowSecret):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """``{"pull_id"}`` → whether it is done, or how long to wait before the next call."""
    result = read_page(store(), servicenow, event["pull_id"])
    status = "retry" if result.wait_seconds else "page"
    answer = {"status": status, "done": result.done, "wait_seconds": result.wait_seconds}
    logger.info("pull page", extra=answer)
    return {"pull_id": event["pull_id"], **answer}
