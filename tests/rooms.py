"""The map of the house, drawn from the code: which room imports which.

    PYTHONPATH=.:functions python -m tests.rooms

writes it into ARCHITECTURE.md, between its two marks; `tests/unit/test_rooms.py` fails when it is old.
"""

from __future__ import annotations

from pathlib import Path

import grimp

PAGE = Path(__file__).parents[1] / "ARCHITECTURE.md"
BEGIN, END = "<!-- rooms: written by `make map` -->\n", "<!-- end of rooms -->\n"
PACKAGE = "control_push"
DIVIDED = {"handlers", "domain", "adapters"}
"""Folders whose sub-folders are rooms of their own; the files beside those make one more."""


def room_of(module: str) -> str | None:
    """``domain/push`` for ``control_push.domain.push.start``; None for the package itself."""
    parts = module.split(".")[1:]
    if not parts:
        return None
    if parts[0] in DIVIDED and len(parts) > 1:
        folder = Path(__file__).parents[1] / "functions" / PACKAGE / parts[0] / parts[1]
        return f"{parts[0]}/{parts[1]}" if folder.is_dir() else parts[0]
    return parts[0]


def imports_of_rooms() -> dict[str, set[str]]:
    """The rooms that each room imports."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    rooms: dict[str, set[str]] = {}
    for module in graph.modules:
        room = room_of(module)
        if room is None:
            continue
        known = {room_of(other) for other in graph.find_modules_directly_imported_by(module)}
        rooms.setdefault(room, set()).update(other for other in known if other and other != room)
    return rooms


def drawn() -> str:
    """The map as a table, from the door of the house to its cellar."""
    rooms = imports_of_rooms()
    depth: dict[str, int] = {}
    lines = ["| room | imports |", "|---|---|"]
    for room in sorted(rooms, key=lambda name: (-_depth(name, rooms, depth), name)):
        known = ", ".join(f"`{other}`" for other in sorted(rooms[room])) or "nothing of ours"
        lines.append(f"| `{room}` | {known} |")
    return "\n".join(lines) + "\n"


def _depth(room: str, rooms: dict[str, set[str]], known: dict[str, int]) -> int:
    if room not in known:
        known[room] = 0
        known[room] = 1 + max((_depth(other, rooms, known) for other in rooms[room]), default=0)
    return known[room]


def page_with(map_: str, page: str) -> str:
    """The page with the map between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{map_}{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page_with(drawn(), PAGE.read_text()))
