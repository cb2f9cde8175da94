"""systems, pull."""

from __future__ import annotations

from typing import Annotated

import typer

from control_push_cli.errors import ExitCode, JsonObject, StoppedError
from control_push_cli.marks import mark
from control_push_cli.naming import find_system_id, path_part
from control_push_cli.options import AsJson, Limit, NoWait
from control_push_cli.outcomes import explain
from control_push_cli.progress import PULL, watch
from control_push_cli.run import Run, end, running
from control_push_cli.table import Column, field
from control_push_cli.text import one_line
from control_push_cli.when import show_time

_COLUMNS = (
    Column("System", field("name")),
    Column("Statements", field("statement_count")),
    Column("Modified", field("modified_count")),
    Column("Missing", field("missing_count"), can_go=True),
    Column(
        "Last pulled", lambda row: show_time(row["last_pulled_at"]) if row.get("last_pulled_at") else "never"
    ),
    Column("Id", field("system_id")),
)


def systems(limit: Limit = None, as_json: AsJson = False) -> None:
    """The systems of the connected instance, and how many statements of each are missing there."""
    with running(as_json) as run:
        rows = list(run.api.rows("/systems", "systems", limit))
        run.out.listing(
            rows,
            _COLUMNS,
            "There is no system. `control-push connection test` shows whether any can be read.",
        )


def pull(
    system: Annotated[str, typer.Argument(help="Id or name of the system.")],
    no_wait: NoWait = False,
    as_json: AsJson = False,
) -> None:
    """Read a system's statements from ServiceNow, and name what is missing, moved or hidden there.

    Local changes are kept.

    Exit code 4 when conflicts were found, 5 when records could not be read, 6 when the pull failed.
    """
    with running(as_json) as run:
        system_id = path_part(find_system_id(run.api, system) or "")
        started = run.api.post(f"/systems/{system_id}/pull")
        path = f"/pulls/{path_part(str(started.get('pull_id', '')))}"
        ended = started if no_wait else _follow(run, path)
        run.out.emit(ended)
        if not run.out.as_json:
            run.out.facts(_facts(ended))
            _show_problems(run, ended)
        end(_exit_code(ended))


def _follow(run: Run, path: str) -> JsonObject:
    try:
        return watch(run.out, PULL, lambda: run.api.get(path))
    except KeyboardInterrupt:
        raise StoppedError("The pull goes on without you.", "`control-push systems` shows its end.") from None


def _facts(pull: JsonObject) -> dict[str, str]:
    return {
        "Pull": one_line(pull.get("pull_id")),
        "Status": str(mark(pull.get("status", "running"))),
        "Records": PULL.describe(pull) if "total" in pull else "",
        "Error": explain(pull.get("error")),
        "Next": "control-push statements --status conflict" if pull.get("conflicts") else "",
    }


def _show_problems(run: Run, pull: JsonObject) -> None:
    """What the pull has to say of single records, each by its control."""
    for problem in pull.get("problems") or []:
        record = problem.get("control_id") or problem.get("servicenow_sys_id")
        name = f"{one_line(record)}: " if record else ""
        run.out.say(f"! {name}{one_line(problem.get('message'))}")


def _exit_code(pull: JsonObject) -> ExitCode:
    if pull.get("status") == "failed":
        return ExitCode.JOB_FAILED
    if pull.get("failed"):
        return ExitCode.PARTLY_FAILED
    return ExitCode.CONFLICT if pull.get("conflicts") else ExitCode.OK
