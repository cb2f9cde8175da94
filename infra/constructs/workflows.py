"""The two state machines, from their definitions beside this folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

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


def read_definition(name: str) -> str:
    """A definition with its ``${Name}`` places.

    A Map's ``StatesOf`` names the file of what happens to each item, which several Maps can share;
    ``NamesEndIn`` tells their states apart, since a name stands for one state of a machine.
    """
    definition = _read(name)
    for state in definition["States"].values():
        processor = state.get("ItemProcessor", {})
        if "StatesOf" in processor:
            shared, ending = _read(processor.pop("StatesOf")), processor.pop("NamesEndIn", "")
            processor |= {"StartAt": shared["StartAt"] + ending, "States": _renamed(shared["States"], ending)}
    return json.dumps(definition, indent=2)


def _read(name: str) -> dict[str, Any]:
    definition: dict[str, Any] = json.loads((DEFINITIONS / f"{name}.asl.json").read_text())
    return definition


def _renamed(part: Any, ending: str, *, of_states: bool = True) -> Any:
    """`part`: the states by their names, or what is in one."""
    if isinstance(part, list):
        return [_renamed(one, ending, of_states=False) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        name + ending if of_states else name: inner + ending
        if name in {"Next", "Default"}
        else _renamed(inner, ending, of_states=False)
        for name, inner in part.items()
    }


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
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=self.name,
            definition_body=sfn.DefinitionBody.from_string(read_definition(DEFINITION_FILES[construct_id])),
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
