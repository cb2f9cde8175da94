"""operations show, stop, resume."""

from __future__ import annotations

from typing import Annotated

import typer

from control_push_cli.errors import JsonObject
from control_push_cli.options import AsJson
from control_push_cli.output import Output
from control_push_cli.run import running
from control_push_cli.text import one_line
from control_push_cli.when import show_change

app = typer.Typer(no_args_is_help=True)

Reason = Annotated[str, typer.Option(help="Why; everybody sees it.")]


@app.command()
def show(as_json: AsJson = False) -> None:
    """Whether anything may be written to ServiceNow; who decided that, and why."""
    with running(as_json) as run:
        _show(run.out, run.api.get("/operations"))


@app.command()
def stop(reason: Reason, as_json: AsJson = False) -> None:
    """Stop all writes to ServiceNow at once. Pushes wait; checks and pulls go on."""
    with running(as_json) as run:
        _show(run.out, run.api.put("/operations", {"writes": "off", "reason": reason}))
        run.out.say("What is being written at this moment is finished, nothing more is begun.")
        run.out.say("`control-push operations resume` allows writes again.")


@app.command()
def resume(reason: Reason = "", as_json: AsJson = False) -> None:
    """Allow writes again. Pushes that waited go on within five minutes."""
    with running(as_json) as run:
        _show(run.out, run.api.put("/operations", {"writes": "on", "reason": reason or None}))


def _show(out: Output, operations: JsonObject) -> None:
    out.emit(operations)
    if out.as_json:
        return
    is_stopped = operations.get("writes") == "off"
    changed_at, changed_by = operations.get("changed_at"), operations.get("changed_by")
    out.facts(
        {
            "Writes to ServiceNow": "STOPPED: pushes wait" if is_stopped else "on",
            "Reason": one_line(operations.get("reason")),
            "Since": show_change(changed_at, changed_by) if changed_at else "",
        }
    )
