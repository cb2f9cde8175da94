"""Signing in at Cognito by its public HTTP API, which needs no AWS credentials.

https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import httpx

from control_push_cli.addresses import open_client
from control_push_cli.errors import JsonObject, NotSignedInError, UnreachableError
from control_push_cli.session import Session

_SERVICE = "AWSCognitoIdentityProviderService"

_MEANINGS = {
    "NotAuthorizedException": "The user name or the password is not right, or the session has ended.",
    "UserNotFoundException": "The user name or the password is not right.",
    "UserNotConfirmedException": "The account has not been confirmed yet.",
    "PasswordResetRequiredException": "The password must be reset first.",
    "TooManyRequestsException": "There were too many attempts to sign in.",
    "InvalidParameterException": "This environment does not allow signing in with a password here.",
}


@dataclass(frozen=True)
class Place:
    """Where to sign in, and which API the tokens are for."""

    api_url: str
    cognito_url: str
    client_id: str


def sign_in(place: Place, user: str, password: str) -> Session:
    """A new session."""
    parameters = {"USERNAME": user, "PASSWORD": password}
    tokens = _initiate(place.cognito_url, place.client_id, "USER_PASSWORD_AUTH", parameters)
    return Session(
        api_url=place.api_url,
        cognito_url=place.cognito_url,
        client_id=place.client_id,
        user=user,
        access_token=tokens["AccessToken"],
        refresh_token=tokens.get("RefreshToken", ""),
        expires_at=_end(tokens),
    )


def renew(session: Session) -> Session:
    """The session with a new access token; Cognito may replace the refresh token as well."""
    parameters = {"REFRESH_TOKEN": session.refresh_token}
    tokens = _initiate(session.cognito_url, session.client_id, "REFRESH_TOKEN_AUTH", parameters)
    return replace(
        session,
        access_token=tokens["AccessToken"],
        refresh_token=tokens.get("RefreshToken") or session.refresh_token,
        expires_at=_end(tokens),
    )


def revoke(session: Session) -> None:
    """Make the refresh token useless."""
    body = {"Token": session.refresh_token, "ClientId": session.client_id}
    _call(session.cognito_url, "RevokeToken", body)


def _end(tokens: JsonObject) -> float:
    return time.time() + float(tokens.get("ExpiresIn", 0))


def _initiate(url: str, client_id: str, flow: str, parameters: dict[str, str]) -> JsonObject:
    body: JsonObject = {"AuthFlow": flow, "ClientId": client_id, "AuthParameters": parameters}
    answer = _call(url, "InitiateAuth", body)
    if challenge := answer.get("ChallengeName"):
        raise NotSignedInError(
            f"The account needs another step first ({challenge}).",
            "Sign in once in the web app to complete it, then run `control-push login` again.",
        )
    tokens = answer.get("AuthenticationResult") or {}
    if not tokens.get("AccessToken"):
        raise _no_sign_in_service(url)
    return dict(tokens)


def _call(url: str, operation: str, body: JsonObject) -> JsonObject:
    headers = {"X-Amz-Target": f"{_SERVICE}.{operation}", "Content-Type": "application/x-amz-json-1.1"}
    try:
        with open_client(url) as client:
            response = client.post("/", headers=headers, json=body)
    except httpx.HTTPError as error:
        raise UnreachableError(
            f"The sign-in service at {url} does not answer ({type(error).__name__}).",
            "Check the address and the network; a local environment is started with `make run`.",
        ) from None
    return _read(url, response)


def _read(url: str, response: httpx.Response) -> JsonObject:
    try:
        answer = response.json() if response.content else {}
    except ValueError:
        raise _no_sign_in_service(url) from None
    if not isinstance(answer, dict) or response.status_code >= 500:
        raise _no_sign_in_service(url)
    if response.is_success:
        return answer
    kind = str(answer.get("__type", "")).rpartition("#")[2]
    raise NotSignedInError(
        _MEANINGS.get(kind, f"The sign-in was refused ({kind or response.status_code})."),
        "Sign in with `control-push login`.",
    )


def _no_sign_in_service(url: str) -> UnreachableError:
    return UnreachableError(
        f"{url} did not answer like a sign-in service.", "Check --cognito-endpoint or --region."
    )
