"""Watching something run in the service until it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep

from rich.progress import BarColumn, Progress, TextColumn

from control_push_cli.errors import JsonObject
from control_push_cli.output import Output
from control_push_cli.when import show_duration

INTERVAL = 2.0
ACTIVE = frozenset({"pending", "running"})


@dataclass(frozen=True)
class Kind:
    """Which members of the document tell how far it is."""

    done: str
    counts: tuple[str, ...]

    def progress(self, document: JsonObject) -> tuple[int, int]:
        """Done, and of how many."""
        return int(document.get(self.done) or 0), int(document.get("total") or 0)

    def describe(self, document: JsonObject) -> str:
        """The counts in words."""
        done, total = self.progress(document)
        if document.get("preparing"):
            return f"preparing, {total:,} so far"
        parts = [f"{document[name]} {name}" for name in self.counts if name in document]
        return ", ".join([f"{done}/{total} done", *parts])


PUSH = Kind("completed", ("succeeded", "failed", "skipped"))
PULL = Kind("pulled", ("created", "unchanged", "updated", "conflicts", "failed", "missing", "moved"))


def watch(out: Output, kind: Kind, read: Callable[[], JsonObject]) -> JsonObject:
    """Reads the document every two seconds until it has ended."""
    is_live = out.console.is_terminal and not out.console.is_dumb_terminal
    document = read()
    pace = Pace(kind.progress(document)[0])
    with _Bar(out) if is_live else _Lines(out) as view:
        while str(document.get("status")) in ACTIVE:
            done, total = kind.progress(document)
            view.show(done, total, kind.describe(document), pace.left(done, total))
            sleep(INTERVAL)
            document = read()
    return document


class Pace:
    """Guesses the time left from what was done since the watch began."""

    def __init__(self, done: int) -> None:
        self._start = (monotonic(), done)

    def left(self, done: int, total: int) -> str:
        """`about 40 seconds left`, or nothing as long as it cannot be told."""
        since, before = self._start
        if done <= before:
            return ""
        return f"about {show_duration((monotonic() - since) / (done - before) * (total - done))} left"


class _Bar:
    """For a terminal: one line that changes in place."""

    def __init__(self, out: Output) -> None:
        columns = (BarColumn(bar_width=20), TextColumn("{task.description}", markup=False))
        self._progress = Progress(*columns, console=out.console, transient=True)
        self._task = self._progress.add_task("starting", total=None)

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, done: int, total: int, counts: str, left: str) -> None:
        description = ", ".join(part for part in (counts, left) if part)
        self._progress.update(self._task, completed=done, total=total or None, description=description)


class _Lines:
    """For a file or a pipe: a line whenever the counts change."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._last = ""

    def __enter__(self) -> _Lines:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def show(self, done: int, total: int, counts: str, left: str) -> None:
        del done, total
        if counts != self._last:
            self._out.say(", ".join(part for part in (counts, left) if part))
            self._last = counts
