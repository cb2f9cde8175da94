"""The `control-push` command: its commands by name.

Exit codes, for scripts:

0    all is well
1    unexpected failure
2    what was typed or supplied cannot be used
3    not signed in, or not allowed
4    conflicts found, or refused because of the present state
5    ended, but with failures
6    the push or pull failed, was halted or was cancelled
7    the service cannot be reached, or does not answer in time
8    not found
130  stopped by you: Ctrl-C, or no to a question
"""

from __future__ import annotations

from typing import Annotated

import typer

from control_push_cli import __version__
from control_push_cli.commands import (
    audit,
    checking,
    connection,
    editing,
    jobs,
    operations,
    pushing,
    resolving,
    schedules,
    sign_in,
    statements,
    status,
    systems,
)

_EXIT_CODES = (__doc__ or "").partition("for scripts:\n\n")[2]

_HELP = f"""Push control implementation statements to ServiceNow without overwriting anybody.

Start with `login`, `systems` and `pull`; then `edit`, `check` and `push`.

With --json, stdout has one JSON document and nothing else: a list command prints an array, others the
API's own document. Progress goes to stderr, and so does an error: its last line is the problem document
(title, detail, code, errors), with next_step added. Only a mistake in the options is said in plain text.

\b
Exit codes:
{_EXIT_CODES}
"""

app = typer.Typer(
    help=_HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,  # its display of local variables could show a token
)


def _show_version(given: bool) -> None:
    if given:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def main(
    show_version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="Print the version."),
    ] = False,
) -> None:
    """Options that need no command."""


app.command()(sign_in.login)
app.command()(sign_in.logout)
app.command()(status.status)
app.command()(systems.systems)
app.command()(systems.pull)
app.command()(statements.statements)
app.command()(statements.show)
app.command()(editing.edit)
app.command()(editing.discard)
app.command()(statements.modified)
app.command()(checking.check)
app.command()(resolving.resolve)
app.command()(pushing.push)
app.command()(jobs.results)
app.command()(jobs.jobs)
app.command()(pushing.retry)
app.command()(pushing.cancel)
app.add_typer(audit.app, name="audit")
app.add_typer(connection.app, name="connection", help="The ServiceNow instance that is connected.")
app.add_typer(schedules.app, name="schedules", help="What is pushed by itself, and when.")
app.add_typer(operations.app, name="operations", help="Stop all writes to ServiceNow, and resume them.")
