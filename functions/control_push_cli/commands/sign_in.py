"""login, logout."""

from __future__ import annotations

import json
import sys
import webbrowser
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from control_push_cli import cognito
from control_push_cli.addresses import require_safe
from control_push_cli.asking import ask, ask_secret
from control_push_cli.browser_sign_in import sign_in_with_browser
from control_push_cli.cognito import Place
from control_push_cli.discovery import discover
from control_push_cli.errors import BadInputError, CommandError, JsonObject, NotSignedInError
from control_push_cli.files import read_text
from control_push_cli.options import AsJson
from control_push_cli.output import Output
from control_push_cli.run import running
from control_push_cli.session import delete_session, load_session, save_session

STACK_FILE = Path(".local/stack.json")


def login(
    *,
    url: Annotated[
        str | None,
        typer.Option(help="Address of the web app: sign in with the browser. Default: the one used last."),
    ] = None,
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
    """Sign in with the browser, at the sign-in page of the web app whose address is --url.

    A local environment (`make run`) takes a password as well: it is asked for, or taken from
    CONTROL_PUSH_PASSWORD or --password-stdin; the demo users' are in the stack file and need not be typed.
    A pipeline needs no login: it sets CONTROL_PUSH_URL, CONTROL_PUSH_CLIENT_ID and
    CONTROL_PUSH_CLIENT_SECRET.
    """
    with running(as_json) as run:
        addresses = [api_url, cognito_endpoint, region, client_id]
        if url and any([stack_file, *addresses, user, password_stdin]):
            raise BadInputError(
                "With --url you sign in at the web app's own page.", "Leave the other options out."
            )
        stack = None if url else _stack(stack_file, addresses)
        if not url and not stack and not any(addresses):
            url = _used_last()
        if url:
            session = sign_in_with_browser(discover(url), partial(_show_page, run.out))
        else:
            place = _place(stack or _typed(api_url, cognito_endpoint, region, client_id))
            user = user or ask("User", "Pass --user.")
            session = cognito.sign_in(place, user, _password(stack, user, password_stdin))
        save_session(session)
        run.out.emit({"user": session.user, "roles": session.roles, "api_url": session.api_url})
        role = ", ".join(session.roles) or "no role yet: ask an administrator for one"
        run.out.say(f"✓ Signed in as {session.user} ({role}) at {session.api_url}")


def logout(as_json: AsJson = False) -> None:
    """Forget the sign-in on this computer and make its tokens useless."""
    with running(as_json) as run:
        with suppress(CommandError):  # without a session, or offline, there is only the file to delete
            cognito.revoke(load_session())
        delete_session()
        run.out.emit({"signed_in": False})
        run.out.say("✓ Signed out.")


def _used_last() -> str | None:
    """The web app's address; None: there was no sign-in on this computer, or it was signed out."""
    try:
        return load_session().api_url.removesuffix("/api/v1")
    except NotSignedInError:
        return None


def _show_page(out: Output, address: str) -> None:
    opened = webbrowser.open(address)
    out.say("Sign in at the page in your browser." if opened else "No browser could be opened.")
    out.say("If no page has come up, open this address on this computer:")
    out.say_whole(address)


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
            "Pass the address of the web app: --url https://…, or start a local environment with `make run`.",
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
