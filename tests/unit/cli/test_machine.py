"""A pipeline signs in by what its environment holds, and keeps nothing on disk."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import respx

from .conftest import Invoke
from .test_browser_sign_in import CONFIG, SIGN_IN, WEB

MACHINE = {
    "CONTROL_PUSH_URL": WEB,
    "CONTROL_PUSH_CLIENT_ID": "nightly",
    "CONTROL_PUSH_CLIENT_SECRET": "machine-secret",
}


def machine_token(name: str = "first") -> str:
    claims = json.dumps({"client_id": "nightly", "scope": "control-push/author", "jti": name}).encode()
    return f"h.{base64.urlsafe_b64encode(claims).decode().rstrip('=')}.s"


@pytest.fixture
def cloud() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        router.get(f"{WEB}/config.json").respond(json=CONFIG)
        router.post(f"{SIGN_IN}/oauth2/token").respond(
            json={"access_token": machine_token(), "expires_in": 3600}
        )
        router.get(f"{WEB}/api/v1/connection").respond(json={"status": "connected"})
        router.get(f"{WEB}/api/v1/push/modified").respond(json={"statements": [], "total_count": 0})
        router.get(f"{WEB}/api/v1/statements").respond(json={"statements": []})
        yield router


def test_commands_run_as_the_machine_without_a_login(
    cloud: respx.MockRouter, invoke: Invoke, home: Path
) -> None:
    result = invoke("status", "--json", env=MACHINE)
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert (said["user"], said["roles"]) == ("machine:nightly", ["author"])
    assert "machine-secret" not in result.output
    asked = next(call.request for call in cloud.calls if call.request.url.path == "/oauth2/token")
    assert asked.content == b"grant_type=client_credentials"
    assert asked.headers["authorization"] == httpx.BasicAuth("nightly", "machine-secret")._auth_header
    assert not (home / "session.json").exists()


def test_the_machine_comes_before_a_person_who_is_signed_in(
    cloud: respx.MockRouter, invoke: Invoke, session: object
) -> None:
    assert json.loads(invoke("status", "--json", env=MACHINE).stdout)["user"] == "machine:nightly"


def test_a_token_that_ends_is_asked_for_again(cloud: respx.MockRouter, invoke: Invoke) -> None:
    tokens = [machine_token("first"), machine_token("second")]
    cloud.post(f"{SIGN_IN}/oauth2/token").mock(
        side_effect=[httpx.Response(200, json={"access_token": one, "expires_in": 3600}) for one in tokens]
    )

    def connection(request: httpx.Request) -> httpx.Response:
        is_new = request.headers["authorization"] == f"Bearer {tokens[1]}"
        return httpx.Response(200 if is_new else 401, json={"status": "connected"})

    cloud.get(f"{WEB}/api/v1/connection").mock(side_effect=connection)
    assert invoke("status", env=MACHINE).exit_code == 0


@pytest.mark.parametrize("missing", ["CONTROL_PUSH_URL", "CONTROL_PUSH_CLIENT_SECRET"])
def test_half_of_the_variables_are_not_enough(invoke: Invoke, missing: str) -> None:
    result = invoke("status", env={**MACHINE, missing: ""})
    assert result.exit_code == 2
    assert missing in result.stderr


def test_a_refused_secret_is_told_with_what_to_check(cloud: respx.MockRouter, invoke: Invoke) -> None:
    cloud.post(f"{SIGN_IN}/oauth2/token").respond(401, json={"error": "invalid_client"})
    result = invoke("status", env=MACHINE)
    assert result.exit_code == 3
    assert "invalid_client" in result.stderr
    assert "CONTROL_PUSH_CLIENT_SECRET" in result.stderr
