"""Finds the API and the sign-in from the address of the web app, which tells them to anybody."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from control_push_cli.addresses import open_client, require_safe
from control_push_cli.errors import BadInputError, JsonObject, UnreachableError

CONFIG_PATH = "/config.json"


@dataclass(frozen=True)
class Service:
    """One deployed environment."""

    api_url: str
    sign_in_url: str
    """Base of the hosted sign-in pages and of the token endpoint."""
    identity_url: str
    """Cognito's own API."""
    command_line_client_id: str


def discover(web_url: str) -> Service:
    """What the web app's own settings say.

    Raises:
        BadInputError: the address is none, or there is no Control Package Push.
        UnreachableError: nothing answers.
    """
    base = require_safe(web_url)
    config = _config(base)
    try:
        return Service(
            api_url=f"{base}/api/v1",
            sign_in_url=require_safe(config["sign_in_url"]),
            identity_url=require_safe(config["identity_url"]),
            command_line_client_id=str(config["command_line_client_id"]),
        )
    except KeyError as error:
        raise _not_the_web_app(base, f"its settings lack {error}") from None


def _config(base: str) -> JsonObject:
    try:
        with open_client(base) as client:
            response = client.get(CONFIG_PATH)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnreachableError(
            f"{base} does not answer ({type(error).__name__}).", "Check the address and the network."
        ) from None
    try:
        config = response.raise_for_status().json()
    except (httpx.HTTPStatusError, ValueError):
        raise _not_the_web_app(base, f"{CONFIG_PATH} answered {response.status_code}") from None
    if not isinstance(config, dict):
        raise _not_the_web_app(base, f"{CONFIG_PATH} has no settings")
    return config


def _not_the_web_app(base: str, why: str) -> BadInputError:
    return BadInputError(
        f"{base} is not the address of Control Package Push ({why}).",
        "Pass the address at which you open it in the browser: --url https://…",
    )
