"""What the connected field holds: in a plain one every character is content."""

from __future__ import annotations

from control_push_cli.client import Api
from control_push_cli.errors import JsonObject

HTML = "html"
PLAIN = "plain"


def text_format(api: Api) -> str:
    """How all texts are to be read."""
    return format_in_use(api.get("/connection"))


def format_in_use(connection: JsonObject) -> str:
    """The setting, or with `auto` what was found; HTML until then."""
    setting = connection.get("text_format")
    if setting in {HTML, PLAIN}:
        return str(setting)
    found = connection.get("text_format_found") or {}
    return str(found.get("format") or HTML)
