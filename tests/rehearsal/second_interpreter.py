"""The workflow definitions on another interpreter than the local AWS's: moto's, with execution switched on.

Its waits take no time here, but are written down.
"""

from __future__ import annotations

import io
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto.core.config import DefaultConfig
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.asl.component.state.wait.wait_function.wait_function import WaitFunction

from infra.rehearsal.assembly import Assembly

REGION = "us-east-1"
BUCKET = "work"
ROLE = "arn:aws:iam::123456789012:role/workflow"
FUNCTION = f"arn:aws:lambda:{REGION}:123456789012:function:"
Function = Callable[[dict[str, Any]], dict[str, Any]]


class FunctionError(Exception):
    """A function that raised, or that Lambda ended: `name` is what the workflow sees as the error."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    @classmethod
    def timed_out(cls) -> FunctionError:
        """What Lambda says of a function that ran into its time-out."""
        return cls("Sandbox.Timedout")


class Interpreter:
    """Runs a workflow with Python functions of the payload, by their names in the definition."""

    def __init__(self, functions: dict[str, Function]) -> None:
        self._functions = functions
        self.calls: Counter[str] = Counter()
        self.payloads: list[tuple[str, dict[str, Any]]] = []
        self.retried_after: list[float] = []
        self.waited: list[int] = []
        self.started = ""
        """ARN of the execution that was run."""
        self.history: list[dict[str, Any]] = []

    def invoke(self, **request: Any) -> dict[str, Any]:
        """Stands for Lambda's Invoke."""
        name = str(request["FunctionName"]).removeprefix(FUNCTION)
        payload = json.loads(request["Payload"])
        self.calls[name] += 1
        self.payloads.append((name, payload))
        try:
            answer, failed = self._functions[name](payload), {}
        except FunctionError as error:
            answer, failed = (
                {"errorType": error.name, "errorMessage": str(error)},
                {"FunctionError": "Unhandled"},
            )
        body = io.BytesIO(json.dumps(answer).encode())
        return {"StatusCode": 200, "ExecutedVersion": "$LATEST", "Payload": body, **failed}

    def run(self, definition: str, job: dict[str, Any]) -> dict[str, Any]:
        """Status and output of one execution."""
        states = boto3.client("stepfunctions", REGION)
        machine = states.create_state_machine(name="workflow", definition=definition, roleArn=ROLE)
        started = states.start_execution(stateMachineArn=machine["stateMachineArn"], input=json.dumps(job))
        while (execution := states.describe_execution(executionArn=started["executionArn"]))[
            "status"
        ] == "RUNNING":
            time.sleep(0.01)
        self.started = started["executionArn"]
        pages = states.get_paginator("get_execution_history").paginate(executionArn=self.started)
        self.history = [event for page in pages for event in page["events"]]
        return {"status": execution["status"], "output": json.loads(execution.get("output", "null"))}


@contextmanager
def interpreting(functions: dict[str, Function], monkeypatch: pytest.MonkeyPatch) -> Iterator[Interpreter]:
    """An interpreter with these functions, and an empty bucket for the lists of items."""
    interpreter = Interpreter(functions)
    with (
        mock_aws(config=DefaultConfig(stepfunctions={"execute_state_machine": True})),
        monkeypatch.context() as patch,
    ):
        clients = {"lambda": interpreter}
        real = lambda_eval_utils.boto_client_for
        patch.setattr(
            lambda_eval_utils,
            "boto_client_for",
            lambda service, **rest: clients.get(service) or real(service=service, **rest),
        )
        patch.setattr(retrier_decl, "time", SimpleNamespace(sleep=interpreter.retried_after.append))
        patch.setattr(
            WaitFunction,
            "_wait_interval",
            lambda _self, env, wait_seconds: interpreter.waited.append(wait_seconds),
        )
        boto3.client("s3", REGION).create_bucket(Bucket=BUCKET)
        yield interpreter


def put_items(key: str, items: list[dict[str, Any]]) -> None:
    """What "Prepare push" writes for the Map."""
    boto3.client("s3", REGION).put_object(Bucket=BUCKET, Key=key, Body=json.dumps(items).encode())


def definition_of(assembly: Assembly, machine: str) -> str:
    """A machine's definition with ``FUNCTION + name`` for the function of each placeholder."""
    [found] = [
        properties
        for name, properties in assembly.resources("AWS::StepFunctions::StateMachine")
        if name.startswith(machine)
    ]
    definition: str = found["DefinitionString"]
    for placeholder in found["DefinitionSubstitutions"]:
        definition = definition.replace(f"${{{placeholder}}}", f"{FUNCTION}{placeholder}")
    return json.dumps(json.loads(definition, object_hook=_without_what_moto_lacks))


def _without_what_moto_lacks(part: dict[str, Any]) -> dict[str, Any]:
    """Its grammar takes no whole number as percentage; its ResultWriter looks for names in the results."""
    if "ToleratedFailurePercentage" in part:
        part["ToleratedFailurePercentage"] = float(part["ToleratedFailurePercentage"])
    part.pop("ResultWriter", None)
    return part
