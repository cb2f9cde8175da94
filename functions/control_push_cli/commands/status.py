"""status: who and where I am, or how a push stands."""

from __future__ import annotations

from typing import Annotated

import typer

from control_push_cli.client import Api
from control_push_cli.errors import JsonObject
from control_push_cli.following import conclude, follow
from control_push_cli.marks import mark
from control_push_cli.naming import path_part
from control_push_cli.options import AsJson
from control_push_cli.outcomes import count_of
from control_push_cli.run import Run, end, running
from control_push_cli.selection import Filters, modified_rows
from control_push_cli.text import one_line
from control_push_cli.when import show_time


def status(
    job: Annotated[
        str | None, typer.Argument(help="Id of a push; without it: you and the connection.")
    ] = None,
    wait: Annotated[bool, typer.Option(help="Stay until the push has ended.")] = False,
    as_json: AsJson = False,
) -> None:
    """Who you are, what is connected and what is modified; or how a push stands.

    For a push the exit code is that of `push`; 0 while it runs.
    """
    with running(as_json) as run:
        if job is None:
            _show_overview(run)
        else:
            path = f"/push/{path_part(job)}"
            end(conclude(run, follow(run, job) if wait else run.api.get(path)))


def _show_overview(run: Run) -> None:
    overview = _overview(run.api)
    run.out.emit(overview)
    if run.out.as_json:
        return
    connection = overview["connection"]
    run.out.facts(
        {
            "User": overview["user"],
            "Role": ", ".join(overview["roles"]) or "none: ask an administrator for one",
            "API": overview["api_url"],
            "Instance": one_line(connection.get("instance_url"))
            or "none: `control-push connection set` connects one",
            "Connection": mark(connection.get("status")),
            "Last test": show_time(connection["last_test_at"]) if connection.get("last_test_at") else "",
            "Modified": count_of(overview["modified"]),
            "Conflicts": count_of(overview["conflicts"]),
        }
    )


def _overview(api: Api) -> JsonObject:
    connection = api.get("/connection")
    modified = list(modified_rows(api, Filters())) if connection.get("instance_url") else []
    return {
        "user": api.session.user,
        "roles": api.session.roles,
        "api_url": api.session.api_url,
        "connection": connection,
        "modified": len(modified),
        "conflicts": sum(1 for row in modified if row.get("sync_status") == "conflict"),
    }
