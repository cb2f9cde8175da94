"""The expressions of EventBridge Scheduler: ``cron(…)``, ``rate(…)`` and ``at(…)``.

No library has just these: a year, ``?``, days of the week from 1 (Sunday), ``L``, ``W`` and ``#``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from control_push.domain.schedules import cron_fields
from control_push.domain.schedules.cron_fields import Days, FieldError
from control_push.errors import InvalidInputError

_SHAPE = re.compile(r"(cron|rate|at)\((.*)\)")
_RATE = re.compile(r"([1-9][0-9]{0,4}) (minute|hour|day)s?")
_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60}
NO_PLACES = {"localtime", "Factory"}
"""Names in a machine's folder of zones that say nothing on another machine."""
CRON_FIELDS = 6
MAX_LENGTH = 256
LOOK_AHEAD_YEARS = 40
"""The 29th of February falls on a given day of the week once in 28 years, or in 40 around 2100."""


@dataclass(frozen=True)
class Once:
    """``at(yyyy-mm-ddThh:mm:ss)``."""

    local: datetime

    def local_times(self, after: datetime) -> Iterator[datetime]:
        """Local times, without zone, from `after` on."""
        if self.local >= after:
            yield self.local


@dataclass(frozen=True)
class Rate:
    """``rate(value unit)``: counted from when it was set, whatever the clocks do meanwhile."""

    every: timedelta


@dataclass(frozen=True)
class Cron:
    """``cron(minutes hours day-of-month month day-of-week year)``."""

    minutes: frozenset[int]
    hours: frozenset[int]
    months: frozenset[int]
    years: frozenset[int]
    days: Days

    def local_times(self, after: datetime) -> Iterator[datetime]:
        """Local times, without zone, from `after` on, ascending."""
        for year in range(after.year, after.year + LOOK_AHEAD_YEARS + 1):
            if year not in self.years:
                continue
            for month in sorted(self.months):
                if (year, month) >= (after.year, after.month):
                    yield from self._times_of_month(year, month, after)

    def _times_of_month(self, year: int, month: int, after: datetime) -> Iterator[datetime]:
        for day in self.days.of(year, month):
            if datetime(year, month, day).date() < after.date():  # noqa: DTZ001 - local time, on purpose
                continue
            for hour in sorted(self.hours):
                for minute in sorted(self.minutes):
                    moment = datetime(year, month, day, hour, minute)  # noqa: DTZ001
                    if moment >= after:
                        yield moment


Expression = Once | Rate | Cron


def parse_expression(text: str) -> Expression:
    """What the text says.

    Raises:
        InvalidInputError: on the field `expression`, naming the part that is wrong.
    """
    kind, inner = _parts(text)
    try:
        match kind:
            case "cron":
                return _cron(inner)
            case "rate":
                return _rate(inner)
            case _:
                return _at(inner)
    except FieldError as error:
        raise _invalid(str(error)) from error


def written_for_eventbridge(text: str) -> str:
    """A valid expression as EventBridge Scheduler's pages write it: ``MON``, ``1 day``, ``2 days``.

    https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
    """
    kind, inner = _parts(text)
    if rate := _RATE.fullmatch(inner):
        inner = f"{rate[1]} {rate[2]}{'' if rate[1] == '1' else 's'}"
    return f"{kind}({inner.upper() if kind == 'cron' else inner})"


def _parts(text: str) -> tuple[str, str]:
    found = _SHAPE.fullmatch(text.strip()) if len(text) <= MAX_LENGTH else None
    if found is None:
        raise _invalid("is none; write cron(0 22 ? * MON-FRI *), rate(6 hours) or at(2026-11-30T22:00:00)")
    return found[1], " ".join(found[2].split())


def parse_time_zone(name: str) -> ZoneInfo:
    """The zone.

    Raises:
        InvalidInputError: there is none of that name.
    """
    if name in NO_PLACES or name not in available_timezones():
        message = f"{name[:100]!r} is no IANA time zone; write one such as Europe/Berlin or UTC"
        raise InvalidInputError("The time zone is not known.", [("time_zone", message)])
    return ZoneInfo(name)


def _invalid(message: str) -> InvalidInputError:
    return InvalidInputError(f"The expression is not valid: {message}.", [("expression", message)])


def _cron(inner: str) -> Cron:
    fields = inner.split()
    if len(fields) != CRON_FIELDS:
        raise FieldError(
            f"cron has {len(fields)} fields instead of six: minutes hours day-of-month month day-of-week year"
        )
    minutes, hours, day_of_month, month, day_of_week, year = fields
    return Cron(
        minutes=cron_fields.MINUTES.values(minutes),
        hours=cron_fields.HOURS.values(hours),
        months=cron_fields.MONTH.values(month),
        years=cron_fields.YEAR.values(year),
        days=Days(day_of_month, day_of_week),
    )


def _rate(inner: str) -> Rate:
    found = _RATE.fullmatch(inner)
    if found is None:
        raise FieldError("rate: write a whole number from 1 and minutes, hours or days, as in rate(6 hours)")
    return Rate(timedelta(minutes=int(found[1]) * _MINUTES[found[2]]))


def _at(inner: str) -> Once:
    message = f"at: {inner!r} is no date and time as in at(2026-11-30T22:00:00)"
    try:
        local = datetime.strptime(inner, "%Y-%m-%dT%H:%M:%S")  # noqa: DTZ007 - in the schedule's zone
    except ValueError as error:
        raise FieldError(message) from error
    if not cron_fields.YEAR.low <= local.year <= cron_fields.YEAR.high:
        raise FieldError(message)
    return Once(local)
