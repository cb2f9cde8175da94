"""Who is signed in, and where; kept in the user's configuration folder, readable by that user only."""

from __future__ import annotations

import base64
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import typer

from control_push_cli.errors import BadInputError, JsonObject, NotSignedInError

RENEW_BEFORE = 60
"""Seconds before its end at which an access token is no longer used."""
SCOPE = "control-push/"
"""What the role of a machine begins with, among the scopes of its token."""
MACHINE = "machine:"
"""What the name of a machine begins with, here as in the audit."""


@dataclass(frozen=True)
class Session:
    """One sign-in. The tokens are sent to `api_url` and `cognito_url` only."""

    api_url: str
    cognito_url: str
    client_id: str
    user: str
    access_token: str
    refresh_token: str
    expires_at: float

    @property
    def is_ending(self) -> bool:
        """Whether the access token is about to expire."""
        return time.time() > self.expires_at - RENEW_BEFORE

    @property
    def is_machine(self) -> bool:
        """Whether it is a pipeline's, which is not kept and not renewed but asked for anew."""
        return self.user.startswith(MACHINE)

    @property
    def roles(self) -> list[str]:
        """The groups or scopes in the access token, for display only: the service checks them itself."""
        claims = _claims(self.access_token)
        groups = claims.get("cognito:groups") or []
        named = [str(group) for group in groups] if isinstance(groups, list) else []
        scopes = str(claims.get("scope") or "").split()
        return named + [scope.removeprefix(SCOPE) for scope in scopes if scope.startswith(SCOPE)]


def user_of(access_token: str) -> str:
    """The user name in an access token, for display only."""
    return str(_claims(access_token).get("username") or "unknown")


def session_file() -> Path:
    """Where the session is kept."""
    home = os.environ.get("CONTROL_PUSH_HOME") or typer.get_app_dir("control-push")
    return Path(home) / "session.json"


def save_session(session: Session) -> None:
    """Replace the file in one step; a temporary file is created with mode 0600."""
    path = session_file()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
            json.dump(asdict(session), file)
        Path(file.name).replace(path)
    except OSError as error:
        raise BadInputError(f"The session cannot be kept in {path}: {error.strerror}.") from None


def load_session() -> Session:
    """The session, or an error that says how to get one."""
    try:
        return Session(**json.loads(session_file().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise NotSignedInError("You are not signed in.", "Sign in with `control-push login`.") from None


def delete_session() -> None:
    """Forget the tokens."""
    session_file().unlink(missing_ok=True)


def _claims(token: str) -> JsonObject:
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError):
        return {}
    return claims if isinstance(claims, dict) else {}
