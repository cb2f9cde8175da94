"""POST /oauth_token.do: the three grants, and one refusal for nearly every cause."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from infra.local.servicenow_simulator.accounts import (
    Accounts,
    OAuthClient,
    SignInRefusedError,
    Token,
    basic_credentials,
)
from infra.local.servicenow_simulator.call import Call

FORM = "application/x-www-form-urlencoded"


def read_form(call: Call) -> dict[str, str]:
    """The form of a token request; a client may name itself in the Authorization header instead.

    That is how oauthlib sends it, and so PySNC and pysnow.

    Raises:
        SignInRefusedError: the body is no form.
    """
    if call.request.content_type != FORM:
        raise SignInRefusedError
    try:
        form = dict(parse_qsl(call.body.decode(), keep_blank_values=True))
    except UnicodeDecodeError:
        raise SignInRefusedError from None
    scheme, _, credentials = call.request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        client_id, secret = basic_credentials(credentials)
        form = {"client_id": client_id, "client_secret": secret} | form
    return form


def grant(accounts: Accounts, form: Mapping[str, str]) -> dict[str, object]:
    """The token answer for a form; raises SignInRefusedError without saying why, as the vendor does."""
    client = _client(accounts, form)
    match form.get("grant_type"):
        case "client_credentials":
            token = _client_credentials(accounts, client)
        case "password":
            token = _password(accounts, client, form)
        case "refresh_token":
            token = _refresh(accounts, client, form)
        case _:
            raise SignInRefusedError
    return {
        "scope": "useraccount",
        "token_type": "Bearer",
        "expires_in": token.expires_in,
        "refresh_token": token.refresh_token,
        "access_token": token.access_token,
    }


def _client(accounts: Accounts, form: Mapping[str, str]) -> OAuthClient:
    for client in accounts.directory.clients:
        if (client.client_id, client.client_secret) == (form.get("client_id"), form.get("client_secret")):
            return client
    raise SignInRefusedError


def _client_credentials(accounts: Accounts, client: OAuthClient) -> Token:
    if not (accounts.settings.client_credentials_enabled and client.application_user):
        raise SignInRefusedError
    return _issue(accounts, client.application_user, client)


def _password(accounts: Accounts, client: OAuthClient, form: Mapping[str, str]) -> Token:
    if not accounts.settings.password_grant_enabled:
        raise SignInRefusedError
    user = accounts.check_password(form.get("username", ""), form.get("password", ""))
    return accounts.issue(user.user_name, client.client_id)


def _refresh(accounts: Accounts, client: OAuthClient, form: Mapping[str, str]) -> Token:
    for token in accounts.tokens:
        if (token.refresh_token, token.client_id) == (form.get("refresh_token"), client.client_id):
            return _issue(accounts, token.user_name, client)
    raise SignInRefusedError


def _issue(accounts: Accounts, user_name: str, client: OAuthClient) -> Token:
    if accounts.is_locked(user_name):
        raise SignInRefusedError
    return accounts.issue(user_name, client.client_id)
