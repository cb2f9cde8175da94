"""From what a user types to the one thing meant."""

from __future__ import annotations

from urllib.parse import quote

from control_push.texts.control_id import normal_control_id
from control_push_cli.client import Api
from control_push_cli.errors import BadInputError, ExitCode, JsonObject, NotFoundError, ProblemError
from control_push_cli.text import one_line


def path_part(name: str) -> str:
    """An id made safe as one part of an address."""
    if name in {"", ".", ".."}:
        raise BadInputError("An id is empty.", "The list commands show the ids.")
    return quote(name, safe="")


def find_statement(api: Api, name: str, system: str | None = None) -> JsonObject:
    """By id; if there is none such, by control id."""
    found = _by_id(api, name) or _by_control_id(api, name, system)
    if len(found) > 1:
        choices = "; ".join(f"{one_line(row.get('system_name'))}: {row['id']}" for row in found)
        raise BadInputError(
            f"{len(found)} statements are named {name}: {choices}", "Add --system or use the id."
        )
    if not found:
        raise NotFoundError(f"No statement is named {name}.", "`control-push statements` lists them.")
    return found[0]


def find_system_id(api: Api, name: str | None) -> str | None:
    """The id of the system with this id or name; None stays None."""
    if name is None:
        return None
    systems = list(api.rows("/systems", "systems"))
    found = [row for row in systems if row["system_id"] == name] or [
        row for row in systems if _plain(row["name"]) == _plain(name)
    ]
    if len(found) == 1:
        return str(found[0]["system_id"])
    if found:
        raise BadInputError(
            f"{len(found)} systems are named {name}.", "Use the id from `control-push systems`."
        )
    raise NotFoundError(f"No system is named {name}.", "`control-push systems` lists them.")


def _by_id(api: Api, name: str) -> list[JsonObject]:
    try:
        return [api.get(f"/statements/{path_part(name)}")]
    except ProblemError as error:
        if error.exit_code in {ExitCode.NOT_FOUND, ExitCode.BAD_INPUT}:
            return []
        raise


def _by_control_id(api: Api, name: str, system: str | None) -> list[JsonObject]:
    rows = api.rows("/statements", "statements", q=name, system_id=find_system_id(api, system))
    return [row for row in rows if normal_control_id(row["control_id"]) == normal_control_id(name)]


def _plain(name: object) -> str:
    return "".join(str(name).casefold().split())
