"""The words of each message: what happened, how many, why, and where to look. No text of a statement."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from control_push.models.base import rfc3339
from control_push.models.connection import Connection
from control_push.models.notification import Message
from control_push.models.push import HoldReason, Job, JobStatus
from control_push.models.schedule import HOLD_REASON_WORDS, RUN_STATUS_WORDS, Notify, Run, RunStatus

NAMED = 10
"""Controls that a message names for each reason."""
QUIET = frozenset({RunStatus.PUSHED, RunStatus.NOTHING_TO_PUSH})


def is_wanted(notify: Notify, run: Run, job: Job | None) -> bool:
    """Whether people want to be told of the run, whose push has ended."""
    match notify:
        case Notify.ALWAYS:
            return True
        case Notify.NEVER:
            return False
        case Notify.PROBLEMS:
            return run.status not in QUIET or run.held_count > 0 or _went_wrong(job)


def run_ended(run: Run, job: Job | None) -> Message:
    """One message for a run, however much it held or failed."""
    counts = [*_counts(job), *([f"{run.held_count:,} held"] if run.held_count else [])]
    label, _ = RUN_STATUS_WORDS[run.status]
    lines = [f"Due {rfc3339(run.at)}, for {run.saved_by}."]
    if run.run_by:
        lines = [f"Run by hand by {run.run_by} at {rfc3339(run.at)}."]
    if run.reason:
        lines.append(run.reason)
    if len(run.missed) > 1:
        lines.append(f"{len(run.missed)} runs did not come, since {rfc3339(run.missed[0])}.")
    if job and job.error:
        lines.append(f"{job.error.message} {job.error.hint}")
    lines += _held(run)
    return Message(
        title=f"Schedule {run.schedule_name}: {', '.join(counts) or label.lower()}",
        lines=lines,
        path=f"/push/{run.job_id}" if run.job_id else f"/schedules/{run.schedule_id}",
    )


def job_failed(job: Job) -> Message:
    """A push that could not go on."""
    lines = [f"Started by {job.created_by} at {rfc3339(job.created_at)}."]
    if job.error:
        lines.append(f"{job.error.message} {job.error.hint}")
    return Message(
        title=f"A push was halted: {', '.join(_counts(job)) or 'nothing was pushed'}",
        lines=lines,
        path=f"/push/{job.job_id}",
    )


def job_stuck(job: Job, after: timedelta) -> Message:
    """A push that does not end."""
    hours = int(after.total_seconds()) // 3600
    waits = f"It waits until {rfc3339(job.waiting_until)}." if job.waiting_until else "Look at its execution."
    return Message(
        title=f"A push has not ended for {hours} hours: {job.completed:,} of {job.total:,} done",
        lines=[f"Started by {job.created_by} at {rfc3339(job.created_at)}.", waits],
        path=f"/push/{job.job_id}",
    )


def connection_broken(connection: Connection) -> Message:
    """The sign-in was refused, or the connection test failed."""
    what = "ServiceNow refuses the sign-in" if connection.sign_in_refused else "The connection test failed"
    return Message(
        title=f"{what}: nothing is begun until somebody has tested or changed the connection",
        lines=[connection.status_reason or "Its reason is not known.", str(connection.instance_url)],
        path="/connection",
    )


def _went_wrong(job: Job | None) -> bool:
    return job is not None and (job.failed > 0 or job.status is JobStatus.FAILED)


def _counts(job: Job | None) -> list[str]:
    if job is None:
        return []
    sums = ((job.succeeded, "pushed"), (job.failed, "failed"), (job.skipped, "skipped"))
    return [f"{count:,} {word}" for count, word in sums if count]


def _held(run: Run) -> list[str]:
    controls: dict[HoldReason, list[str]] = defaultdict(list)
    for held in run.held:
        controls[held.reason].append(held.control_id)
    return [_held_for(reason, names) for reason, names in controls.items()]


def _held_for(reason: HoldReason, names: list[str]) -> str:
    label, what_to_do = HOLD_REASON_WORDS[reason]
    more = f" and {len(names) - NAMED:,} more" if names[NAMED:] else ""
    return f"Held, {label.lower()}: {', '.join(names[:NAMED])}{more}. {what_to_do}."
