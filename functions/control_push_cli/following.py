"""A push that runs: staying with it, leaving it, and saying how it ended."""

from __future__ import annotations

from control_push_cli.asking import agrees, can_ask
from control_push_cli.errors import ExitCode, JsonObject, StoppedError
from control_push_cli.marks import mark
from control_push_cli.naming import path_part
from control_push_cli.outcomes import count_of, explain, show_groups
from control_push_cli.progress import ACTIVE, PUSH, watch
from control_push_cli.run import Run
from control_push_cli.text import one_line
from control_push_cli.when import show_change, show_time


def follow(run: Run, job_id: str) -> JsonObject:
    """The job when it has ended. Ctrl-C asks whether to leave it running or to cancel it."""
    path = f"/push/{path_part(job_id)}"
    try:
        return watch(run.out, PUSH, lambda: run.api.get(path))
    except KeyboardInterrupt:
        if not _wants_cancel():
            raise StoppedError(
                f"The push {job_id} goes on without you.",
                f"`control-push status {job_id} --wait` shows it again.",
            ) from None
    run.api.post(f"{path}/cancel")
    run.out.say("Cancelling: what is being written is finished, the rest is left alone.")
    return watch(run.out, PUSH, lambda: run.api.get(path))


def conclude(run: Run, job: JsonObject, **extra: object) -> ExitCode:
    """Say how the job stands, with the failures grouped, and give the exit code for it."""
    run.out.emit(job | extra)
    if not run.out.as_json:
        _show(run, job)
    return job_exit_code(job)


def job_exit_code(job: JsonObject) -> ExitCode:
    """A stopped job counts for more than its failed items."""
    if job.get("status") in {"failed", "cancelled"}:
        return ExitCode.JOB_FAILED
    return ExitCode.PARTLY_FAILED if job.get("failed") else ExitCode.OK


def _show(run: Run, job: JsonObject) -> None:
    outcomes = job.get("outcomes") or {}
    run.out.facts(
        {
            "Push": one_line(job.get("job_id")),
            "Status": mark(job.get("status")),
            "Progress": PUSH.describe(job),
            "Outcomes": ", ".join(f"{count} {one_line(name)}" for name, count in outcomes.items() if count),
            "Started": show_change(job.get("created_at"), job.get("created_by")),
            "Ended": show_time(job.get("completed_at") or ""),
            "Waiting until": show_time(job["waiting_until"]) if job.get("waiting_until") else "",
            "Waiting because": one_line(job.get("waiting_reason")),
            "Retry of": one_line(job.get("retry_of")),
            "Error": explain(job.get("error")),
        }
    )
    if job.get("failed"):
        _show_failures(run, job)


def _show_failures(run: Run, job: JsonObject) -> None:
    path = f"/push/{path_part(str(job['job_id']))}/results"
    rows = [row for name in ("failed", "conflict") for row in run.api.rows(path, "results", outcome=name)]
    run.out.say()
    show_groups(run.out, rows)
    say_retry(run, job, rows)


def say_retry(run: Run, job: JsonObject, rows: list[JsonObject]) -> None:
    """Offer a retry once the job has ended, if it can help."""
    count = sum(1 for row in rows if isinstance(row.get("error"), dict) and row["error"].get("retryable"))
    if count and job.get("status") not in ACTIVE:
        run.out.say(f"Retry {count_of(count)}: control-push retry {job['job_id']}")


def _wants_cancel() -> bool:
    """A second Ctrl-C, or nobody to ask, leaves it running."""
    if not can_ask():
        return False
    try:
        return bool(agrees("Cancel the push? No: it goes on without you."))
    except KeyboardInterrupt:
        return False
