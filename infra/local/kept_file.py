"""A file that outlives its program: written in one step, known to be whole, the one before it kept.

Imports nothing but the standard library: the local AWS's own environment has nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Kept:
    """What was found in a kept file."""

    content: bytes
    saved_at: str
    """Local time, as a person reads it."""
    is_final: bool
    """Written when its program ended in good order, so that nothing came after it."""


class KeptFile:
    """The first line of the file says what the rest must be."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._previous = path.with_name(f"{path.stem}.previous{path.suffix}")

    def write(self, content: bytes, *, is_final: bool) -> None:
        """Readable by its owner only; a crash at any moment leaves this content or the one before, whole."""
        header = {
            "saved_at": f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S}",
            "is_final": is_final,
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        draft = self._path.with_name(f"{self._path.name}.draft")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(json.dumps(header).encode() + b"\n" + content)
            file.flush()
            os.fsync(file.fileno())
        if self._path.exists():
            self._previous.unlink(missing_ok=True)
            self._previous.hardlink_to(self._path)
        draft.replace(self._path)

    def read(self) -> Kept | None:
        """The newest content that is whole."""
        return _read(self._path) or _read(self._previous)

    def recover(self, name: str) -> list[str]:
        """Sets aside what is damaged; says what was lost since the program ran last, if anything was."""
        told = [text for path in (self._path, self._previous) if (text := _set_aside(path, name))]
        kept = self.read()
        if kept is None:
            return [*told, f"There is no earlier state of {name}: it begins anew."] if told else []
        if told or not kept.is_final:
            told.append(f"{name} continues from {kept.saved_at}: what was done after that is lost.")
        return told


def _read(path: Path) -> Kept | None:
    try:
        header, _, content = path.read_bytes().partition(b"\n")
        facts = json.loads(header)
        if facts["sha256"] != hashlib.sha256(content).hexdigest():
            return None
        return Kept(content, facts["saved_at"], facts["is_final"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _set_aside(path: Path, name: str) -> str | None:
    if not path.exists() or _read(path):
        return None
    damaged = path.with_name(f"{path.name}.damaged-{datetime.now().astimezone():%Y%m%dT%H%M%S}")
    path.rename(damaged)
    return f"The saved state of {name} is damaged. It is kept as {damaged}."
