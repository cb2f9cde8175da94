"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from control_push_cli.words import WORDS

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout, for programs.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Stop after this many; all without it.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask to confirm.")]
NoWait = Annotated[bool, typer.Option("--no-wait/--wait", help="Whether to stay until it has ended.")]
System = Annotated[str | None, typer.Option("--system", help="Of this system (id or name).")]
Family = Annotated[str | None, typer.Option(help="Of this control family, like AC.")]
ModifiedBy = Annotated[str | None, typer.Option("--by", help="Modified by this user.")]
All = Annotated[bool, typer.Option("--all", help="All modified statements that pass the filters.")]
Hold = Annotated[
    bool,
    typer.Option("--hold", help="Compare first; leave out and name what cannot go, instead of refusing."),
]
Statement = Annotated[str, typer.Argument(help="Id, or control id like AC-2 if only one has it.")]
Statements = Annotated[
    list[str] | None, typer.Argument(help="Ids, or control ids like AC-2.", metavar="STATEMENT")
]
IdempotencyKey = Annotated[
    str | None, typer.Option(help="Repeat a push under its key: it is then never started twice.")
]
Job = Annotated[str, typer.Argument(help="Id of a push.")]


def one_of(enumeration: str, explanation: str) -> Any:
    """An option whose value is a member of one of the API's enumerations."""
    known = ", ".join(WORDS[enumeration])

    def check(typed: str | None) -> str | None:
        if typed is not None and typed not in WORDS[enumeration]:
            raise typer.BadParameter(f"{typed} is none of: {known}.")
        return typed

    return typer.Option(callback=check, help=f"{explanation} One of: {known}.")
