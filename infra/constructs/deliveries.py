"""Where an event or a schedule ends up whose function could not be called, or failed each time."""

from __future__ import annotations

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_destinations as destinations
from aws_cdk import aws_sqs as sqs
from constructs import Construct


class Deliveries(Construct):
    """One queue for all of them: there should be none, and an alarm watches it."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self.failed = sqs.Queue(
            self,
            "Failed",
            enforce_ssl=True,
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            retention_period=Duration.days(14),
        )

    def keep_failures_of(self, function: lambda_.Function) -> None:
        """Calls that nobody waits for are tried three times by Lambda, and kept here after that."""
        function.configure_async_invoke(
            retry_attempts=2,
            max_event_age=Duration.hours(1),
            on_failure=destinations.SqsDestination(self.failed),
        )
