"""The AWS clients and tables of this function, made once per process and only when first needed."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

import boto3
from aws_lambda_env_modeler import get_environment_variables
from botocore.config import Config

from control_push.adapters.channels import Topic, Webhook
from control_push.adapters.credentials import Credentials
from control_push.adapters.people import People
from control_push.adapters.scheduler import Scheduler
from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.sign_in_guard import SignInGuard, require_accepted
from control_push.adapters.tables.store import Store
from control_push.adapters.work_bucket import WorkBucket
from control_push.adapters.workflow import Workflow
from control_push.domain.schedules.run_schedule import Runner
from control_push.errors import OtherInstanceError
from control_push.models.connection import Connection, Secrets
from control_push.settings import (
    ItemLists,
    LoopbackHttp,
    Notifications,
    PullWorkflow,
    PushWorkflow,
    ServiceNowSecret,
    Tables,
    Timers,
    UserPool,
)
from control_push.texts.text_format import TextFormat

# Three requests that all time out, and the pauses between them (up to 1 s and 2 s), end before an API call
# does after 29 s: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
AWS = Config(connect_timeout=1, read_timeout=7, retries={"mode": "standard", "total_max_attempts": 3})


@cache
def store() -> Store:
    """The tables."""
    return Store.open(boto3.client("dynamodb", config=AWS), get_environment_variables(Tables))


@cache
def credentials() -> Credentials:
    """The secret."""
    secret_id = get_environment_variables(ServiceNowSecret).servicenow_secret_id
    return Credentials(boto3.client("secretsmanager", config=AWS), secret_id)


@cache
def push_workflow() -> Workflow:
    """Runs a push job."""
    arn = get_environment_variables(PushWorkflow).push_workflow_arn
    return Workflow(boto3.client("stepfunctions", config=AWS), arn)


@cache
def pull_workflow() -> Workflow:
    """Runs a pull."""
    arn = get_environment_variables(PullWorkflow).pull_workflow_arn
    return Workflow(boto3.client("stepfunctions", config=AWS), arn)


@cache
def work_bucket() -> WorkBucket:
    """Holds the lists of items."""
    return WorkBucket(boto3.client("s3", config=AWS), get_environment_variables(ItemLists).work_bucket)


@cache
def scheduler() -> Scheduler:
    """EventBridge's part of the schedules."""
    settings = get_environment_variables(Timers)
    return Scheduler(
        boto3.client("scheduler", config=AWS),
        settings.schedule_group,
        settings.scheduled_push_arn,
        settings.scheduler_role_arn,
        settings.scheduler_queue_arn,
    )


@cache
def people() -> People:
    """Who has which role now."""
    settings = get_environment_variables(UserPool)
    return People(
        boto3.client("cognito-idp", config=AWS),
        settings.user_pool_id,
        settings.roles_of_groups,
        frozenset(settings.admin_clients),
    )


@cache
def channels() -> dict[str, Topic | Webhook]:
    """Where messages go, by name."""
    settings = get_environment_variables(Notifications)
    found: dict[str, Topic | Webhook] = {
        "topic": Topic(boto3.client("sns", config=AWS), settings.notification_topic_arn, settings.app_url)
    }
    if settings.webhook_secret_id:
        loopback = get_environment_variables(LoopbackHttp).allow_loopback_http
        found["webhook"] = Webhook(_webhook_address, settings.webhook_kind, settings.app_url, loopback)
    return found


def _webhook_address() -> str:
    secret_id = get_environment_variables(Notifications).webhook_secret_id
    value = boto3.client("secretsmanager", config=AWS).get_secret_value(SecretId=secret_id)
    address = value["SecretString"].strip()
    return address if "://" in address else ""


def schedule_runner() -> Runner:
    """Runs a schedule."""
    return Runner(store(), push_workflow(), servicenow, people())


@dataclass(frozen=True)
class _OpenClient:
    """Kept by the process: its token and its TCP connection."""

    settings: tuple[str, int, TextFormat, datetime | None]
    secrets: Secrets
    client: ServiceNowClient
    read_at: float
    """Of `time.monotonic`, when the secrets were read."""


_open: _OpenClient | None = None
CREDENTIALS_MAX_AGE = 300
"""Seconds after which a process looks whether the credentials have been changed in Secrets Manager."""


def servicenow(connection: Connection) -> ServiceNowClient:
    """The client for these settings, as just read.

    Raises:
        SignInStoppedError: ServiceNow refused them, and nobody has tested or changed them since.
    """
    global _open  # noqa: PLW0603  # one per process, as long as its settings and credentials stay as they are
    require_accepted(connection)
    # With the test, so that credentials that were changed and then tested are used by everybody at once.
    settings = (
        connection.instance_url,
        connection.version,
        connection.format_in_use,
        connection.last_test_at,
    )
    known = _open if _open and _open.settings == settings else None
    now = time.monotonic()
    if known and now - known.read_at < CREDENTIALS_MAX_AGE:
        return known.client
    secrets = credentials().load(connection.secret_version_id)
    if known and known.secrets == secrets:
        _open = replace(known, read_at=now)
        return known.client
    if _open:
        _open.client.close()
    client = ServiceNowClient(connection, secrets, guard=SignInGuard(store().connection, connection))
    _open = _OpenClient(settings, secrets, client, now)
    return client


def servicenow_to_test(connection: Connection, secrets: Secrets | None = None) -> ServiceNowClient:
    """A client for one connection test, to be closed; `secrets` are those of unsaved settings."""
    guard = SignInGuard(store().connection, connection, is_test=True) if connection.is_saved else None
    known = credentials().load(connection.secret_version_id) if secrets is None else secrets
    return ServiceNowClient(connection, known, guard=guard)


def servicenow_for(source_id: str) -> ServiceNowClient:
    """The client for the instance, table and field that a job was started for.

    Raises:
        OtherInstanceError: another one is connected now.
        SignInStoppedError: ServiceNow refused the sign-in before.
    """
    return servicenow_if(store().connection.get_connection(), source_id)


def servicenow_if(connection: Connection | None, source_id: str) -> ServiceNowClient:
    """The same, for the connection as just read."""
    if connection is None or connection.source_id != source_id:
        raise OtherInstanceError("Another ServiceNow instance or table is connected now, or none.")
    return servicenow(connection)
