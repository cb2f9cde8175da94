"""jobs, results."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from control_push_cli.files import write_csv
from control_push_cli.following import say_retry
from control_push_cli.marks import mark
from control_push_cli.naming import path_part
from control_push_cli.options import AsJson, Job, Limit
from control_push_cli.outcomes import CSV_HEADER, RESULT_COLUMNS, count_of, csv_row, show_groups
from control_push_cli.run import running
from control_push_cli.table import Column, field
from control_push_cli.when import show_change


class JobStatus(StrEnum):
    """The states of a push."""

    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Outcome(StrEnum):
    """How an item of a push ended."""

    SUCCEEDED = "succeeded"
    ALTERED = "altered"
    SKIPPED = "skipped"
    CONFLICT = "conflict"
    FAILED = "failed"
    CANCELLED = "cancelled"


_COLUMNS = (
    Column("Started", lambda row: show_change(row.get("created_at"), row.get("created_by"))),
    Column("Status", lambda row: mark(row.get("status"))),
    Column("Done", lambda row: f"{row.get('completed')}/{row.get('total')}"),
    Column("Succeeded", field("succeeded"), can_go=True),
    Column("Failed", field("failed")),
    Column("Skipped", field("skipped"), can_go=True),
    Column("Id", field("job_id")),
)


def jobs(
    status: Annotated[JobStatus | None, typer.Option(help="Only in this state.")] = None,
    by: Annotated[str | None, typer.Option(help="Only started by this user.")] = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List pushes."""
    with running(as_json) as run:
        rows = list(run.api.rows("/push", "jobs", limit, status=status, created_by=by))
        run.out.listing(rows, _COLUMNS, "No push passes the filters.")


def results(
    job: Job,
    outcome: Annotated[Outcome | None, typer.Option(help="Only with this outcome.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write them to this file for a spreadsheet.")] = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """How each statement of a push ended; failures grouped by cause, with what to do."""
    with running(as_json) as run:
        path = f"/push/{path_part(job)}"
        rows = list(run.api.rows(f"{path}/results", "results", limit, outcome=outcome))
        if csv:
            write_csv(csv, CSV_HEADER, map(csv_row, rows))
            run.out.say(f"✓ Wrote {count_of(len(rows), 'row')} to {csv}.")
        run.out.listing(rows, RESULT_COLUMNS, "No statement has such an outcome.")
        if not run.out.as_json:
            run.out.say()
            show_groups(run.out, rows)
            say_retry(run, run.api.get(path), rows)
