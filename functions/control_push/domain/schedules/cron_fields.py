"""The six fields of EventBridge Scheduler's cron expressions: which values each one stands for.

https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass

MONTH_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
DAY_NAMES = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
ANY = "?"
SATURDAY = 7
WEEKS_OF_A_MONTH = 5
_NTH = re.compile(r"(\w+)#(\d+)")
_LAST = re.compile(r"(\w+)L")
_NEAREST_WEEKDAY = re.compile(r"(\d+)W")


class FieldError(ValueError):
    """What is wrong with a field; its text names the field and says what may stand there."""


@dataclass(frozen=True)
class Field:
    """A field's name and the values it may have."""

    name: str
    low: int
    high: int
    names: Sequence[str] = ()
    wildcards: str = ", - * /"

    def values(self, text: str) -> frozenset[int]:
        """The values that a list of values, ranges and steps stands for."""
        return frozenset(value for part in text.split(",") for value in self._part(part))

    def number(self, text: str) -> int:
        """One value, as number or name."""
        if text.upper() in self.names:
            return self.low + self.names.index(text.upper())
        # No other digits than these, and none of the many that int() takes.
        if not re.fullmatch("[0-9]{1,4}", text) or not self.low <= int(text) <= self.high:
            raise self.error(f"{text!r} is not {self._range()}")
        return int(text)

    def error(self, reason: str) -> FieldError:
        """A refusal that names the field."""
        return FieldError(f"{self.name}: {reason}; wildcards are {self.wildcards}")

    def _part(self, part: str) -> range:
        span, slash, step = part.partition("/")
        if slash and not (re.fullmatch("[0-9]{1,4}", step) and 1 <= int(step) <= self.high):
            raise self.error(f"the step in {part!r} is not a number from 1 to {self.high}")
        first, last = self._span(span, is_open=bool(slash))
        if first > last:
            raise self.error(f"the range {span!r} runs backwards; write two, with a comma between them")
        return range(first, last + 1, int(step) if slash else 1)

    def _span(self, span: str, *, is_open: bool) -> tuple[int, int]:
        if span == "*":
            return self.low, self.high
        first, dash, last = span.partition("-")
        if dash:
            return self.number(first), self.number(last)
        return self.number(first), self.high if is_open else self.number(first)

    def _range(self) -> str:
        numbers = f"a number from {self.low} to {self.high}"
        return f"{numbers} or one of {self.names[0]} to {self.names[-1]}" if self.names else numbers


MINUTES = Field("minutes", 0, 59)
HOURS = Field("hours", 0, 23)
DAY_OF_MONTH = Field("day-of-month", 1, 31, wildcards=", - * ? / L W")
MONTH = Field("month", 1, 12, MONTH_NAMES)
DAY_OF_WEEK = Field("day-of-week", 1, 7, DAY_NAMES, wildcards=", - * ? L #")
YEAR = Field("year", 1970, 2199)


@dataclass(frozen=True)
class Days:
    """The days of a month that day-of-month and day-of-week, of which one is ``?``, stand for."""

    day_of_month: str
    day_of_week: str

    def __post_init__(self) -> None:
        if (self.day_of_month == ANY) is (self.day_of_week == ANY):
            raise FieldError("day-of-month and day-of-week: exactly one of them must be ?")
        self.of(2024, 1)  # refuses what neither can be

    def of(self, year: int, month: int) -> list[int]:
        """Ascending."""
        length = calendar.monthrange(year, month)[1]
        days = (
            _days_of_month(self.day_of_month, year, month, length)
            if self.day_of_week == ANY
            else _days_of_week(self.day_of_week, year, month, length)
        )
        return sorted(day for day in days if day <= length)


def _days_of_month(text: str, year: int, month: int, length: int) -> frozenset[int]:
    if text.upper() == "L":
        return frozenset({length})
    if found := _NEAREST_WEEKDAY.fullmatch(text.upper()):
        day = DAY_OF_MONTH.number(found[1])
        return frozenset({_nearest_weekday(year, month, day, length)}) if day <= length else frozenset()
    return DAY_OF_MONTH.values(text)


def _nearest_weekday(year: int, month: int, day: int, length: int) -> int:
    """Monday to Friday, and never in another month."""
    match calendar.weekday(year, month, day):
        case calendar.SATURDAY:
            return day - 1 if day > 1 else day + 2
        case calendar.SUNDAY:
            return day + 1 if day < length else day - 2
        case _:
            return day


def _days_of_week(text: str, year: int, month: int, length: int) -> frozenset[int]:
    if text.upper() == "L":
        return _on({SATURDAY}, year, month, length)
    if found := _NTH.fullmatch(text):
        day, nth = DAY_OF_WEEK.number(found[1]), int(found[2])
        if not 1 <= nth <= WEEKS_OF_A_MONTH:
            raise DAY_OF_WEEK.error(f"the number after # in {text!r} is not 1 to {WEEKS_OF_A_MONTH}")
        return frozenset(sorted(_on({day}, year, month, length))[nth - 1 : nth])
    if found := _LAST.fullmatch(text.upper()):
        return frozenset({max(_on({DAY_OF_WEEK.number(found[1])}, year, month, length))})
    if "/" in text:
        raise DAY_OF_WEEK.error(f"no steps are taken here, as in {text!r}")
    return _on(DAY_OF_WEEK.values(text), year, month, length)


def _on(days_of_week: set[int] | frozenset[int], year: int, month: int, length: int) -> frozenset[int]:
    first = (calendar.weekday(year, month, 1) + 1) % 7 + 1  # 1 is Sunday here
    return frozenset(day for day in range(1, length + 1) if (first + day - 2) % 7 + 1 in days_of_week)
