"""The allow-list, read from markup.json. The web app's copy is generated from the same file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_LIST: dict[str, Any] = json.loads(Path(__file__).with_name("markup.json").read_text("utf-8"))

GLOBAL_ATTRIBUTES = frozenset(_LIST["global_attributes"])
ALLOWED: dict[str, frozenset[str]] = {
    name: GLOBAL_ATTRIBUTES.union(entry["attributes"]) for name, entry in _LIST["elements"].items()
}
"""The elements that a person may add, each with its attributes."""
STYLES = frozenset(_LIST["styles"])
URL_SCHEMES = frozenset(_LIST["url_schemes"])
URL_ATTRIBUTES = frozenset(_LIST["url_attributes"])

ACTIVE: dict[str, str] = {name: entry["content"] for name, entry in _LIST["active_elements"].items()}
"""Never kept, with what becomes of the content: `drop` it, `unwrap` it, keep it as `text`, or `void`."""
ACTIVE_ATTRIBUTES = frozenset(_LIST["active_attributes"])
ACTIVE_SCHEMES = frozenset(_LIST["active_url_schemes"])

VOID = frozenset(_LIST["void_elements"])
BLOCKS = frozenset(_LIST["block_elements"])
ELEMENT_WORDS: dict[str, str] = {
    **_LIST["other_elements"],
    **{
        name: entry["word"] for name, entry in [*_LIST["elements"].items(), *_LIST["active_elements"].items()]
    },
}
"""What an author calls it. What is not here is no element of HTML."""
ATTRIBUTE_WORDS: dict[str, str] = _LIST["attribute_words"]
