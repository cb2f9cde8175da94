"""A push of everything that is modified: prepared page by page, whatever happens in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import Write
from control_push.domain.push import freeze_scope as module
from control_push.domain.push.freeze_scope import freeze_scope
from control_push.domain.push.start import PushRequest, start_push
from control_push.domain.push.stop import abort_job, cancel_job
from control_push.domain.statements.change import mark_missing
from control_push.errors import InvalidInputError, StateConflictError
from control_push.models.audit import Action
from control_push.models.connection import ConnectionStatus
from control_push.models.push import HoldReason, JobStatus, Outcome, Scope
from tests.unit.domain.pushing import Pushing, job_of, many, prepare
from tests.unit.fake_servicenow import CONNECTION, SYSTEM, FakeServiceNow


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    monkeypatch.setattr(module, "PAGES_AT_ONCE", 2)


def start(push: Pushing, scope: Scope | None = None, **more: Any) -> str:
    request = PushRequest([], "ann", scope=scope or Scope(), **more)
    return start_push(push.store, push.workflow, request)  # type: ignore[arg-type]


def pushed(push: Pushing, job_id: str) -> set[str]:
    return {item.control_id for item in push.store.items.all(job_id)}


def test_it_is_pending_and_says_how_far_it_is(push: Pushing) -> None:
    many(push, 7)
    job_id = start(push, note="release 4")
    job = job_of(push, job_id)
    assert (job.status, job.total, job.preparing, job.scope) == (JobStatus.PENDING, 0, True, Scope())
    freeze_scope(push.store, job)
    job = job_of(push, job_id)
    assert (job.status, job.total, job.preparing) == (JobStatus.PENDING, 4, True)
    assert prepare(push, job_id) == [7]
    job = job_of(push, job_id)
    assert (job.status, job.total, job.preparing, job.note) == (JobStatus.RUNNING, 7, False, "release 4")
    assert len(push.bucket.items[job_id]) == 7


def test_it_pushes_each_once_and_ends(push: Pushing) -> None:
    many(push, 5)
    job_id = start(push)
    assert prepare(push, job_id) == [4, 5]
    job = push.run(job_id)
    assert (job.status, job.total, job.count(Outcome.SUCCEEDED)) == (JobStatus.COMPLETED, 5, 5)
    push.check_books(job_id)
    started = next(one for one in push.audit(job_id) if one.action is Action.PUSH_STARTED)
    assert (started.details.get("scope"), "total" in started.details) == ({}, False)


def test_it_is_narrowed(push: Pushing) -> None:
    many(push, 2)
    push.edited(push.pulled(3), "mine", actor="bob")
    for scope, expected in (
        (Scope(modified_by="bob"), {"AC-3"}),
        (Scope(family="ac", system_id=SYSTEM), {"AC-1", "AC-2", "AC-3"}),
        (Scope(family="AU"), set()),
        (Scope(system_id="another"), set()),
    ):
        job_id = start(push, scope)
        prepare(push, job_id)
        assert pushed(push, job_id) == expected


def test_what_is_in_conflict_or_missing_is_held(push: Pushing) -> None:
    ready, conflicted, missing = many(push, 3)
    push.servicenow.edit(conflicted.servicenow_sys_id, "theirs")
    push.run(push.start(conflicted))
    push.store.commit([push.store.statements.save(mark_missing(push.statement(missing.statement_id)))])
    job_id = start(push)
    prepare(push, job_id)
    assert pushed(push, job_id) == {ready.control_id}
    held = push.store.items.held(job_id, 50, None).rows
    assert {one.control_id: one.reason for one in held} == {
        conflicted.control_id: HoldReason.CONFLICT,
        missing.control_id: HoldReason.MISSING,
    }


def test_what_was_edited_since_a_moment_is_held(push: Pushing) -> None:
    early = push.edited(push.pulled(1), "mine")
    assert early.modified_at
    late = push.edited(push.pulled(2), "mine")
    job_id = start(push, edited_until=early.modified_at, schedule_id="nightly")
    prepare(push, job_id)
    assert pushed(push, job_id) == {"AC-1"}
    [held] = push.store.items.held(job_id, 50, None).rows
    assert (held.statement_id, held.reason) == (late.statement_id, HoldReason.EDITED_SINCE)
    assert job_of(push, job_id).schedule_id == "nightly"


def test_a_revision_is_frozen_when_its_turn_comes(push: Pushing) -> None:
    first, *_, last = many(push, 5)
    job_id = start(push)
    freeze_scope(push.store, job_of(push, job_id))
    push.edited(first, "typed since")
    seen = push.edited(last, "typed before its turn")
    prepare(push, job_id)
    push.run(job_id)
    assert push.servicenow.text(first.servicenow_sys_id) == "mine"
    assert push.statement(first.statement_id).local_content == "typed since"
    assert push.item(job_id, last).revision == seen.revision
    assert push.servicenow.text(last.servicenow_sys_id) == "typed before its turn"


def test_nothing_to_push(push: Pushing) -> None:
    push.pulled(1)
    job_id = start(push)
    assert not push.prepare(job_id)
    job = push.finish(job_id)
    assert job
    assert (job.status, job.total, job.error) == (JobStatus.COMPLETED, 0, None)
    assert push.servicenow.calls == []


def test_cancelled_while_it_is_prepared(push: Pushing) -> None:
    many(push, 7)
    job_id = start(push)
    freeze_scope(push.store, job_of(push, job_id))
    cancel_job(push.store, job_id, "ann")
    assert not push.prepare(job_id)
    job = push.finish(job_id)
    assert job
    assert (job.status, job.total, job.count(Outcome.CANCELLED)) == (JobStatus.CANCELLED, 4, 4)
    push.check_books(job_id)


def test_cancelled_before_its_first_statement(push: Pushing) -> None:
    many(push, 2)
    job_id = start(push)
    cancel_job(push.store, job_id, "ann")
    assert not push.prepare(job_id)
    job = push.finish(job_id)
    assert job
    assert (job.status, job.total) == (JobStatus.CANCELLED, 0)


def test_aborted_while_it_is_prepared(push: Pushing) -> None:
    many(push, 7)
    job_id = start(push)
    freeze_scope(push.store, job_of(push, job_id))
    stale = job_of(push, job_id)
    abort_job(push.store, job_id, "its execution was aborted")
    # A run that Step Functions lost sight of adds nothing any more.
    freeze_scope(push.store, stale)
    job = push.finish(job_id)
    assert job
    assert (job.status, job.total, job.count(Outcome.CANCELLED)) == (JobStatus.FAILED, 4, 4)
    push.check_books(job_id)


def test_two_runs_at_once_add_each_statement_once(push: Pushing, monkeypatch: pytest.MonkeyPatch) -> None:
    many(push, 3)
    job_id = start(push)
    commit = Store.commit

    def commit_after_the_other(store: Store, writes: Sequence[Write]) -> None:
        monkeypatch.setattr(Store, "commit", commit)
        freeze_scope(push.store, job_of(push, job_id))
        store.commit(writes)

    monkeypatch.setattr(Store, "commit", commit_after_the_other)
    assert prepare(push, job_id) == [3]
    assert push.run(job_id).total == 3
    push.check_books(job_id)


def test_a_run_that_was_overtaken_goes_on_from_where_the_other_is(push: Pushing) -> None:
    many(push, 7)
    job_id = start(push)
    overtaken = job_of(push, job_id)
    freeze_scope(push.store, overtaken)
    assert job_of(push, job_id).total == 4
    freeze_scope(push.store, overtaken)
    assert job_of(push, job_id).total == 6  # its first page moved nothing back
    assert prepare(push, job_id) == [7]


def test_a_statement_that_moves_in_the_list_meanwhile_is_one_item(push: Pushing) -> None:
    first, *_ = many(push, 6)
    job_id = start(push)
    freeze_scope(push.store, job_of(push, job_id))
    moved = push.statement(first.statement_id).model_copy(update={"control_id": "AC-9"})
    push.store.commit([push.store.statements.save(moved)])
    assert prepare(push, job_id) == [6]
    assert len(list(push.store.items.all(job_id))) == 6


def test_it_ends_at_the_largest_job(push: Pushing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 3)
    many(push, 5)
    job_id = start(push)
    assert prepare(push, job_id) == [3]
    assert push.run(job_id).total == 3


def test_its_key_stands_for_one_job(push: Pushing) -> None:
    many(push, 1)
    job_id = start(push, idempotency_key="k")
    assert start(push, idempotency_key="k") == job_id
    for other in ({"scope": Scope(family="AU")}, {"note": "why"}):
        with pytest.raises(InvalidInputError):
            start(push, idempotency_key="k", **other)  # type: ignore[arg-type]


def test_refused_without_a_connection_that_works(push: Pushing, store: Store) -> None:
    push.connect(CONNECTION.model_copy(update={"status": ConnectionStatus.ERROR}))
    with pytest.raises(StateConflictError) as refusal:
        start(push)
    assert refusal.value.code == "connection_error"
    assert push.workflow.started == []


def test_refused_where_nothing_is_connected(store: Store) -> None:
    with pytest.raises(StateConflictError) as refusal:
        start(Pushing(store, FakeServiceNow()))
    assert refusal.value.code == "not_connected"
