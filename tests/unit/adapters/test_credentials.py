from __future__ import annotations

import json
import logging
import traceback
from typing import TYPE_CHECKING

import boto3
import pytest

from control_push.adapters.credentials import Credentials
from control_push.errors import ControlPushError
from control_push.models.connection import Secrets

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

FIRST = Secrets(password="first-password")
SECOND = Secrets(password="p\"ä\\'\n", client_secret="second-secret")


@pytest.fixture
def client(aws: None) -> SecretsManagerClient:
    return boto3.client("secretsmanager")


@pytest.fixture
def credentials(client: SecretsManagerClient) -> Credentials:
    # As the stack makes it: Secrets Manager fills a new secret with a random string.
    return Credentials(client, client.create_secret(Name="servicenow", SecretString="random")["ARN"])


def test_each_version_keeps_its_secrets(credentials: Credentials) -> None:
    first = credentials.save(FIRST)
    second = credentials.save(SECOND)

    assert first != second
    assert credentials.load(first) == FIRST
    assert credentials.load(second) == SECOND


def test_before_the_first_save_there_are_none(credentials: Credentials) -> None:
    assert credentials.load("") == Secrets()


def test_a_version_that_is_gone_can_be_entered_again(credentials: Credentials) -> None:
    credentials.save(FIRST)
    assert credentials.load("0" * 36) == Secrets()


@pytest.mark.parametrize("keeps_the_rest", [True, False])
def test_what_is_changed_in_secrets_manager_is_used(
    credentials: Credentials, client: SecretsManagerClient, keeps_the_rest: bool
) -> None:
    version = credentials.save(FIRST)
    value = json.loads(client.get_secret_value(SecretId=credentials.secret_id)["SecretString"])
    changed = {**(value if keeps_the_rest else {}), "password": "rotated"}
    client.put_secret_value(SecretId=credentials.secret_id, SecretString=json.dumps(changed))

    assert credentials.load(version) == Secrets(password="rotated")


def test_what_other_settings_are_saved_with_is_not_sent_where_these_lead(credentials: Credentials) -> None:
    first = credentials.save(FIRST)
    credentials.save(SECOND)  # whose settings are not written yet, or were refused for somebody else's

    assert credentials.load(first) == FIRST


def test_a_broken_value_is_not_quoted(credentials: Credentials, client: SecretsManagerClient) -> None:
    broken = '{"password": "hunter2", "other": 1}'
    version = client.put_secret_value(SecretId=credentials.secret_id, SecretString=broken)["VersionId"]

    with pytest.raises(ControlPushError) as caught:
        credentials.load(version)

    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_nothing_secret_is_logged(credentials: Credentials, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    credentials.load(credentials.save(SECOND))

    assert "second-secret" not in caplog.text
    assert "second-secret" not in repr(credentials)
