"""schedules list, show, create, change, on, off, run, runs, delete."""

from __future__ import annotations

from typing import Annotated

import typer

from control_push_cli.asking import confirm
from control_push_cli.client import Api
from control_push_cli.errors import ExitCode, JsonObject
from control_push_cli.following import conclude, follow
from control_push_cli.marks import mark
from control_push_cli.naming import path_part
from control_push_cli.options import AsJson, Family, Limit, ModifiedBy, NoWait, System, Yes, one_of
from control_push_cli.output import Output
from control_push_cli.run import end, running
from control_push_cli.schedule_text import RUN_COLUMNS, SCHEDULE_COLUMNS, say_held, show_schedule
from control_push_cli.selection import Filters, scope_of

app = typer.Typer(no_args_is_help=True)

Schedule = Annotated[str, typer.Argument(help="Id of a schedule.")]
Name = Annotated[str | None, typer.Option(help="What it is for.")]
Expression = Annotated[
    str | None,
    typer.Option("--when", help="cron(0 22 ? * MON-FRI *), rate(6 hours) or at(2026-11-30T22:00:00)."),
]
Zone = Annotated[str | None, typer.Option("--time-zone", help="IANA name, like Europe/Berlin.")]
Pinned = Annotated[
    bool | None,
    typer.Option("--pinned/--not-pinned", help="Hold what is edited after the schedule was saved."),
]
Tells = Annotated[str | None, one_of("Notify", "When people are told of a run.")]


@app.command("list")
def list_(limit: Limit = None, as_json: AsJson = False) -> None:
    """What is pushed by itself, and when."""
    with running(as_json) as run:
        rows = list(run.api.rows("/schedules", "schedules", limit))
        run.out.listing(rows, SCHEDULE_COLUMNS, "There is no schedule.")


@app.command()
def show(schedule: Schedule, as_json: AsJson = False) -> None:
    """One schedule, its next five runs, and what it would push as of now."""
    with running(as_json) as run:
        _show(run.out, run.api.get(f"/schedules/{path_part(schedule)}"))


@app.command()
def create(
    *,
    name: Annotated[str, typer.Option(help="What it is for.")],
    when: Annotated[
        str, typer.Option(help="cron(0 22 ? * MON-FRI *), rate(6 hours) or at(2026-11-30T22:00:00).")
    ],
    time_zone: Zone = None,
    system: System = None,
    family: Family = None,
    by: ModifiedBy = None,
    pinned: Pinned = None,
    notify: Tells = None,
    off: Annotated[bool, typer.Option("--off", help="Do not switch it on yet.")] = False,
    as_json: AsJson = False,
) -> None:
    """Push by itself from now on what is modified; without filters, everything."""
    with running(as_json) as run:
        given = {"name": name, "expression": when, "time_zone": time_zone, "pinned": pinned, "notify": notify}
        settings = _given(given) | {"scope": scope_of(run.api, Filters(system, family, by))}
        _show(run.out, run.api.post("/schedules", settings | ({"enabled": False} if off else {})))


@app.command()
def change(
    schedule: Schedule,
    *,
    name: Name = None,
    when: Expression = None,
    time_zone: Zone = None,
    system: System = None,
    family: Family = None,
    by: ModifiedBy = None,
    everything: Annotated[bool, typer.Option("--all", help="Push all that is modified.")] = False,
    pinned: Pinned = None,
    notify: Tells = None,
    as_json: AsJson = False,
) -> None:
    """Change a schedule; what is not given stays. Filters replace the ones before. It is pinned anew."""
    with running(as_json) as run:
        given = _given(
            {"name": name, "expression": when, "time_zone": time_zone, "pinned": pinned, "notify": notify}
        )
        scope = scope_of(run.api, Filters(system, family, by))
        if scope or everything:
            given["scope"] = scope
        _show(run.out, _change(run.api, schedule, given))


@app.command()
def on(schedule: Schedule, as_json: AsJson = False) -> None:
    """Switch a schedule on."""
    with running(as_json) as run:
        _show(run.out, _change(run.api, schedule, {"enabled": True}))


@app.command()
def off(schedule: Schedule, as_json: AsJson = False) -> None:
    """Switch a schedule off; a push that it started goes on."""
    with running(as_json) as run:
        _show(run.out, _change(run.api, schedule, {"enabled": False}))


@app.command()
def delete(schedule: Schedule, yes: Yes = False, as_json: AsJson = False) -> None:
    """Delete a schedule; its runs stay in the history."""
    with running(as_json) as run:
        confirm(f"Delete the schedule {schedule}?", yes)
        run.api.delete(f"/schedules/{path_part(schedule)}")
        run.out.emit({"id": schedule, "deleted": True})
        run.out.say("It is deleted.")


@app.command("run")
def run_(schedule: Schedule, no_wait: NoWait = False, as_json: AsJson = False) -> None:
    """Run a schedule now, and stay until its push has ended.

    Exit code 4 when statements were held, or it started nothing because of the present state.
    """
    with running(as_json) as run:
        started = run.api.post(f"/schedules/{path_part(schedule)}/run")
        run.out.say(mark(started.get("status")))
        say_held(run.out, started)
        held = ExitCode.CONFLICT if _is_problem(started) else ExitCode.OK
        if started.get("job_id") and not no_wait:
            ended = conclude(run, follow(run, str(started["job_id"])), schedule_run=started)
            end(ended or held)
        run.out.emit(started)
        end(held)


@app.command()
def runs(
    schedule: Annotated[str | None, typer.Argument(help="Id of a schedule; of all without it.")] = None,
    limit: Limit = 30,
    as_json: AsJson = False,
) -> None:
    """What became of the last runs, newest first, also of those that pushed nothing."""
    with running(as_json) as run:
        path = f"/schedules/{path_part(schedule)}/runs" if schedule else "/schedules/runs"
        run.out.listing(list(run.api.rows(path, "runs", limit)), RUN_COLUMNS, "It has not run yet.")


def _given(settings: JsonObject) -> JsonObject:
    return {name: value for name, value in settings.items() if value is not None}


def _change(api: Api, schedule: str, given: JsonObject) -> JsonObject:
    path = f"/schedules/{path_part(schedule)}"
    return api.put(path, {"revision": api.get(path)["revision"], **given})


def _is_problem(run: JsonObject) -> bool:
    return bool(run.get("held")) or run.get("status") not in {"pushed", "nothing_to_push"}


def _show(out: Output, schedule: JsonObject) -> None:
    out.emit(schedule)
    if not out.as_json:
        show_schedule(out, schedule)
