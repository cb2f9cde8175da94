"""A signed-in command line against a stubbed API; no test waits or leaves the machine."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import respx
from typer.testing import CliRunner, Result

from control_push_cli.main import app
from control_push_cli.session import Session, save_session

API = "http://127.0.0.1:4566/api/v1"
COGNITO = "http://127.0.0.1:4566/"

Invoke = Callable[..., Result]


def token(*groups: str) -> str:
    claims = json.dumps({"cognito:groups": list(groups)}).encode()
    return f"h.{base64.urlsafe_b64encode(claims).decode().rstrip('=')}.s"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONTROL_PUSH_PASSWORD", "CONTROL_PUSH_SERVICENOW_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("CONTROL_PUSH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Instead of sleeping."""
    taken: list[float] = []
    monkeypatch.setattr("control_push_cli.client.sleep", taken.append)
    monkeypatch.setattr("control_push_cli.progress.sleep", taken.append)
    return taken


@pytest.fixture
def session() -> Session:
    signed_in = Session(
        api_url=API,
        cognito_url=COGNITO.rstrip("/"),
        client_id="client",
        user="author@example.com",
        access_token=token("author"),
        refresh_token="refresh-secret",
        expires_at=time.time() + 3600,
    )
    save_session(signed_in)
    return signed_in


@pytest.fixture
def api(session: Session) -> Iterator[respx.MockRouter]:
    with respx.mock(base_url=API, assert_all_called=False) as router:
        router.get("/connection").respond(json={"text_format": "auto", "text_format_found": None})
        yield router


@pytest.fixture
def invoke() -> Invoke:
    def run(*arguments: str, input: str | None = None, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=input, env=env)

    return run


def statement(**changes: object) -> dict[str, Any]:
    return {
        "id": "s1",
        "control_id": "AC-2",
        "control_name": "Account Management",
        "system_id": "sys1",
        "system_name": "Payroll",
        "content": "<p>Old words stand here. A second sentence.</p>",
        "local_content": "<p>New words stand here. A second sentence.</p>",
        "is_modified": True,
        "sync_status": "modified",
        "revision": 7,
        "servicenow_version": {
            "updated_on": "2026-01-02T03:04:05Z",
            "mod_count": 1,
            "updated_by": "remote.person",
        },
        "modified_at": "2026-01-03T00:00:00Z",
        "modified_by": "author@example.com",
        "conflict": None,
        "sanitized": [],
    } | changes


def job(**changes: object) -> dict[str, Any]:
    return {
        "job_id": "j1",
        "status": "completed",
        "total": 2,
        "completed": 2,
        "succeeded": 2,
        "failed": 0,
        "skipped": 0,
        "outcomes": {"succeeded": 2},
        "created_by": "author@example.com",
        "created_at": "2026-01-03T00:00:00Z",
        "started_at": "2026-01-03T00:00:01Z",
        "completed_at": "2026-01-03T00:00:09Z",
        "retry_of": None,
        "trigger": "user",
        "error": None,
    } | changes


def failed_result(**changes: object) -> dict[str, Any]:
    return {
        "statement_id": "s2",
        "control_id": "AC-3",
        "success": False,
        "outcome": "failed",
        "error": {"code": "rate_limited", "message": "429 thrice", "hint": "Retry later.", "retryable": True},
        "pushed_at": None,
        "servicenow_version": None,
    } | changes


def conflict_entry(**changes: object) -> dict[str, Any]:
    return {
        "statement_id": "s1",
        "control_id": "AC-2",
        "revision": 2,
        "has_conflict": True,
        "verdict": "conflict",
        "base_content": "<p>Base words.</p>",
        "local_content": "<p>Local words.</p>",
        "remote_content": "<p>Remote words.</p>",
        "local_updated_at": "2026-01-03T00:00:00Z",
        "remote_updated_at": "2026-01-04T00:00:00Z",
        "remote_updated_by": "remote.person",
        "remote_version": {
            "updated_on": "2026-01-04T00:00:00Z",
            "mod_count": 3,
            "updated_by": "remote.person",
        },
        "error": None,
    } | changes


def problem(status: int, code: str, **extra: object) -> dict[str, Any]:
    document = {
        "type": "about:blank",
        "title": "T",
        "status": status,
        "detail": f"It is {code}.",
        "code": code,
    }
    return {
        "status_code": status,
        "json": document | extra,
        "headers": {"content-type": "application/problem+json"},
    }
