"""resolve: decide a conflict."""

from __future__ import annotations

from typing import Annotated

import typer

from control_push_cli.asking import confirm
from control_push_cli.commands.checking import check_statements
from control_push_cli.errors import BadInputError, JsonObject, WrongStateError
from control_push_cli.files import read_text
from control_push_cli.naming import find_statement, path_part
from control_push_cli.options import AsJson, Statement, System, Yes
from control_push_cli.outcomes import explain
from control_push_cli.output import Output
from control_push_cli.removed import say_removed
from control_push_cli.run import Run, running
from control_push_cli.text import diff, one_line
from control_push_cli.text_format import text_format
from control_push_cli.when import show_change

_QUESTIONS = {
    "keep_local": "Keep your text, so that the next push replaces what ServiceNow has?",
    "keep_remote": "Take ServiceNow's text and give up yours?",
    "merged": "Keep the merged text, so that the next push replaces what ServiceNow has?",
}


def resolve(
    statement: Statement,
    *,
    keep_local: Annotated[bool, typer.Option("--keep-local", help="Your text wins.")] = False,
    keep_remote: Annotated[bool, typer.Option("--keep-remote", help="ServiceNow's text wins.")] = False,
    merged: Annotated[
        str | None, typer.Option(help="File with the merged text; - for standard input.")
    ] = None,
    system: System = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Decide a conflict, after showing who changed the text in ServiceNow, when and how.

    With --merged - the text comes from standard input, so that --yes is needed as well.
    """
    with running(as_json) as run:
        decision = _decision(keep_local, keep_remote, merged)
        statement_id = str(find_statement(run.api, statement, system)["id"])
        entry = _conflict(run, statement_id)
        _show(run.out, entry, decision, text_format(run.api))
        confirm(_QUESTIONS[decision["resolution"]], yes)
        seen = {"remote_version": entry.get("remote_version"), "revision": entry.get("revision")}
        body = decision | seen
        resolved = run.api.post(f"/push/resolve-conflict/{path_part(statement_id)}", body)
        run.out.emit(resolved)
        say_removed(run.out, resolved)
        run.out.say(f"✓ Resolved {one_line(entry.get('control_id'))}: now {resolved.get('sync_status')}.")


def _decision(keep_local: bool, keep_remote: bool, merged: str | None) -> JsonObject:
    if [keep_local, keep_remote, merged is not None].count(True) != 1:
        raise BadInputError(
            "How to resolve it?", "Pass one of --keep-local, --keep-remote and --merged FILE."
        )
    if merged is not None:
        return {"resolution": "merged", "merged_content": read_text(merged)}
    return {"resolution": "keep_local" if keep_local else "keep_remote"}


def _conflict(run: Run, statement_id: str) -> JsonObject:
    """The conflict as ServiceNow has it at this moment."""
    entries = check_statements(run.api, [statement_id])
    entry = entries[0] if entries else {}
    if entry.get("error"):
        raise WrongStateError(f"ServiceNow's text cannot be read: {explain(entry['error'])}")
    if not entry.get("has_conflict"):
        raise WrongStateError(
            f"{one_line(entry.get('control_id'))} is in no conflict ({one_line(entry.get('verdict'))}).",
            "There is nothing to resolve: push it or leave it.",
            code="not_in_conflict",
        )
    return entry


def _show(out: Output, entry: JsonObject, decision: JsonObject, text_format: str) -> None:
    base, remote, local = (entry.get(f"{name}_content") for name in ("base", "remote", "local"))
    change = show_change(entry.get("remote_updated_at"), entry.get("remote_updated_by"))
    out.say(f"{one_line(entry.get('control_id'))} was changed in ServiceNow {change}", style="bold")
    out.diff(diff(base, remote, "last seen", "ServiceNow now", text_format))
    out.say("\nWhat your decision does", style="bold")
    if decision["resolution"] == "keep_remote":
        out.diff(diff(local, remote, "yours", "ServiceNow now", text_format))
    else:
        out.diff(diff(remote, decision.get("merged_content", local), "ServiceNow now", "kept", text_format))
