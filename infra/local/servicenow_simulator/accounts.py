"""Who may sign in: users, OAuth clients, tokens, and the lockout after repeated failures."""

from __future__ import annotations

import base64
import secrets
import time
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from infra.local.servicenow_simulator.settings import Settings


class User(BaseModel):
    """An integration user or a person."""

    model_config = ConfigDict(extra="forbid")

    user_name: str
    password: str
    web_service_access_only: bool = False
    """Such users pass the gate that refuses basic authentication of interactive users."""
    mfa: bool = False


class OAuthClient(BaseModel):
    """An entry of the application registry."""

    model_config = ConfigDict(extra="forbid")

    client_id: str
    client_secret: str
    application_user: str = ""
    """Who a client-credentials token acts as; without one that grant is refused."""


class Directory(BaseModel):
    """All accounts; the defaults are documented in the package's README."""

    model_config = ConfigDict(extra="forbid")

    users: list[User] = [User(user_name="svc.control_push", password="simulator-password")]
    clients: list[OAuthClient] = [
        OAuthClient(
            client_id="5a3c1e0f9d8b47f6a2c4e6081b3d5f70",
            client_secret="simulator-client-secret",
            application_user="svc.control_push",
        )
    ]


@dataclass
class Token:
    """A live or expired OAuth grant."""

    user_name: str
    client_id: str
    access_token: str
    refresh_token: str
    expires_at: float

    @property
    def expires_in(self) -> int:
        """Seconds left, zero once it has expired."""
        return max(0, int(self.expires_at - time.monotonic()))


class SignInRefusedError(Exception):
    """Wrong or missing credentials, a locked account, an expired token, or a gate."""

    def __init__(self, *, mfa_token_missing: bool = False) -> None:
        super().__init__("sign-in refused")
        self.mfa_token_missing = mfa_token_missing


def basic_credentials(encoded: str) -> tuple[str, str]:
    """Name and secret of a Basic header.

    Raises:
        SignInRefusedError: they cannot be read.
    """
    try:
        name, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:  # no base64, or no UTF-8
        raise SignInRefusedError from None
    return name, secret


class Accounts:
    """Checks credentials and issues tokens."""

    def __init__(self, settings: Settings, directory: Directory | None = None) -> None:
        self.settings = settings
        self.directory = directory or Directory()
        self.tokens: list[Token] = []
        self.failures: dict[str, int] = {}

    def unlock(self) -> None:
        """Forget all failed sign-ins, as an administrator would for a locked account."""
        self.failures.clear()

    def expire_tokens(self) -> None:
        """Let every access token run out now; refresh tokens live on."""
        for token in self.tokens:
            token.expires_at = time.monotonic()

    def user_of_header(self, authorization: str) -> str:
        """The user name behind an Authorization header."""
        scheme, _, credentials = authorization.partition(" ")
        if scheme.lower() == "bearer":
            return self._user_of_token(credentials)
        if scheme.lower() == "basic":
            return self._user_of_basic(credentials)
        raise SignInRefusedError

    def check_password(self, user_name: str, password: str) -> User:
        """The user, if the password is right and the account not locked; failures are counted."""
        user = next((user for user in self.directory.users if user.user_name == user_name), None)
        if user is None or self.is_locked(user_name) or user.password != password:
            self.failures[user_name] = self.failures.get(user_name, 0) + 1
            raise SignInRefusedError
        self.failures.pop(user_name, None)
        return user

    def is_locked(self, user_name: str) -> bool:
        """Whether the account lets nobody in, by whatever credential."""
        return self.failures.get(user_name, 0) >= self.settings.lockout_after

    def issue(self, user_name: str, client_id: str) -> Token:
        """The caller's live token again, or a new one; the refresh token stays the same."""
        token = next((t for t in self.tokens if (t.user_name, t.client_id) == (user_name, client_id)), None)
        if token is None:
            token = Token(user_name, client_id, "", secrets.token_urlsafe(64), 0.0)
            self.tokens.append(token)
        if not token.expires_in:
            token.access_token = secrets.token_urlsafe(64)
            token.expires_at = time.monotonic() + self.settings.token_lifetime_s
        return token

    def _user_of_token(self, access_token: str) -> str:
        for token in self.tokens:
            if (
                token.access_token == access_token
                and token.expires_in
                and not self.is_locked(token.user_name)
            ):
                return token.user_name
        raise SignInRefusedError

    def _user_of_basic(self, credentials: str) -> str:
        user_name, password = basic_credentials(credentials)
        user = self.check_password(user_name, password)
        if user.mfa:
            raise SignInRefusedError(mfa_token_missing=True)
        if self.settings.basic_auth_gate and not user.web_service_access_only:
            raise SignInRefusedError
        return user.user_name
