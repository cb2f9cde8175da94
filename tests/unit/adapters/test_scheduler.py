"""What is asked of EventBridge Scheduler, against moto's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest

from control_push.adapters.scheduler import Scheduler, Timer
from control_push.errors import InvalidInputError

TIMER = Timer("id", "cron(0 22 * * ? *)", "Europe/Berlin", '{"schedule_id": "id"}')


@pytest.fixture
def scheduler(aws: None) -> Scheduler:
    client = boto3.client("scheduler")
    client.create_schedule_group(Name="push")
    arn = "arn:aws:{}:us-east-1:123456789012:{}"
    return Scheduler(
        client,
        "push",
        arn.format("lambda", "function:run"),
        "arn:aws:iam::123456789012:role/scheduler",
        arn.format("sqs", "failed"),
    )


def found(scheduler: Scheduler) -> Any:
    return scheduler.client.get_schedule(GroupName="push", Name="id")


def test_a_timer_is_made_then_changed_and_is_as_wanted(scheduler: Scheduler) -> None:
    assert not scheduler.is_as_wanted(TIMER)
    scheduler.set(TIMER)
    assert scheduler.is_as_wanted(TIMER)
    made = found(scheduler)
    assert made["FlexibleTimeWindow"] == {"Mode": "OFF"}
    assert made["Target"]["RetryPolicy"] == {"MaximumEventAgeInSeconds": 900, "MaximumRetryAttempts": 10}
    assert made["Target"]["DeadLetterConfig"]["Arn"].endswith("failed")
    changed = replace(TIMER, expression="rate(1 hour)", start=datetime(2030, 1, 1, tzinfo=UTC))
    assert not scheduler.is_as_wanted(changed)
    scheduler.set(changed)
    assert scheduler.is_as_wanted(changed)
    assert list(scheduler.names()) == ["id"]


def test_a_timer_that_somebody_switched_off_is_not_as_wanted(scheduler: Scheduler) -> None:
    scheduler.set(TIMER)
    kept = ("Name", "GroupName", "ScheduleExpression", "ScheduleExpressionTimezone", "Target")
    changed = {name: found(scheduler)[name] for name in kept}
    scheduler.client.update_schedule(**changed, State="DISABLED", FlexibleTimeWindow={"Mode": "OFF"})
    assert not scheduler.is_as_wanted(TIMER)


def test_removing_what_is_not_there_is_as_good(scheduler: Scheduler) -> None:
    scheduler.set(TIMER)
    scheduler.remove("id")
    scheduler.remove("id")
    assert list(scheduler.names()) == []


def test_what_eventbridge_refuses_is_told_of_the_expression(
    scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = scheduler.client.exceptions.ValidationException(
        {"Error": {"Code": "ValidationException", "Message": "Invalid Schedule Expression"}}, "UpdateSchedule"
    )

    def refuse(**_: Any) -> None:
        raise error

    monkeypatch.setattr(scheduler.client, "update_schedule", refuse)
    with pytest.raises(InvalidInputError) as refused:
        scheduler.set(TIMER)
    assert "Invalid Schedule Expression" in refused.value.extra["errors"][0]["message"]
