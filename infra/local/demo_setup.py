"""Connects the product to the simulator and pulls its systems, through the API as an admin would."""

from __future__ import annotations

import time
from typing import Any

import httpx

from infra.local.local_stack import DemoUser, LocalStack
from infra.local.servicenow_simulator import Simulator

PULL_SECONDS = 120


class DemoSetupError(Exception):
    """The product did not do what a fresh environment needs; the message says what."""


def connect_and_pull(stack: LocalStack, admin: DemoUser, simulator: Simulator) -> str:
    """Connects a new environment; leaves a connection that somebody set as it is. Gives what to say about it.

    Raises:
        DemoSetupError: a call was refused.
    """
    token = _sign_in(stack, admin)
    with httpx.Client(
        base_url=stack.api_url, headers={"Authorization": f"Bearer {token}"}, timeout=60, trust_env=False
    ) as http:
        if connected := _call(http, "GET", "/connection")["instance_url"]:
            return "" if connected == simulator.url else f"Still connected to {connected}, as somebody set it"
        _connect(http, simulator)
        systems = _call(http, "GET", "/systems")["systems"]
        pulled = sum(_pull(http, system["system_id"]) for system in systems)
        return f"Connected to the ServiceNow simulator and pulled {pulled} statements"


def _sign_in(stack: LocalStack, user: DemoUser) -> str:
    answer = stack.client("cognito-idp").initiate_auth(
        ClientId=stack.outputs.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": user.email, "PASSWORD": user.password},
    )
    return str(answer["AuthenticationResult"]["AccessToken"])


def _connect(http: httpx.Client, simulator: Simulator) -> None:
    settings = {
        "instance_url": simulator.url,
        "preset": "statement",
        "auth_method": "basic",
        "username": simulator.user_name,
        "password": simulator.password,
    }
    _call(http, "PUT", "/connection", settings)
    tested = _call(http, "POST", "/connection/test")
    if tested["status"] != "connected":
        raise DemoSetupError(f"The connection to the simulator does not work: {tested}")


def _pull(http: httpx.Client, system_id: str) -> int:
    pull_id = _call(http, "POST", f"/systems/{system_id}/pull")["pull_id"]
    deadline = time.monotonic() + PULL_SECONDS
    while time.monotonic() < deadline:
        pull = _call(http, "GET", f"/pulls/{pull_id}")
        if pull["status"] == "completed":
            return int(pull["pulled"])
        if pull["status"] == "failed":
            break
        time.sleep(0.2)
    raise DemoSetupError(f"The demo package was not pulled: {pull}")


def _call(http: httpx.Client, method: str, path: str, body: object = None) -> Any:
    answer = http.request(method, path.lstrip("/"), json=body)
    if answer.is_error:
        raise DemoSetupError(f"{method} {path} answered {answer.status_code}: {answer.text[:500]}")
    return answer.json()
