"""Where the schedules of administrators live in EventBridge Scheduler: the product makes and removes them."""

from __future__ import annotations

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_scheduler as scheduler
from constructs import Construct

from infra.environments import Environment


class Schedules(Construct):
    """A group of their own, and the role that they call their function with."""

    def __init__(self, scope: Construct, construct_id: str, environment: Environment) -> None:
        super().__init__(scope, construct_id)
        self.group_name = environment.stack_name
        scheduler.CfnScheduleGroup(self, "Group", name=self.group_name)
        stack = Stack.of(self)
        group_arn = stack.format_arn(
            service="scheduler", resource="schedule-group", resource_name=self.group_name
        )
        self.schedules_arn = stack.format_arn(
            service="scheduler", resource="schedule", resource_name=f"{self.group_name}/*"
        )
        # https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
        conditions = {"StringEquals": {"aws:SourceAccount": stack.account, "aws:SourceArn": group_arn}}
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("scheduler.amazonaws.com", conditions=conditions),
            description="Runs a schedule when it is due, and does nothing else",
        )
