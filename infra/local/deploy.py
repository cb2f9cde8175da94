"""Deploys the CDK stack to the local AWS: the same template, its assets uploaded with boto3."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.build_cache import ROOT, build_once
from infra.bundle import PACKAGE, build_bundle
from infra.environments import ENVIRONMENTS
from infra.local.aws import REGION
from infra.node import node_environment

ENVIRONMENT = ENVIRONMENTS["local"]
ACCOUNT = "000000000000"
TEMPLATES = "templates"
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"]


class DeployError(Exception):
    """The stack could not be deployed; the message says why."""


@dataclass(frozen=True)
class StackOutputs:
    """What a client needs to know of the deployed stack."""

    api_id: str
    user_pool_id: str
    client_id: str
    command_line_client_id: str
    push_workflow_arn: str
    pull_workflow_arn: str
    tables: dict[str, str]
    """Names of the tables: statements, push_jobs, audit, connection, schedules."""
    secret_id: str
    work_bucket: str
    scheduled_push: str
    sweep_schedules: str
    schedule_group: str
    notify: str
    notification_topic: str
    webhook_secret: str


def synthesise() -> Path:
    """The folder with the template and its assets; made anew only when an input changed.

    Raises:
        DeployError: the app does not synthesise.
    """
    bundle = build_bundle(local=True)
    return build_once("assembly", [bundle.name.encode(), *_definitions()], _synthesise)


def _synthesise(folder: Path) -> None:
    context = json.dumps({"environment": ENVIRONMENT.name})
    environment = {**node_environment(), "CDK_OUTDIR": str(folder), "CDK_CONTEXT_JSON": context}
    done = subprocess.run(
        [sys.executable, "-m", "infra.app"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DeployError(f"The CDK app does not synthesise:\n{done.stderr[-3000:]}")


def _definitions() -> list[bytes]:
    folder = ROOT / "infra"
    files = sorted([*folder.glob("*.py"), *folder.glob("constructs/*.py"), *folder.glob("*.json")])
    return [file.read_bytes() for file in files]


def deploy(client: Callable[[str], Any], outdir: Path) -> StackOutputs:
    """Creates or updates the stack; nothing is done when it is as synthesised already.

    Raises:
        DeployError: CloudFormation did not complete.
    """
    name = ENVIRONMENT.stack_name
    cloudformation = client("cloudformation")
    wanted = outdir.name
    found = _find_stack(cloudformation, name)
    if found is None or _tag(found) != wanted:
        s3 = client("s3")
        _upload_assets(s3, outdir, name)
        s3.put_object(Bucket=TEMPLATES, Key=wanted, Body=(outdir / f"{name}.template.json").read_bytes())
        request = {
            "StackName": name,
            # Not in the request itself, which may have 51,200 bytes.
            "TemplateURL": f"{s3.meta.endpoint_url}/{TEMPLATES}/{wanted}",
            "Capabilities": CAPABILITIES,
            "Tags": [{"Key": "assembly", "Value": wanted}],
        }
        _apply(cloudformation, request, found)
        found = _find_stack(cloudformation, name)
    return _outputs(found or {})


def _apply(cloudformation: Any, request: dict[str, Any], found: dict[str, Any] | None) -> None:
    action = "update" if found else "create"
    getattr(cloudformation, f"{action}_stack")(**request)
    waiter = cloudformation.get_waiter(f"stack_{action}_complete")
    try:
        waiter.wait(StackName=request["StackName"], WaiterConfig={"Delay": 1, "MaxAttempts": 120})
    except Exception as error:
        events = cloudformation.describe_stack_events(StackName=request["StackName"])["StackEvents"]
        reasons = [event["ResourceStatusReason"] for event in events if event.get("ResourceStatusReason")]
        raise DeployError(f"The stack was not deployed: {reasons[:5]}") from error


def _find_stack(cloudformation: Any, name: str) -> dict[str, Any] | None:
    try:
        stacks: list[dict[str, Any]] = cloudformation.describe_stacks(StackName=name)["Stacks"]
    except cloudformation.exceptions.ClientError:
        return None
    return stacks[0] if stacks else None


def _tag(stack: dict[str, Any]) -> str | None:
    return next((tag["Value"] for tag in stack.get("Tags", []) if tag["Key"] == "assembly"), None)


def _upload_assets(s3: Any, outdir: Path, stack_name: str) -> None:
    s3.create_bucket(Bucket=TEMPLATES)
    assets = json.loads((outdir / f"{stack_name}.assets.json").read_text())["files"]
    for asset in assets.values():
        for destination in asset["destinations"].values():
            bucket = _resolved(destination["bucketName"])
            s3.create_bucket(Bucket=bucket)
            body = _content(outdir / asset["source"]["path"], asset["source"]["packaging"])
            s3.put_object(Bucket=bucket, Key=_resolved(destination["objectKey"]), Body=body)


def _resolved(name: str) -> str:
    return name.replace("${AWS::AccountId}", ACCOUNT).replace("${AWS::Region}", REGION)


def _content(path: Path, packaging: str) -> bytes:
    if packaging == "file":
        return path.read_bytes()
    if not (path / PACKAGE.name).is_dir():
        raise DeployError(f"{path} is not the functions' code: it cannot be deployed here.")
    return _pointer(path)


def _pointer(code: Path) -> bytes:
    """A package that leads to the code where it lies.

    The local AWS unpacks its functions' code for each new worker, and nobody else is served meanwhile: half a
    second each time for 1,700 files.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(f"{PACKAGE.name}/__init__.py", _LEAD.format(code=str(code), package=PACKAGE.name))
    return buffer.getvalue()


_LEAD = """\
import sys

sys.path.insert(0, {code!r})
__path__ = [{code!r} + "/{package}"]
"""


def _outputs(stack: dict[str, Any]) -> StackOutputs:
    found = {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
    return StackOutputs(
        api_id=found["ApiId"],
        user_pool_id=found["UserPoolId"],
        client_id=found["ClientId"],
        command_line_client_id=found["CommandLineClientId"],
        push_workflow_arn=found["PushWorkflowArn"],
        pull_workflow_arn=found["PullWorkflowArn"],
        tables={
            "statements": found["StatementsTable"],
            "push_jobs": found["PushJobsTable"],
            "audit": found["AuditTable"],
            "texts": found["TextsTable"],
            "connection": found["ConnectionTable"],
            "schedules": found["SchedulesTable"],
        },
        secret_id=found["SecretId"],
        work_bucket=found["WorkBucketName"],
        scheduled_push=found["ScheduledPush"],
        sweep_schedules=found["SweepSchedules"],
        schedule_group=found["ScheduleGroup"],
        notify=found["NotifyFunction"],
        notification_topic=found["NotificationTopic"],
        webhook_secret=found["WebhookSecret"],
    )
