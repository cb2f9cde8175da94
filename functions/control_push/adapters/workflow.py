"""The Step Functions workflows: an execution's name is the id of the job or pull it runs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient


@dataclass(frozen=True)
class Workflow:
    """One state machine."""

    client: SFNClient
    arn: str

    def start(self, name: str, payload: dict[str, str]) -> None:
        """Launches the execution; one of that name that exists already is as good.

        https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html: idempotent
        for the same name and input while the execution runs, ExecutionAlreadyExists once it has ended.
        """
        try:
            self.client.start_execution(stateMachineArn=self.arn, name=name, input=json.dumps(payload))
        except self.client.exceptions.ExecutionAlreadyExists:
            return

    def execution(self, name: str) -> str:
        """The ARN of the execution."""
        return f"{self.arn.replace(':stateMachine:', ':execution:')}:{name}"

    def is_running(self, name: str) -> bool:
        """Whether the execution exists and has not ended."""
        try:
            answer = self.client.describe_execution(executionArn=self.execution(name))
        except self.client.exceptions.ExecutionDoesNotExist:
            return False
        return answer["status"] in {"RUNNING", "PENDING_REDRIVE"}
