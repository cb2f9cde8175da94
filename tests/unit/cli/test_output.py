"""Hostile text, narrow terminals, streams that cannot show everything."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import respx

from control_push_cli.errors import BadInputError
from control_push_cli.files import write_csv
from control_push_cli.output import Output
from control_push_cli.table import Column, field
from control_push_cli.text import clean, diff, lines_of
from control_push_cli.text_format import HTML, PLAIN, format_in_use
from control_push_cli.when import show_duration, show_time, to_utc

from .conftest import Invoke, problem, statement

HOSTILE = (
    "[red]x[/red] [link=http://evil]y[/link] :smile: \x1b[2J\x1b]0;title\x07 \x9b31m \u202egnp\u2069 \u200b"
)


@pytest.mark.parametrize("command", [("statements",), ("modified",), ("show", "s1")])
def test_text_from_the_service_is_shown_and_not_obeyed(
    invoke: Invoke, api: respx.MockRouter, command: tuple[str, ...]
) -> None:
    row = statement(
        control_name=HOSTILE, system_name=HOSTILE, content=f"<p>{HOSTILE}</p>", content_preview=HOSTILE
    )
    api.get("/statements").respond(json={"statements": [row]})
    api.get("/push/modified").respond(json={"statements": [row]})
    api.get("/statements/s1").respond(json=row)
    output = invoke(*command, env={"COLUMNS": "400"}).stdout
    assert "[red]x[/red]" in output
    assert ":smile:" in output
    assert not set(output) & set("\x1b\x07\x9b\u202e\u2069\u200b\r")
    assert "\\u202e" in output


def test_errors_are_not_obeyed_either(invoke: Invoke, api: respx.MockRouter) -> None:
    document = problem(409, "x", errors=[{"field": HOSTILE, "message": HOSTILE}])
    api.get("/systems").respond(**document)
    result = invoke("systems")
    assert "[red]x[/red]" in result.stderr
    assert "\x1b" not in result.output
    assert "\x1b" not in invoke("systems", "--json").output


def test_json_spells_out_what_a_terminal_would_obey(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/systems").respond(json={"systems": [{"system_id": "s", "name": HOSTILE}]})
    output = invoke("systems", "--json").stdout
    assert output.isascii()
    assert json.loads(output)[0]["name"] == HOSTILE


def test_a_narrow_terminal_gets_fewer_columns_or_blocks_of_lines(
    invoke: Invoke, api: respx.MockRouter
) -> None:
    api.get("/statements").respond(json={"statements": [statement(id="i" * 36)]})
    wide, middle, narrow = (
        invoke("statements", env={"COLUMNS": width}).stdout.splitlines() for width in ("200", "50", "30")
    )
    assert len(wide) == 2
    assert "i" * 36 in wide[1]
    assert middle[0].split() == ["Control", "Name", "System", "Status"]
    assert "Not shown for lack of width: Modified, Id." in middle[2]
    assert "Status    ● modified" in [line.rstrip() for line in narrow]


def test_colour_is_off_with_no_color_and_words_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    Output(as_json=False).say("fine", style="red")
    assert "31m" not in stream.getvalue()


def test_a_stream_that_is_not_utf8_gets_the_code_points(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    Output(as_json=False).listing([{"x": "é✓"}], [Column("X", field("x"))], "")
    assert b"\\xe9\\u2713" in raw.getvalue()


def test_clean_keeps_lines_and_spells_controls() -> None:
    assert clean("a\r\nb\tc\x00\x7f") == "a\nb\tc␀\\x7f"
    assert clean(None) == ""


def test_prose_is_one_sentence_a_line() -> None:
    markup = "<h2>Title</h2><p>One.  Two &amp; more.</p><ul><li>Point<br>next</li><li></li></ul>"
    assert lines_of(markup) == ["Title", "One.", "Two & more.", "- Point", "next"]


def test_diff_shows_the_sentence_that_changed_or_the_markup() -> None:
    words = diff("<p>Same. Old.</p>", "<p>Same. New.</p>", "a", "b")
    assert words[:2] == ["--- a", "+++ b"]
    assert words[3:] == [" Same.", "-Old.", "+New."]
    assert "-<p>Same.</p>" in diff("<p>Same.</p>", "<p><b>Same.</b></p>", "a", "b")
    assert diff(None, None, "a", "b") == []


def test_in_a_plain_text_every_character_is_content() -> None:
    text = "Lock after <number>  attempts.\r\n\n<b>x</b> &amp; y"
    assert lines_of(text, PLAIN) == ["Lock after <number>  attempts.", "", "<b>x</b> &amp; y"]
    assert "-<b>x</b> &amp; y" in diff(text, text.replace("&amp;", "&"), "a", "b", PLAIN)


@pytest.mark.parametrize(
    ("setting", "found", "used"),
    [
        ("auto", None, HTML),
        ("auto", "plain", PLAIN),
        ("auto", "html", HTML),
        ("plain", "html", PLAIN),
        ("html", "plain", HTML),
        (None, None, HTML),
    ],
)
def test_the_format_is_the_connections(setting: str | None, found: str | None, used: str) -> None:
    connection = {"text_format": setting, "text_format_found": {"format": found} if found else None}
    assert format_in_use(connection) == used


def test_times_are_local_and_relative() -> None:
    now = datetime(2026, 1, 2, 12, tzinfo=UTC)
    assert show_time("2026-01-02T11:57:00Z", now) == "2026-01-02 11:57 (3 minutes ago)"
    assert show_time("2026-01-02T13:00:00Z", now) == "2026-01-02 13:00 (in 1 hour)"
    assert show_time("2026-01-02T12:00:00Z", now).endswith("(now)")
    assert show_time("some\x1bday", now) == "some␛day"
    assert [show_duration(seconds) for seconds in (0.2, 90_000, 86_400 * 3)] == [
        "0 seconds",
        "1 day",
        "3 days",
    ]


def test_typed_times_become_utc() -> None:
    assert to_utc("2026-01-02T03:04+01:00") == "2026-01-02T02:04:00Z"
    assert to_utc("2026-01-02") == "2026-01-02T00:00:00Z"
    assert to_utc("2026-01-02", end_of_day=True) == "2026-01-03T00:00:00Z"
    with pytest.raises(BadInputError):
        to_utc("yesterday")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "  =1", "\t=1", "\rx", "\uff1d1"])
def test_a_spreadsheet_gets_no_formula(tmp_path: Path, cell: str) -> None:
    write_csv(tmp_path / "x.csv", ["a"], [[cell], ["plain-text"], [None]])
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        content = file.read()
    assert content.startswith("a\r\n")
    assert f"'{cell}" in content
    assert "\nplain-text\r" in content
