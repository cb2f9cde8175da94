"""Who calls, and who may: the roles are groups of the user pool, or scopes of a machine client."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hmac import compare_digest
from typing import Any

from aws_lambda_env_modeler import get_environment_variables
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from control_push.errors import PermissionDeniedError, UnauthorizedError
from control_push.settings import CloudFront


class Role(StrEnum):
    """A group's name; a machine client's scope is `control-push/` and the name."""

    AUTHOR = "author"
    ADMIN = "admin"
    AUDITOR = "auditor"


READERS = frozenset(Role)
WRITERS = frozenset({Role.AUTHOR, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})

ORIGIN_HEADER = "x-origin-secret"
RESOURCE_SERVER = "control-push"
"""The user pool's resource server whose scopes are the roles of machine clients."""
ACCESS = "access"
"""`token_use` of an access token; an id token says who somebody is, not what may be done."""


@dataclass(frozen=True)
class Caller:
    """Who calls, by the access token."""

    name: str
    """Written into rows and the audit."""
    roles: frozenset[str]


def caller_of(event: dict[str, Any]) -> Caller:
    """The caller, as the JWT authorizer has verified it.

    Raises:
        UnauthorizedError: the token is not one that gives access.
    """
    authorizer = event["requestContext"].get("authorizer") or {}
    claims = (authorizer.get("jwt") or {}).get("claims") or {}
    if claims.get("token_use") != ACCESS:
        raise UnauthorizedError("Sign in and send the access token.")
    if name := claims.get("username"):
        return Caller(name, _roles(_groups(event, claims)))
    if client_id := claims.get("client_id"):
        return Caller(f"machine:{client_id}", _roles(_scopes(claims)))
    raise UnauthorizedError("Sign in and send the access token.")


def require_own_address(event: dict[str, Any]) -> None:
    """Refuses a call that went around CloudFront: the API's own address is public, too.

    Raises:
        PermissionDeniedError: says which address to use.
    """
    known = get_environment_variables(CloudFront).origin_secret
    sent = str(event.get("headers", {}).get(ORIGIN_HEADER, ""))
    if known and not compare_digest(sent.encode(), known.encode()):
        raise PermissionDeniedError("Call the API at the web app's address, below /api/v1, not at its own.")


def require_role(caller: Caller, needed: frozenset[Role]) -> None:
    """Refuses a caller who has none of the roles.

    Raises:
        PermissionDeniedError: names the roles of which one is needed.
    """
    if caller.roles.isdisjoint(needed):
        names = ", ".join(sorted(needed))
        raise PermissionDeniedError(f"This needs one of the roles {names}. Ask an administrator for it.")


def actor(api: APIGatewayHttpResolver) -> str:
    """The name of the present caller."""
    return caller_of(api.current_event.raw_event).name


def _roles(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names) & READERS


def _scopes(claims: dict[str, Any]) -> list[str]:
    """What the client credentials grant gave: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html"""
    prefix = f"{RESOURCE_SERVER}/"
    scopes = str(claims.get("scope", "")).split(" ")
    return [scope.removeprefix(prefix) for scope in scopes if scope.startswith(prefix)]


def _groups(event: dict[str, Any], claims: dict[str, Any]) -> list[str]:
    """The groups. The HTTP API passes a list on as one text, ``[author admin]``.

    Where one name ends and the next begins only the token tells, which the authorizer has verified.
    """
    given = claims.get("cognito:groups", [])
    if isinstance(given, list):
        return given
    if not (given.startswith("[") and given.endswith("]")):
        return [given]
    listed = _token_claims(event).get("cognito:groups")
    if listed is None:
        return str(given[1:-1]).split(" ")
    return listed if f"[{' '.join(listed)}]" == given else []


def _token_claims(event: dict[str, Any]) -> dict[str, Any]:
    header = event.get("headers", {}).get("authorization", "")
    try:
        payload = header.removeprefix("Bearer ").split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError, binascii.Error):
        return {}
    return claims if isinstance(claims, dict) else {}
