"""Who is told of what by itself: a topic with e-mail subscriptions, and the secret address of a webhook."""

from __future__ import annotations

from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.constructs.removal import removal_policy
from infra.environments import Environment


class Notifications(Construct):
    """Apart from the alarms: these are for who writes statements, those for who runs the product."""

    def __init__(self, scope: Construct, construct_id: str, environment: Environment) -> None:
        super().__init__(scope, construct_id)
        self.topic = sns.Topic(self, "Topic", enforce_ssl=True)
        for email in environment.notification_emails:
            self.topic.add_subscription(subscriptions.EmailSubscription(email))
        self.webhook_address = self._make_secret(environment) if environment.webhook else None

    def _make_secret(self, environment: Environment) -> secretsmanager.Secret:
        # Made with a value that is no address: until somebody puts one there, nothing is sent.
        return secretsmanager.Secret(
            self,
            "WebhookAddress",
            description="Address of the webhook that messages go to: put it here as plain text",
            removal_policy=removal_policy(environment),
        )
