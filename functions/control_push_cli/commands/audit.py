"""audit, audit show."""

from __future__ import annotations

from typing import Annotated

import typer

from control_push_cli.naming import find_statement, path_part
from control_push_cli.options import AsJson, Limit
from control_push_cli.run import running
from control_push_cli.table import Column, field
from control_push_cli.text import diff, one_line
from control_push_cli.when import show_time, to_utc

app = typer.Typer()

_COLUMNS = (
    Column("When", lambda row: show_time(row.get("at"))),
    Column("Who", field("actor")),
    Column("What", field("action")),
    Column("Control", field("control_id")),
    Column("Id", field("id")),
)


@app.callback(invoke_without_command=True)
def audit(
    context: typer.Context,
    *,
    statement: Annotated[str | None, typer.Option(help="Of this statement (id or control id).")] = None,
    job: Annotated[str | None, typer.Option(help="Of this push.")] = None,
    actor: Annotated[str | None, typer.Option(help="By this user.")] = None,
    action: Annotated[str | None, typer.Option(help="Of this kind, like pushed or edited.")] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="From this time on; local unless a zone is given.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Up to this time; a date means its whole day.")
    ] = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Who did what, when. `audit show ID` shows one record with its texts."""
    if context.invoked_subcommand:
        return
    with running(as_json) as run:
        filters = {
            "statement_id": find_statement(run.api, statement)["id"] if statement else None,
            "job_id": job,
            "actor": actor,
            "action": action,
            "from": to_utc(since),
            "to": to_utc(until, end_of_day=True),
        }
        rows = list(run.api.rows("/audit", "records", limit, **filters))
        run.out.listing(rows, _COLUMNS, "No record passes the filters.")


@app.command()
def show(record: Annotated[str, typer.Argument(help="Id of a record.")], as_json: AsJson = False) -> None:
    """One record, with the difference between the text before and after."""
    with running(as_json) as run:
        found = run.api.get(f"/audit/{path_part(record)}")
        run.out.emit(found)
        if run.out.as_json:
            return
        texts = {"before_content", "after_content", "details", "at"}
        facts = {
            one_line(name): one_line(value) for name, value in found.items() if name not in texts and value
        }
        details = {one_line(name): one_line(value) for name, value in (found.get("details") or {}).items()}
        run.out.facts({"at": show_time(found.get("at"))} | facts | details)
        if found.get("before_content") is not None or found.get("after_content") is not None:
            run.out.say()
            run.out.diff(diff(found.get("before_content"), found.get("after_content"), "before", "after"))
