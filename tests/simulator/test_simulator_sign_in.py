"""Who gets in: checklist items 50 to 53."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from infra.local.servicenow_simulator import Simulator

RIGHT = (Simulator.user_name, Simulator.password)
WRONG = (Simulator.user_name, "wrong")
CLIENT = {"client_id": Simulator.client_id, "client_secret": Simulator.client_secret}
BY_CLIENT = {"grant_type": "client_credentials", **CLIENT}
BY_PASSWORD = {"grant_type": "password", "username": RIGHT[0], "password": RIGHT[1], **CLIENT}


def token(api: httpx.Client, simulator: Simulator, form: dict[str, str]) -> httpx.Response:
    return api.post(f"{simulator.url}/oauth_token.do", data=form, auth=httpx.Auth())


def ask(api: httpx.Client, access_token: str) -> httpx.Response:
    request = api.build_request("GET", "/sn_grc_profile", headers={"Authorization": f"Bearer {access_token}"})
    return api.send(request, auth=httpx.Auth())


@pytest.mark.parametrize("form", [BY_CLIENT, BY_PASSWORD])
def test_a_grant_gives_the_same_live_token_again(
    simulator: Simulator, api: httpx.Client, form: dict[str, str]
) -> None:
    first, second = token(api, simulator, form).json(), token(api, simulator, form).json()
    assert first.keys() == {"scope", "token_type", "expires_in", "refresh_token", "access_token"}
    assert (first["scope"], first["token_type"]) == ("useraccount", "Bearer")
    assert first["access_token"] == second["access_token"]
    assert ask(api, first["access_token"]).status_code == 200


def test_an_expired_token_is_refused_until_refreshed(simulator: Simulator, api: httpx.Client) -> None:
    old = token(api, simulator, BY_CLIENT).json()
    simulator.call("POST", "/accounts/expire-tokens")
    refused = ask(api, old["access_token"])
    assert refused.status_code == 401
    assert refused.json()["error"]["message"] == "User is not authenticated"
    form = {"grant_type": "refresh_token", "refresh_token": old["refresh_token"], **CLIENT}
    new = token(api, simulator, form).json()
    assert new["refresh_token"] == old["refresh_token"]
    assert new["access_token"] != old["access_token"]
    assert ask(api, new["access_token"]).status_code == 200


def test_tokens_live_as_long_as_configured(simulator: Simulator, api: httpx.Client) -> None:
    simulator.configure(token_lifetime_s=0)
    answer = token(api, simulator, BY_CLIENT).json()
    assert answer["expires_in"] == 0
    assert ask(api, answer["access_token"]).status_code == 401


@pytest.mark.parametrize(
    "form",
    [
        {**BY_CLIENT, "client_secret": "wrong"},
        {**BY_PASSWORD, "password": "wrong"},
        {**CLIENT, "grant_type": "refresh_token", "refresh_token": "wrong"},
        {**CLIENT, "grant_type": "magic"},
        {},
    ],
)
def test_every_bad_grant_is_access_denied(
    simulator: Simulator, api: httpx.Client, form: dict[str, str]
) -> None:
    reply = token(api, simulator, form)
    assert reply.status_code == 401
    assert reply.json() == {"error_description": "access_denied", "error": "server_error"}


@pytest.mark.parametrize(
    "body",
    [
        {"json": BY_CLIENT},
        {"files": {name: (None, value) for name, value in BY_CLIENT.items()}},
        {"content": b"\xff", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
        {"content": b"--x\r\nbroken", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"content": b""},
    ],
)
def test_what_is_no_form_is_refused(simulator: Simulator, api: httpx.Client, body: dict[str, Any]) -> None:
    assert api.post(f"{simulator.url}/oauth_token.do", auth=httpx.Auth(), **body).status_code == 401


def test_a_client_may_name_itself_in_the_header(simulator: Simulator, api: httpx.Client) -> None:
    """As oauthlib does, and so PySNC and pysnow."""
    form = {name: value for name, value in BY_PASSWORD.items() if name not in CLIENT}
    address = f"{simulator.url}/oauth_token.do"
    assert (
        api.post(address, data=form, auth=(CLIENT["client_id"], CLIENT["client_secret"])).status_code == 200
    )
    assert api.post(address, data=form, auth=(CLIENT["client_id"], "wrong")).status_code == 401
    unreadable = api.build_request("POST", address, data=form, headers={"Authorization": "Basic !"})
    assert api.send(unreadable, auth=httpx.Auth()).status_code == 401


def test_no_token_of_a_locked_account_works(simulator: Simulator, api: httpx.Client) -> None:
    live = token(api, simulator, BY_CLIENT).json()
    for _ in range(5):
        api.get("/sn_grc_profile", auth=WRONG)
    assert ask(api, live["access_token"]).status_code == 401
    again = {"grant_type": "refresh_token", "refresh_token": live["refresh_token"], **CLIENT}
    assert [token(api, simulator, form).status_code for form in (BY_CLIENT, BY_PASSWORD, again)] == [401] * 3
    simulator.call("POST", "/accounts/unlock")
    assert ask(api, live["access_token"]).status_code == 200


@pytest.mark.parametrize(
    ("setting", "form"), [("client_credentials_enabled", BY_CLIENT), ("password_grant_enabled", BY_PASSWORD)]
)
def test_grants_can_be_switched_off(
    simulator: Simulator, api: httpx.Client, setting: str, form: dict[str, str]
) -> None:
    simulator.configure(**{setting: False})
    assert token(api, simulator, form).status_code == 401


def test_client_credentials_need_an_application_user(simulator: Simulator, api: httpx.Client) -> None:
    simulator.call("PUT", "/accounts", {"clients": [CLIENT]})
    assert token(api, simulator, BY_CLIENT).status_code == 401
    assert token(api, simulator, BY_PASSWORD).status_code == 200


def test_other_token_errors(simulator: Simulator, api: httpx.Client) -> None:
    simulator.add_fault("oauth_error", error="invalid_client")
    reply = token(api, simulator, BY_CLIENT)
    assert (reply.status_code, reply.json()["error"]) == (401, "invalid_client")


def test_the_writer_is_the_tokens_user(simulator: Simulator, api: httpx.Client) -> None:
    simulator.call("PUT", "/accounts", {"clients": [{**CLIENT, "application_user": "oauth.app"}]})
    access_token = token(api, simulator, BY_CLIENT).json()["access_token"]
    request = api.build_request(
        "POST", "/sn_grc_profile", json={"name": "A"}, headers={"Authorization": f"Bearer {access_token}"}
    )
    assert api.send(request, auth=httpx.Auth()).json()["result"]["sys_updated_by"] == "oauth.app"


@pytest.mark.parametrize("header", ["", "Basic !!!", "Bearer wrong", "Digest x"])
def test_bad_authorization_headers(api: httpx.Client, header: str) -> None:
    request = api.build_request("GET", "/sn_grc_profile", headers={"Authorization": header})
    assert api.send(request, auth=httpx.Auth()).status_code == 401


def test_the_gate_refuses_interactive_users_with_the_right_password(
    simulator: Simulator, api: httpx.Client
) -> None:
    simulator.configure(basic_auth_gate=True)
    assert api.get("/sn_grc_profile").status_code == 401
    machine = {"user_name": RIGHT[0], "password": RIGHT[1], "web_service_access_only": True}
    simulator.call("PUT", "/accounts", {"users": [machine]})
    assert api.get("/sn_grc_profile").status_code == 200


def test_a_missing_second_factor_is_told_apart_from_a_wrong_password(
    simulator: Simulator, api: httpx.Client
) -> None:
    person = {"user_name": RIGHT[0], "password": RIGHT[1], "mfa": True}
    simulator.call("PUT", "/accounts", {"users": [person]})
    right, wrong = api.get("/sn_grc_profile"), api.get("/sn_grc_profile", auth=WRONG)
    assert (right.status_code, right.headers.get("X-MFA_TOKEN")) == (401, "invalid")
    assert (wrong.status_code, wrong.headers.get("X-MFA_TOKEN")) == (401, None)


def test_five_failures_lock_the_account(simulator: Simulator, api: httpx.Client) -> None:
    for _ in range(4):
        api.get("/sn_grc_profile", auth=WRONG)
    assert api.get("/sn_grc_profile").status_code == 200
    for _ in range(5):
        api.get("/sn_grc_profile", auth=WRONG)
    assert api.get("/sn_grc_profile").status_code == 401
    assert token(api, simulator, BY_PASSWORD).status_code == 401
    assert simulator.stats()["sign_in_failures"] == 11
    simulator.call("POST", "/accounts/unlock")
    assert api.get("/sn_grc_profile").status_code == 200
