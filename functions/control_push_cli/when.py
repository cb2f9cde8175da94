"""Times as people read them: local, and how long ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from control_push_cli.errors import BadInputError
from control_push_cli.text import one_line

_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def show_time(stamp: object, now: datetime | None = None) -> str:
    """`2026-11-23 09:15 (3 minutes ago)` in local time; what is not a time is shown as it is."""
    try:
        moment = datetime.fromisoformat(str(stamp)).astimezone()
    except ValueError:
        return one_line(stamp)
    passed = ((now or datetime.now(UTC)) - moment).total_seconds()
    return f"{moment:%Y-%m-%d %H:%M} ({_relative(passed)})"


def show_change(stamp: object, who: object) -> str:
    """When and by whom, as far as known."""
    by = f"by {one_line(who)}" if who else ""
    return " ".join(part for part in (show_time(stamp), by) if part)


def show_duration(seconds: float) -> str:
    """In its largest unit: `40 seconds`, `3 minutes`."""
    for size, unit in _UNITS:
        if seconds >= size:
            count = round(seconds / size)
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "0 seconds"


def to_utc(text: str | None, *, end_of_day: bool = False) -> str | None:
    """What the user typed, local unless it names a zone, in the form that the API takes."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInputError(f"{text} is not a time.", "Write 2026-11-23 or 2026-11-23T09:15.") from None
    if end_of_day and len(text) == len("2026-11-23"):
        moment += timedelta(days=1)
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _relative(passed: float) -> str:
    if abs(passed) < 1:
        return "now"
    return f"{show_duration(passed)} ago" if passed > 0 else f"in {show_duration(-passed)}"
