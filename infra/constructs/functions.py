"""One Lambda function per file in `control_push/handlers/api` and `control_push/handlers/workflow`."""

from __future__ import annotations

from dataclasses import dataclass

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from control_push.metric_names import service_name
from infra.environments import Environment

API_TIMEOUT = Duration.seconds(29)
TIMEOUTS = {
    "push_api": API_TIMEOUT,
    "statements_api": API_TIMEOUT,
    "connection_api": API_TIMEOUT,
    "operations_api": API_TIMEOUT,
    "audit_api": API_TIMEOUT,
    "prepare_push": Duration.minutes(5),
    # Holds one read, one write and the settling; a worker's lease on its statement lasts as long.
    "push_statement": Duration.seconds(45),
    "finish_push": Duration.minutes(15),
    "pull_page": Duration.minutes(5),
    "finish_pull": Duration.seconds(60),
    "scheduled_push": Duration.minutes(15),
    "schedules_api": API_TIMEOUT,
    "sweep_schedules": Duration.minutes(5),
    "notify": Duration.minutes(5),
}


@dataclass(frozen=True)
class FunctionSettings:
    """What all functions have in common."""

    code: lambda_.Code
    environment: Environment


class Functions(Construct):
    """The functions by name, with the same variables."""

    def __init__(
        self, scope: Construct, construct_id: str, settings: FunctionSettings, variables: dict[str, str]
    ) -> None:
        super().__init__(scope, construct_id)
        self.by_name = {
            name: new_function(self, name, timeout, settings, variables) for name, timeout in TIMEOUTS.items()
        }

    def __getitem__(self, name: str) -> lambda_.Function:
        return self.by_name[name]


def new_function(
    scope: Construct, name: str, timeout: Duration, settings: FunctionSettings, variables: dict[str, str]
) -> lambda_.Function:
    """One file's handler, with a role of its own that can write its own log and nothing else."""
    construct_id = name.title().replace("_", "")
    log_group = logs.LogGroup(
        scope,
        f"{construct_id}Log",
        retention=logs.RetentionDays[_retention(settings.environment.log_retention_days)],
        removal_policy=RemovalPolicy.DESTROY,
    )
    role = iam.Role(scope, f"{construct_id}Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    log_group.grant_write(role)
    return lambda_.Function(
        scope,
        construct_id,
        runtime=lambda_.Runtime.PYTHON_3_13,
        architecture=lambda_.Architecture.ARM_64,
        handler=f"control_push.handlers.{_room(name)}.{name}.handler",
        code=settings.code,
        role=role,
        timeout=timeout,
        memory_size=512,
        environment={
            **variables,
            "POWERTOOLS_SERVICE_NAME": service_name(settings.environment.name),
        },
        log_group=log_group,
        tracing=_tracing(settings.environment),
        # A running job's next step calls the version that its definition names, also after the next release.
        current_version_options=lambda_.VersionOptions(removal_policy=RemovalPolicy.RETAIN),
    )


def _room(name: str) -> str:
    if name == "map_groups":
        return "sign_in"
    return "api" if name.endswith("_api") else "workflow"


def _retention(days: int) -> str:
    return {1: "ONE_DAY", 90: "THREE_MONTHS"}[days]


def _tracing(environment: Environment) -> lambda_.Tracing:
    return lambda_.Tracing.DISABLED if environment.local else lambda_.Tracing.ACTIVE
