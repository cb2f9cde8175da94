"""Signing in with the browser: the authorization code flow with PKCE, sent back to this computer.

The password and the second factor are typed at the sign-in page only (RFC 8252, RFC 7636).
https://docs.aws.amazon.com/cognito/latest/developerguide/using-pkce-in-authorization-code.html
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from control_push_cli.discovery import Service
from control_push_cli.errors import NotSignedInError
from control_push_cli.loopback import LoopbackAnswer, waiting_on_loopback
from control_push_cli.redirects import redirect_url
from control_push_cli.session import Session, user_of
from control_push_cli.token_endpoint import request_tokens

AGAIN = "Run `control-push login` again."
PATIENCE = 300
"""Seconds to sign in at the page."""


@dataclass(frozen=True)
class _Attempt:
    """The secrets of one sign-in; neither is ever used again."""

    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(64))
    state: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def challenge(self) -> str:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def sign_in_with_browser(service: Service, open_page: Callable[[str], None]) -> Session:
    """A new session; `open_page` shows the address of the sign-in page to the person.

    Raises:
        NotSignedInError: the person did not sign in, or not within five minutes.
        BadInputError: none of the ports that the sign-in page may send back to is free.
    """
    attempt = _Attempt()
    with waiting_on_loopback(attempt.state) as waiting:
        redirect = redirect_url(waiting.port)
        open_page(_page(service, attempt, redirect))
        answer = waiting.answer(PATIENCE)
    return _session(service, _exchange(service, attempt, redirect, _code(answer)))


def _page(service: Service, attempt: _Attempt, redirect: str) -> str:
    query = {
        "response_type": "code",
        "client_id": service.command_line_client_id,
        "redirect_uri": redirect,
        "scope": "openid",
        "state": attempt.state,
        "code_challenge": attempt.challenge,
        "code_challenge_method": "S256",
    }
    return f"{service.sign_in_url}/oauth2/authorize?{urlencode(query)}"


def _code(answer: LoopbackAnswer | None) -> str:
    if answer is None:
        raise NotSignedInError("Nobody signed in within five minutes.", AGAIN)
    if not answer.code:
        raise NotSignedInError(f"The sign-in page refused: {answer.error or 'it sent no code'}.", AGAIN)
    return answer.code


def _exchange(service: Service, attempt: _Attempt, redirect: str, code: str) -> dict[str, str]:
    form = {
        "grant_type": "authorization_code",
        "client_id": service.command_line_client_id,
        "code": code,
        "redirect_uri": redirect,
        "code_verifier": attempt.verifier,
    }
    return request_tokens(service.sign_in_url, form, AGAIN)


def _session(service: Service, tokens: dict[str, str]) -> Session:
    return Session(
        api_url=service.api_url,
        cognito_url=service.identity_url,
        client_id=service.command_line_client_id,
        user=user_of(tokens["access_token"]),
        access_token=tokens["access_token"],
        refresh_token=tokens.get("refresh_token", ""),
        expires_at=time.time() + float(tokens.get("expires_in", 0)),
    )
