"""One run of a schedule: what may go is pushed, what may not is held, and the run says which and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from control_push.adapters.people import People
from control_push.adapters.scheduler import MAX_EVENT_AGE
from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError, Write
from control_push.adapters.workflow import Workflow
from control_push.domain.audit import records
from control_push.domain.connection.usable import require_usable
from control_push.domain.look_up import require_connection
from control_push.domain.push.start import PushRequest, launch, start_push
from control_push.domain.schedules.choose import CHECKED_AT_MOST, Choice, choose_statements, edited_until
from control_push.errors import ControlPushError, SignInRefusedError, StateConflictError
from control_push.models.connection import Connection
from control_push.models.notification import RunToTell
from control_push.models.push import Held, Job, Trigger
from control_push.models.schedule import Run, RunStatus, Schedule

ADMIN = "admin"
"""The role that a schedule needs, since only it may save one."""
TRIES = 5
LATE = timedelta(seconds=MAX_EVENT_AGE) + timedelta(minutes=5)
"""A firing that comes later than this is not made up for: nobody expects it any more."""
MISSED = "It was due, but did not run: the service could not be reached then. Run it by hand if it is needed."


@dataclass(frozen=True)
class Runner:
    """What a run needs."""

    store: Store
    workflow: Workflow
    servicenow: Callable[[Connection], ServiceNowClient]
    people: People


@dataclass(frozen=True)
class Firing:
    """One time at which a schedule was due, or that somebody ran it by hand."""

    occurrence: str
    """The same in every delivery of the firing, and in no other."""
    at: datetime
    by: str | None = None


def run_schedule(runner: Runner, schedule_id: str, firing: Firing, now: datetime) -> Run | None:
    """The run; None when there is no such schedule any more, or it is switched off.

    Safe to call again for the same firing, also at once: there is one run, and one job at most.
    """
    for _ in range(TRIES):
        if earlier := runner.store.schedules.find_run(schedule_id, firing.occurrence):
            return _again(runner, earlier)
        schedule = runner.store.schedules.get(schedule_id)
        if schedule is None or not (schedule.enabled or firing.by):
            return None
        before = runner.store.schedules.last_runs([schedule_id]).get(schedule_id)
        try:
            return _run(_Attempt(runner, schedule, firing, before), now)
        except ConditionFailedError:
            continue  # Another delivery, another firing, or an edit was faster.
        except StateConflictError as clash:
            if clash.code != "not_pushable":
                raise
    raise ControlPushError("The schedule's statements kept changing while it ran.")


def _again(runner: Runner, run: Run) -> Run:
    # In case the call before died between the job's row and its execution.
    if run.job_id:
        launch(runner.store, runner.workflow, run.job_id)
    return run


@dataclass(frozen=True)
class _Attempt:
    runner: Runner
    schedule: Schedule
    firing: Firing
    before: Run | None

    @property
    def actor(self) -> str:
        return self.firing.by or self.schedule.updated_by

    def run(self, status: RunStatus, held: Sequence[Held] = (), **more: str | None) -> Run:
        return Run(
            at=self.firing.at,
            occurrence=self.firing.occurrence,
            status=status,
            held=list(held[:CHECKED_AT_MOST]),
            held_count=len(held),
            schedule_id=self.schedule.schedule_id,
            schedule_name=self.schedule.name,
            saved_by=self.schedule.updated_by,
            run_by=self.firing.by,
            latest_job_id=more.get("job_id") or (self.before.latest_job_id if self.before else None),
            job_id=more.get("job_id"),
            reason=more.get("reason"),
        )

    def writes(self, run: Run) -> list[Write]:
        return run_writes(self.runner.store, self.schedule, run, self.before)

    def ended(self, run: Run) -> Run:
        self.runner.store.commit(self.writes(run))
        return run


def run_writes(store: Store, schedule: Schedule, run: Run, before: Run | None) -> list[Write]:
    """The run, its audit record, and that people are to be told of it."""
    told = RunToTell(
        schedule_id=run.schedule_id, occurrence=run.occurrence, at=run.at, notify=schedule.notify
    )
    return [
        *store.schedules.create_run(run, before),
        store.audit.append(records.schedule_run(run)),
        store.outbox.add(told),
    ]


def _run(attempt: _Attempt, now: datetime) -> Run:
    store = attempt.runner.store
    if now - attempt.firing.at > LATE:
        return attempt.ended(attempt.run(RunStatus.REFUSED, reason=MISSED))
    try:
        connection = require_usable(require_connection(store))
    except StateConflictError as refusal:
        return attempt.ended(attempt.run(RunStatus.REFUSED, reason=refusal.detail))
    if reason := _refusal(attempt, connection):
        return attempt.ended(attempt.run(RunStatus.REFUSED, reason=reason))
    if active := _active_job(attempt):
        reason = f"The push {active} of the run before is not finished."
        return attempt.ended(attempt.run(RunStatus.OVERLAPPING, reason=reason))
    try:
        client = attempt.runner.servicenow(connection)
        choice = choose_statements(store, client, connection, attempt.schedule, attempt.actor)
    except SignInRefusedError as error:
        return attempt.ended(attempt.run(RunStatus.REFUSED, reason=f"{error.detail} {error.hint}"))
    if not choice.statements and not choice.too_many:
        status = RunStatus.HELD if choice.held else RunStatus.NOTHING_TO_PUSH
        return attempt.ended(attempt.run(status, choice.held))
    return _push(attempt, choice)


def _refusal(attempt: _Attempt, connection: Connection) -> str | None:
    schedule = attempt.schedule
    if connection.source_id != schedule.source_id:
        return (
            "Another ServiceNow instance, table or field is connected than when the schedule was saved. "
            "Look at what it would push, then save it again."
        )
    if attempt.firing.by is None and not attempt.runner.people.has_role(schedule.updated_by, ADMIN):
        return (
            f"{schedule.updated_by}, who last saved the schedule, is no administrator any more. "
            "An administrator who answers for it saves it again."
        )
    return None


def _active_job(attempt: _Attempt) -> str | None:
    job_id = attempt.before.latest_job_id if attempt.before else None
    job = attempt.runner.store.jobs.find([job_id]).get(job_id) if job_id else None
    return job.job_id if job and job.is_active else None


def _push(attempt: _Attempt, choice: Choice) -> Run:
    schedule = attempt.schedule
    made: list[Run] = []

    def beside(job: Job) -> list[Write]:
        made.append(attempt.run(RunStatus.PUSHED, choice.held, job_id=job.job_id))
        return attempt.writes(made[-1])

    request = PushRequest(
        [one.statement_id for one in choice.statements],
        attempt.actor,
        trigger=Trigger.SCHEDULE,
        revisions={one.statement_id: one.revision for one in choice.statements},
        schedule_id=schedule.schedule_id,
        schedule_name=schedule.name,
        # Too many to compare here: the push takes them page by page, and says itself which it holds.
        scope=schedule.scope if choice.too_many else None,
        edited_until=edited_until(schedule) if choice.too_many else None,
        beside=beside,
    )
    start_push(attempt.runner.store, attempt.runner.workflow, request)
    return made[-1]
