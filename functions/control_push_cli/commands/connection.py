"""connection show, set, test."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from control_push_cli.asking import ask_secret
from control_push_cli.errors import BadInputError, ExitCode, JsonObject
from control_push_cli.marks import mark
from control_push_cli.options import AsJson, one_of
from control_push_cli.output import Output
from control_push_cli.run import end, running
from control_push_cli.text import one_line
from control_push_cli.when import show_time
from control_push_cli.words import WORDS

app = typer.Typer(no_args_is_help=True)

PASSWORD = "CONTROL_PUSH_SERVICENOW_PASSWORD"  # noqa: S105 - the name of a variable, not a password
CLIENT_SECRET = "CONTROL_PUSH_SERVICENOW_CLIENT_SECRET"  # noqa: S105 - likewise

_SIGNS: dict[bool | None, str] = {True: "✓ yes", False: "✗ no ", None: "·    "}


@app.command()
def show(as_json: AsJson = False) -> None:
    """The connected instance; secrets are never shown."""
    with running(as_json) as run:
        connection = run.api.get("/connection")
        run.out.emit(connection)
        _show(run.out, connection)


@app.command("set")
def set_(
    *,
    instance_url: Annotated[str | None, typer.Option(help="https://….service-now.com")] = None,
    preset: Annotated[str | None, one_of("Preset", "Table layout; custom needs the next three.")] = None,
    table: Annotated[str | None, typer.Option(help="Table of a custom layout.")] = None,
    content_field: Annotated[str | None, typer.Option(help="Its text field.")] = None,
    mapping: Annotated[
        list[str] | None, typer.Option(help="Its columns, as NAME=COLUMN; repeat it, like control_id=number.")
    ] = None,
    auth_method: Annotated[str | None, one_of("AuthMethod", "How to sign in there.")] = None,
    username: Annotated[str | None, typer.Option(help="Service account.")] = None,
    client_id: Annotated[str | None, typer.Option(help="OAuth client id.")] = None,
    text_format: Annotated[
        str | None, one_of("TextFormatSetting", "What the text field holds; auto finds it out.")
    ] = None,
    ask_password: Annotated[bool, typer.Option("--ask-password", help="Ask for the password.")] = False,
    ask_client_secret: Annotated[bool, typer.Option("--ask-client-secret", help="Ask for it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Change the connection; what is not given stays as it is.

    Secrets are typed after --ask-password or --ask-client-secret, or taken from
    CONTROL_PUSH_SERVICENOW_PASSWORD and CONTROL_PUSH_SERVICENOW_CLIENT_SECRET, if set.
    """
    with running(as_json) as run:
        given: JsonObject = {
            "instance_url": instance_url,
            "preset": preset,
            "table": table,
            "content_field": content_field,
            "mapping": _pairs(mapping or []) or None,
            "auth_method": auth_method,
            "username": username,
            "client_id": client_id,
            "text_format": text_format,
        }
        secrets = _secrets(ask_password, ask_client_secret)
        changed = run.api.put("/connection", _settings(run.api.get("/connection"), given) | secrets)
        run.out.emit(changed)
        _show(run.out, changed)


@app.command()
def test(as_json: AsJson = False) -> None:
    """Try the connection step by step. Exit code 5 when a step fails."""
    with running(as_json) as run:
        answer = run.api.post("/connection/test")
        steps = answer.get("steps") or []
        run.out.emit(answer)
        _show_steps(run.out, steps)
        end(ExitCode.OK if all(step.get("ok") for step in steps) else ExitCode.PARTLY_FAILED)


def _pairs(mapping: list[str]) -> dict[str, str]:
    for pair in mapping:
        if "=" not in pair:
            raise BadInputError(f"{pair} is not NAME=COLUMN.", "Write --mapping control_id=number.")
    return dict(pair.split("=", 1) for pair in mapping)


def _secrets(ask_password: bool, ask_client_secret: bool) -> JsonObject:
    wanted = (
        ("password", "ServiceNow password", PASSWORD, ask_password),
        ("client_secret", "ServiceNow client secret", CLIENT_SECRET, ask_client_secret),
    )
    return {
        name: ask_secret(question, variable, f"Set {variable}.")
        for name, question, variable, asked in wanted
        if asked or os.environ.get(variable)
    }


def _settings(present: JsonObject, given: JsonObject) -> JsonObject:
    """A preset with a layout brings its own table, so that the old one must not be sent with it."""
    chosen = {name: value for name, value in given.items() if value is not None}
    kept = ["instance_url", "preset", "auth_method", "username", "client_id", "text_format"]
    if "layout" not in WORDS["Preset"].get(str(chosen.get("preset", present.get("preset"))), {}):
        kept += ["table", "content_field", "mapping"]
    if "mapping" in chosen:
        chosen["mapping"] = (present.get("mapping") or {}) | chosen["mapping"]
    settings = {name: present[name] for name in kept if present.get(name)} | chosen
    if not settings.get("instance_url"):
        raise BadInputError("Nothing is connected yet.", "Pass --instance-url.")
    return settings


def _show(out: Output, connection: JsonObject) -> None:
    if out.as_json:
        return
    mapping = connection.get("mapping") or {}
    tested = connection.get("last_test_at")
    found = connection.get("text_format_found") or {}
    apart = {"mapping", "status", "text_format_found"}
    facts = {name: one_line(connection.get(name)) for name in connection if name not in apart}
    if found:
        facts["text_format"] += f" ({one_line(found.get('format'))}): {one_line(found.get('reason'))}"
    columns = ", ".join(f"{one_line(name)}={one_line(column)}" for name, column in mapping.items() if column)
    tests = {"last_test_at": show_time(tested) if tested else "never"}
    out.facts({"status": mark(connection.get("status")), **facts, "mapping": columns, **tests})


def _show_steps(out: Output, steps: list[JsonObject]) -> None:
    for step in steps:
        sign = _SIGNS.get(step.get("ok"), "")
        out.say(f"{sign}  {one_line(step.get('name'))}: {one_line(step.get('detail'))}")
        if step.get("fix"):
            out.say(f"       What to do: {one_line(step['fix'])}")
