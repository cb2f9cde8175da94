from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control_push.adapters.servicenow.responses import read_row
from control_push.adapters.servicenow.values import Row, record_of, require_system, text_of
from control_push.errors import BadRequestError, ForbiddenError
from control_push.models.connection import Mapping
from control_push.models.statement import RemoteRecord, ServiceNowVersion
from tests.unit.adapters.servicenow.samples import CONNECTION, SYS_ID, SYSTEM, answer

RECORD = RemoteRecord(
    sys_id=SYS_ID,
    content="<p>Accounts are reviewed each quarter.</p>",
    version=ServiceNowVersion(updated_on="2026-01-12T09:30:00Z", mod_count=7, updated_by="maria.ortega"),
    control_id="AC-2",
    control_name="Account Management",
    system_id=SYSTEM,
    system_name="Ferry Ledger",
)


@pytest.mark.parametrize("name", ["record", "record_with_links", "record_display_all"])
def test_a_record_is_the_same_in_each_spelling_of_its_values(name: str) -> None:
    assert record_of(read_row(answer(name), SYS_ID), CONNECTION) == RECORD


def test_an_empty_text_is_a_text() -> None:
    assert record_of(read_row(answer("record_empty_text"), SYS_ID), CONNECTION).content == ""


def test_a_text_that_is_not_shown_is_not_taken_for_empty() -> None:
    with pytest.raises(ForbiddenError, match="u_implementation_statement"):
        record_of(read_row(answer("record_without_text"), SYS_ID), CONNECTION)


def test_what_is_not_shown_beside_the_text_is_empty() -> None:
    record = record_of({"sys_id": SYS_ID, "u_implementation_statement": "x"}, CONNECTION)

    assert record == RemoteRecord(sys_id=SYS_ID, content="x", version=ServiceNowVersion())


def test_a_table_without_systems_has_none() -> None:
    connection = CONNECTION.model_copy(
        update={"mapping": Mapping(control_id="control_id", control_name="name")}
    )

    record = record_of(read_row(answer("record"), SYS_ID), connection)

    assert (record.system_id, record.system_name) == ("", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("true", "true"),
        ("", ""),
        ({"link": "https://x/y", "value": "abc"}, "abc"),
        ({"display_value": "Shown", "value": "abc", "link": "https://x/y"}, "abc"),
        ({"display_value": "Shown"}, ""),
        ({"value": None}, ""),
        (None, ""),
        (7, "7"),
        (True, "true"),
        ([], ""),
        (["x"], ""),
        ("a\ud83d", "a\ufffd"),
        ("\udca9a", "\ufffda"),
        ("\ud83d\ude00", "😀"),
        ("\x00", "\x00"),
    ],
)
def test_the_text_of_a_value(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("stamp", "updated_on"),
    [
        ("2026-01-12 09:30:00", "2026-01-12T09:30:00Z"),
        ("2024-02-29 23:59:59", "2024-02-29T23:59:59Z"),
        ("2026-02-29 00:00:00", ""),
        ("2026-01-12T09:30:00Z", ""),
        ("01/12/2026 09:30:00 AM", ""),
        ("12.01.2026 09:30:00", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_stamp_is_utc_or_unknown(stamp: object, updated_on: str) -> None:
    row: Row = {"u_implementation_statement": "", "sys_updated_on": stamp}

    assert record_of(row, CONNECTION).version.updated_on == updated_on


@pytest.mark.parametrize(
    ("counter", "mod_count"),
    [("7", 7), ("0", 0), (7, 7), ("", 0), ("-1", 0), ("7.5", 0), ("²", 0), ("9" * 40, 0), (None, 0)],
)
def test_a_counter_is_a_number_or_zero(counter: object, mod_count: int) -> None:
    row: Row = {"u_implementation_statement": "", "sys_mod_count": counter}

    assert record_of(row, CONNECTION).version.mod_count == mod_count


@given(st.text())
def test_any_text_can_be_stored(text: str) -> None:
    kept = text_of({"value": text})

    assert kept == text
    kept.encode()


@given(st.text(st.characters(codec=None)))
def test_any_value_can_be_stored(text: str) -> None:
    text_of(text).encode()


@given(st.text() | st.datetimes().map(str))
def test_any_stamp_is_survived(stamp: str) -> None:
    row: Row = {"u_implementation_statement": "", "sys_updated_on": stamp, "sys_mod_count": stamp}

    updated_on = record_of(row, CONNECTION).version.updated_on

    assert updated_on == "" or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", updated_on)


@pytest.mark.parametrize("shown", [SYSTEM, {"link": "https://x/y", "value": SYSTEM}])
def test_rows_of_the_system_pass(shown: object) -> None:
    require_system([{"profile": shown}], "profile", SYSTEM)
    require_system([], "profile", SYSTEM)


@pytest.mark.parametrize("row", [{"profile": "0" * 32}, {"profile": ""}, {}])
def test_rows_of_other_systems_accuse_the_mapping(row: Row) -> None:
    with pytest.raises(BadRequestError, match="profile"):
        require_system([{"profile": SYSTEM}, row], "profile", SYSTEM)
