"""Against times worked out by hand: in 2026 Berlin's clocks go from UTC+1 to UTC+2 on 29 March at 01:00 UTC,
and back on 25 October at 01:00 UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from control_push.domain.schedules.expression import parse_expression
from control_push.domain.schedules.occurrences import NextRuns, due_times, next_runs
from control_push.models.schedule import ClockChangeKind

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def runs(expression: str, after: str, zone: ZoneInfo = BERLIN) -> NextRuns:
    return next_runs(parse_expression(expression), zone, at(after), at(after))


# expression, after (UTC), next five (UTC), what the clocks do (local, kind, when it runs)
TABLE = [
    (
        "cron(0 22 * * ? *)",
        "2026-03-27T12:00",
        ["2026-03-27T21:00", "2026-03-28T21:00", "2026-03-29T20:00", "2026-03-30T20:00", "2026-03-31T20:00"],
        [],
    ),
    (
        "cron(30 2 * * ? *)",
        "2026-03-27T12:00",
        ["2026-03-28T01:30", "2026-03-30T00:30", "2026-03-31T00:30", "2026-04-01T00:30", "2026-04-02T00:30"],
        [("2026-03-29T02:30:00", "missing", None)],
    ),
    (
        "cron(0/30 1-3 29 3 ? 2026)",
        "2026-03-28T12:00",
        ["2026-03-29T00:00", "2026-03-29T00:30", "2026-03-29T01:00", "2026-03-29T01:30"],
        [("2026-03-29T02:00:00", "missing", None), ("2026-03-29T02:30:00", "missing", None)],
    ),
    (
        "cron(30 2 * * ? *)",
        "2026-10-23T12:00",
        ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30", "2026-10-27T01:30", "2026-10-28T01:30"],
        [("2026-10-25T02:30:00", "doubled", "2026-10-25T00:30")],
    ),
    # Between the two times of the doubled hour: it has run.
    (
        "cron(30 2 * * ? *)",
        "2026-10-25T01:10",
        ["2026-10-26T01:30", "2026-10-27T01:30", "2026-10-28T01:30", "2026-10-29T01:30", "2026-10-30T01:30"],
        [],
    ),
    (
        "cron(0 22 ? * MON-FRI *)",
        "2026-10-22T21:00",
        ["2026-10-23T20:00", "2026-10-26T21:00", "2026-10-27T21:00", "2026-10-28T21:00", "2026-10-29T21:00"],
        [],
    ),
    ("at(2026-10-25T02:15:00)", "2026-10-20T00:00", ["2026-10-25T00:15"],
     [("2026-10-25T02:15:00", "doubled", "2026-10-25T00:15")]),
    ("at(2026-03-29T02:15:00)", "2026-03-20T00:00", [], [("2026-03-29T02:15:00", "missing", None)]),
    ("at(2026-03-29T02:15:00)", "2026-04-20T00:00", [], []),
    (
        "rate(12 hours)",
        "2026-03-28T18:00",
        ["2026-03-29T06:00", "2026-03-29T18:00", "2026-03-30T06:00", "2026-03-30T18:00", "2026-03-31T06:00"],
        [],
    ),
    ("cron(0 0 30 2 ? *)", "2026-03-28T18:00", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "after", "times", "changes"), TABLE)
def test_next_runs_in_berlin(
    expression: str, after: str, times: list[str], changes: list[tuple[str, str, str | None]]
) -> None:
    found = runs(expression, after)
    assert found.times == [at(one) for one in times]
    assert [(one.local, one.kind, one.at) for one in found.clock_changes] == [
        (local, ClockChangeKind(kind), at(when) if when else None) for local, kind, when in changes
    ]


def test_a_rare_day_is_found() -> None:
    times = runs("cron(0 0 29 2 ? *)", "2026-01-01T00:00", ZoneInfo("UTC")).times
    assert [one.year for one in times] == [2028, 2032, 2036, 2040, 2044]


def test_a_rate_counts_from_when_it_was_set() -> None:
    set_at, later = at("2026-01-01T00:07"), at("2026-01-01T10:00")
    times = next_runs(parse_expression("rate(3 hours)"), BERLIN, set_at, later).times
    assert times[0] == at("2026-01-01T12:07")
    assert {after - before for before, after in pairwise(times)} == {timedelta(hours=3)}


def test_a_long_rate_ends_with_the_calendar() -> None:
    assert len(runs("rate(60000 days)", "2026-01-01T00:00").times) == 1


def test_times_due_between_two_moments() -> None:
    expression = parse_expression("cron(0/15 * * * ? *)")
    since = at("2026-01-01T09:00")
    due = due_times(expression, BERLIN, since, since, at("2026-01-01T09:30"))
    assert due == [at("2026-01-01T09:15"), at("2026-01-01T09:30")]
