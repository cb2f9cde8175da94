"""The connection's calls: nothing secret goes out, whatever comes in."""

from __future__ import annotations

from typing import Any

import boto3
import pytest

from control_push.adapters.credentials import Credentials
from control_push.errors import SignInRefusedError
from control_push.handlers.api import connection_api
from control_push.models.connection import Secrets
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, SYSTEM, fails
from tests.unit.handlers.calling import Answer, call

TYPED = {"instance_url": "https://example.service-now.com", "username": "service", "password": "hidden-word"}


@pytest.fixture
def credentials(aws: None, push: Pushing, monkeypatch: pytest.MonkeyPatch) -> Credentials:
    client = boto3.client("secretsmanager")
    made = Credentials(client, client.create_secret(Name="servicenow", SecretString="random")["ARN"])
    monkeypatch.setattr(connection_api, "credentials", lambda: made)
    return made


def put(body: dict[str, Any]) -> Answer:
    return call("PUT", "/connection", body, groups="[admin]", user="root@example.com")


def disconnect(push: Pushing) -> None:
    push.store.client.delete_item(TableName="connection", Key={"record": {"S": "CONNECTION"}})


def test_before_anything_is_connected(push: Pushing) -> None:
    disconnect(push)
    body = call("GET", "/connection").body
    assert (body["instance_url"], body["status"], body["last_test_at"]) == (None, "unknown", None)


def test_what_was_typed_can_be_read(push: Pushing, credentials: Credentials) -> None:
    saved = put(TYPED)
    assert saved.status == 200
    assert saved.body == call("GET", "/connection", groups="[auditor]").body
    assert saved.body == {
        "instance_url": "https://example.service-now.com",
        "preset": "statement",
        "table": "sn_compliance_statement",
        "content_field": "u_implementation_statement",
        "mapping": {
            "control_id": "control_id",
            "control_name": "control_name",
            "system": "profile",
            "system_name": "profile.name",
            "system_table": "sn_grc_profile",
        },
        "auth_method": "basic",
        "username": "service",
        "client_id": "",
        "status": "unknown",
        "status_reason": None,
        "last_test_at": None,
        "text_format": "auto",
        "text_format_found": None,
    }


def test_what_was_read_can_be_sent_back(push: Pushing, credentials: Credentials) -> None:
    read = put(TYPED).body
    assert put(read).body == read
    stored = push.store.connection.get_connection()
    assert stored
    assert credentials.load(stored.secret_version_id) == Secrets(password="hidden-word")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"instance_url": "http://example.com"}, "instance_url"),
        ({"instance_url": None}, "instance_url"),
        ({"username": ""}, "username"),
        ({"preset": "nothing"}, "preset"),
        ({"auth_method": "none"}, "auth_method"),
        ({"mapping": {"control_id": "a"}}, "mapping.control_name"),
        ({"pasword": "x"}, "pasword"),
        ({"password": ["hidden-word"]}, "password"),
        ({"password": "hidden-word" * 400}, "password"),
    ],
)
def test_a_refusal_names_the_field_and_quotes_no_secret(
    push: Pushing, credentials: Credentials, change: dict[str, Any], field: str
) -> None:
    answer = put(TYPED | change)
    assert answer.status == 422
    assert field in [row["field"] for row in answer.body["errors"]]
    assert "hidden-word" not in str(answer.body)
    assert push.store.connection.get_connection() == CONNECTION


def test_a_test_that_succeeds(push: Pushing) -> None:
    body = call("POST", "/connection/test", groups="[admin]").body
    assert (body["status"], [step["ok"] for step in body["steps"]]) == ("connected", [True] * 4)
    read = call("GET", "/connection").body
    assert (read["status"], read["last_test_at"]) == ("connected", body["last_test_at"])


def test_a_test_that_fails_is_an_answer(push: Pushing) -> None:
    push.servicenow.before = fails(1, SignInRefusedError("User is not authenticated."), on="SAMPLE")
    answer = call("POST", "/connection/test", groups="[admin]")
    assert (answer.status, answer.body["status"]) == (200, "error")
    assert [step["ok"] for step in answer.body["steps"]] == [True, False, None, None]
    assert answer.body["steps"][1]["fix"]


def test_nothing_to_test(push: Pushing) -> None:
    disconnect(push)
    answer = call("POST", "/connection/test", groups="[admin]")
    assert (answer.status, answer.body["code"]) == (409, "not_connected")


def test_settings_are_tested_before_they_are_saved(push: Pushing, credentials: Credentials) -> None:
    before = call("GET", "/connection").body
    answer = call("POST", "/connection/test", TYPED, groups="[admin]")
    assert (answer.status, answer.body["status"]) == (200, "connected")
    assert call("GET", "/connection").body == before
    other = {**TYPED, "password": None}
    refused = call("POST", "/connection/test", other, groups="[admin]")
    assert (refused.status, refused.body["errors"][0]["field"]) == (422, "password")


def test_what_a_refusal_stopped_says_why(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    push.store.connection.record_refusal(CONNECTION, "ServiceNow refused the sign-in: locked.")
    read = call("GET", "/connection").body
    assert (read["status"], read["status_reason"]) == ("error", "ServiceNow refused the sign-in: locked.")
    ids = {"statement_ids": [statement.statement_id]}
    for path, body in (
        ("/push", ids),
        ("/push/check-conflicts", ids),
        (f"/systems/{SYSTEM}/pull", None),
    ):
        answer = call("POST", path, body)
        assert (answer.status, answer.body["code"]) == (409, "connection_error")
        assert "locked" in answer.body["detail"]
    assert not push.servicenow.calls
    assert call("POST", "/connection/test", groups="[admin]").body["status"] == "connected"
    assert call("POST", "/push", ids).status == 202
