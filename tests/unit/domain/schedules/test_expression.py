from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from control_push.domain.schedules.expression import Cron, parse_expression, parse_time_zone
from control_push.errors import InvalidInputError

# By a calendar of the year: 1 January 2026 is a Thursday, 1 August a Saturday, 31 May a Sunday.
DAYS = {
    "cron(0 0 L * ? *)": {2: [28], 4: [30], 12: [31]},
    "cron(0 0 15W * ? *)": {2: [16], 8: [14], 5: [15]},
    "cron(0 0 1W * ? *)": {8: [3], 2: [2], 1: [1]},
    "cron(0 0 31W * ? *)": {5: [29], 4: [], 1: [30]},
    "cron(0 0 ? * 6#3 *)": {1: [16], 2: [20]},
    "cron(0 0 ? * FRI#5 *)": {1: [30], 2: []},
    "cron(0 0 ? * 6L *)": {1: [30], 2: [27]},
    "cron(0 0 ? * L *)": {1: [3, 10, 17, 24, 31]},
    "cron(0 0 ? * MON,sun *)": {2: [1, 2, 8, 9, 15, 16, 22, 23]},
    "cron(0 0 ? * 2-6 *)": {2: [day for day in range(1, 29) if date(2026, 2, day).weekday() < 5]},
    "cron(0 0 29 2 ? 2024)": {2: [29]},
    "cron(0 0 28/2 * ? *)": {1: [28, 30], 2: [28]},
}


def cron(text: str) -> Cron:
    parsed = parse_expression(text)
    assert isinstance(parsed, Cron)
    return parsed


@pytest.mark.parametrize("text", DAYS)
def test_days(text: str) -> None:
    year = 2024 if "2024" in text else 2026
    days = cron(text).days
    assert {month: days.of(year, month) for month in DAYS[text]} == DAYS[text]


def test_lists_ranges_and_steps() -> None:
    parsed = cron("cron(0/20,5 8-10,22 ? jan-MAR,12 * 2026-2030/2)")
    assert parsed.minutes == {0, 5, 20, 40}
    assert parsed.hours == {8, 9, 10, 22}
    assert parsed.months == {1, 2, 3, 12}
    assert parsed.years == {2026, 2028, 2030}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("cron(60 0 * * ? *)", "minutes: '60'"),
        ("cron(0 24 * * ? *)", "hours: '24'"),
        ("cron(0 0 32 * ? *)", "day-of-month: '32'"),
        ("cron(0 0 1 13 ? *)", "month: '13'"),
        ("cron(0 0 1 JANUARY ? *)", "month: 'JANUARY'"),
        ("cron(0 0 ? * 0 *)", "day-of-week: '0'"),
        ("cron(0 0 ? * MON#6 *)", "day-of-week: the number after #"),
        ("cron(0 0 ? * MON/2 *)", "day-of-week: no steps"),
        ("cron(0 0 ? * SAT-SUN *)", "day-of-week: the range 'SAT-SUN' runs backwards"),
        ("cron(0 0 1 * ? 1969)", "year: '1969'"),
        ("cron(0/0 0 1 * ? *)", "minutes: the step"),
        ("cron(0 0 * * * *)", "exactly one of them must be ?"),
        ("cron(0 0 ? * ? *)", "exactly one of them must be ?"),
        ("cron(? 0 * * ? *)", "minutes: '?'"),
        ("cron(0 0 L-3 * ? *)", "day-of-month: 'L'"),
        ("cron(0 22 ? * MON-FRI)", "5 fields instead of six"),
        ("cron(٣ 0 * * ? *)", "minutes:"),
        ("cron(0,, 0 * * ? *)", "minutes: ''"),
        ("rate(0 hours)", "rate:"),
        ("rate(1.5 hours)", "rate:"),
        ("rate(5 weeks)", "rate:"),
        ("at(2026-02-30T10:00:00)", "at: '2026-02-30T10:00:00'"),
        ("at(2026-02-28 10:00)", "at:"),
        ("at(9999-12-31T23:59:59)", "at:"),
        ("every day at ten", "is none; write cron"),
        ("", "is none; write cron"),
        ("cron(" + "0," * 200 + "0 0 * * ? *)", "is none; write cron"),
    ],
)
def test_a_refusal_names_the_part(text: str, part: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_expression(text)
    [error] = refused.value.extra["errors"]
    assert error["field"] == "expression"
    assert part in error["message"]


@pytest.mark.parametrize(
    "name",
    ["", "Berlin", "europe/berlin", "CEST+2", "../etc/passwd", "Europe/Berlin\n", "localtime", "Factory"],
)
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_time_zone(name)
    assert refused.value.extra["errors"][0]["field"] == "time_zone"


def test_a_zone() -> None:
    offset = datetime(2026, 7, 1, tzinfo=UTC).astimezone(parse_time_zone("Europe/Berlin")).utcoffset()
    assert str(offset) == "2:00:00"
