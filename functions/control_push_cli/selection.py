"""Which statements a command is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from control_push_cli.client import Api
from control_push_cli.errors import BadInputError, JsonObject
from control_push_cli.naming import find_statement, find_system_id


@dataclass(frozen=True)
class Filters:
    """Narrow the list of modified statements."""

    system: str | None = None
    family: str | None = None
    modified_by: str | None = None


def modified_rows(api: Api, filters: Filters, limit: int | None = None) -> Iterator[JsonObject]:
    """The statements with text that is not in ServiceNow yet."""
    return api.rows("/push/modified", "statements", limit, **scope_of(api, filters))


def scope_of(api: Api, filters: Filters) -> dict[str, str]:
    """The filters as the API knows them."""
    scope = {
        "system_id": find_system_id(api, filters.system),
        "family": filters.family,
        "modified_by": filters.modified_by,
    }
    return {name: value for name, value in scope.items() if value is not None}


def select(api: Api, names: list[str] | None, everything: bool, filters: Filters) -> list[JsonObject]:
    """The named statements, each once, or all modified ones."""
    if bool(names) == everything:
        raise BadInputError("Which statements?", "Name them, or pass --all for all that are modified.")
    if everything:
        return list(modified_rows(api, filters))
    found = (find_statement(api, name, filters.system) for name in names or [])
    return list({row["id"]: row for row in found}.values())
