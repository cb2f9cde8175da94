"""When a schedule runs, in UTC, and what becomes of it where clocks are put forward or back.

EventBridge Scheduler leaves out a time that does not exist, and runs once at one that there is twice:
https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from control_push.domain.schedules.cron_fields import YEAR
from control_push.domain.schedules.expression import Expression, Rate
from control_push.models.schedule import ClockChange, ClockChangeKind

SHOWN = 5
MOST = 1000


@dataclass(frozen=True)
class Occurrence:
    """One time at which the schedule is due. `at` is None where the clocks leave that hour out."""

    local: datetime
    at: datetime | None
    change: ClockChangeKind | None = None


@dataclass(frozen=True)
class NextRuns:
    """The next times, and what the clocks do to those among and between them."""

    times: list[datetime]
    clock_changes: list[ClockChange]


def occurrences(
    expression: Expression, zone: ZoneInfo, anchor: datetime, after: datetime
) -> Iterator[Occurrence]:
    """Those later than `after`, ascending. `anchor`: when the schedule was set, from which a rate counts."""
    if isinstance(expression, Rate):
        return _rate(expression, zone, anchor, after)
    start = after.astimezone(zone).replace(tzinfo=None)
    found = (_resolve(local, zone) for local in expression.local_times(start))
    return (one for one in found if one.at is None or one.at > after)


def next_runs(expression: Expression, zone: ZoneInfo, anchor: datetime, after: datetime) -> NextRuns:
    """The next five."""
    times: list[datetime] = []
    changes: list[ClockChange] = []
    for one in occurrences(expression, zone, anchor, after):
        if one.change:
            changes.append(ClockChange(kind=one.change, local=one.local.isoformat(), at=one.at))
        if one.at:
            times.append(one.at)
        if len(times) == SHOWN:
            break
    return NextRuns(times, changes)


def due_times(
    expression: Expression, zone: ZoneInfo, anchor: datetime, since: datetime, until: datetime
) -> list[datetime]:
    """The times due later than `since` and not later than `until`; the first thousand, if there are more."""
    due: list[datetime] = []
    for one in islice(occurrences(expression, zone, anchor, since), MOST):
        if one.at and one.at > until:
            break
        if one.at:
            due.append(one.at)
    return due


def _rate(rate: Rate, zone: ZoneInfo, anchor: datetime, after: datetime) -> Iterator[Occurrence]:
    number = max(0, (after - anchor) // rate.every) + 1
    while (at := anchor + number * rate.every).year <= YEAR.high:
        yield Occurrence(at.astimezone(zone).replace(tzinfo=None), at)
        number += 1


def _resolve(local: datetime, zone: ZoneInfo) -> Occurrence:
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(zone).replace(tzinfo=None) != local:
        return Occurrence(local, None, ClockChangeKind.MISSING)
    return Occurrence(local, first, ClockChangeKind.DOUBLED if first != second else None)
