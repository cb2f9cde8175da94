from __future__ import annotations

from collections.abc import Sequence

import pytest

from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import Write
from control_push.domain.push.retry import retry_push
from control_push.domain.push.start import PushRequest, start_push
from control_push.errors import (
    InvalidInputError,
    RecordMissingError,
    SignInRefusedError,
    StateConflictError,
    UnavailableError,
)
from control_push.models.audit import Action
from control_push.models.push import JobStatus, Outcome, Trigger
from control_push.models.statement import Statement
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import FakeServiceNow, fails


def test_a_started_job(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    job = push.store.jobs.get(job_id)
    assert job
    assert (job.status, job.total, job.created_by, job.trigger) == (JobStatus.PENDING, 1, "ann", Trigger.USER)
    assert push.workflow.started == [job_id]
    assert [one.action for one in push.audit(job_id)] == [Action.PUSH_STARTED]


def test_nothing_is_connected(store: Store) -> None:
    with pytest.raises(StateConflictError) as refusal:
        Pushing(store, FakeServiceNow()).start()
    assert refusal.value.code == "not_connected"


def test_refused_whole_naming_every_offender(push: Pushing, edited: Statement) -> None:
    clean = push.pulled(2)
    conflicted = push.edited(push.pulled(3), "mine")
    push.servicenow.edit(conflicted.servicenow_sys_id, "theirs")
    push.run(push.start(conflicted))
    started = list(push.workflow.started)
    unknown = edited.model_copy(update={"statement_id": "nobody"})
    with pytest.raises(StateConflictError) as refusal:
        push.start(edited, clean, conflicted, unknown)
    fields = {row["field"]: row["message"] for row in refusal.value.extra["errors"]}
    assert set(fields) == {"statement_ids.1", "statement_ids.2", "statement_ids.3"}
    assert clean.statement_id in fields["statement_ids.1"]
    assert "conflict" in fields["statement_ids.2"]
    assert "unknown" in fields["statement_ids.3"]
    assert push.workflow.started == started


def test_a_statement_named_twice_is_one_item(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited, edited)
    assert len(list(push.store.items.all(job_id))) == 1


def test_the_same_key_and_request_is_the_same_job(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited, key="k")
    push.run(job_id)
    assert push.start(edited, key="k") == job_id
    other = push.edited(push.pulled(2), "mine")
    with pytest.raises(InvalidInputError):
        push.start(other, key="k")
    assert push.start(other, key="k", actor="bob") != job_id


def test_a_start_that_died_before_the_execution_is_taken_up_by_its_key(
    push: Pushing, edited: Statement
) -> None:
    job_id = push.start(edited, key="k")
    push.workflow.started.clear()
    assert push.start(edited, key="k") == job_id
    assert push.workflow.started == [job_id]


def test_a_cancelled_job_can_be_retried(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    with pytest.raises(StateConflictError, match="still running"):
        retry_push(push.store, push.workflow, job_id, "ann", None)  # type: ignore[arg-type]
    push.store.jobs.mark_running(job_id)
    from control_push.domain.push.stop import cancel_job

    cancel_job(push.store, job_id, "ann")
    push.run(job_id)
    again = retry_push(push.store, push.workflow, job_id, "ann", None)  # type: ignore[arg-type]
    job = push.run(again)
    assert (job.retry_of, job.count(Outcome.SUCCEEDED)) == (job_id, 1)


def test_retry_takes_what_can_succeed_now(push: Pushing) -> None:
    busy, gone, given_up = (push.edited(push.pulled(number), "mine") for number in (1, 2, 3))
    del push.servicenow.records[gone.servicenow_sys_id]
    push.servicenow.before = lambda call, sys_id: (
        fails(1, UnavailableError("asleep"))(call, sys_id) if sys_id != gone.servicenow_sys_id else None
    )
    job = push.run(push.start(busy, gone, given_up))
    assert job.count(Outcome.FAILED) == 3
    push.servicenow.before = lambda call, sys_id: None
    push.discard(push.statement(given_up.statement_id))
    again = retry_push(push.store, push.workflow, job.job_id, "ann", None)  # type: ignore[arg-type]
    assert [item.statement_id for item in push.store.items.all(again)] == [busy.statement_id]
    push.run(again)
    with pytest.raises(StateConflictError) as refusal:
        retry_push(push.store, push.workflow, again, "ann", None)  # type: ignore[arg-type]
    assert refusal.value.code == "nothing_to_retry"


def test_what_a_halt_skipped_is_retried_after_reconnecting(push: Pushing) -> None:
    statements = [push.edited(push.pulled(number), "mine") for number in (1, 2, 3)]
    push.servicenow.before = fails(1, SignInRefusedError("User is not authenticated"), on="PROBE")
    job = push.run(push.start(*statements))
    assert (job.status, job.count(Outcome.SKIPPED)) == (JobStatus.FAILED, 3)
    assert [call for call, _ in push.servicenow.calls] == ["PROBE"]
    push.check_books(job.job_id)
    again = retry_push(push.store, push.workflow, job.job_id, "ann", None)  # type: ignore[arg-type]
    assert push.run(again).count(Outcome.SUCCEEDED) == 3


def test_a_resolved_conflict_is_retried(push: Pushing, edited: Statement) -> None:
    push.servicenow.edit(edited.servicenow_sys_id, "theirs")
    job = push.run(push.start(edited))
    with pytest.raises(StateConflictError):
        retry_push(push.store, push.workflow, job.job_id, "ann", None)  # type: ignore[arg-type]
    from control_push.domain.statements.change import keep_local

    statement = push.statement(edited.statement_id)
    remote = push.servicenow.records[edited.servicenow_sys_id]
    push.store.commit([push.store.statements.save(keep_local(statement, remote))])
    again = retry_push(push.store, push.workflow, job.job_id, "ann", None)  # type: ignore[arg-type]
    assert push.run(again).count(Outcome.SUCCEEDED) == 1


def test_a_missing_record_is_not_retried(push: Pushing, edited: Statement) -> None:
    push.servicenow.before = fails(1, RecordMissingError("No Record found"))
    job = push.run(push.start(edited))
    with pytest.raises(StateConflictError):
        retry_push(push.store, push.workflow, job.job_id, "ann", None)  # type: ignore[arg-type]


def test_two_requests_with_one_key_at_the_same_moment_are_one_job(
    push: Pushing, edited: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit, others = Store.commit, []

    def commit_after_the_other(store: Store, writes: Sequence[Write]) -> None:
        monkeypatch.setattr(Store, "commit", commit)
        others.append(push.start(edited, key="one"))
        store.commit(writes)

    monkeypatch.setattr(Store, "commit", commit_after_the_other)
    job_id = push.start(edited, key="one")
    assert others == [job_id]
    assert push.store.jobs.active_ids() == push.workflow.started == [job_id]


def test_a_revision_that_was_not_seen_refuses_the_push(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    later = push.edited(statement, "typed since", actor="bob")
    with pytest.raises(StateConflictError) as refused:
        start_push(push.store, push.workflow, seen(statement))  # type: ignore[arg-type]
    assert "has another text" in str(refused.value.extra["errors"])
    assert start_push(push.store, push.workflow, seen(later))  # type: ignore[arg-type]


def seen(statement: Statement) -> PushRequest:
    revisions = {statement.statement_id: statement.revision}
    return PushRequest([statement.statement_id], "ann", revisions=revisions, note="quarterly review")


def test_why_stands_in_the_job_and_in_every_record_of_it(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    job_id = start_push(push.store, push.workflow, seen(statement))  # type: ignore[arg-type]
    job = push.run(job_id)
    assert job.note == "quarterly review"
    notes = {record.action.value: record.details.get("note") for record in push.audit(job_id)}
    assert (notes["push_started"], notes["pushed"]) == ("quarterly review", "quarterly review")
