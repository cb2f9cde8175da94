"""Which firing of the schedule a call is: the same one starts one job, another one another."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from control_push.handlers.workflow import scheduled_push
from control_push.models.push import Trigger
from tests.unit.domain.pushing import Pushing


@pytest.fixture
def fired(push: Pushing, monkeypatch: pytest.MonkeyPatch) -> Pushing:
    monkeypatch.setattr(scheduled_push, "store", lambda: push.store)
    monkeypatch.setattr(scheduled_push, "push_workflow", lambda: push.workflow)
    push.edited(push.pulled(1), "mine")
    return push


def fire(event: dict[str, str], request_id: str) -> Any:
    context: Any = SimpleNamespace(
        function_name="scheduled_push",
        memory_limit_in_mb=512,
        invoked_function_arn="arn:aws:lambda:us-east-1:123456789012:function:scheduled_push",
        aws_request_id=request_id,
    )
    return scheduled_push.handler(event, context)["job_id"]


def test_one_occurrence_delivered_twice_is_one_job(fired: Pushing) -> None:
    event = {"occurrence": "2026-11-23T02:00:00Z"}
    job_id = fire(event, "first")
    assert fire(event, "second") == job_id
    job = fired.store.jobs.get(job_id)
    assert job
    assert (job.trigger, job.total) == (Trigger.SCHEDULE, 1)


@pytest.mark.parametrize("event", [{}, {"occurrence": ""}, {"occurrence": "<aws.scheduler.scheduled-time>"}])
def test_without_a_scheduled_time_each_call_is_an_occurrence(fired: Pushing, event: dict[str, str]) -> None:
    first = fire(event, "first")
    assert fire(event, "first") == first
    assert fire(event, "second") not in {None, first}
