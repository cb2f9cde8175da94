"""What only a row has never leaves the product."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from control_push.adapters.tables.rows import dump, load
from control_push.handlers.api.push_api import ModifiedStatement
from control_push.models.audit import AuditRecord
from control_push.models.base import Model, utc_now
from control_push.models.connection import Connection, ConnectionView
from control_push.models.pull import Pull, PullView
from control_push.models.push import ErrorCode, ItemError, Job, JobItem, JobView, ResultView, Stop, StopReason
from control_push.models.statement import Statement, StatementView
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION
from tests.unit.handlers.calling import call

SHAPES: list[tuple[type[Model], type[Model]]] = [
    (Statement, StatementView),
    (Job, JobView),
    (JobItem, ResultView),
    (Pull, PullView),
    (Connection, ConnectionView),
    (AuditRecord, AuditRecord),
    (Statement, ModifiedStatement),
]


def members(value: Any) -> Iterator[str]:
    """Every name in a JSON document, but for those in the details of an audit record: they are evidence."""
    match value:
        case dict():
            for name, inner in value.items():
                yield name
                if name != "details":
                    yield from members(inner)
        case list():
            for inner in value:
                yield from members(inner)


def shown(shape: type[Model]) -> set[str]:
    schema = shape.model_json_schema(mode="serialization")
    return set(schema["properties"])


@pytest.fixture
def answers(push: Pushing) -> list[Any]:
    """Of each call that shows something stored, in every state in which it shows most."""
    good, bad, moved = (push.edited(push.pulled(number), "mine") for number in (1, 2, 3))
    push.servicenow.edit(bad.servicenow_sys_id, "theirs")
    push.servicenow.edit(moved.servicenow_sys_id, "theirs")
    job_id = push.start(good, bad)
    paths = [f"/push/{job_id}", "/push", f"/push/{job_id}/results", "/statements", "/push/modified", "/audit"]
    stale = {"content": "x", "revision": 99}
    pull = Pull(pull_id="p", system_id="s", source_id="hidden", started_by="ann", started_at=utc_now())
    push.store.connection.create_pull(pull)
    given = [
        call("POST", f"/push/{job_id}/cancel").body,
        call("POST", "/push/check-conflicts", {"statement_ids": [moved.statement_id]}).body,
        call("PUT", f"/statements/{good.statement_id}", stale).body,
        call("PUT", f"/statements/{good.statement_id}", {"content": "new", "revision": good.revision}).body,
        call("GET", f"/statements/{moved.statement_id}").body,
        call("GET", "/connection").body,
        call("POST", "/connection/test", groups="[admin]").body,
        call("GET", "/pulls/p").body,
        call("GET", "/systems").body,
    ]
    push.run(job_id)
    found = [call("GET", path).body for path in paths]
    records = [call("GET", f"/audit/{record['id']}").body for record in found[-1]["records"]]
    assert found[2]["results"]
    return [*given, *found, *records]


def test_no_internal_field_is_in_any_answer(answers: list[Any]) -> None:
    public = set().union(*(shown(shape) for _, shape in SHAPES))
    internal = {name for row, _ in SHAPES for name in row.model_fields} - public
    internal -= {"statement_id"}  # the id of a statement where it is named by something else
    assert {"source_id", "row_version", "secret_version_id", "stop", "claimed_at"} <= internal
    assert internal.isdisjoint(members(answers)), sorted(internal.intersection(members(answers)))


@pytest.mark.parametrize(("row", "shape"), SHAPES, ids=[shape.__name__ for _, shape in SHAPES])
def test_every_member_is_in_every_answer(row: type[Model], shape: type[Model]) -> None:
    """A client need not know the defaults."""
    schema = shape.model_json_schema(mode="serialization")
    assert set(schema["required"]) == set(schema["properties"])


def test_sums_and_what_is_only_said_are_not_stored() -> None:
    error = ItemError(code=ErrorCode.FORBIDDEN, message="no", hint="ask")
    stop = Stop(reason=StopReason.HALTED, error=error, by="ann", at=utc_now())
    job = Job(job_id="j", source_id="s", total=1, outcomes={}, created_by="ann", created_at=utc_now(),
              error=error, stop=stop)  # fmt: skip
    row = dump(job)
    assert set(row) < set(Job.model_fields)
    assert set(row["error"]) == set(row["stop"]["error"]) == {"code", "message", "hint"}
    assert load(Job, row, "j") == job


def test_why_a_job_was_stopped_is_said_while_it_still_runs(push: Pushing) -> None:
    job_id = push.start(push.edited(push.pulled(1), "mine"))
    error = ItemError(code=ErrorCode.AUTH_EXPIRED, message="refused", hint="reconnect")
    push.store.jobs.stop_once(job_id, Stop(reason=StopReason.HALTED, error=error, by="worker", at=utc_now()))
    job = call("GET", f"/push/{job_id}").body
    assert (job["status"], job["error"]["code"], job["cancel_requested"]) == ("pending", "auth_expired", True)
    assert CONNECTION.source_id not in str(job)
