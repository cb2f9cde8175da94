"""What `make deploy`, `make user` and `make destroy` do, in an account that moto makes up."""

from __future__ import annotations

import json
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.build_cache import ROOT
from infra.deployment import __main__ as commands
from infra.deployment.account import BOOTSTRAP_VERSION, Account, AccountError, signed_in_account
from infra.deployment.announcement import announce, standing_cost
from infra.deployment.users import ensure_user
from infra.environments import ENVIRONMENTS, ROLES
from infra.node import node_environment
from infra.rehearsal.assembly import Assembly

STAGING = ENVIRONMENTS["staging"]


def test_the_cdk_app_starts_in_a_shell_that_knows_nothing_of_this_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    [python, *_] = json.loads((ROOT / "cdk.json").read_text())["app"].split()
    command = ["/usr/bin/env", python, "-c", "import sys; print(sys.prefix)"]
    started = subprocess.run(command, env=node_environment(), capture_output=True, text=True, check=True)
    assert Path(started.stdout.strip()) == Path(sys.prefix)


def test_it_is_said_first_what_will_be_created_and_cost(assembly: Assembly, account: Account) -> None:
    said = announce(assembly, account)
    assert "Account 123456789012, region eu-central-1" in said
    assert "2 DynamoDB tables, 1 Secrets Manager secret" in said
    assert "1 smaller resources" in said
    assert "CDKToolkit" in said
    assert standing_cost(assembly) == pytest.approx(0.40 + 0.10 + 6.00)
    assert "$6.50 a month" in said
    assert "TLS 1.0" in said


def test_a_bootstrapped_account_is_not_told_about_it(assembly: Assembly, account: Account) -> None:
    account.client("ssm").put_parameter(Name=BOOTSTRAP_VERSION, Value="8", Type="String")
    assert "CDKToolkit" not in announce(assembly, account)


@pytest.fixture
def cdk(monkeypatch: pytest.MonkeyPatch, assembly: Assembly) -> list[tuple[str, ...]]:
    """The CDK commands that would be run."""
    run: list[tuple[str, ...]] = []
    monkeypatch.setattr(commands, "_cdk", lambda _account, *arguments: run.append(arguments))
    monkeypatch.setattr(commands, "synthesise", lambda _name: assembly)
    monkeypatch.setattr(commands, "_what_next", lambda *_: "")
    return run


@pytest.mark.parametrize(("version", "bootstraps"), [("0", True), ("7", True), ("8", False), ("31", False)])
def test_an_account_is_bootstrapped_where_it_has_to_be(
    account: Account, cdk: list[tuple[str, ...]], version: str, bootstraps: bool
) -> None:
    account.client("ssm").put_parameter(Name=BOOTSTRAP_VERSION, Value=version, Type="String")
    commands.deploy(STAGING, Namespace(yes=True))
    assert ([one[0] for one in cdk] == ["bootstrap", "deploy"]) is bootstraps
    assert cdk[-1][:2] == ("deploy", "ControlPackagePush-staging")


def test_nothing_is_done_unasked(account: Account, cdk: list[tuple[str, ...]]) -> None:
    with pytest.raises(AccountError, match="YES=1"):
        commands.deploy(STAGING, Namespace(yes=False))
    assert cdk == []


def test_who_has_no_region_is_told_how_to_say_one(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
    with pytest.raises(AccountError, match="AWS_REGION="):
        signed_in_account()


def test_the_region_is_taken_from_the_variable_that_the_readme_names(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    assert signed_in_account().region == "eu-west-1"


def test_the_cdk_works_in_the_region_that_was_announced(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    seen: list[str] = []

    def run(_command: list[str], *, env: dict[str, str], **_: Any) -> subprocess.CompletedProcess[str]:
        seen.append(env["AWS_REGION"])
        return subprocess.CompletedProcess([], 1)

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(AccountError, match="cdk deploy"):
        commands._cdk(account, "deploy", "ControlPackagePush-staging")
    assert seen == ["eu-central-1"]


def test_production_is_never_deleted(cdk: list[tuple[str, ...]]) -> None:
    with pytest.raises(AccountError, match="keeps its data"):
        commands.destroy(ENVIRONMENTS["production"], Namespace(yes=True))
    assert cdk == []


def test_staging_is_deleted_with_what_is_in_its_buckets(
    account: Account, cdk: list[tuple[str, ...]], stacks: Callable[..., None]
) -> None:
    stacks(staging=["files", "work"], other=["theirs"])
    commands.destroy(STAGING, Namespace(yes=True))
    s3 = account.client("s3")
    left = {name: s3.list_objects_v2(Bucket=name)["KeyCount"] for name in ("files", "work", "theirs")}
    assert left == {"files": 0, "work": 0, "theirs": 1}
    assert cdk[0][:3] == ("destroy", "ControlPackagePush-staging", "--force")


def test_a_stack_that_is_not_there_is_named(stacks: Callable[..., None]) -> None:
    stacks(production=[])
    with pytest.raises(AccountError, match="no stack ControlPackagePush-staging in account 123456789012"):
        commands.add_user(STAGING, Namespace(email="a@example.com", group="admin"))


def test_a_person_is_invited_once_and_has_one_role(account: Account) -> None:
    cognito = account.client("cognito-idp")
    pool = cognito.create_user_pool(PoolName="people")["UserPool"]["Id"]
    for role in ROLES:
        cognito.create_group(UserPoolId=pool, GroupName=role)
    assert ensure_user(cognito, pool, "a@example.com", "author") is True
    assert ensure_user(cognito, pool, "a@example.com", "admin") is False
    groups = cognito.admin_list_groups_for_user(UserPoolId=pool, Username="a@example.com")["Groups"]
    assert [group["GroupName"] for group in groups] == ["admin"]
    [person] = cognito.list_users(UserPoolId=pool)["Users"]
    assert {"Name": "email", "Value": "a@example.com"} in person["Attributes"]


class CloudFormation:
    """Knows stacks, each with the names of its buckets."""

    def __init__(self, **buckets: list[str]) -> None:
        self._buckets = {f"ControlPackagePush-{name}": names for name, names in buckets.items()}

    def describe_stacks(self, StackName: str) -> dict[str, Any]:  # noqa: N803 - boto3's name
        if StackName not in self._buckets:
            raise ClientError({"Error": {"Code": "ValidationError", "Message": "no"}}, "DescribeStacks")
        return {"Stacks": [{"Outputs": []}]}

    def get_paginator(self, _operation: str) -> CloudFormation:
        return self

    def paginate(self, StackName: str) -> list[dict[str, Any]]:  # noqa: N803 - boto3's name
        kinds = dict.fromkeys(self._buckets[StackName], "AWS::S3::Bucket") | {"table": "AWS::DynamoDB::Table"}
        return [
            {"StackResourceSummaries": [{"ResourceType": kind, "PhysicalResourceId": name}]}
            for name, kind in kinds.items()
        ]


@pytest.fixture
def stacks(account: Account, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Deploys stacks, given the names of the buckets of each."""

    def deploy(**buckets: list[str]) -> None:
        cloudformation = CloudFormation(**buckets)
        real = Account.client
        monkeypatch.setattr(
            Account,
            "client",
            lambda self, name: cloudformation if name == "cloudformation" else real(self, name),
        )
        for names in buckets.values():
            for name in names:
                where = {"LocationConstraint": "eu-central-1"}
                real(account, "s3").create_bucket(Bucket=name, CreateBucketConfiguration=where)
                real(account, "s3").put_object(Bucket=name, Key="assets/1", Body=b"x")

    return deploy
