"""The connection test: each step that fails says why and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import boto3
import pytest

from control_push.adapters.credentials import Credentials
from control_push.adapters.tables.audit import AuditFilter
from control_push.domain.connection.change import ConnectionSettings, change_connection
from control_push.domain.connection.check import STEPS, check_connection, check_settings
from control_push.errors import (
    BadRequestError,
    ForbiddenError,
    InvalidInputError,
    RateLimitedError,
    ServiceNowError,
    SignInRefusedError,
    UnavailableError,
)
from control_push.models.audit import Action
from control_push.models.connection import Connection, ConnectionStatus, Secrets
from control_push.models.connection import TestStep as Step
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, fails


def check(push: Pushing, connection: Connection = CONNECTION) -> tuple[Connection, list[Step]]:
    client: Any = push.servicenow
    return check_connection(push.store, client, connection, "root")


def test_all_is_well(push: Pushing) -> None:
    tested, steps = check(push)
    assert [step.name for step in steps] == list(STEPS)
    assert all(step.ok and not step.fix for step in steps)
    stored = push.store.connection.get_connection()
    assert stored == tested
    assert (tested.status, tested.last_test_at is None) == (ConnectionStatus.CONNECTED, False)


@pytest.mark.parametrize(
    ("error", "failed", "advice"),
    [
        (UnavailableError("It hibernates."), "reachable", "awake"),
        (RateLimitedError("Too many.", 5), "reachable", ""),
        (SignInRefusedError("User is not authenticated."), "signed_in", "password"),
        (ForbiddenError("ACL."), "table_readable", "read access to the table sn_compliance_statement"),
        (BadRequestError("Invalid table."), "table_readable", "plugin is active"),
    ],
)
def test_the_step_that_failed(push: Pushing, error: ServiceNowError, failed: str, advice: str) -> None:
    push.servicenow.before = fails(1, error, on="SAMPLE")
    tested, steps = check(push)
    position = STEPS.index(failed)
    assert [step.ok for step in steps] == [True] * position + [False] + [None] * (3 - position)
    assert steps[position].detail == error.detail
    fix = steps[position].fix
    assert fix
    assert advice in fix
    assert tested.status is ConnectionStatus.ERROR


@pytest.mark.parametrize(
    ("sample", "internal_type", "ok"),
    [
        ({"u_implementation_statement": ""}, None, True),
        ({"control_id": "AC-1"}, "html", False),
        (None, "html", True),
        (None, None, False),
    ],
)
def test_whether_the_text_field_is_there(
    push: Pushing, sample: dict[str, str] | None, internal_type: str | None, ok: bool
) -> None:
    push.servicenow.sample, push.servicenow.internal_type = sample, internal_type
    tested, steps = check(push)
    assert [step.ok for step in steps] == [True, True, True, ok]
    assert (steps[-1].fix is None) is ok
    assert (tested.status is ConnectionStatus.CONNECTED) is ok


def test_the_result_of_old_settings_is_not_stored(push: Pushing) -> None:
    changed = push.connect()
    check(push)
    assert push.store.connection.get_connection() == changed


def test_a_test_is_in_the_audit(push: Pushing) -> None:
    check(push)
    (record,) = push.store.audit.search(AuditFilter(), 10, None).rows
    assert (record.action, record.actor) == (Action.CONNECTION_TESTED, "root")
    assert record.details == {"status": "connected", "instance_url": CONNECTION.instance_url}


@pytest.mark.parametrize(
    ("error", "refused_before", "refused"),
    [
        (SignInRefusedError("User is not authenticated."), False, True),
        (ForbiddenError("ACL."), True, False),
        # It has neither accepted nor refused the credentials.
        (UnavailableError("It hibernates."), True, True),
        (UnavailableError("It hibernates."), False, False),
        (None, True, False),
    ],
)
def test_what_a_test_says_of_the_sign_in(
    push: Pushing, error: ServiceNowError | None, refused_before: bool, refused: bool
) -> None:
    if refused_before:
        push.store.connection.record_refusal(CONNECTION, "refused")
    connection = push.store.connection.get_connection()
    assert connection
    if error:
        push.servicenow.before = fails(1, error, on="SAMPLE")
    tested, steps = check(push, connection)
    assert push.store.connection.get_connection() == tested
    assert tested.sign_in_refused is refused
    failed = [f"{step.detail} {step.fix}" for step in steps if step.ok is False]
    assert tested.status_reason == (failed[0] if failed else None)


@pytest.fixture
def credentials(aws: None) -> Credentials:
    client = boto3.client("secretsmanager")
    return Credentials(client, client.create_secret(Name="servicenow", SecretString="random")["ARN"])


@dataclass
class Opened:
    """What a client was made of."""

    push: Pushing
    connections: list[Connection] = field(default_factory=list)
    secrets: list[Secrets] = field(default_factory=list)

    def __call__(self, connection: Connection, secrets: Secrets) -> Any:
        self.connections.append(connection)
        self.secrets.append(secrets)
        return self.push.servicenow


TYPED = ConnectionSettings("https://example.service-now.com", username="service", password="first-secret")


def try_out(
    push: Pushing, credentials: Credentials, settings: ConnectionSettings
) -> tuple[Connection, Opened]:
    opened = Opened(push)
    tested, _ = check_settings(push.store, credentials, opened, settings, "root", loopback_http=False)
    return tested, opened


def save(push: Pushing, credentials: Credentials, settings: ConnectionSettings) -> Connection:
    return change_connection(push.store, credentials, settings, "root", loopback_http=False)


def test_unsaved_settings_are_tested_and_not_saved(push: Pushing, credentials: Credentials) -> None:
    saved = save(push, credentials, TYPED)
    tried = replace(TYPED, instance_url="https://other.example", password="other-secret")
    tested, opened = try_out(push, credentials, tried)
    assert (tested.status, tested.instance_url) == (ConnectionStatus.CONNECTED, "https://other.example")
    assert opened.secrets == [Secrets(password="other-secret")]
    assert push.store.connection.get_connection() == saved
    (record, *_) = push.store.audit.search(AuditFilter(), 10, None).rows
    assert record.details == {
        "status": "connected",
        "instance_url": "https://other.example",
        "saved": False,
    }


def test_an_unsaved_address_is_not_sent_the_stored_secret(push: Pushing, credentials: Credentials) -> None:
    save(push, credentials, TYPED)
    opened = Opened(push)
    tried = replace(TYPED, instance_url="https://other.example", password=None)
    with pytest.raises(InvalidInputError) as refusal:
        check_settings(push.store, credentials, opened, tried, "root", loopback_http=False)
    assert [row["field"] for row in refusal.value.extra["errors"]] == ["password"]
    assert not opened.connections


def test_the_saved_settings_sent_again_are_a_test_of_the_saved_ones(
    push: Pushing, credentials: Credentials
) -> None:
    save(push, credentials, TYPED)
    tested, opened = try_out(push, credentials, replace(TYPED, password=None))
    assert opened.secrets == [Secrets(password="first-secret")]
    assert push.store.connection.get_connection() == tested
    assert tested.status is ConnectionStatus.CONNECTED
