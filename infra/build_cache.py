"""What is built once per content and kept in `.cache`: the folder's name tells all that went into it."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache"


def build_once(kind: str, parts: Iterable[bytes], make: Callable[[Path], None]) -> Path:
    """The folder made of these parts; `make` gets the path of a folder to create, on first use only.

    Whoever wants it meanwhile waits. It gets its name when it is whole, so that an interrupted build is not
    taken for one: what `make` writes must not depend on its own path.
    """
    folder = CACHE / f"{kind}-{digest(*parts)}"
    if not folder.exists():
        CACHE.mkdir(exist_ok=True)
        with _locked(folder.with_suffix(".lock")):
            if not folder.exists():
                _make(folder, make)
    return folder


def _make(folder: Path, make: Callable[[Path], None]) -> None:
    making = folder.with_suffix(".making")
    shutil.rmtree(making, ignore_errors=True)
    make(making)
    making.rename(folder)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """One process and thread at a time; a process that dies lets go."""
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def digest(*parts: bytes) -> str:
    """A short digest of the parts and where each ends."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8) + part)
    return total.hexdigest()[:16]


def tree_parts(folder: Path, pattern: str) -> list[bytes]:
    """Names and contents of the files in the folder, for a digest."""
    files = sorted(file for file in folder.rglob(pattern) if file.is_file())
    return [part for file in files for part in (str(file.relative_to(folder)).encode(), file.read_bytes())]
