"""What the deployed functions write into their logs: metrics under the names that alarms watch, and lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from control_push import metric_names as names
from tests.integration import canaries
from tests.integration.product import Product
from tests.integration.pushing import edited, push
from tests.integration.test_stopped_executions import sweep

SERVICE = (names.SERVICE, names.service_name("local"))
Written = tuple[str, frozenset[tuple[str, str]]]


def lines(product: Product) -> list[dict[str, Any]]:
    """Every line that is JSON, of every function's log."""
    logs = "\n".join(canaries.logs(product.stack).values()).splitlines()
    return [json.loads(line) for line in logs if line.startswith("{")]


def metrics(found: list[dict[str, Any]]) -> Iterator[Written]:
    for line in found:
        for directive in line.get("_aws", {}).get("CloudWatchMetrics", []):
            assert directive["Namespace"] == names.NAMESPACE
            for dimensions in directive["Dimensions"]:
                for metric in directive["Metrics"]:
                    yield metric["Name"], frozenset((name, line[name]) for name in dimensions)


@pytest.fixture
def job(product: Product) -> Any:
    """Of a push in which one statement waits and one may not be written; then the sweep, and a refusal."""
    statements = edited(product, 4)
    ids = [one["servicenow_sys_id"] for one in statements]
    product.simulator.add_fault("rate_limited", retry_after_s=1, times=1, match={"sys_ids": ids[:1]})
    product.simulator.add_fault("forbidden_by_acl", match={"sys_ids": ids[1:2], "methods": ["PUT", "PATCH"]})
    ended = push(product, statements)
    sweep(product)
    product.simulator.add_fault("unauthenticated")
    product.admin.call("POST", "/connection/test")
    return ended


def test_metrics_and_lines_of_a_push(product: Product, job: dict[str, Any]) -> None:
    found = lines(product)
    written = set(metrics(found))
    plain = {name for name, dimensions in written if dimensions == {SERVICE}}
    assert {
        names.OLDEST_ACTIVE_JOB_AGE,
        names.SIGN_IN_REFUSED,
        names.PUSHES_STARTED,
        names.PUSH_RETRIES,
        names.RATE_LIMITED,
        names.WAIT_SECONDS,
        names.SERVICENOW_LATENCY,
    } <= plain
    assert {
        (names.ITEM_OUTCOME, frozenset({SERVICE, (names.OUTCOME, "succeeded")})),
        (names.ITEM_OUTCOME, frozenset({SERVICE, (names.CODE, "forbidden")})),
        (names.SERVICENOW_STATUS, frozenset({SERVICE, (names.STATUS, "200")})),
        (names.SERVICENOW_STATUS, frozenset({SERVICE, (names.STATUS, "429")})),
    } <= written

    runs = [one for one in found if one.get("message") == "push statement" and one["job_id"] == job["job_id"]]
    assert {one["cause"] for one in runs if one["status"] == "retry"} <= {"rate_limited", "pause"}
    settled = {one["control_id"]: one["outcome"] for one in runs if one["status"] == "settled"}
    assert settled == {"AC-1": "succeeded", "AC-2": "failed", "AC-3": "succeeded", "AC-4": "succeeded"}
    for one in runs:
        assert {"statement_id", "attempt", "milliseconds", "function_request_id"} <= one.keys()
        assert one["service"] == SERVICE[1]
