"""The connection to ServiceNow: settings and test."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated, Any

from aws_lambda_env_modeler import get_environment_variables, init_environment_variables
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import Field, SecretStr

from control_push.domain.connection.change import SECRET_NAMES, ConnectionSettings, change_connection
from control_push.domain.connection.check import check_connection, check_settings
from control_push.domain.look_up import require_connection
from control_push.handlers.api.access import ADMINS, READERS, actor
from control_push.handlers.api.parameters import Moment
from control_push.handlers.api.routing import Api
from control_push.handlers.resources import credentials, servicenow_to_test, store
from control_push.models.base import Model, Timestamp, View
from control_push.models.connection import (
    AuthMethod,
    ConnectionStatus,
    ConnectionView,
    Mapping,
    Preset,
    TestStep,
    TextFormatFound,
    TextFormatSetting,
)
from control_push.settings import LoopbackHttp, ServiceNowSecret, Tables
from control_push.telemetry import observed

api = Api()

Name = Annotated[str, Field(max_length=200)]
Secret = Annotated[SecretStr | None, Field(max_length=4000, description="Write-only; left out = unchanged.")]


class ConnectionRequest(Model):
    """The settings. With a preset, table, text field and mapping may be left out."""

    instance_url: Annotated[str, Field(min_length=1, max_length=300)]
    preset: Preset = Preset.STATEMENT
    table: Name | None = None
    content_field: Name | None = None
    mapping: Mapping | None = None
    auth_method: AuthMethod = AuthMethod.BASIC
    username: Name = ""
    client_id: Name = ""
    text_format: TextFormatSetting = TextFormatSetting.AUTO
    password: Secret = None
    client_secret: Secret = None
    status: Annotated[ConnectionStatus | None, Field(description="As read; ignored.")] = None
    status_reason: Annotated[str | None, Field(description="As read; ignored.")] = None
    last_test_at: Annotated[Moment | None, Field(description="As read; ignored.")] = None
    text_format_found: Annotated[TextFormatFound | None, Field(description="As read; ignored.")] = None


AS_READ = frozenset({"status", "status_reason", "last_test_at", "text_format_found"})


class ConnectionTest(View):
    """The test, step by step."""

    status: ConnectionStatus
    last_test_at: Timestamp | None
    text_format_found: TextFormatFound | None
    steps: list[TestStep]


@api.call(
    "GET", "/connection", READERS, "Read the connection", tag="connection", operation_id="getConnection"
)
def read_connection() -> ConnectionView:
    """Without secrets; `instance_url` is null before one was set up."""
    return store().connection.get_connection() or ConnectionView()


@api.call(
    "PUT", "/connection", ADMINS, "Change the connection", tag="connection", operation_id="putConnection"
)
def save_connection(body: ConnectionRequest) -> ConnectionView:
    """Replaces the settings. Run the test afterwards."""
    return change_connection(
        store(), credentials(), _settings(body), actor(api), loopback_http=_loopback_http()
    )


def _settings(body: ConnectionRequest) -> ConnectionSettings:
    typed = {name: value for name, value in dict(body).items() if name not in AS_READ}
    secrets = {name: typed[name].get_secret_value() for name in SECRET_NAMES if typed[name] is not None}
    return ConnectionSettings(**{**typed, **secrets})


def _loopback_http() -> bool:
    return get_environment_variables(LoopbackHttp).allow_loopback_http


@api.call(
    "POST", "/connection/test", ADMINS, "Test the connection", tag="connection", operation_id="testConnection"
)
def run_test(body: ConnectionRequest | None = None) -> ConnectionTest:
    """Of the settings sent, unsaved, or of the saved ones. Each step that failed says why and what to do."""
    if body is None:
        connection = require_connection(store())
        with closing(servicenow_to_test(connection)) as client:
            tested, steps = check_connection(store(), client, connection, actor(api))
    else:
        tested, steps = check_settings(
            store(),
            credentials(),
            servicenow_to_test,
            _settings(body),
            actor(api),
            loopback_http=_loopback_http(),
        )
    return ConnectionTest(
        status=tested.status,
        last_test_at=tested.last_test_at,
        text_format_found=tested.text_format_found,
        steps=steps,
    )


class Variables(Tables, ServiceNowSecret, LoopbackHttp):
    """What this function's environment must have."""


@observed
@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Lambda entry point for an HTTP API event."""
    return api.answer(event, context)
