"""Which firing of a schedule a call is: the same one is one run, another one another."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from control_push.handlers.workflow import scheduled_push
from control_push.models.base import rfc3339, utc_now
from tests.unit.domain.pushing import Pushing
from tests.unit.domain.scheduling import Scheduling


@pytest.fixture
def fired(push: Pushing, monkeypatch: pytest.MonkeyPatch) -> Scheduling:
    schedules = Scheduling(push)
    monkeypatch.setattr(scheduled_push, "schedule_runner", schedules.runner)
    push.edited(push.pulled(1), "mine")
    return schedules


def fire(event: dict[str, str], request_id: str) -> Any:
    context: Any = SimpleNamespace(
        function_name="scheduled_push",
        memory_limit_in_mb=512,
        invoked_function_arn="arn:aws:lambda:us-east-1:123456789012:function:scheduled_push",
        aws_request_id=request_id,
    )
    return scheduled_push.handler(event, context)


def test_one_occurrence_delivered_twice_is_one_run(fired: Scheduling) -> None:
    event = {"schedule_id": fired.create().schedule_id, "occurrence": rfc3339(utc_now())}
    first = fire(event, "first")
    assert first["status"] == "pushed"
    assert fire(event, "second") == first
    assert len(fired.push.workflow.started) == 1


def test_a_run_is_named_after_the_time_it_was_due(fired: Scheduling) -> None:
    schedule, due = fired.create(), utc_now() - timedelta(minutes=5)
    fire({"schedule_id": schedule.schedule_id, "occurrence": rfc3339(due)}, "first")
    [run] = fired.store.schedules.runs(schedule.schedule_id, 10, None).rows
    assert run.at == due


@pytest.mark.parametrize("event", [{}, {"occurrence": ""}, {"occurrence": "<aws.scheduler.scheduled-time>"}])
def test_without_a_scheduled_time_each_call_is_an_occurrence(
    fired: Scheduling, event: dict[str, str]
) -> None:
    event = {"schedule_id": fired.create().schedule_id, **event}
    first = fire(event, "first")
    assert fire(event, "first") == first
    assert fire(event, "second")["status"] == "overlapping"


def test_a_schedule_that_is_gone_runs_no_more(fired: Scheduling) -> None:
    assert fire({"schedule_id": "gone"}, "first") == {"schedule_id": "gone", "status": None, "job_id": None}
