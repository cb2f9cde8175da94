"""Both workflows on a second interpreter: what fails, times out, repeats and waits ends as on the first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from infra.rehearsal.assembly import Assembly
from tests.rehearsal.second_interpreter import (
    BUCKET,
    FunctionError,
    Interpreter,
    definition_of,
    interpreting,
    put_items,
)

JOB = {"job_id": "job-1"}
KEY = "push/job-1.json"
READY = {"more": False, "halted": False}
LISTED = {**READY, "items_bucket": BUCKET, "items_key": KEY}
Push = Callable[..., tuple[Interpreter, dict[str, Any]]]


def settled(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "status": "settled", "outcome": "succeeded"}


@pytest.fixture(params=["small", "large"])
def push(request: pytest.FixtureRequest, production: Assembly, monkeypatch: pytest.MonkeyPatch) -> Push:
    """Runs PushWorkflow over some statements, by either of its Maps.

    The functions given take the place of those that do well.
    """

    def run(statements: int, **functions: Any) -> tuple[Interpreter, dict[str, Any]]:
        items = [
            {"statement_id": f"s{n}", "control_id": f"ac-{n}", "texts": ["sent", "base"]}
            for n in range(statements)
        ]
        given = {**READY, "items": items} if request.param == "small" else LISTED
        ready = {**JOB, **given, "total": statements, "halted": not items}

        def prepare(_payload: dict[str, Any]) -> dict[str, Any]:
            put_items(KEY, items)
            return ready

        def finish(payload: dict[str, Any]) -> dict[str, Any]:
            return {
                "job_id": payload["job_id"],
                "status": "failed" if payload.get("aborted") else "completed",
            }

        usual = {"PreparePush": prepare, "PushStatement": settled, "FinishPush": finish}
        with interpreting({**usual, **functions}, monkeypatch) as interpreter:
            execution = interpreter.run(definition_of(production, "PushWorkflow"), JOB)
        return interpreter, execution

    return run


def pushed(interpreter: Interpreter) -> Counter[str]:
    return Counter(
        payload["statement_id"] for name, payload in interpreter.payloads if name == "PushStatement"
    )


def closings(interpreter: Interpreter) -> list[dict[str, Any]]:
    return [payload for name, payload in interpreter.payloads if name == "FinishPush"]


def test_each_statement_is_pushed_once_and_the_push_closed(push: Push) -> None:
    interpreter, execution = push(7)
    assert execution == {"status": "SUCCEEDED", "output": {**JOB, "status": "completed"}}
    assert pushed(interpreter) == {f"s{n}": 1 for n in range(7)}
    assert closings(interpreter) == [JOB]


def exits_of(interpreter: Interpreter, state: str) -> list[dict[str, Any]]:
    exits = [
        event["stateExitedEventDetails"]
        for event in interpreter.history
        if "stateExitedEventDetails" in event
    ]
    return [json.loads(one["output"]) for one in exits if one["name"] == state]


@pytest.mark.parametrize("push", ["small"], indirect=True)
def test_the_iterations_of_a_small_push_show_control_ids_and_outcomes(push: Push) -> None:
    interpreter, _ = push(3)
    shown = exits_of(interpreter, "Statement settled")
    assert {(one["control_id"], one["outcome"]) for one in shown} == {
        (f"ac-{n}", "succeeded") for n in range(3)
    }
    told = {payload["execution"] for name, payload in interpreter.payloads if name == "PushStatement"}
    assert told == {interpreter.started}


@pytest.mark.parametrize("push", ["small"], indirect=True)
@pytest.mark.parametrize(("statements", "waits"), [(3, 0), (7, 0), (3, 4)])
def test_what_a_small_push_takes_of_its_history(push: Push, statements: int, waits: int) -> None:
    """What `inline_up_to` reckons with."""
    asked = iter([5] * waits)

    def push_statement(payload: dict[str, Any]) -> dict[str, Any]:
        seconds = next(asked, None)
        return {**payload, "status": "retry", "wait_seconds": seconds} if seconds else settled(payload)

    interpreter, _ = push(statements, PushStatement=push_statement)
    assert len(interpreter.history) == 18 + 11 * statements + 9 * waits


def test_nothing_is_pushed_when_the_preparation_says_so(push: Push) -> None:
    interpreter, execution = push(0)
    assert execution["status"] == "SUCCEEDED"
    assert pushed(interpreter) == {}
    assert closings(interpreter) == [JOB]


def test_a_preparation_that_has_more_to_add_is_called_again(push: Push) -> None:
    answers = iter([True, True, False])

    def prepare(_payload: dict[str, Any]) -> dict[str, Any]:
        put_items(KEY, [{"statement_id": "s0", "control_id": "ac-0", "texts": []}])
        return {**JOB, **LISTED, "total": 1, "more": next(answers)}

    interpreter, execution = push(1, PreparePush=prepare)
    assert execution["status"] == "SUCCEEDED"
    assert interpreter.calls["PreparePush"] == 3
    assert pushed(interpreter) == {"s0": 1}


@pytest.mark.parametrize("error", [FunctionError("RuntimeError"), FunctionError.timed_out()])
def test_a_poisoned_statement_ends_after_a_bounded_number_of_runs_and_holds_up_nothing(
    push: Push, error: FunctionError
) -> None:
    def push_statement(payload: dict[str, Any]) -> dict[str, Any]:
        if payload["statement_id"] == "s1":
            raise error
        return settled(payload)

    interpreter, execution = push(4, PushStatement=push_statement)
    assert execution["output"]["status"] == "completed"
    assert pushed(interpreter) == {"s0": 1, "s1": 4, "s2": 1, "s3": 1}
    assert len(interpreter.retried_after) == 3
    assert closings(interpreter) == [JOB]


def test_a_worker_that_died_once_is_run_again(push: Push) -> None:
    died: set[str] = set()

    def push_statement(payload: dict[str, Any]) -> dict[str, Any]:
        if payload["statement_id"] not in died:
            died.add(payload["statement_id"])
            raise FunctionError.timed_out()
        return settled(payload)

    interpreter, execution = push(3, PushStatement=push_statement)
    assert execution["output"]["status"] == "completed"
    assert pushed(interpreter) == {"s0": 2, "s1": 2, "s2": 2}


def test_a_statement_that_has_to_wait_waits_as_long_as_was_asked(push: Push) -> None:
    asked = iter([30, 60])

    def push_statement(payload: dict[str, Any]) -> dict[str, Any]:
        seconds = next(asked, None)
        return {**payload, "status": "retry", "wait_seconds": seconds} if seconds else settled(payload)

    interpreter, execution = push(1, PushStatement=push_statement)
    assert execution["output"]["status"] == "completed"
    assert interpreter.waited == [30, 60]
    assert pushed(interpreter) == {"s0": 3}


def test_a_preparation_that_fails_for_good_leads_to_the_closing(push: Push) -> None:
    def prepare(_payload: dict[str, Any]) -> dict[str, Any]:
        raise FunctionError("RuntimeError")

    interpreter, execution = push(3, PreparePush=prepare)
    assert execution == {"status": "SUCCEEDED", "output": {**JOB, "status": "failed"}}
    assert interpreter.calls["PreparePush"] == 4
    assert pushed(interpreter) == {}
    assert closings(interpreter) == [{**JOB, "aborted": True}]


def test_a_list_that_cannot_be_read_leads_to_the_closing(push: Push) -> None:
    elsewhere = {**JOB, **LISTED, "total": 1, "items_key": "nowhere.json"}
    interpreter, execution = push(3, PreparePush=lambda _payload: elsewhere)
    assert execution["output"]["status"] == "failed"
    assert closings(interpreter) == [{**JOB, "aborted": True}]


def test_a_closing_that_fails_at_first_is_repeated(push: Push) -> None:
    answers = iter([FunctionError("RuntimeError"), FunctionError.timed_out(), {**JOB, "status": "completed"}])

    def finish(_payload: dict[str, Any]) -> dict[str, Any]:
        answer = next(answers)
        if isinstance(answer, FunctionError):
            raise answer
        return answer

    interpreter, execution = push(1, FinishPush=finish)
    assert execution["output"]["status"] == "completed"
    assert interpreter.calls["FinishPush"] == 3


def test_a_closing_that_never_ends_well_fails_the_execution_for_the_rule_to_see(push: Push) -> None:
    def finish(_payload: dict[str, Any]) -> dict[str, Any]:
        raise FunctionError("RuntimeError")

    interpreter, execution = push(1, FinishPush=finish)
    assert execution["status"] == "FAILED"
    assert interpreter.calls["FinishPush"] == 6


PULL = {"pull_id": "pull-1"}
Pull = Callable[..., tuple[Interpreter, dict[str, Any]]]


@pytest.fixture
def pull(production: Assembly, monkeypatch: pytest.MonkeyPatch) -> Pull:
    """Runs PullWorkflow with these answers of "Pull page", one after another."""

    def run(*answers: dict[str, Any] | FunctionError) -> tuple[Interpreter, dict[str, Any]]:
        following = iter(answers)

        def pull_page(_payload: dict[str, Any]) -> dict[str, Any]:
            answer = next(following)
            if isinstance(answer, FunctionError):
                raise answer
            return {**PULL, **answer}

        functions = {"PullPage": pull_page, "FinishPull": lambda payload: {**payload, "status": "closed"}}
        with interpreting(functions, monkeypatch) as interpreter:
            execution = interpreter.run(definition_of(production, "PullWorkflow"), PULL)
        return interpreter, execution

    return run


PAGE = {"status": "page", "done": False, "wait_seconds": 0}
LAST = {"status": "page", "done": True, "wait_seconds": 0}
BUSY = {"status": "retry", "done": False, "wait_seconds": 45}


def test_a_pull_goes_on_page_by_page_and_waits_as_asked(pull: Pull) -> None:
    interpreter, execution = pull(PAGE, BUSY, PAGE, LAST)
    assert execution == {"status": "SUCCEEDED", "output": {**PULL, "status": "closed"}}
    assert interpreter.calls == {"PullPage": 4, "FinishPull": 1}
    assert interpreter.waited == [45]


def test_a_page_that_failed_once_is_pulled_again(pull: Pull) -> None:
    interpreter, execution = pull(PAGE, FunctionError.timed_out(), LAST)
    assert execution["status"] == "SUCCEEDED"
    assert interpreter.calls == {"PullPage": 3, "FinishPull": 1}


def test_a_page_that_cannot_be_pulled_ends_the_pull(pull: Pull) -> None:
    interpreter, execution = pull(PAGE, *[FunctionError("RuntimeError")] * 4)
    assert execution["status"] == "SUCCEEDED"
    assert interpreter.calls == {"PullPage": 5, "FinishPull": 1}
    assert len(interpreter.retried_after) == 3
