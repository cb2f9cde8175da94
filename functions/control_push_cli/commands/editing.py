"""edit, discard."""

from __future__ import annotations

from typing import Annotated

import typer

from control_push_cli.asking import confirm
from control_push_cli.errors import ProblemError
from control_push_cli.files import read_text
from control_push_cli.naming import find_statement, path_part
from control_push_cli.options import AsJson, Statement, System, Yes
from control_push_cli.output import Output
from control_push_cli.removed import say_removed
from control_push_cli.run import running
from control_push_cli.text import diff, one_line
from control_push_cli.when import show_change


def edit(
    statement: Statement,
    file: Annotated[
        str, typer.Option(help="The new text (UTF-8, HTML or plain as the field); - for standard input.")
    ],
    system: System = None,
    revision: Annotated[
        int | None, typer.Option(help="Refuse if the statement is not at this revision any more.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Replace your text of a statement. Nothing is sent to ServiceNow before a push.

    Without --revision the text replaces whatever is there now; with the revision that `show` gave, a change
    that somebody made meanwhile is not overwritten (exit code 4).
    """
    with running(as_json) as run:
        content = read_text(file)
        found = find_statement(run.api, statement, system)
        body = {"content": content, "revision": found.get("revision") if revision is None else revision}
        try:
            saved = run.api.put(f"/statements/{path_part(str(found['id']))}", body)
        except ProblemError as error:
            _say_who_was_first(run.out, error)
            raise
        run.out.emit(saved)
        say_removed(run.out, saved)
        run.out.say(f"✓ Saved {one_line(saved.get('control_id'))}, revision {saved.get('revision')}.")


def discard(
    statement: Statement,
    system: System = None,
    revision: Annotated[
        int | None, typer.Option(help="Refuse if the statement is not at this revision any more.")
    ] = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Give up your change of a statement, after showing it; the text as last seen in ServiceNow remains.

    A change that somebody made while you looked at it is not given up (exit code 4).
    """
    with running(as_json) as run:
        found = find_statement(run.api, statement, system)
        run.out.diff(diff(found.get("content"), found.get("local_content"), "ServiceNow", "given up"))
        confirm(f"Discard the change of {one_line(found.get('control_id'))}?", yes)
        body = {"revision": found.get("revision") if revision is None else revision}
        try:
            kept = run.api.post(f"/statements/{path_part(str(found['id']))}/discard", body)
        except ProblemError as error:
            _say_who_was_first(run.out, error)
            raise
        run.out.emit(kept)
        run.out.say(f"✓ Discarded the change of {one_line(found.get('control_id'))}.")


def _say_who_was_first(out: Output, error: ProblemError) -> None:
    """A refused revision comes with the statement as it is now."""
    current = error.document.get("statement")
    if error.code == "stale_revision" and isinstance(current, dict):
        change = show_change(current.get("modified_at") or "", current.get("modified_by"))
        out.say(f"! Now at revision {one_line(current.get('revision'))}: {change or 'unmodified'}")
