"""Who may call the servers of this machine: programs and its own pages, never a page from elsewhere."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import httpx
import pytest

from infra.local.loopback import refusal
from infra.local.servicenow_simulator import Simulator, running_simulator

PORT = 4566
HERE = f"127.0.0.1:{PORT}"
OWN_CALLS = [
    {},
    {"sec-fetch-site": "none"},
    {"sec-fetch-site": "same-origin", "origin": f"http://{HERE}"},
    {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:8080"},
    {"sec-fetch-site": "cross-site", "origin": "http://localhost:8080"},
    {"sec-fetch-site": "cross-site", "referer": "http://localhost:8080/push"},
    {"origin": "http://[::1]:8080"},
]
FOREIGN_CALLS = [
    {"origin": "https://attacker.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1.attacker.example"},
    {"origin": "http://localhost:80@attacker.example"},
    {"origin": "http://[broken"},
    {"sec-fetch-site": "cross-site"},
    {"referer": "https://attacker.example/page"},
    {"origin": "https://attacker.example", "sec-fetch-site": "same-origin"},
]
FOREIGN_NAMES = [
    "attacker.example",
    f"attacker.example:{PORT}",
    f"127.0.0.1.attacker.example:{PORT}",
    f"127.0.0.1:{PORT}@attacker.example",
    "127.0.0.1:1",
    "",
]


@pytest.mark.parametrize("headers", OWN_CALLS)
def test_this_machine_may(headers: dict[str, str]) -> None:
    assert refusal({"host": HERE, **headers}, PORT) is None


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST", "[::1]"])
def test_it_has_several_names(name: str) -> None:
    assert refusal({"host": f"{name}:{PORT}"}, PORT) is None
    assert refusal({"host": name}, 80) is None


@pytest.mark.parametrize("headers", FOREIGN_CALLS)
def test_a_page_from_elsewhere_may_not(headers: dict[str, str]) -> None:
    assert refusal({"host": HERE, **headers}, PORT)


@pytest.mark.parametrize("host", FOREIGN_NAMES)
def test_a_foreign_name_is_not_answered(host: str) -> None:
    assert refusal({"host": host}, PORT)


def test_a_call_without_a_name_is_not_answered() -> None:
    assert refusal({}, PORT)


@dataclass
class State:
    """Counts what it is told."""

    changes: int = 0

    def note_change(self) -> None:
        self.changes += 1


@pytest.fixture
def state() -> State:
    return State()


@pytest.fixture
def local_aws(monkeypatch: pytest.MonkeyPatch, state: State) -> Any:
    """The launcher's guard before an application that obeys everything, as the real one would."""
    for name in ("ministack", "ministack.app", "ministack.core", "ministack.core.persistence"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    for name in ("persistence", "iam_actions"):
        monkeypatch.setattr(sys.modules["ministack.core"], name, None, raising=False)
    for name in ("aws_launcher", "aws_state", "aws_schedules"):
        monkeypatch.delitem(sys.modules, f"infra.local.{name}", raising=False)
    from infra.local.aws_launcher import guard

    async def obey(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    return guard(obey, state)


def status(app: Any, query: str = "", method: str = "GET", **headers: str) -> int:
    """What the application answers to one request."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "query_string": query.encode(),
        "server": ("127.0.0.1", PORT),
        "headers": [(name.encode(), value.encode()) for name, value in ({"host": HERE} | headers).items()],
    }
    asyncio.run(app(scope, None, send))
    return int(sent[0]["status"])


def test_a_foreign_page_creates_no_stack(local_aws: Any) -> None:
    create = "Action=CreateStack&StackName=x&TemplateBody=%7B%7D"
    assert status(local_aws, create, host=f"attacker.example:{PORT}") == 403
    # Nor by an address that a page makes the browser open, however little the browser says about it.
    assert status(local_aws, create, **{"sec-fetch-site": "cross-site"}) == 403
    assert status(local_aws, create) == 403
    assert status(local_aws, method="POST") == 200
    assert status(local_aws, "action=edited") == 200


def test_what_only_reads_is_no_reason_to_save(local_aws: Any, state: State) -> None:
    for operation in ("Query", "GetItem", "BatchGetItem", "TransactGetItems", "Scan"):
        status(local_aws, method="POST", **{"x-amz-target": f"DynamoDB_20120810.{operation}"})
    status(local_aws)
    assert state.changes == 0
    for operation in ("PutItem", "TransactWriteItems", "BatchWriteItem", ""):
        status(local_aws, method="POST", **{"x-amz-target": f"DynamoDB_20120810.{operation}"})
    status(local_aws, method="PUT")
    status(local_aws, method="PUT", host="attacker.example")
    assert state.changes == 5


def test_no_page_opens_a_web_socket(local_aws: Any) -> None:
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(local_aws({"type": "websocket", "headers": []}, None, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running_simulator() as running:
        yield running


@pytest.mark.parametrize("path", ["/api/now/table/sn_grc_profile", "/oauth_token.do", "/__sim__/tables"])
def test_the_simulator_answers_no_foreign_name_and_no_foreign_page(simulator: Simulator, path: str) -> None:
    port = int(simulator.url.rpartition(":")[2])

    def ask(**headers: str) -> int:
        answer = httpx.get(
            simulator.url + path,
            headers=headers,
            auth=(simulator.user_name, simulator.password),
            trust_env=False,
        )
        return answer.status_code

    assert ask() != 403
    assert ask(Host=f"localhost:{port}") != 403
    assert ask(Host="attacker.example") == 403
    assert ask(Host=f"attacker.example:{port}") == 403
    assert ask(Origin="https://attacker.example") == 403
    assert ask(**{"Sec-Fetch-Site": "cross-site"}) == 403
