"""EventBridge Scheduler: one schedule there for each that is switched on here, in a group of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from control_push.errors import InvalidInputError

if TYPE_CHECKING:
    from mypy_boto3_scheduler import EventBridgeSchedulerClient

SCHEDULED_TIME = "<aws.scheduler.scheduled-time>"
"""Filled in by EventBridge: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html"""
MAX_EVENT_AGE = 900
"""Seconds in which a firing is tried again; a later one would be a surprise, and is told as missed."""
MAX_ATTEMPTS = 10


@dataclass(frozen=True)
class Timer:
    """One schedule as EventBridge is to have it."""

    name: str
    expression: str
    time_zone: str
    payload: str
    """JSON that the function is called with."""
    start: datetime | None = None
    """Of a rate: when it is first due."""


@dataclass(frozen=True)
class Scheduler:
    """The group and what its schedules call."""

    client: EventBridgeSchedulerClient
    group: str
    function_arn: str
    role_arn: str
    queue_arn: str = ""
    """Where a firing ends that reached nobody; empty for none."""

    def set(self, timer: Timer) -> None:
        """Makes the schedule, or makes it what it should be.

        Raises:
            InvalidInputError: EventBridge does not take the expression or the time zone.
        """
        try:
            self._set(self._wanted(timer))
        except self.client.exceptions.ValidationException as error:
            reason = f"EventBridge Scheduler does not take it: {error}"
            raise InvalidInputError("The schedule is not valid.", [("expression", reason)]) from error

    def _set(self, wanted: Any) -> None:
        try:
            self.client.update_schedule(**wanted)
        except self.client.exceptions.ResourceNotFoundException:
            try:
                self.client.create_schedule(**wanted)
            except self.client.exceptions.ConflictException:
                self.client.update_schedule(**wanted)

    def remove(self, name: str) -> None:
        """Removes the schedule, if there is one."""
        try:
            self.client.delete_schedule(GroupName=self.group, Name=name)
        except self.client.exceptions.ResourceNotFoundException:
            return

    def names(self) -> Iterator[str]:
        """Of all schedules in the group."""
        for page in self.client.get_paginator("list_schedules").paginate(GroupName=self.group):
            yield from (one["Name"] for one in page["Schedules"])

    def is_as_wanted(self, timer: Timer) -> bool:
        """Whether EventBridge has the schedule just so."""
        try:
            found: Any = self.client.get_schedule(GroupName=self.group, Name=timer.name)
        except self.client.exceptions.ResourceNotFoundException:
            return False
        wanted = self._wanted(timer)
        # A start lies in the past, once it is reached, and need not be repeated.
        names = ("ScheduleExpression", "ScheduleExpressionTimezone", "State", "Target")
        return all(_same(found.get(name), wanted[name]) for name in names)

    def _wanted(self, timer: Timer) -> Any:
        queue = {"DeadLetterConfig": {"Arn": self.queue_arn}} if self.queue_arn else {}
        return {
            "GroupName": self.group,
            "Name": timer.name,
            "ScheduleExpression": timer.expression,
            "ScheduleExpressionTimezone": timer.time_zone,
            "State": "ENABLED",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            # A time that is over; what was decided stays in the table.
            "ActionAfterCompletion": "DELETE",
            **({"StartDate": timer.start} if timer.start else {}),
            "Target": {
                "Arn": self.function_arn,
                "RoleArn": self.role_arn,
                "Input": timer.payload,
                "RetryPolicy": {
                    "MaximumEventAgeInSeconds": MAX_EVENT_AGE,
                    "MaximumRetryAttempts": MAX_ATTEMPTS,
                },
                **queue,
            },
        }


def _same(found: Any, wanted: Any) -> bool:
    """Of an object only what was asked for counts: EventBridge may add to it."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(_same(found.get(name), wanted[name]) for name in wanted)
    return bool(found == wanted)
