"""audit, audit show, audit export."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from control_push_cli.files import write_text
from control_push_cli.naming import find_statement, path_part
from control_push_cli.options import AsJson, Limit
from control_push_cli.run import Run, running
from control_push_cli.table import Column, field
from control_push_cli.text import diff, one_line
from control_push_cli.text_format import text_format
from control_push_cli.when import show_time, to_utc

app = typer.Typer()

_COLUMNS = (
    Column("When", lambda row: show_time(row.get("at"))),
    Column("Who", field("actor")),
    Column("What", field("action")),
    Column("Control", field("control_id")),
    Column("Id", field("id")),
)


Statement = Annotated[str | None, typer.Option(help="Of this statement (id or control id).")]
Job = Annotated[str | None, typer.Option(help="Of this push.")]
Actor = Annotated[str | None, typer.Option(help="By this user.")]
Action = Annotated[str | None, typer.Option(help="Of this kind, like pushed or edited.")]
Since = Annotated[str | None, typer.Option("--from", help="From this time on; local unless a zone is given.")]
Until = Annotated[str | None, typer.Option("--to", help="Up to this time; a date means its whole day.")]


class Format(StrEnum):
    """A kind of file."""

    CSV = "csv"
    JSON = "json"


@app.callback(invoke_without_command=True)
def audit(
    context: typer.Context,
    *,
    statement: Statement = None,
    job: Job = None,
    actor: Actor = None,
    action: Action = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Who did what, when. `audit show ID` shows one record with its texts, `audit export` writes a file."""
    if context.invoked_subcommand:
        if any(context.params.values()):
            raise typer.BadParameter(f"Write the options after {context.invoked_subcommand}.")
        return
    with running(as_json) as run:
        filters = _filters(run, statement, job, actor, action) | _times(since, until)
        rows = list(run.api.rows("/audit", "records", limit, **filters))
        run.out.listing(rows, _COLUMNS, "No record passes the filters.")


@app.command()
def export(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")],
    kind: Annotated[Format, typer.Option("--format", help="The kind of file.")] = Format.CSV,
    statement: Statement = None,
    job: Job = None,
    actor: Actor = None,
    action: Action = None,
    since: Since = None,
    until: Until = None,
) -> None:
    """All records that pass the filters, in a file; nothing is written if one part cannot be read."""
    with running(as_json=False) as run:
        filters = _filters(run, statement, job, actor, action) | _times(since, until)
        join, content_type = _JOINED[kind]
        parts = list(run.api.parts("/audit/export", content_type, format=kind.value, **filters))
        write_text(output, join(parts))
        run.out.say(f"Written to {output}.")


def _filters(
    run: Run, statement: str | None, job: str | None, actor: str | None, action: str | None
) -> dict[str, str | None]:
    statement_id = find_statement(run.api, statement)["id"] if statement else None
    return {"statement_id": statement_id, "job_id": job, "actor": actor, "action": action}


def _times(since: str | None, until: str | None) -> dict[str, str | None]:
    return {"from": to_utc(since), "to": to_utc(until, end_of_day=True)}


def _one_csv(parts: list[str]) -> str:
    """Each part has the header line, which no line end is in."""
    return parts[0] + "".join(part.partition("\r\n")[2] for part in parts[1:])


def _one_json(parts: list[str]) -> str:
    """A record that cannot be read is in the file by its id and the reason."""
    documents = [json.loads(part) for part in parts]
    records = [row for one in documents for row in (*one["records"], *one.get("unreadable", []))]
    return json.dumps(records, indent=2, ensure_ascii=False) + "\n"


_JOINED = {Format.CSV: (_one_csv, "text/csv"), Format.JSON: (_one_json, "application/json")}


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
            before, after = found.get("before_content"), found.get("after_content")
            run.out.diff(diff(before, after, "before", "after", text_format(run.api)))
