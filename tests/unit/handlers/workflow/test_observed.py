"""What an operator finds in the log: every line of a run says what it is about, and why it is repeated."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from control_push.errors import ForbiddenError, RateLimitedError, SignInRefusedError, UnavailableError
from control_push.handlers.workflow import finish_push, push_statement
from control_push.models.statement import Statement
from control_push.telemetry import logger
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import fails

TEXT = "nobody else may read this"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    stream = io.StringIO()
    monkeypatch.setattr(logger.registered_handler, "stream", stream)
    yield stream
    logger.append_keys()


@pytest.fixture
def edited(push: Pushing, monkeypatch: pytest.MonkeyPatch) -> Statement:
    for module in (push_statement, finish_push):
        monkeypatch.setattr(module, "store", lambda: push.store)
    monkeypatch.setattr(push_statement, "servicenow_if", lambda connection, source_id: push.servicenow)
    monkeypatch.setattr(finish_push, "servicenow_for", lambda source_id: push.servicenow)
    monkeypatch.setattr(finish_push, "push_workflow", lambda: push.workflow)
    return push.edited(push.pulled(1), f"<p>{TEXT}</p>")


def invoke(module: Any, **event: Any) -> dict[str, Any]:
    context = SimpleNamespace(
        function_name="function",
        memory_limit_in_mb=512,
        invoked_function_arn="arn:aws:lambda:us-east-1:123456789012:function:function",
        aws_request_id="request",
        get_remaining_time_in_millis=lambda: 45_000,
    )
    answer: dict[str, Any] = module.handler(event, context)
    return answer


def names(job_id: str, statement: Statement) -> dict[str, Any]:
    item = {"statement_id": statement.statement_id, "control_id": statement.control_id}
    return {"job_id": job_id, **item, "texts": []}


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    assert TEXT not in log.getvalue()
    return [json.loads(line) for line in log.getvalue().splitlines()]


def metrics(capsys: pytest.CaptureFixture[str]) -> dict[str, list[dict[str, Any]]]:
    """The lines of each metric, by its name."""
    found: dict[str, list[dict[str, Any]]] = {}
    output = capsys.readouterr().out
    assert TEXT not in output
    for line in map(json.loads, output.splitlines()):
        name = line["_aws"]["CloudWatchMetrics"][0]["Metrics"][0]["Name"]
        found.setdefault(name, []).append(line)
    return found


def test_a_run_that_raises_leaves_a_line_with_everything_it_is_about(
    push: Pushing, edited: Statement, log: io.StringIO
) -> None:
    job_id = push.start(edited)

    def breaks(call: str, sys_id: str) -> None:
        raise ZeroDivisionError("broken")

    push.servicenow.before = breaks
    with pytest.raises(ZeroDivisionError):
        invoke(push_statement, **names(job_id, edited))
    [line] = [one for one in lines(log) if one["level"] == "ERROR"]
    about = {name: value for name, value in names(job_id, edited).items() if name != "texts"}
    assert {name: line[name] for name in about} == about
    assert (line["message"], line["exception_name"], line["attempt"]) == (
        "run failed",
        "ZeroDivisionError",
        1,
    )
    assert line["milliseconds"] >= 0


def test_a_run_that_cannot_even_begin_names_its_job(
    push: Pushing, edited: Statement, log: io.StringIO
) -> None:
    with pytest.raises(LookupError):
        invoke(push_statement, **names("gone", edited))
    [line] = [one for one in lines(log) if one["level"] == "ERROR"]
    assert (line["job_id"], line["statement_id"]) == ("gone", edited.statement_id)


def test_a_retry_says_its_cause_and_its_attempt(
    push: Pushing, edited: Statement, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    job_id = push.start(edited)
    push.servicenow.before = fails(2, UnavailableError("502"))
    for _ in range(3):
        invoke(push_statement, **names(job_id, edited))
    told = [one for one in lines(log) if one["message"] == "push statement"]
    assert [(one["attempt"], one["status"], one.get("cause")) for one in told] == [
        (1, "retry", "servicenow_unavailable"),
        (2, "retry", "servicenow_unavailable"),
        (3, "settled", None),
    ]
    assert all(one["milliseconds"] >= 0 and one["control_id"] == "AC-1" for one in told)
    written = metrics(capsys)
    assert len(written["PushRetries"]) == 2
    assert [one["outcome"] for one in written["ItemOutcome"]] == ["succeeded"]
    assert "WaitSeconds" not in written


def test_a_pause_that_servicenow_asked_for_is_counted_in_seconds(
    push: Pushing, edited: Statement, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    job_id = push.start(edited)
    push.servicenow.before = fails(1, RateLimitedError("Too many.", 30))
    causes = [invoke(push_statement, **names(job_id, edited))["cause"] for _ in range(2)]
    assert causes == ["rate_limited", "pause"]
    waits = [one["WaitSeconds"][0] for one in metrics(capsys)["WaitSeconds"]]
    assert waits[0] == 30
    assert 28 <= waits[1] <= 31


def test_a_failure_is_counted_by_outcome_and_by_code(
    push: Pushing, edited: Statement, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    job_id = push.start(edited)
    push.servicenow.before = fails(1, ForbiddenError("ACL."), on="PUT")
    invoke(push_statement, **names(job_id, edited))
    invoke(push_statement, **names(job_id, edited))
    written = metrics(capsys)
    assert [(one.get("outcome"), one.get("code")) for one in written["ItemOutcome"]] == [
        ("failed", None),
        (None, "forbidden"),
    ]
    assert len(written["PushesStarted"]) == 1


def test_what_a_halt_left_out_is_counted_when_the_job_is_closed(
    push: Pushing, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    statements = [push.edited(push.pulled(number), "mine") for number in (1, 2, 3)]
    job_id = push.start(*statements)
    push.prepare(job_id)
    push.servicenow.before = fails(1, SignInRefusedError("User is not authenticated."))
    push.settle(job_id, statements[0].statement_id)
    push.finish(job_id)
    ended = [
        (one["outcome"], one["ItemOutcome"]) for one in metrics(capsys)["ItemOutcome"] if "outcome" in one
    ]
    assert ended == [("failed", [1.0]), ("skipped", [2.0])]


def test_the_sweep_writes_the_age_of_the_oldest_job(
    push: Pushing, edited: Statement, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    invoke(finish_push, sweep=True)
    push.start(edited)
    invoke(finish_push, sweep=True)
    none, young = (one["OldestActiveJobAge"][0] for one in metrics(capsys)["OldestActiveJobAge"])
    assert none == 0 < young < 60
