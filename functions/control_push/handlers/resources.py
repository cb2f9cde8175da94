"""The AWS clients and tables of this function, made once per process and only when first needed."""

from __future__ import annotations

from functools import cache

import boto3

from control_push.adapters.credentials import Credentials
from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.store import Store
from control_push.adapters.work_bucket import WorkBucket
from control_push.adapters.workflow import Workflow
from control_push.errors import OtherInstanceError
from control_push.models.connection import Connection
from control_push.settings import load_settings


@cache
def store() -> Store:
    """The tables."""
    return Store.open(boto3.client("dynamodb"), load_settings())


@cache
def credentials() -> Credentials:
    """The secret."""
    return Credentials(boto3.client("secretsmanager"), load_settings().servicenow_secret_id)


@cache
def push_workflow() -> Workflow:
    """Runs a push job."""
    return Workflow(boto3.client("stepfunctions"), load_settings().push_workflow_arn)


@cache
def pull_workflow() -> Workflow:
    """Runs a pull."""
    return Workflow(boto3.client("stepfunctions"), load_settings().pull_workflow_arn)


@cache
def work_bucket() -> WorkBucket:
    """Holds the lists of items."""
    return WorkBucket(boto3.client("s3"), load_settings().work_bucket)


_clients: dict[tuple[str, int], ServiceNowClient] = {}


def servicenow(connection: Connection) -> ServiceNowClient:
    """The client for these settings, kept while they stay as they are: its token and its TCP connection."""
    key = (connection.instance_url, connection.version)
    if key not in _clients:
        for client in _clients.values():
            client.close()
        _clients.clear()
        _clients[key] = ServiceNowClient(connection, credentials().load(connection.secret_version_id))
    return _clients[key]


def servicenow_for(source_id: str) -> ServiceNowClient:
    """The client for the instance, table and field that a job was started for.

    Raises:
        OtherInstanceError: another one is connected now.
    """
    connection = store().connection.get_connection()
    if connection is None or connection.source_id != source_id:
        raise OtherInstanceError("Another ServiceNow instance or table is connected now, or none.")
    return servicenow(connection)
