"""The two state machines, from their definitions beside this folder."""

from __future__ import annotations

from pathlib import Path

from aws_cdk import ArnFormat, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.environments import Environment

DEFINITIONS = Path(__file__).parent.parent
DEFINITION_FILES = {"PushWorkflow": "push_workflow", "PullWorkflow": "pull_workflow"}


def machine_name(construct_id: str, environment: Environment) -> str:
    """Fixed, so that functions can name the machine that names them."""
    return f"{construct_id}-{environment.name}"


def arn_of(scope: Construct, resource: str, name: str) -> str:
    """An ARN of Step Functions in this account and region."""
    return Stack.of(scope).format_arn(
        service="states", resource=resource, resource_name=name, arn_format=ArnFormat.COLON_RESOURCE_NAME
    )


class Workflow(Construct):
    """One state machine. `substitutions` fill the ``${Name}`` places of the definition."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        environment: Environment,
        substitutions: dict[str, str],
    ) -> None:
        super().__init__(scope, construct_id)
        self.name = machine_name(construct_id, environment)
        self.role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
        log = logs.LogGroup(
            self, "Log", retention=logs.RetentionDays.THREE_MONTHS, removal_policy=RemovalPolicy.DESTROY
        )
        definition = (DEFINITIONS / f"{DEFINITION_FILES[construct_id]}.asl.json").read_text()
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=self.name,
            definition_body=sfn.DefinitionBody.from_string(definition),
            definition_substitutions=substitutions,
            role=self.role,
            tracing_enabled=not environment.local,
            # No execution data in the log: states carry ids and outcomes, errors could carry more.
            logs=sfn.LogOptions(destination=log, level=sfn.LogLevel.ALL, include_execution_data=False),
        )

    def may_invoke(self, *functions: lambda_.IFunction) -> None:
        """Lets the states call these functions."""
        for function in functions:
            function.grant_invoke(self.role)
