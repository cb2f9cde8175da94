"""`make logs`: the lines of the functions, in one order, for people."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import Mock

import pytest

from infra.local import logs

STATEMENT = {
    "level": "INFO",
    "message": "push statement",
    "timestamp": "2026-11-26 08:00:02,000+0000",
    "job_id": "j1",
    "control_id": "AC-2",
    "attempt": 2,
    "status": "retry",
    "cause": "rate_limited",
    "function_arn": "arn",
}
EARLIER = {**STATEMENT, "level": "ERROR", "job_id": "j2", "timestamp": "2026-11-26 08:00:01,000+0000"}
METRIC = {"_aws": {}, "PushRetries": [1]}


def client_with(*messages: str) -> Any:
    pages = {
        "describe_log_groups": [{"logGroups": [{"logGroupName": "group"}]}],
        "filter_log_events": [{"events": [{"message": message} for message in messages]}],
    }
    return Mock(get_paginator=lambda call: Mock(paginate=lambda **_: pages[call]))


@pytest.fixture
def run(tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    found = client_with(*map(json.dumps, (STATEMENT, METRIC, EARLIER)), "START RequestId")
    monkeypatch.setattr(logs.boto3, "client", lambda *_, **__: found)
    (tmp_path / "stack.json").write_text(json.dumps({"aws_endpoint_url": "http://127.0.0.1:1"}))

    def main(*options: str) -> list[str]:
        monkeypatch.setattr("sys.argv", ["logs", "--state-dir", str(tmp_path), *options])
        logs.main()
        return capsys.readouterr().out.splitlines()

    return main


def test_in_the_order_in_which_they_were_written(run: Any) -> None:
    assert run() == [
        "2026-11-26 08:00:01,000+0000 ERROR   push statement  "
        "job_id=j2 control_id=AC-2 attempt=2 status=retry cause=rate_limited",
        "2026-11-26 08:00:02,000+0000 INFO    push statement  "
        "job_id=j1 control_id=AC-2 attempt=2 status=retry cause=rate_limited",
    ]


def test_of_one_job_and_whole(run: Any) -> None:
    assert [json.loads(line) for line in run("--job", "j1", "--json")] == [STATEMENT]


def test_nothing_runs(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["logs", "--state-dir", str(tmp_path)])
    with pytest.raises(SystemExit, match="make run"):
        logs.main()
