"""login, logout."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from control_push_cli import cognito
from control_push_cli.addresses import require_safe
from control_push_cli.asking import ask, ask_secret
from control_push_cli.cognito import Place
from control_push_cli.errors import BadInputError, CommandError, JsonObject
from control_push_cli.files import read_text
from control_push_cli.options import AsJson
from control_push_cli.run import running
from control_push_cli.session import delete_session, load_session, save_session

STACK_FILE = Path(".local/stack.json")


def login(
    *,
    stack_file: Annotated[
        Path | None,
        typer.Option(help=f"Addresses of a local environment. Default: {STACK_FILE}, if it exists."),
    ] = None,
    api_url: Annotated[str | None, typer.Option(help="Address of the API, ending in /api/v1.")] = None,
    cognito_endpoint: Annotated[str | None, typer.Option(help="Address of the sign-in service.")] = None,
    region: Annotated[str | None, typer.Option(help="AWS region, instead of --cognito-endpoint.")] = None,
    client_id: Annotated[str | None, typer.Option(help="App client id of the user pool.")] = None,
    user: Annotated[str | None, typer.Option(help="Your e-mail address.")] = None,
    password_stdin: Annotated[bool, typer.Option(help="Read the password from standard input.")] = False,
    as_json: AsJson = False,
) -> None:
    """Sign in. The password is asked for, or taken from CONTROL_PUSH_PASSWORD or --password-stdin.

    In a local environment the demo users' passwords are in the stack file and need not be typed.
    """
    with running(as_json) as run:
        stack = _stack(stack_file, [api_url, cognito_endpoint, region, client_id])
        place = _place(stack or _typed(api_url, cognito_endpoint, region, client_id))
        user = user or ask("User", "Pass --user.")
        session = cognito.sign_in(place, user, _password(stack, user, password_stdin))
        save_session(session)
        run.out.emit({"user": user, "roles": session.roles, "api_url": session.api_url})
        role = ", ".join(session.roles) or "no role yet: ask an administrator for one"
        run.out.say(f"✓ Signed in as {user} ({role}) at {session.api_url}")


def logout(as_json: AsJson = False) -> None:
    """Forget the sign-in on this computer and make its tokens useless."""
    with running(as_json) as run:
        with suppress(CommandError):  # without a session, or offline, there is only the file to delete
            cognito.revoke(load_session())
        delete_session()
        run.out.emit({"signed_in": False})
        run.out.say("✓ Signed out.")


def _stack(file: Path | None, addresses: list[str | None]) -> JsonObject | None:
    """The stack file's content, unless the addresses are typed in."""
    if any(addresses):
        if file:
            raise BadInputError("--stack-file and typed addresses exclude each other.")
        return None
    if file is None and not STACK_FILE.exists():
        return None
    try:
        stack = json.loads(read_text(str(file or STACK_FILE)))
    except ValueError:
        stack = None
    if not isinstance(stack, dict):
        raise BadInputError(f"{file or STACK_FILE} is not a stack file.")
    return stack


def _typed(
    api_url: str | None, endpoint: str | None, region: str | None, client_id: str | None
) -> JsonObject:
    by_region = f"https://cognito-idp.{region}.amazonaws.com" if region else None
    return {"api_url": api_url, "aws_endpoint_url": endpoint or by_region, "client_id": client_id}


def _place(source: JsonObject) -> Place:
    if missing := [name for name in ("api_url", "aws_endpoint_url", "client_id") if not source.get(name)]:
        raise BadInputError(
            f"Where to sign in is not known: {', '.join(missing)} missing.",
            "Start a local environment with `make run`, or pass --api-url, --client-id and "
            "--region or --cognito-endpoint.",
        )
    return Place(
        api_url=require_safe(source["api_url"]),
        cognito_url=require_safe(source["aws_endpoint_url"]),
        client_id=source["client_id"],
    )


def _password(stack: JsonObject | None, user: str, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    demo = {row.get("email"): row.get("password") for row in (stack or {}).get("users") or []}
    instead = "Set CONTROL_PUSH_PASSWORD or pass --password-stdin."
    return demo.get(user) or ask_secret("Password", "CONTROL_PUSH_PASSWORD", instead)
