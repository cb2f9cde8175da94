"""The product on one machine: local AWS with the deployed stack, and its users."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import boto3
from botocore.config import Config

from infra.environments import SIGNED_IN
from infra.local.aws import REGION, LocalAws, free_port
from infra.local.deploy import ACCOUNT, StackOutputs, deploy, synthesise


@dataclass(frozen=True)
class DemoUser:
    """Somebody who can sign in; the group is the role."""

    email: str
    password: str
    group: str


class LocalStack:
    """A context manager: everything is stopped at its end, and its state kept in the folder."""

    def __init__(
        self,
        state_dir: Path,
        *,
        aws_port: int = 0,
        enforce_roles: bool = False,
        say: Callable[[str], None] = lambda _text: None,
    ) -> None:
        self._aws = LocalAws(state_dir / "aws", aws_port or free_port(), enforce_roles=enforce_roles, say=say)
        self._say = say
        self.region = REGION
        self.aws_endpoint_url = self._aws.endpoint_url
        self.outputs: StackOutputs

    def __enter__(self) -> Self:
        self._say("Building the functions and the stack")
        assembly = synthesise()
        self._say("Starting the local AWS")
        self._aws.start()
        try:
            self._say("Deploying the stack")
            self.outputs = deploy(self.client, assembly)
        except BaseException:
            self._aws.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._aws.stop()

    def reserve(self) -> None:
        """Waits until an earlier run has saved its state and freed its port; refuses a second one."""
        self._aws.reserve()

    def check(self) -> None:
        """Raises LocalAwsError if the local AWS has ended by itself."""
        self._aws.check()

    @property
    def gateway_url(self) -> str:
        """The API Gateway's address; the API's paths follow."""
        return f"{self.aws_endpoint_url}/_aws/execute-api/{self.outputs.api_id}"

    @property
    def api_url(self) -> str:
        """The API's address, ending in /api/v1, without the web server in front."""
        return f"{self.gateway_url}/api/v1"

    def client(self, service: str) -> Any:
        """A boto3 client of the local AWS."""
        return self._session.client(service, endpoint_url=self.aws_endpoint_url, config=_CONFIG)

    def allow_sign_in_from(self, *web_urls: str) -> None:
        """Lets the hosted sign-in page send people back to the web app at these addresses."""
        self.client("cognito-idp").update_user_pool_client(
            UserPoolId=self.outputs.user_pool_id,
            ClientId=self.outputs.client_id,
            CallbackURLs=[f"{url}{SIGNED_IN}" for url in web_urls],
            LogoutURLs=[f"{url}/" for url in web_urls],
        )

    def send_messages_to(self, webhook: str) -> None:
        """Where the product's messages are posted."""
        secret = self.client("secretsmanager")
        secret.put_secret_value(SecretId=self.outputs.webhook_secret, SecretString=webhook)

    @cached_property
    def _session(self) -> Any:
        return boto3.Session(
            aws_access_key_id=ACCOUNT,
            aws_secret_access_key="local",
            region_name=REGION,
        )

    def ensure_users(self, users: Sequence[DemoUser]) -> None:
        """Creates the users that do not exist yet, with their passwords and groups."""
        cognito = self.client("cognito-idp")
        pool = self.outputs.user_pool_id
        known = {user["Username"] for user in cognito.list_users(UserPoolId=pool)["Users"]}
        for user in users:
            if user.email not in known:
                cognito.admin_create_user(UserPoolId=pool, Username=user.email, MessageAction="SUPPRESS")
            cognito.admin_set_user_password(
                UserPoolId=pool, Username=user.email, Password=user.password, Permanent=True
            )
            cognito.admin_add_user_to_group(UserPoolId=pool, Username=user.email, GroupName=user.group)


_CONFIG = Config(retries={"max_attempts": 3, "mode": "standard"}, read_timeout=60)
