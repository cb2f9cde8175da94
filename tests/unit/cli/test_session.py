"""Signing in and out, keeping the tokens, renewing them."""

from __future__ import annotations

import json
import stat
import time
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import httpx
import pytest
import respx

from control_push_cli.session import Session, load_session, save_session

from .conftest import API, COGNITO, Invoke, token

ADDRESSES = ("--api-url", API, "--cognito-endpoint", COGNITO, "--client-id", "client")


def tokens(**changes: object) -> httpx.Response:
    result = {"AccessToken": token("author"), "RefreshToken": "refresh-secret", "ExpiresIn": 3600} | changes
    return httpx.Response(200, json={"AuthenticationResult": result})


def refusal(kind: str) -> httpx.Response:
    return httpx.Response(400, json={"__type": kind, "message": "no"})


def sent(route: respx.Route) -> dict[str, Any]:
    return dict(json.loads(route.calls.last.request.content))


def write_stack(folder: Path) -> None:
    stack = {
        "api_url": API,
        "aws_endpoint_url": COGNITO,
        "client_id": "client",
        "users": [{"email": "demo@example.com", "password": "demo-secret", "group": "author"}],
    }
    (folder / ".local").mkdir()
    (folder / ".local" / "stack.json").write_text(json.dumps(stack))


@respx.mock
def test_login_keeps_the_tokens_for_the_user_only(invoke: Invoke, home: Path) -> None:
    route = respx.post(COGNITO).mock(return_value=tokens())
    result = invoke("login", *ADDRESSES, "--user", "a@b.c", env={"CONTROL_PUSH_PASSWORD": "typed-secret"})
    assert result.exit_code == 0, result.output
    assert "a@b.c (author)" in result.stdout
    assert "secret" not in result.output
    assert route.calls.last.request.headers["x-amz-target"].endswith(".InitiateAuth")
    assert sent(route)["AuthParameters"] == {"USERNAME": "a@b.c", "PASSWORD": "typed-secret"}
    assert stat.S_IMODE((home / "session.json").stat().st_mode) == 0o600
    assert [file.name for file in home.iterdir()] == ["session.json"]


@respx.mock
def test_login_finds_a_local_environment_and_its_demo_password(invoke: Invoke, tmp_path: Path) -> None:
    write_stack(tmp_path)
    route = respx.post(COGNITO).mock(return_value=tokens())
    result = invoke("login", "--user", "demo@example.com", "--json")
    assert json.loads(result.stdout) == {"user": "demo@example.com", "roles": ["author"], "api_url": API}
    assert sent(route)["AuthParameters"]["PASSWORD"] == "demo-secret"
    assert "demo-secret" not in result.output


@respx.mock
def test_typed_addresses_never_get_the_demo_password(invoke: Invoke, tmp_path: Path) -> None:
    write_stack(tmp_path)
    result = invoke("login", *ADDRESSES, "--user", "demo@example.com")
    assert result.exit_code == 2
    assert "CONTROL_PUSH_PASSWORD" in result.stderr


@respx.mock
def test_login_reads_the_password_from_standard_input(invoke: Invoke) -> None:
    route = respx.post(COGNITO).mock(return_value=tokens())
    assert invoke("login", *ADDRESSES, "--user", "u", "--password-stdin", input="p w\n").exit_code == 0
    assert sent(route)["AuthParameters"]["PASSWORD"] == "p w"


@respx.mock
def test_login_asks_on_stderr(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("control_push_cli.asking.can_ask", lambda: True)
    monkeypatch.setattr("control_push_cli.asking.getpass", Mock(return_value="hidden-secret"))
    respx.post(COGNITO).mock(return_value=tokens())
    result = invoke("login", *ADDRESSES, "--json", input="me\n")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["user"] == "me"
    assert result.stderr.startswith("User: ")
    assert "hidden-secret" not in result.output


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (refusal("NotAuthorizedException"), 3, "password is not right"),
        (refusal("x#SomethingElse"), 3, "SomethingElse"),
        (httpx.Response(200, json={"ChallengeName": "NEW_PASSWORD_REQUIRED"}), 3, "NEW_PASSWORD_REQUIRED"),
        (httpx.Response(200, json={}), 7, "did not answer like a sign-in service"),
        (httpx.Response(200, text="<html>"), 7, "did not answer like a sign-in service"),
        (httpx.ConnectError("refused"), 7, "does not answer (ConnectError)"),
    ],
)
@respx.mock
def test_login_says_why_it_did_not_work(
    invoke: Invoke, answer: httpx.Response | Exception, code: int, words: str
) -> None:
    respx.post(COGNITO).mock(side_effect=[answer])
    result = invoke("login", *ADDRESSES, "--user", "u", env={"CONTROL_PUSH_PASSWORD": "typed-secret"})
    assert result.exit_code == code
    assert words in result.stderr
    assert "typed-secret" not in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--api-url", API),
        ("--stack-file", "none.json"),
        ("--stack-file", "x", "--api-url", API),
        ("--api-url", "http://example.com/api/v1", "--region", "eu-west-1", "--client-id", "c"),
        ("--api-url", "example.com", "--region", "eu-west-1", "--client-id", "c"),
        ("--api-url", "https://[", "--region", "eu-west-1", "--client-id", "c"),
    ],
)
def test_login_refuses_what_it_cannot_use(invoke: Invoke, arguments: tuple[str, ...]) -> None:
    assert invoke("login", "--user", "u", *arguments).exit_code == 2


def test_login_refuses_a_broken_stack_file(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "stack.json").write_text("[]")
    assert "not a stack file" in invoke("login", "--stack-file", "stack.json").stderr


@respx.mock
def test_logout_revokes_and_forgets(invoke: Invoke, session: Session, home: Path) -> None:
    route = respx.post(COGNITO).mock(return_value=httpx.Response(200))
    assert json.loads(invoke("logout", "--json").stdout) == {"signed_in": False}
    assert sent(route)["Token"] == session.refresh_token
    assert not (home / "session.json").exists()
    assert invoke("logout").exit_code == 0


@respx.mock
def test_logout_works_offline(invoke: Invoke, session: Session, home: Path) -> None:
    respx.post(COGNITO).mock(side_effect=httpx.ConnectError("x"))
    assert invoke("logout").exit_code == 0
    assert not (home / "session.json").exists()


def test_a_command_without_a_session_says_how_to_get_one(invoke: Invoke) -> None:
    result = invoke("systems", "--json")
    assert result.exit_code == 3
    assert result.stdout == ""
    document = json.loads(result.stderr)
    assert document["code"] == "not_signed_in"
    assert "control-push login" in document["next_step"]


def test_a_token_about_to_end_is_renewed_first(
    invoke: Invoke, api: respx.MockRouter, session: Session
) -> None:
    save_session(replace(session, expires_at=time.time() + 30))
    api.post(COGNITO).mock(return_value=tokens(AccessToken="new", RefreshToken=None))
    route = api.get("/systems").respond(json={"systems": [], "next_cursor": None})
    assert invoke("systems").exit_code == 0
    assert route.calls.last.request.headers["authorization"] == "Bearer new"
    assert load_session().access_token == "new"
    assert load_session().refresh_token == "refresh-secret"


def test_a_refused_token_is_renewed_once(invoke: Invoke, api: respx.MockRouter) -> None:
    route = api.get("/systems")
    route.side_effect = [
        httpx.Response(401, json={"message": "Unauthorized"}),
        httpx.Response(200, json={"systems": []}),
    ]
    renewals = api.post(COGNITO).mock(return_value=tokens(AccessToken="new"))
    assert invoke("systems").exit_code == 0
    assert renewals.call_count == 1
    assert sent(renewals)["AuthFlow"] == "REFRESH_TOKEN_AUTH"


def test_a_token_refused_again_ends_the_command(invoke: Invoke, api: respx.MockRouter) -> None:
    route = api.get("/systems").respond(401, json={"message": "Unauthorized"})
    api.post(COGNITO).mock(return_value=tokens())
    result = invoke("systems")
    assert result.exit_code == 3
    assert route.call_count == 2
    assert "Error: Unauthorized" in result.stderr
    assert "control-push login" in result.stderr


def test_an_ended_session_asks_to_sign_in_again(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/systems").respond(401)
    api.post(COGNITO).mock(return_value=refusal("NotAuthorizedException"))
    result = invoke("systems")
    assert result.exit_code == 3
    assert "control-push login" in result.stderr


def test_a_token_that_is_no_jwt_shows_no_role() -> None:
    assert Session(API, COGNITO, "c", "u", "opaque", "r", 0).roles == []
