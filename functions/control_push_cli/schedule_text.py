"""How a schedule, its runs and what was held are shown."""

from __future__ import annotations

from collections import defaultdict

from rich.text import Text

from control_push_cli.errors import JsonObject
from control_push_cli.marks import mark
from control_push_cli.output import Output
from control_push_cli.table import Column, field
from control_push_cli.text import one_line
from control_push_cli.when import show_change, show_time
from control_push_cli.words import WORDS

NAMED = 8


def _next(schedule: JsonObject) -> str:
    times = schedule.get("next_runs") or []
    return show_time(times[0]) if times else "never"


def _last(schedule: JsonObject) -> Text:
    run = schedule.get("last_run")
    return mark(run.get("status")) if run else Text()


def _outcome(run: JsonObject) -> str:
    job = run.get("job") or {}
    counts = [f"{job[name]} {name}" for name in ("succeeded", "failed", "skipped") if job.get(name)]
    held = run.get("held_count") or len(run.get("held") or [])
    return ", ".join([*counts, *([f"{held} held"] if held else [])])


SCHEDULE_COLUMNS = (
    Column("Name", field("name")),
    Column("On", lambda row: "on" if row.get("enabled") else "off"),
    Column("When", lambda row: f"{one_line(row.get('expression'))} {one_line(row.get('time_zone'))}"),
    Column("Next run", _next),
    Column("Last run", _last, can_go=True),
    Column("Id", field("id")),
)
RUN_COLUMNS = (
    Column("Due", lambda row: show_time(row.get("at"))),
    Column("Schedule", field("schedule_name")),
    Column("Status", lambda row: mark(row.get("status"))),
    Column("Result", _outcome),
    Column("Reason", field("reason"), can_go=True),
    Column("Push", field("job_id"), can_go=True),
)


def show_schedule(out: Output, schedule: JsonObject) -> None:
    """What it does, when, and what became of it last."""
    words = WORDS["Notify"].get(str(schedule.get("notify")), {})
    run = schedule.get("last_run") or {}
    out.facts(
        {
            "Name": one_line(schedule.get("name")),
            "Id": one_line(schedule.get("id")),
            "On": "yes" if schedule.get("enabled") else "no",
            "When": f"{one_line(schedule.get('expression'))}, {one_line(schedule.get('time_zone'))}",
            "What": one_line(schedule.get("sentence")),
            "People are told": one_line(words.get("label")),
            "Last saved": show_change(schedule.get("updated_at"), schedule.get("updated_by")),
            "Last run": f"{show_time(run.get('at'))}: {one_line(run.get('status'))}" if run else "",
        }
    )
    for number, time in enumerate(schedule.get("next_runs") or [], start=1):
        out.say(f"{'Next runs' if number == 1 else '':<17}{show_time(time)}")
    for change in schedule.get("clock_changes") or []:
        out.say(f"! {_clock(change)}", style="yellow")


def _clock(change: JsonObject) -> str:
    local = one_line(change.get("local"))
    if change.get("kind") == "missing":
        return f"{local} does not exist there, since the clocks are put forward: no run then."
    return f"{local} comes twice there, since the clocks are put back: one run, at the first."


def say_held(out: Output, run: JsonObject) -> None:
    """What a run left out, by reason, and what to do about it; and why it started nothing."""
    if run.get("reason"):
        out.say(one_line(run["reason"]), style="yellow")
    by_reason: dict[str, list[str]] = defaultdict(list)
    for held in run.get("held") or []:
        by_reason[str(held.get("reason"))].append(one_line(held.get("control_id")))
    for reason, controls in by_reason.items():
        words = WORDS["HoldReason"].get(reason, {})
        shown = ", ".join(controls[:NAMED]) + (
            f" and {len(controls) - NAMED} more" if controls[NAMED:] else ""
        )
        what = one_line(reason).replace("_", " ")
        out.say(f"✗ Held (left out), {what}: {shown}. {one_line(words.get('meaning'))}.")
