"""PushWorkflow, "Prepare push"."""

from __future__ import annotations

from typing import Any

from aws_lambda_env_modeler import get_environment_variables, init_environment_variables
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.domain.push.prepare import Lists, prepare_push
from control_push.handlers.resources import servicenow_for, store, work_bucket
from control_push.settings import ItemLists, ServiceNowSecret, Tables
from control_push.telemetry import logger, observed


class Variables(Tables, ServiceNowSecret, ItemLists):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """``{"job_id"}`` → the items, or where they lie, and whether to push them; with `more`: call again."""
    job_id = event["job_id"]
    lists = Lists(work_bucket(), get_environment_variables(ItemLists).inline_up_to)
    prepared = prepare_push(store(), lists, servicenow_for, job_id)
    logger.info("push prepared", extra={"total": prepared.total, "more": prepared.more})
    answer = {
        "job_id": job_id,
        "total": prepared.total,
        "more": prepared.more,
        "halted": prepared.stopped,
    }
    if prepared.items is not None:
        return {**answer, "items": prepared.items}
    return {**answer, "items_bucket": lists.bucket.name, "items_key": prepared.items_key}
