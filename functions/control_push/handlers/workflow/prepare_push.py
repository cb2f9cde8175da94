"""PushWorkflow, "Prepare push"."""

from __future__ import annotations

from typing import Any

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.domain.push.prepare import prepare_push
from control_push.handlers.resources import servicenow_for, store, work_bucket
from control_push.settings import ItemLists, ServiceNowSecret, Tables
from control_push.telemetry import logger


class Variables(Tables, ServiceNowSecret, ItemLists):
    """What this function's environment must have."""


@logger.inject_lambda_context
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """``{"job_id"}`` → where the items lie, and whether to push them at all; with `more`: call again."""
    job_id = event["job_id"]
    prepared = prepare_push(store(), work_bucket(), servicenow_for, job_id)
    logger.info("push prepared", extra={"job_id": job_id, "total": prepared.total, "more": prepared.more})
    return {
        "job_id": job_id,
        "total": prepared.total,
        "more": prepared.more,
        "halted": prepared.stopped,
        "items_bucket": work_bucket().name,
        "items_key": prepared.items_key,
    }
