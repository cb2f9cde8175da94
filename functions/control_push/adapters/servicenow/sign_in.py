"""The Authorization header: basic, or a token of the instance's own OAuth server.

ServiceNowDocs: r_OAuthAPIRequestParameters.md, r_OAuthAPIResponseParameters.md.
"""

from __future__ import annotations

import re
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from control_push.adapters.servicenow.answer import Answer
from control_push.adapters.servicenow.http import InstanceHttp
from control_push.adapters.servicenow.refusals import refusal
from control_push.adapters.servicenow.requests import Request
from control_push.errors import ServiceNowError, SignInRefusedError, UnavailableError
from control_push.models.connection import AuthMethod, Connection, Secrets

MARGIN = 30.0
"""Seconds before its end at which a token is not used any more."""
DEFAULT_LIFETIME = 1800
"""Seconds: ServiceNow's default, for an answer that does not say."""

_TOKEN = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True)
class Token:
    """An access token and how many seconds it lives."""

    value: str = field(repr=False)
    lifetime: int


Alone = Callable[[float], AbstractContextManager[None]]
"""Keeps other processes from trying the credentials, until a deadline of `time.monotonic`."""


class BasicSignIn:
    """User name and password with every request."""

    proves_itself = True
    """Only a request tells whether the credentials are accepted."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        pair = f"{connection.username}:{secrets.password}"
        self._header = "Basic " + b64encode(pair.encode()).decode()

    def header(self, deadline: float) -> str:  # noqa: ARG002 - nothing to wait for
        """The header's value."""
        return self._header

    def renew(self) -> bool:
        """Nothing to renew: a second attempt with the same password only brings a lock nearer (KB0749501)."""
        return False


class OAuthSignIn:
    """A token, asked for when needed, by one process at a time, and kept for its lifetime.

    Each process has its own, since a token is a secret that no table may hold; ServiceNow answers all of them
    with the same one while it lives (r_OAuthAPIResponseParameters.md).
    """

    proves_itself = False

    def __init__(self, connection: Connection, secrets: Secrets, http: InstanceHttp, alone: Alone) -> None:
        self._request = token_request(connection, secrets)
        self._http = http
        self._alone = alone
        self._token = ""
        self._usable_until = 0.0

    def header(self, deadline: float) -> str:
        """The header's value.

        Raises:
            SignInRefusedError: ServiceNow gives no token for these credentials.
            RateLimitedError, UnavailableError: it cannot be asked now.
        """
        if time.monotonic() >= self._usable_until:
            with self._alone(deadline):
                token = read_token(self._http.send(self._request, {}, deadline))
            self._token, self._usable_until = token.value, time.monotonic() + token.lifetime - MARGIN
        return f"Bearer {self._token}"

    def renew(self) -> bool:
        """Drops the token, since it was refused. A new one is worth an attempt."""
        self._usable_until = 0.0
        return True


def new_sign_in(
    connection: Connection, secrets: Secrets, http: InstanceHttp, alone: Alone
) -> BasicSignIn | OAuthSignIn:
    """The way to sign in that the connection names."""
    if connection.auth_method is AuthMethod.BASIC:
        return BasicSignIn(connection, secrets)
    return OAuthSignIn(connection, secrets, http, alone)


def token_request(connection: Connection, secrets: Secrets) -> Request:
    """POST /oauth_token.do, form-encoded: JSON is answered with an error that says nothing."""
    client = {"client_id": connection.client_id, "client_secret": secrets.client_secret}
    if connection.auth_method is AuthMethod.OAUTH_PASSWORD:
        user = {"username": connection.username, "password": secrets.password}
        form = {"grant_type": "password", **client, **user}
    else:
        form = {"grant_type": "client_credentials", **client}
    return Request("POST", "/oauth_token.do", form=form)


def read_token(answer: Answer) -> Token:
    """The token in the answer.

    Raises:
        SignInRefusedError: OAuth's ``{"error", "error_description"}``, whatever the cause.
        RateLimitedError: 429.
        UnavailableError: 5xx, a web page, anything else that is no answer of an OAuth server.
    """
    payload = answer.payload() or {}
    if answer.status in {200, 400, 401, 403} and "error" in payload:
        said = answer.shown(f"{payload['error']}: {payload.get('error_description', 'no reason given')}")
        raise SignInRefusedError(f"ServiceNow gave no token for these credentials: {said}")
    if answer.status != 200:
        raise _not_a_token(answer)
    value, lifetime = payload.get("access_token"), str(payload.get("expires_in"))
    if not isinstance(value, str) or not _TOKEN.fullmatch(value):
        raise UnavailableError(f"The sign-in address did not answer with a token. {answer.seen()}")
    seconds = int(lifetime) if re.fullmatch("[0-9]{1,9}", lifetime) else DEFAULT_LIFETIME
    return Token(value, seconds)


def _not_a_token(answer: Answer) -> ServiceNowError:
    if answer.status in {401, 429}:
        return refusal(answer)
    return UnavailableError(f"The sign-in address did not answer with a token. {answer.seen()}")
