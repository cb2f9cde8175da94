"""Closes push jobs: PushWorkflow's "Close push", the rule on ended executions, and the sweep."""

from __future__ import annotations

import time
from typing import Any

from aws_lambda_env_modeler import get_environment_variables, init_environment_variables
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.domain.push.finish import Closer, finish_push
from control_push.domain.push.stop import abort_job
from control_push.domain.push.summarise import summarise
from control_push.domain.push.sweep import sweep_pushes
from control_push.domain.statements.edit_session import close_edits
from control_push.handlers.resources import push_workflow, servicenow_for, store
from control_push.models.push import Job
from control_push.settings import PushWorkflow, ServiceNowSecret, Tables, WebAddress
from control_push.telemetry import logger, observed

WORKERS_END_WITHIN = 60
"""Seconds, longer than any worker's lease: so a stopped job is closed within a minute of its event."""

ENDED = {"FAILED": "failed", "TIMED_OUT": "timed out", "ABORTED": "was aborted"}


class Variables(Tables, ServiceNowSecret, PushWorkflow, WebAddress):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """One of ``{"sweep": true}``, a status change event, or ``{"job_id", "aborted"?}``."""
    closer = Closer(store(), servicenow_for)
    if event.get("sweep"):
        logger.info("edits swept", extra={"ended": close_edits(closer.store)})
        ended = sweep_pushes(closer, push_workflow())
        logger.info("push sweep", extra={"ended": ended})
        return {"ended": ended}
    if "detail" in event:
        return _close_ended(closer, event["detail"]["name"], event["detail"]["status"])
    return _close_run(closer, event)


def _close_ended(closer: Closer, job_id: str, status: str) -> dict[str, Any]:
    """The execution ended without its last state."""
    logger.append_keys(job_id=job_id)
    logger.info("push execution ended", extra={"execution_status": status})
    abort_job(closer.store, job_id, f"its execution {ENDED[status]}")
    job = _close(closer, job_id)
    return {"job_id": job_id, "status": job.status.value if job else "closing"}


def _close_run(closer: Closer, event: dict[str, Any]) -> dict[str, Any]:
    job_id = event["job_id"]
    if event.get("aborted"):
        abort_job(closer.store, job_id, "a step of its workflow failed")
    job = _close(closer, job_id)
    if job is None:
        raise RuntimeError(f"push job {job_id} still has items without an outcome")
    logger.info("push closed", extra={"status": job.status.value})
    return summarise(closer.store, job, get_environment_variables(WebAddress).web_url)


def _close(closer: Closer, job_id: str) -> Job | None:
    """Workers may still run, and are waited for: also when the workflow believes them ended, since Step
    Functions invokes a function again when it only lost the connection to it.
    """
    for _ in range(WORKERS_END_WITHIN):
        if job := finish_push(closer, job_id):
            return job
        time.sleep(1)
    return None
