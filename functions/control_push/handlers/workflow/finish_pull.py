"""Closes pulls whose workflow did not get to their end: last state, rule on ended executions, sweep."""

from __future__ import annotations

from typing import Any

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.domain.pull.end import end_pull
from control_push.domain.pull.sweep import sweep_pulls
from control_push.handlers.resources import pull_workflow, store
from control_push.settings import PullWorkflow, Tables
from control_push.telemetry import logger, observed

BROKE_OFF = "The pull broke off. Start it again; nothing that was typed here has been touched."


class Variables(Tables, PullWorkflow):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """One of ``{"sweep": true}``, a status change event, or ``{"pull_id"}``."""
    if event.get("sweep"):
        ended = sweep_pulls(store(), pull_workflow(), BROKE_OFF)
        logger.info("pull sweep", extra={"ended": ended})
        return {"ended": ended}
    pull_id = event["detail"]["name"] if "detail" in event else event["pull_id"]
    end_pull(store(), pull_id, BROKE_OFF)
    pull = store().connection.get_pull(pull_id)
    logger.info("pull closed", extra={"pull_id": pull_id})
    return {"pull_id": pull_id, "status": pull.status.value if pull else "unknown"}
