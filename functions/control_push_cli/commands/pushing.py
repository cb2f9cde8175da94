"""push, retry, cancel."""

from __future__ import annotations

from collections import defaultdict
from uuid import uuid4

from control_push_cli.asking import confirm
from control_push_cli.client import Api
from control_push_cli.errors import ExitCode, JsonObject, UnreachableError
from control_push_cli.following import conclude, follow
from control_push_cli.holding import held_row, hold_back
from control_push_cli.naming import path_part
from control_push_cli.options import (
    All,
    AsJson,
    Family,
    Hold,
    IdempotencyKey,
    Job,
    ModifiedBy,
    NoWait,
    Statements,
    System,
    Yes,
)
from control_push_cli.outcomes import count_of, names
from control_push_cli.output import Output
from control_push_cli.run import Run, end, running
from control_push_cli.schedule_text import say_held
from control_push_cli.selection import Filters, scope_of, select
from control_push_cli.text import one_line

NAMED_AT_MOST = 1000
"""Statements that the API takes by name; of more it is told how to find them."""


def push(
    statements: Statements = None,
    *,
    everything: All = False,
    system: System = None,
    family: Family = None,
    by: ModifiedBy = None,
    hold: Hold = False,
    idempotency_key: IdempotencyKey = None,
    no_wait: NoWait = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Write modified statements to ServiceNow and stay until it is done.

    With --all, statements in conflict are left out and named; with --hold, which does what a schedule does,
    also those that were changed in ServiceNow since, or are gone there. The exit code is then 4 if all else
    is well.
    Ctrl-C asks whether to leave the push running or to cancel it.
    """
    with running(as_json) as run:
        filters = Filters(system, family, by)
        rows = select(run.api, statements, everything, filters)
        held = hold_back(run.api, rows) if hold else _in_conflict(rows) if everything else []
        left_out = {one["statement_id"] for one in held}
        ready = [row for row in rows if row["id"] not in left_out]
        _announce(run.out, ready, held)
        if ready:
            confirm(f"Push {count_of(len(ready))} to ServiceNow?", yes)
            body = _body(run.api, ready, filters if everything else None)
            ended = _start(run, "/push", body, idempotency_key, no_wait, held)
        else:
            ended = _nothing(run, held)
        end(ended or (ExitCode.CONFLICT if held else ExitCode.OK))


def retry(
    job: Job, idempotency_key: IdempotencyKey = None, no_wait: NoWait = False, as_json: AsJson = False
) -> None:
    """Push again what failed for a passing reason, was cancelled or was skipped by a halt."""
    with running(as_json) as run:
        end(_start(run, f"/push/{path_part(job)}/retry", None, idempotency_key, no_wait))


def cancel(job: Job, as_json: AsJson = False) -> None:
    """Stop a push: what is being written is finished, the rest is left alone."""
    with running(as_json) as run:
        answer = run.api.post(f"/push/{path_part(job)}/cancel")
        run.out.emit({"job_id": job} | answer)
        run.out.say(f"Cancelling. `control-push status {job} --wait` shows what was written.")


def _announce(out: Output, ready: list[JsonObject], held: list[JsonObject]) -> None:
    by_system: dict[str, list[JsonObject]] = defaultdict(list)
    for row in ready:
        by_system[one_line(row.get("system_name")) or "(no system)"].append(row)
    for name, rows in by_system.items():
        out.say(f"{name}: {count_of(len(rows))} ({names(rows)})")
    say_held(out, {"held": held})


def _in_conflict(rows: list[JsonObject]) -> list[JsonObject]:
    return [held_row(row, "conflict") for row in rows if row.get("sync_status") == "conflict"]


def _nothing(run: Run, held: list[JsonObject]) -> ExitCode:
    run.out.emit({"job_id": None} | _also(held))
    run.out.say("There is nothing to push.")
    return ExitCode.OK


def _body(api: Api, rows: list[JsonObject], filters: Filters | None) -> JsonObject:
    if filters and len(rows) > NAMED_AT_MOST:
        return {"scope": scope_of(api, filters)}
    return {"statement_ids": [row["id"] for row in rows]}


def _start(
    run: Run,
    path: str,
    body: JsonObject | None,
    key: str | None,
    no_wait: bool,
    held: list[JsonObject] | None = None,
) -> ExitCode:
    """Under a key that is shown, so that the user can repeat it when the answer was lost."""
    key = key or str(uuid4())
    run.out.say(f"Idempotency key: {key}", style="dim")
    try:
        started = run.api.post(path, body, key=key)
    except UnreachableError as error:
        raise UnreachableError(
            f"{error.detail} Whether the push was started is not known.",
            f"Repeat the command with --idempotency-key {key}: it is then not started twice.",
        ) from None
    job_id = str(started.get("job_id"))
    run.out.say(f"Push {job_id} started. `control-push status {job_id} --wait` shows it from anywhere.")
    if started.get("waiting_reason"):
        run.out.say(f"It waits. {one_line(started['waiting_reason'])}", style="yellow")
    if no_wait:
        run.out.emit({"job_id": job_id, "idempotency_key": key} | _also(held))
        return ExitCode.OK
    return conclude(run, follow(run, job_id), idempotency_key=key, **_also(held))


def _also(held: list[JsonObject] | None) -> JsonObject:
    return {"held": held} if held else {}
