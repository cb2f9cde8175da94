"""Structured logs, and the product's own metrics. No statement text and no secret is ever passed to these.

Both have the service's name from POWERTOOLS_SERVICE_NAME.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics import MetricUnit, single_metric

from control_push import metric_names as names

logger = Logger()

NAMED_IN_EVENTS = ("job_id", "statement_id", "control_id", "pull_id", "schedule_id")
Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


def observed(handler: Handler) -> Handler:
    """A Lambda handler whose every log line says what it is about, also when it raises."""

    @functools.wraps(handler)
    @logger.inject_lambda_context(clear_state=True)
    def run(event: dict[str, Any], context: Any) -> dict[str, Any]:
        logger.append_keys(**{name: event[name] for name in NAMED_IN_EVENTS if name in event})
        begun = time.monotonic()
        try:
            return handler(event, context)
        except Exception:
            logger.exception("run failed", extra={"milliseconds": milliseconds_since(begun)})
            raise

    return run


def milliseconds_since(begun: float) -> int:
    """`begun`: of `time.monotonic`."""
    return round((time.monotonic() - begun) * 1000)


def push_started() -> None:
    """A job was started."""
    _write(names.PUSHES_STARTED, 1)


def items_ended(outcome: str, code: str | None, count: int = 1) -> None:
    """Items got their outcome."""
    _write(names.ITEM_OUTCOME, count, dimensions={names.OUTCOME: outcome})
    if code:
        _write(names.ITEM_OUTCOME, count, dimensions={names.CODE: code})


def item_retried() -> None:
    """An item is to be tried once more."""
    _write(names.PUSH_RETRIES, 1)


def item_waits(seconds: int) -> None:
    """An item waits because ServiceNow asked for it."""
    _write(names.WAIT_SECONDS, seconds, MetricUnit.Seconds)


def servicenow_answered(method: str, status: int | None, milliseconds: int) -> None:
    """One request to ServiceNow; `status` is None where there was no answer."""
    _write(names.SERVICENOW_LATENCY, milliseconds, MetricUnit.Milliseconds)
    _write(names.SERVICENOW_STATUS, 1, dimensions={names.STATUS: str(status or "none")})
    if status == 429:
        _write(names.RATE_LIMITED, 1)
    if status is None or status >= 300:
        refused = {"method": method, "status": status, "milliseconds": milliseconds}
        logger.warning("ServiceNow did not answer with success", extra=refused)


def sign_in_refused() -> None:
    """ServiceNow refused the credentials."""
    _write(names.SIGN_IN_REFUSED, 1)


def message_not_sent() -> None:
    """A channel did not take a message."""
    _write(names.MESSAGE_NOT_SENT, 1)


def oldest_active_job(seconds: float) -> None:
    """Age of the oldest job that has not ended; 0 when there is none."""
    _write(names.OLDEST_ACTIVE_JOB_AGE, seconds, MetricUnit.Seconds)


def _write(
    name: str,
    value: float,
    unit: MetricUnit = MetricUnit.Count,
    dimensions: dict[str, str] | None = None,
) -> None:
    """At once, as a line of the log: also a run that dies afterwards is counted."""
    with single_metric(name, unit, value, namespace=names.NAMESPACE, default_dimensions=dimensions or {}):
        pass
