"""PushWorkflow, "Push statement": one call per statement, and again when it asks for that."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from aws_lambda_env_modeler import init_environment_variables
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.domain.push.claim import PushContext
from control_push.domain.push.push_statement import LeftToClosing, RunAgain, Settled, push_statement
from control_push.handlers.resources import servicenow_if, store
from control_push.settings import ServiceNowSecret, Tables
from control_push.telemetry import logger, milliseconds_since, observed


class Variables(Tables, ServiceNowSecret):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """``{"job_id", "statement_id", "control_id", "texts", "execution"}`` → the outcome, or a wait."""
    begun = time.monotonic()
    names = {name: event[name] for name in ("job_id", "statement_id", "control_id")}
    texts = event["texts"]

    def time_left() -> timedelta:
        return timedelta(milliseconds=context.get_remaining_time_in_millis())

    # A lease outlives the longest run by a second: while it holds, the run may still be writing.
    lease = time_left() + timedelta(seconds=1)
    push = PushContext(store(), servicenow_if, time_left, lease, event.get("execution"))
    match push_statement(push, names["job_id"], names["statement_id"], texts):
        case RunAgain(wait_seconds, cause):
            answer = {"status": "retry", "wait_seconds": wait_seconds, "cause": cause}
            # The next call is made of this answer.
            names["texts"] = texts
        case Settled(outcome, code):
            answer = {"status": "settled", "outcome": outcome.value, **({"code": code.value} if code else {})}
        case LeftToClosing():
            answer = {"status": "settled", "outcome": "left_to_closing"}
    logger.info("push statement", extra={**answer, "milliseconds": milliseconds_since(begun)})
    return {**names, **answer}
