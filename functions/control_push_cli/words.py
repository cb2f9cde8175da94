"""What the API's enumerations mean, in the words of its OpenAPI document."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

WORDS: dict[str, dict[str, dict[str, Any]]] = json.loads(
    (files("control_push_cli") / "words.json").read_text(encoding="utf-8")
)
"""By enumeration and member. Written by `make openapi`."""


def meaning_of(code: str) -> str:
    """What an error code means, as a sentence; nothing for a code of a newer service."""
    words = WORDS["ErrorCode"].get(code)
    return f"{words['meaning']}." if words else ""
