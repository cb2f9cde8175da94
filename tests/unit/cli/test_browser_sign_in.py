"""Signing in with the browser: PKCE, and an answer that only this computer and only this attempt can use."""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import respx

from control_push_cli.browser_sign_in import sign_in_with_browser
from control_push_cli.discovery import Service
from control_push_cli.errors import BadInputError, NotSignedInError
from control_push_cli.redirects import PORTS
from control_push_cli.session import load_session

from .conftest import Invoke, token

WEB = "https://control.example.com"
SIGN_IN = "https://pool.auth.example.com"
IDENTITY = "https://cognito-idp.example.com"
SERVICE = Service(f"{WEB}/api/v1", SIGN_IN, IDENTITY, "cli-client")
CONFIG = {
    "sign_in_url": SIGN_IN,
    "identity_url": IDENTITY,
    "client_id": "web-client",
    "command_line_client_id": "cli-client",
}

Page = Callable[[str], None]


@pytest.fixture(autouse=True)
def ports(monkeypatch: pytest.MonkeyPatch) -> tuple[int, ...]:
    """Free ones, because tests run side by side."""
    with ExitStack() as free:
        sockets = [free.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in PORTS]
        found = tuple(one.getsockname()[1] for one in sockets)
    monkeypatch.setattr("control_push_cli.loopback.PORTS", found)
    return found


@pytest.fixture
def cloud() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        router.get(f"{WEB}/config.json").respond(json=CONFIG)
        router.post(f"{SIGN_IN}/oauth2/token").respond(
            json={"access_token": token("author"), "refresh_token": "refresh-secret", "expires_in": 3600}
        )
        yield router


def visit(redirect: str, **query: str) -> int:
    """What the sign-in page makes the browser do; by http.client, so that respx does not answer it."""
    port = urlsplit(redirect).port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    address = httpx.URL(redirect, params=query)
    connection.request("GET", address.raw_path.decode())
    status = connection.getresponse().status
    connection.close()
    return status


def asked(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def agreeing(address: str) -> None:
    query = asked(address)
    assert visit(query["redirect_uri"], code="the-code", state=query["state"]) == 200


def test_the_code_is_exchanged_with_the_secret_behind_the_challenge(
    cloud: respx.MockRouter, ports: tuple[int, ...]
) -> None:
    shown: list[str] = []

    def person(address: str) -> None:
        shown.append(address)
        agreeing(address)

    session = sign_in_with_browser(SERVICE, person)
    query = asked(shown[0])
    assert shown[0].startswith(f"{SIGN_IN}/oauth2/authorize?")
    assert (query["response_type"], query["client_id"], query["scope"]) == ("code", "cli-client", "openid")
    assert query["redirect_uri"] == f"http://localhost:{ports[0]}/signed-in"
    form = asked(f"?{cloud.calls.last.request.content.decode()}")
    digest = hashlib.sha256(form["code_verifier"].encode()).digest()
    assert query["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert query["code_challenge_method"] == "S256"
    assert form["code_verifier"] not in shown[0]
    assert (form["grant_type"], form["code"]) == ("authorization_code", "the-code")
    assert form["redirect_uri"] == query["redirect_uri"]
    assert (session.api_url, session.refresh_token) == (f"{WEB}/api/v1", "refresh-secret")


def test_an_answer_to_another_attempt_is_not_taken(cloud: respx.MockRouter) -> None:
    def attacked(address: str) -> None:
        redirect = asked(address)["redirect_uri"]
        assert visit(redirect, code="foreign", state="guessed") == 404
        assert visit(redirect, code="foreign") == 404
        assert visit(redirect.replace("/signed-in", "/favicon.ico")) == 404
        agreeing(address)

    sign_in_with_browser(SERVICE, attacked)
    assert "code=the-code" in cloud.calls.last.request.content.decode()


def test_a_refusal_of_the_sign_in_page_is_told(cloud: respx.MockRouter) -> None:
    def refused(address: str) -> None:
        query = asked(address)
        visit(query["redirect_uri"], error="access_denied", error_description="No.", state=query["state"])

    with pytest.raises(NotSignedInError, match="refused: No"):
        sign_in_with_browser(SERVICE, refused)


def test_nobody_signs_in(cloud: respx.MockRouter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("control_push_cli.browser_sign_in.PATIENCE", 0)
    with pytest.raises(NotSignedInError, match="five minutes"):
        sign_in_with_browser(SERVICE, lambda _: None)


def test_a_code_that_is_refused(cloud: respx.MockRouter) -> None:
    cloud.post(f"{SIGN_IN}/oauth2/token").respond(400, json={"error": "invalid_grant"})
    with pytest.raises(NotSignedInError, match="invalid_grant"):
        sign_in_with_browser(SERVICE, agreeing)


def taken(port: int) -> socket.socket:
    return socket.create_server(("127.0.0.1", port))


def test_another_port_is_taken_when_the_first_is_in_use(
    cloud: respx.MockRouter, ports: tuple[int, ...]
) -> None:
    shown: list[str] = []

    def person(address: str) -> None:
        shown.append(address)
        agreeing(address)

    with taken(ports[0]):
        sign_in_with_browser(SERVICE, person)
    assert asked(shown[0])["redirect_uri"] == f"http://localhost:{ports[1]}/signed-in"


def test_all_ports_are_in_use(ports: tuple[int, ...]) -> None:
    named = ", ".join(map(str, ports))
    with ExitStack() as others, pytest.raises(BadInputError, match=named):
        for port in ports:
            others.enter_context(taken(port))
        sign_in_with_browser(SERVICE, lambda _: None)


def test_login_with_the_address_of_the_web_app(
    cloud: respx.MockRouter, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda address: agreeing(address) or True)
    result = invoke("login", "--url", WEB)
    assert result.exit_code == 0, result.output
    assert f"Signed in as unknown (author) at {WEB}/api/v1" in result.output
    assert "refresh-secret" not in result.output
    assert load_session().client_id == "cli-client"
    # The next time the address need not be typed.
    again = invoke("login", "--json")
    assert json.loads(again.stdout)["api_url"] == f"{WEB}/api/v1"


def test_the_address_stays_whole_in_a_narrow_terminal(
    cloud: respx.MockRouter, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def no_browser(address: str) -> bool:
        opened.append(address)
        agreeing(address)
        return False

    monkeypatch.setattr("webbrowser.open", no_browser)
    monkeypatch.setenv("COLUMNS", "40")
    result = invoke("login", "--url", WEB)
    assert "No browser could be opened." in result.output
    assert opened[0] in result.output.splitlines()


@pytest.mark.parametrize(
    ("answer", "words", "code"),
    [
        (httpx.Response(404), "not the address of Control Package Push", 2),
        (httpx.Response(200, text="<html>"), "not the address of Control Package Push", 2),
        (httpx.Response(200, json={"sign_in_url": SIGN_IN}), "settings lack 'identity_url'", 2),
        (httpx.Response(200, json={**CONFIG, "sign_in_url": "http://elsewhere.example"}), "not encrypted", 2),
        (httpx.ConnectError("refused"), "does not answer", 7),
    ],
)
def test_an_address_that_is_not_the_web_app(
    cloud: respx.MockRouter, invoke: Invoke, answer: Any, words: str, code: int
) -> None:
    cloud.get(f"{WEB}/config.json").mock(side_effect=[answer])
    result = invoke("login", "--url", WEB)
    assert result.exit_code == code
    assert words in result.stderr


def test_an_address_and_a_password_exclude_each_other(invoke: Invoke) -> None:
    result = invoke("login", "--url", WEB, "--user", "a@b.c")
    assert result.exit_code == 2
    assert "Leave the other options out" in result.stderr
