"""The AWS account that this machine's credentials open."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

# https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html
BOOTSTRAP_VERSION = "/cdk-bootstrap/hnb659fds/version"


class AccountError(Exception):
    """The account cannot be used as asked; the message says what to do."""


@dataclass(frozen=True)
class Account:
    """Account and region."""

    number: str
    region: str
    arn: str
    """Who the credentials belong to."""

    def client(self, service: str) -> Any:
        """A boto3 client in that region."""
        session: Any = boto3.Session(region_name=self.region)
        return session.client(service)

    @cached_property
    def bootstrap_version(self) -> int:
        """Version of the CDK's own stack in this region, 0 if there is none."""
        ssm = self.client("ssm")
        try:
            return int(ssm.get_parameter(Name=BOOTSTRAP_VERSION)["Parameter"]["Value"])
        except ssm.exceptions.ParameterNotFound:
            return 0

    def outputs(self, stack_name: str) -> dict[str, str]:
        """Outputs of a deployed stack by name.

        Raises:
            AccountError: it is not deployed here.
        """
        try:
            [stack] = self.client("cloudformation").describe_stacks(StackName=stack_name)["Stacks"]
        except ClientError as error:
            raise AccountError(
                f"There is no stack {stack_name} in account {self.number}, region {self.region}. "
                "Deploy it first, or choose the region that it is in with AWS_REGION."
            ) from error
        return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def signed_in_account() -> Account:
    """The account of this machine's credentials, in the region of its settings.

    Raises:
        AccountError: there are no credentials, or no region.
    """
    # boto3 knows AWS_DEFAULT_REGION only, the CDK and AWS's own command line this one, too.
    session = boto3.Session(region_name=os.environ.get("AWS_REGION"))
    if not session.region_name:
        raise AccountError("Say which region: AWS_REGION=eu-central-1 make deploy …")
    try:
        identity = session.client("sts").get_caller_identity()
    except (BotoCoreError, ClientError) as error:
        raise AccountError(
            f"AWS does not know who you are ({error}). Sign in first, for example with `aws sso login`, "
            "and name the profile with AWS_PROFILE."
        ) from error
    return Account(identity["Account"], session.region_name, identity["Arn"])
