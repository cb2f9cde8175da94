"""The push of one statement: every promise, with the world changing between any two steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import Write
from control_push.domain.conflicts.check import check_conflicts
from control_push.domain.conflicts.resolve import Decision, Resolution, resolve_conflict
from control_push.domain.pull.follow_record import follow_record
from control_push.domain.push.push_statement import PAUSE, LeftToClosing, RunAgain, Settled
from control_push.domain.push.retry_policy import LONGEST_WAIT, MAX_ATTEMPTS
from control_push.domain.push.stop import cancel_job
from control_push.errors import (
    BadRequestError,
    ContentTooLargeError,
    ForbiddenError,
    RateLimitedError,
    RejectedByRuleError,
    ServiceNowError,
    SignInRefusedError,
    UnavailableError,
)
from control_push.models.audit import Action
from control_push.models.base import utc_now
from control_push.models.push import ErrorCode, JobStatus, Outcome
from control_push.models.statement import Statement, SyncStatus
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, fails


def run_one(push: Pushing, statement: Statement) -> tuple[str, Outcome]:
    job_id = push.start(statement)
    push.run(job_id)
    push.check_books(job_id)
    outcome = push.item(job_id, statement).outcome
    assert outcome
    return job_id, outcome


def test_an_unchanged_record_is_written_and_read_back(push: Pushing, edited: Statement) -> None:
    job_id, outcome = run_one(push, edited)
    assert outcome is Outcome.SUCCEEDED
    assert push.servicenow.text(edited.servicenow_sys_id) == "mine"
    after = push.statement(edited.statement_id)
    assert (after.content, after.local_content, after.sync_status) == ("mine", None, SyncStatus.SYNCED)
    assert after.servicenow_version == push.servicenow.records[edited.servicenow_sys_id].version
    assert [call for call, _ in push.servicenow.calls] == ["PROBE", "GET", "PUT"]


def test_a_save_between_read_and_write_is_told(push: Pushing, edited: Statement) -> None:
    def edit_before_write(call: str, sys_id: str) -> None:
        if call == "PUT":
            push.servicenow.edit(sys_id, "theirs")

    push.servicenow.before = edit_before_write
    job_id, outcome = run_one(push, edited)
    assert outcome is Outcome.SUCCEEDED
    assert "counted 2 saves where the push made one" in (push.item(job_id, edited).note or "")
    [record] = push.audit(job_id, edited)
    assert record.details["message"] == push.item(job_id, edited).note


def test_the_audit_has_what_was_there_before_and_after(push: Pushing, edited: Statement) -> None:
    job_id, _ = run_one(push, edited)
    [listed] = push.audit(job_id, edited)
    record = push.store.audit.get(listed.id)
    assert record
    assert (record.actor, record.action) == ("ann", Action.PUSHED)
    assert (record.before_content, record.after_content, record.sent_content) == ("base", "mine", None)
    assert listed.before_content is None


def test_a_touched_record_is_pushed_and_said_so(push: Pushing, edited: Statement) -> None:
    push.servicenow.edit(edited.servicenow_sys_id, "base", by="bob")
    job_id, outcome = run_one(push, edited)
    assert outcome is Outcome.SUCCEEDED
    assert "bob" in (push.item(job_id, edited).note or "")


def test_a_foreign_text_is_never_overwritten(push: Pushing, edited: Statement) -> None:
    push.servicenow.edit(edited.servicenow_sys_id, "theirs", by="bob")
    job_id, outcome = run_one(push, edited)
    assert outcome is Outcome.CONFLICT
    assert push.servicenow.text(edited.servicenow_sys_id) == "theirs"
    assert push.servicenow.writes() == []
    after = push.statement(edited.statement_id)
    assert (after.sync_status, after.local_content) == (SyncStatus.CONFLICT, "mine")
    assert after.conflict
    assert after.conflict.remote_content == "theirs"
    error = push.item(job_id, edited).error
    assert error
    assert (error.code, error.retryable) == (ErrorCode.CONFLICT, False)
    assert "bob" in error.message


def test_a_text_that_is_there_already_is_promoted_without_a_write(push: Pushing, edited: Statement) -> None:
    push.servicenow.edit(edited.servicenow_sys_id, "mine")
    _, outcome = run_one(push, edited)
    assert outcome is Outcome.SUCCEEDED
    assert push.servicenow.writes() == []
    assert not push.statement(edited.statement_id).is_modified


def test_a_local_text_like_the_base_is_promoted_without_a_write(push: Pushing) -> None:
    other = push.edited(push.pulled(2, "<p>a</p>"), "<p>b</p>")
    push.store.commit([push.store.statements.save(other.model_copy(update={"local_content": "<p>a</p>\n"}))])
    statement = push.statement(other.statement_id)
    _, outcome = run_one(push, statement)
    assert outcome is Outcome.SUCCEEDED
    assert push.servicenow.writes() == []


def test_a_deleted_record(push: Pushing, edited: Statement) -> None:
    del push.servicenow.records[edited.servicenow_sys_id]
    job_id, outcome = run_one(push, edited)
    error = push.item(job_id, edited).error
    assert error
    assert (outcome, error.code) == (Outcome.FAILED, ErrorCode.DELETED_IN_SERVICENOW)
    assert push.statement(edited.statement_id).local_content == "mine"


@pytest.mark.parametrize(
    ("stored", "outcome", "code", "base", "local"),
    [
        ("base", Outcome.FAILED, ErrorCode.NOT_STORED, "base", "mine"),
        ("mi", Outcome.FAILED, ErrorCode.TRUNCATED, "mi", "mine"),
        ("mine, as rewritten", Outcome.ALTERED, None, "mine, as rewritten", None),
    ],
)
@pytest.mark.parametrize("shows_record", [True, False])
def test_a_write_that_lies(
    push: Pushing,
    edited: Statement,
    stored: str,
    outcome: Outcome,
    code: ErrorCode | None,
    base: str,
    local: str | None,
    shows_record: bool,
) -> None:
    push.servicenow.store_as = lambda text: stored
    push.servicenow.shows_record = shows_record
    job_id, got = run_one(push, edited)
    error = push.item(job_id, edited).error
    assert (got, error.code if error else None) == (outcome, code)
    after = push.statement(edited.statement_id)
    assert (after.content, after.local_content) == (base, local)


def test_what_was_sent_is_kept_when_something_else_was_stored(push: Pushing, edited: Statement) -> None:
    push.servicenow.store_as = lambda text: "mine, as rewritten"
    job_id, _ = run_one(push, edited)
    record = push.store.audit.get(push.audit(job_id, edited)[0].id)
    assert record
    assert (record.sent_content, record.after_content) == ("mine", "mine, as rewritten")


def test_a_foreign_edit_between_write_and_read_back_is_a_conflict(push: Pushing, edited: Statement) -> None:
    push.servicenow.shows_record = False
    push.servicenow.after_write = lambda sys_id: push.servicenow.edit(sys_id, "theirs", by="bob")
    _, outcome = run_one(push, edited)
    assert outcome is Outcome.CONFLICT
    assert push.statement(edited.statement_id).local_content == "mine"


@pytest.mark.parametrize("shows_record", [True, False])
@pytest.mark.parametrize("theirs", ["theirs", "mi"])
def test_a_foreign_text_is_not_taken_for_ours_as_rewritten_or_cut_off(
    push: Pushing, edited: Statement, theirs: str, shows_record: bool
) -> None:
    push.servicenow.shows_record = shows_record
    push.servicenow.store_as = lambda text: theirs

    def meanwhile(call: str, sys_id: str) -> None:
        if call == "PUT":
            # Then ServiceNow drops our write without a word: the answer shows this text.
            push.servicenow.edit(sys_id, theirs, by="bob")

    push.servicenow.before = meanwhile
    _, outcome = run_one(push, edited)
    after = push.statement(edited.statement_id)
    assert outcome is Outcome.CONFLICT
    assert (after.content, after.local_content, after.sync_status) == ("base", "mine", SyncStatus.CONFLICT)


def test_a_text_under_an_unmoved_version_is_not_ours(push: Pushing, edited: Statement) -> None:
    sys_id = edited.servicenow_sys_id
    by_us = push.servicenow.records[sys_id].version.model_copy(update={"updated_by": "service"})
    push.servicenow.records[sys_id] = push.servicenow.records[sys_id].model_copy(update={"version": by_us})
    push.servicenow.store_as = lambda text: "theirs"

    def meanwhile(call: str, sys_id: str) -> None:
        if call == "PUT":
            known = push.servicenow.records[sys_id]
            push.servicenow.records[sys_id] = known.model_copy(update={"content": "theirs"})

    push.servicenow.before = meanwhile
    _, outcome = run_one(push, edited)
    assert outcome is Outcome.CONFLICT
    assert push.statement(edited.statement_id).local_content == "mine"


def test_text_typed_while_it_uploads_stays(push: Pushing, edited: Statement) -> None:
    def type_on(call: str, sys_id: str) -> None:
        if call == "PUT":
            push.edited(push.statement(edited.statement_id), "mine and more")

    push.servicenow.before = type_on
    job_id, outcome = run_one(push, edited)
    after = push.statement(edited.statement_id)
    assert outcome is Outcome.SUCCEEDED
    assert push.servicenow.text(edited.servicenow_sys_id) == "mine"
    assert (after.content, after.local_content, after.is_modified) == ("mine", "mine and more", True)


def test_the_text_confirmed_is_pushed_not_what_was_typed_since(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    push.edited(push.statement(edited.statement_id), "half a sent")
    push.run(job_id)
    after = push.statement(edited.statement_id)
    assert push.servicenow.text(edited.servicenow_sys_id) == "mine"
    assert (after.content, after.local_content) == ("mine", "half a sent")


def test_an_edit_given_up_since_is_skipped(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    push.discard(push.statement(edited.statement_id))
    push.edited(push.statement(edited.statement_id), "another thought")
    push.run(job_id)
    push.check_books(job_id)
    assert push.item(job_id, edited).outcome is Outcome.SKIPPED
    assert push.servicenow.writes() == []
    assert push.statement(edited.statement_id).local_content == "another thought"


def test_a_text_decided_over_since_is_skipped(push: Pushing, edited: Statement) -> None:
    """The job carries the text from before the decision: it must not be written on the new base."""
    job_id = push.start(edited)
    push.servicenow.edit(edited.servicenow_sys_id, "theirs")
    client: Any = push.servicenow
    check_conflicts(push.store, client, CONNECTION, [edited.statement_id], "ann")
    seen = push.servicenow.records[edited.servicenow_sys_id].version
    decision = Decision(
        Resolution.MERGED, seen, push.statement(edited.statement_id).revision, "theirs and mine", "ann"
    )
    resolve_conflict(push.store, client, push.statement(edited.statement_id), decision)
    push.run(job_id)
    push.check_books(job_id)
    assert push.item(job_id, edited).outcome is Outcome.SKIPPED
    assert push.servicenow.text(edited.servicenow_sys_id) == "theirs"
    assert push.statement(edited.statement_id).local_content == "theirs and mine"


def test_an_older_job_never_overwrites_a_newer_push(push: Pushing, edited: Statement) -> None:
    older = push.start(edited)
    newer = push.start(push.edited(push.statement(edited.statement_id), "newer"), actor="bob")
    push.run(newer)
    push.run(older)
    assert push.item(older, edited).outcome is Outcome.SKIPPED
    assert push.servicenow.text(edited.servicenow_sys_id) == "newer"
    assert push.statement(edited.statement_id).content == "newer"


def test_two_jobs_are_never_at_one_statement_at_once(push: Pushing, edited: Statement) -> None:
    first, second = push.start(edited), push.start(edited, actor="bob")
    answers = []

    def meanwhile(call: str, sys_id: str) -> None:
        if call == "PUT":
            answers.append(push.step(second, edited.statement_id))

    push.servicenow.before = meanwhile
    push.run(first)
    assert [type(answer) for answer in answers] == [RunAgain]
    push.run(second)
    assert push.item(second, edited).outcome is Outcome.SKIPPED
    assert len(push.servicenow.writes()) == 1


def test_a_second_delivery_changes_nothing(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    assert push.settle(job_id, edited.statement_id) == Settled(Outcome.SUCCEEDED)
    calls = list(push.servicenow.calls)
    assert push.settle(job_id, edited.statement_id) == Settled(Outcome.SUCCEEDED)
    assert push.servicenow.calls == calls
    push.finish(job_id)
    push.check_books(job_id)


def test_a_second_delivery_in_the_middle_of_the_first(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    nested = []

    def meanwhile(call: str, sys_id: str) -> None:
        if call == "PUT":
            nested.append(push.step(job_id, edited.statement_id))

    push.servicenow.before = meanwhile
    assert push.settle(job_id, edited.statement_id) == Settled(Outcome.SUCCEEDED)
    assert [type(answer) for answer in nested] == [RunAgain]
    assert len(push.servicenow.writes()) == 1
    assert push.settle(job_id, edited.statement_id) == Settled(Outcome.SUCCEEDED)
    push.finish(job_id)
    push.check_books(job_id)


def test_a_second_delivery_never_lets_another_job_in_before_the_first_has_written(
    push: Pushing, edited: Statement
) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)
    newer = push.start(push.edited(push.statement(edited.statement_id), "newer"), actor="bob")

    def meanwhile(call: str, sys_id: str) -> None:
        if call == "PUT":
            push.servicenow.before = lambda call, sys_id: None
            push.step(job_id, edited.statement_id)
            push.step(newer, edited.statement_id)

    push.servicenow.before = meanwhile
    push.settle(job_id, edited.statement_id)
    push.run(newer)
    assert push.servicenow.text(edited.servicenow_sys_id) == "newer"
    push.finish(job_id)
    push.check_books(job_id)


def test_a_run_that_is_to_be_repeated_gives_the_statement_free(push: Pushing, edited: Statement) -> None:
    first, second = push.start(edited), push.start(edited, actor="bob")
    push.servicenow.before = fails(1, UnavailableError("asleep"))
    assert isinstance(push.step(first, edited.statement_id), RunAgain)
    assert push.step(second, edited.statement_id) == Settled(Outcome.SUCCEEDED)


@pytest.mark.parametrize("applied", [True, False])
def test_an_unknown_result_is_settled_by_reading(push: Pushing, edited: Statement, applied: bool) -> None:
    lost = fails(1, UnavailableError("connection reset"), on="PUT")
    if applied:
        push.servicenow.after_write = lambda sys_id: lost("PUT", sys_id)
    else:
        push.servicenow.before = lost
    job_id, outcome = run_one(push, edited)
    assert outcome is Outcome.SUCCEEDED
    assert push.servicenow.text(edited.servicenow_sys_id) == "mine"
    assert len(push.servicenow.writes()) == (1 if applied else 2)
    record = push.store.audit.get(push.audit(job_id, edited)[0].id)
    assert record
    assert record.before_content == "base"


def test_an_unknown_result_and_a_foreign_edit_since_is_a_conflict(push: Pushing, edited: Statement) -> None:
    def lose(sys_id: str) -> None:
        push.servicenow.edit(sys_id, "theirs")
        raise UnavailableError("connection reset")

    push.servicenow.after_write = lose
    _, outcome = run_one(push, edited)
    assert outcome is Outcome.CONFLICT
    assert push.servicenow.text(edited.servicenow_sys_id) == "theirs"
    assert push.statement(edited.statement_id).local_content == "mine"


@pytest.mark.parametrize("on", ["GET", "PUT"])
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ForbiddenError("ACL Exception Update Failed due to security constraints"), ErrorCode.FORBIDDEN),
        (RejectedByRuleError("aborted by Business Rule 'Draft only'"), ErrorCode.REJECTED_BY_RULE),
        (ContentTooLargeError("Rejected large REST payload"), ErrorCode.CONTENT_TOO_LARGE),
        (BadRequestError("Invalid table x"), ErrorCode.INTERNAL_ERROR),
    ],
)
def test_a_refusal_fails_the_item_with_its_meaning(
    push: Pushing, edited: Statement, error: ServiceNowError, code: ErrorCode, on: str
) -> None:
    push.servicenow.before = fails(99, error, on)
    job_id, outcome = run_one(push, edited)
    found = push.item(job_id, edited).error
    assert found
    ours = f" Reference: {job_id}." if code is ErrorCode.INTERNAL_ERROR else ""
    assert (outcome, found.code, found.message) == (Outcome.FAILED, code, error.detail + ours)
    assert found.hint
    assert push.statement(edited.statement_id).local_content == "mine"


def test_a_refusal_after_the_write_is_verified(push: Pushing, edited: Statement) -> None:
    def refuse(sys_id: str) -> None:
        raise ForbiddenError("User Not Authorized")

    push.servicenow.after_write = refuse
    _, outcome = run_one(push, edited)
    assert outcome is Outcome.SUCCEEDED


@pytest.mark.parametrize(
    ("refusals", "outcome", "attempts"), [(1, "succeeded", 2), (2, "succeeded", 3), (99, "failed", 3)]
)
def test_a_refusal_that_may_pass_is_tried_again(
    push: Pushing, edited: Statement, refusals: int, outcome: str, attempts: int
) -> None:
    refusal = ForbiddenError("Failed API level ACL Validation", transient=True)
    push.servicenow.before = fails(refusals, refusal)
    job_id, settled = run_one(push, edited)
    assert settled == outcome
    assert push.item(job_id, edited).attempts == attempts


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RateLimitedError("Rate limit exceeded"), ErrorCode.RATE_LIMITED),
        (UnavailableError("hibernating"), ErrorCode.SERVICENOW_UNAVAILABLE),
    ],
)
def test_what_may_pass_is_tried_again_a_bounded_number_of_times(
    push: Pushing, edited: Statement, error: ServiceNowError, code: ErrorCode
) -> None:
    push.servicenow.before = fails(99, error)
    job_id, outcome = run_one(push, edited)
    item = push.item(job_id, edited)
    assert item.error
    assert (outcome, item.error.code, item.error.retryable) == (Outcome.FAILED, code, True)
    assert item.attempts == MAX_ATTEMPTS


def test_retry_after_holds_the_whole_job(push: Pushing, edited: Statement) -> None:
    other = push.edited(push.pulled(2), "mine")
    job_id = push.start(edited, other)
    push.prepare(job_id)
    push.servicenow.before = fails(1, RateLimitedError("Rate limit exceeded", retry_after=1800))
    assert push.step(job_id, edited.statement_id) == RunAgain(LONGEST_WAIT, "rate_limited")
    job = push.store.jobs.get(job_id)
    assert job
    assert job.waiting_until
    assert timedelta(seconds=1790) < job.waiting_until - utc_now() <= timedelta(seconds=1800)
    calls = list(push.servicenow.calls)
    assert push.step(job_id, other.statement_id) == RunAgain(LONGEST_WAIT, PAUSE)
    assert push.servicenow.calls == calls


def test_the_longest_pause_that_was_asked_for_is_waited_out(push: Pushing, edited: Statement) -> None:
    job_id = push.start(edited)
    late, early = utc_now() + timedelta(hours=1), utc_now() + timedelta(minutes=1)
    assert push.store.jobs.wait_until(job_id, early)
    assert push.store.jobs.wait_until(job_id, late)
    assert not push.store.jobs.wait_until(job_id, early)
    job = push.store.jobs.get(job_id)
    assert job
    assert job.waiting_until == late


def test_a_refused_sign_in_halts_the_job(push: Pushing) -> None:
    statements = [push.edited(push.pulled(number), "mine") for number in range(1, 41)]
    job_id = push.start(*statements)
    push.prepare(job_id)
    refused = SignInRefusedError("User is not authenticated")
    push.servicenow.before = fails(99, refused)
    for statement in statements:
        push.settle(job_id, statement.statement_id)
    job = push.finish(job_id)
    assert job
    push.check_books(job_id)
    assert (job.status, job.count(Outcome.FAILED), job.count(Outcome.SKIPPED)) == (JobStatus.FAILED, 1, 39)
    assert job.error
    assert job.error.code is ErrorCode.AUTH_EXPIRED
    assert len([call for call, _ in push.servicenow.calls if call == "GET"]) == 1
    skipped = push.item(job_id, statements[-1])
    assert skipped.error
    assert skipped.error.code is ErrorCode.AUTH_EXPIRED


def test_a_cancelled_job_writes_nothing_more(push: Pushing, edited: Statement) -> None:
    other = push.edited(push.pulled(2), "mine")
    job_id = push.start(edited, other)
    push.prepare(job_id)
    push.settle(job_id, edited.statement_id)
    cancel_job(push.store, job_id, "ann")
    assert push.step(job_id, other.statement_id) == LeftToClosing()
    job = push.finish(job_id)
    assert job
    push.check_books(job_id)
    assert (job.status, job.count(Outcome.SUCCEEDED), job.count(Outcome.CANCELLED)) == (
        JobStatus.CANCELLED,
        1,
        1,
    )
    assert push.servicenow.text(other.servicenow_sys_id) == "base"


def test_a_write_is_not_begun_without_the_time_to_end_it(push: Pushing, edited: Statement) -> None:
    push.time_left = timedelta(seconds=5)
    job_id, outcome = run_one(push, edited)
    assert outcome is Outcome.FAILED
    assert push.servicenow.writes() == []


def test_a_pull_between_write_and_settle_is_taken_into_account(push: Pushing, edited: Statement) -> None:
    def pull(sys_id: str) -> None:
        statement = push.statement(edited.statement_id)
        after, _ = follow_record(push.servicenow.texts, statement, push.servicenow.records[sys_id])
        push.store.commit([push.store.statements.save(after)])

    push.servicenow.after_write = pull
    _, outcome = run_one(push, edited)
    after = push.statement(edited.statement_id)
    assert outcome is Outcome.SUCCEEDED
    assert (after.content, after.is_modified) == ("mine", False)


@pytest.mark.parametrize("crash_on", ["GET", "PUT", "ANSWER"])
def test_a_worker_that_dies_anywhere_is_followed_by_one_that_settles(
    push: Pushing, edited: Statement, crash_on: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed: list[str] = []

    def crash(call: str, sys_id: str = "") -> None:
        if call == crash_on and not crashed:
            crashed.append(call)
            raise SystemExit

    push.servicenow.before = crash
    push.servicenow.after_write = lambda sys_id: crash("ANSWER")
    job_id = push.start(edited)
    push.prepare(job_id)
    with pytest.raises(SystemExit):
        push.step(job_id, edited.statement_id)
    # Nobody can tell a dead worker from a slow one until its lease has run out.
    assert isinstance(push.step(job_id, edited.statement_id), RunAgain)
    clock = utc_now() + push.lease
    monkeypatch.setattr("control_push.adapters.tables.push_items.utc_now", lambda: clock)
    assert push.settle(job_id, edited.statement_id) == Settled(Outcome.SUCCEEDED)
    push.finish(job_id)
    push.check_books(job_id)
    assert push.servicenow.text(edited.servicenow_sys_id) == "mine"


def test_a_run_whose_lease_ran_out_leaves_that_of_the_next_one_alone(
    push: Pushing, edited: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = push.start(edited)
    push.prepare(job_id)

    def taken_over(call: str, _sys_id: str) -> None:
        if call != "PUT":
            return
        clock = utc_now() + push.lease
        monkeypatch.setattr("control_push.adapters.tables.push_items.utc_now", lambda: clock)
        push.servicenow.before = die
        with pytest.raises(SystemExit):
            push.step(job_id, edited.statement_id)

    def die(_call: str, _sys_id: str) -> None:
        raise SystemExit

    push.servicenow.before = taken_over
    assert push.step(job_id, edited.statement_id) == Settled(Outcome.SUCCEEDED)
    assert push.store.items.lease_until(edited.statement_id, job_id)


@dataclass
class Counted:
    """A DynamoDB client whose calls are written down."""

    client: Any
    calls: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.client, name)
        if name == "exceptions":
            return found

        def call(**request: Any) -> Any:
            self.calls.append(name)
            return found(**request)

        return call


def test_a_statement_takes_three_round_trips(push: Pushing, edited: Statement) -> None:
    """One that reads all that is needed, one that claims, one that settles."""
    job_id = push.start(edited)
    push.prepare(job_id)
    client: Any = Counted(push.store.client)
    # A process that has not seen any of the texts.
    push.store = Store.open(client, push.store.tables)
    assert push.step(job_id, edited.statement_id) == Settled(Outcome.SUCCEEDED)
    assert client.calls == ["batch_get_item", "transact_write_items", "transact_write_items"]


def test_a_statement_edited_while_it_is_claimed_is_read_again(
    push: Pushing, edited: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is compared is the statement as it is under the lease, not as it was read before."""
    job_id = push.start(edited)
    push.prepare(job_id)
    commit = Store.commit

    def commit_after_an_edit(store: Store, writes: Sequence[Write]) -> None:
        monkeypatch.setattr(Store, "commit", commit)
        push.edited(push.statement(edited.statement_id), "typed since")
        store.commit(writes)

    monkeypatch.setattr(Store, "commit", commit_after_an_edit)
    assert isinstance(push.step(job_id, edited.statement_id), RunAgain)
    assert [call for call, _ in push.servicenow.calls] == ["PROBE"]
    assert push.item(job_id, edited).attempts == 0
    push.settle(job_id, edited.statement_id)
    assert push.servicenow.text(edited.servicenow_sys_id) == "mine"
    assert push.statement(edited.statement_id).local_content == "typed since"
