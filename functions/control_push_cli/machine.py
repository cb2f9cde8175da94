"""A pipeline's sign-in: client credentials from the environment, for which no session is kept.

https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
"""

from __future__ import annotations

import os
import time

import httpx

from control_push_cli import cognito
from control_push_cli.discovery import discover
from control_push_cli.errors import BadInputError
from control_push_cli.session import MACHINE, Session, load_session, save_session
from control_push_cli.token_endpoint import request_tokens

CLIENT_ID = "CONTROL_PUSH_CLIENT_ID"
CLIENT_SECRET = "CONTROL_PUSH_CLIENT_SECRET"  # noqa: S105  # a variable's name
URL = "CONTROL_PUSH_URL"


def current_session() -> Session:
    """The machine's if the environment names one, else the person's.

    Raises:
        NotSignedInError: nobody is signed in, or the machine is refused.
        BadInputError: only some of the three variables are set.
    """
    return _machine_session() if os.environ.get(CLIENT_ID) else load_session()


def renewed(session: Session) -> Session:
    """The session with a new access token; a person's is kept for the next command."""
    if session.is_machine:
        return _machine_session()
    session = cognito.renew(session)
    save_session(session)
    return session


def _machine_session() -> Session:
    given = {name: os.environ.get(name, "").strip() for name in (URL, CLIENT_ID, CLIENT_SECRET)}
    if missing := [name for name, value in given.items() if not value]:
        raise BadInputError(
            f"{CLIENT_ID} is set, but {' and '.join(missing)} is not.",
            "A machine needs all three; a person needs none of them.",
        )
    service = discover(given[URL])
    tokens = request_tokens(
        service.sign_in_url,
        {"grant_type": "client_credentials"},
        f"Check {CLIENT_ID} and {CLIENT_SECRET}; docs/runbook.md says where they come from.",
        auth=httpx.BasicAuth(given[CLIENT_ID], given[CLIENT_SECRET]),
    )
    return Session(
        api_url=service.api_url,
        cognito_url=service.identity_url,
        client_id=given[CLIENT_ID],
        user=f"{MACHINE}{given[CLIENT_ID]}",
        access_token=tokens["access_token"],
        refresh_token="",
        expires_at=time.time() + float(tokens.get("expires_in", 0)),
    )
