"""Recorded-style answers of ServiceNow, and the connection that they belong to.

Each sample names the source of what it shows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import respx

from control_push.adapters.servicenow.answer import Answer
from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.models.connection import AuthMethod, Connection, Mapping, Secrets

FOLDER = Path(__file__).parents[2] / "samples" / "servicenow"
INSTANCE = "https://example.service-now.com"
SYS_ID = "6816f79cc0a8016401c5a33be04be441"
SYSTEM = "f" * 32
TABLE = "/api/now/table/sn_compliance_statement"
RECORD = f"{TABLE}/{SYS_ID}"
CONNECTION = Connection(
    instance_url=INSTANCE,
    table="sn_compliance_statement",
    content_field="u_implementation_statement",
    mapping=Mapping(
        control_id="control_id", control_name="control_name", system="profile", system_name="profile.name"
    ),
    username="svc.control_push",
)
SECRETS = Secrets(password="pässword", client_secret="client-secret")
OAUTH = CONNECTION.model_copy(
    update={"auth_method": AuthMethod.OAUTH_CLIENT_CREDENTIALS, "client_id": "5a3c1e0f"}
)


def load(name: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a sample."""
    sample = json.loads((FOLDER / f"{name}.json").read_text())
    body = sample["text"].encode() if "text" in sample else json.dumps(sample["body"]).encode()
    return sample["status"], sample["headers"], body


def answer(name: str, headers: dict[str, str] | None = None, at: float = 0.0) -> Answer:
    """A sample as the deciphering functions get it."""
    status, known, body = load(name)
    return Answer(
        status, {key.lower(): value for key, value in {**known, **(headers or {})}.items()}, body, at
    )


def response(name: str) -> httpx.Response:
    """A sample as it comes over HTTP."""
    status, known, body = load(name)
    return httpx.Response(status, headers=known, content=body)


def result(value: Any, **headers: str) -> httpx.Response:
    """A made-up success."""
    return httpx.Response(200, json={"result": value}, headers=headers)


def json_answer(body: object, status: int = 200) -> Answer:
    """Any JSON as an answer."""
    return Answer(status, {"content-type": "application/json"}, json.dumps(body).encode())


def connect(
    servicenow: respx.MockRouter, connection: Connection = CONNECTION, **timeouts: float
) -> ServiceNowClient:
    """A client whose requests are answered by the router."""
    transport = httpx.MockTransport(servicenow.handler)
    return ServiceNowClient(connection, SECRETS, transport=transport, **timeouts)
