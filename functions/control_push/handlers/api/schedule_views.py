"""Schedules and runs as the API shows them: with the next runs, and with how their pushes stand now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from control_push.adapters.tables.pages import Page
from control_push.adapters.tables.store import Store
from control_push.domain.schedules.held import with_held
from control_push.domain.schedules.timers import runs_of
from control_push.handlers.api.unreadable import UnreadableRow, unreadable_rows
from control_push.models.base import Timestamp, View
from control_push.models.push import Job
from control_push.models.schedule import ClockChange, Run, RunJob, RunView, Schedule, ScheduleView

HELD_IN_AN_ANSWER = 15_000
"""Statements held that one answer names, some hundred bytes each: a Lambda function's may have 6 MB."""


class ScheduleAnswer(ScheduleView):
    """A schedule, when it runs next, and what became of its last run."""

    next_runs: list[Timestamp]
    """Five, or fewer if it is due fewer times; none while it is switched off."""
    clock_changes: list[ClockChange]
    """Those among the next runs that the clocks leave out or show twice."""
    last_run: RunView | None
    sentence: str | None
    """What it would push as of now; null in lists."""


class ScheduleList(View):
    """One page of schedules."""

    schedules: Sequence[ScheduleAnswer]
    next_cursor: str | None
    unreadable: Sequence[UnreadableRow]


class RunList(View):
    """One page of runs."""

    runs: Sequence[RunView]
    next_cursor: str | None
    unreadable: Sequence[UnreadableRow]


class Preview(View):
    """What a schedule would do."""

    next_runs: list[Timestamp]
    clock_changes: list[ClockChange]
    statement_count: int
    sentence: str


def schedule_answer(
    store: Store, schedule: Schedule, now: datetime, sentence: str | None = None
) -> ScheduleAnswer:
    """One schedule."""
    last = store.schedules.last_runs([schedule.schedule_id])
    return _answer(schedule, now, _with_jobs(store, list(last.values())), sentence)


def schedule_list(store: Store, page: Page[Schedule], now: datetime) -> ScheduleList:
    """A page of them."""
    found = store.schedules.last_runs([one.schedule_id for one in page.rows])
    last = _with_jobs(store, list(found.values()))
    rows = [_answer(one, now, last, None) for one in page.rows]
    return ScheduleList(
        schedules=rows, next_cursor=page.next_cursor, unreadable=unreadable_rows(page.unreadable)
    )


def run_list(store: Store, page: Page[Run]) -> RunList:
    """A page of runs."""
    return RunList(
        runs=_with_jobs(store, page.rows),
        next_cursor=page.next_cursor,
        unreadable=unreadable_rows(page.unreadable),
    )


def run_view(store: Store, run: Run) -> RunView:
    """One run."""
    return _with_jobs(store, [run])[0]


def _answer(
    schedule: Schedule, now: datetime, last: Sequence[RunView], sentence: str | None
) -> ScheduleAnswer:
    runs = runs_of(schedule, now)
    shown = {name: getattr(schedule, name) for name in ScheduleView.model_fields}
    return ScheduleAnswer(
        **shown,
        next_runs=runs.times,
        clock_changes=runs.clock_changes,
        last_run=next((run for run in last if run.schedule_id == schedule.schedule_id), None),
        sentence=sentence,
    )


def _with_jobs(store: Store, runs: Sequence[Run]) -> list[RunView]:
    jobs = store.jobs.find([run.job_id for run in runs if run.job_id])
    views: list[RunView] = []
    left = HELD_IN_AN_ANSWER
    for run in runs:
        view = _view(store, run, jobs.get(run.job_id or ""))
        views.append(view if left else view.model_copy(update={"held": []}))
        left = max(0, left - len(view.held))
    return views


def _view(store: Store, run: Run, job: Job | None) -> RunView:
    whole = with_held(store, run, job)
    shown = {name: getattr(whole, name) for name in RunView.model_fields}
    return RunView(**{**shown, "job": _job(job) if job else None})


def _job(job: Job) -> RunJob:
    return RunJob(
        status=job.status,
        total=job.total,
        succeeded=job.succeeded,
        failed=job.failed,
        skipped=job.skipped,
    )
