from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control_push.adapters.servicenow.answer import MAX_SHOWN, Answer
from control_push.adapters.servicenow.responses import read_row, read_rows, read_total, read_written
from control_push.adapters.servicenow.values import record_of
from control_push.errors import ServiceNowError, UnavailableError
from tests.unit.adapters.servicenow.samples import CONNECTION, SYS_ID, answer, json_answer

OTHER = "0" * 32
FIELDS = ["sys_id", "u_implementation_statement", "sys_updated_on", "sys_mod_count", "sys_updated_by"]

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
rows = st.dictionaries(st.sampled_from([*FIELDS, "profile", "control_id"]), json_values | st.just(SYS_ID))


def test_the_record_asked_for_is_believed() -> None:
    assert read_row(answer("record"), SYS_ID)["control_id"] == "AC-2"


def test_another_record_is_not() -> None:
    with pytest.raises(UnavailableError):
        read_row(answer("record_of_another"), SYS_ID)
    with pytest.raises(UnavailableError):
        read_written(answer("record_of_another"), SYS_ID, FIELDS)


@pytest.mark.parametrize(
    "result", [None, "", [], [{"sys_id": SYS_ID}], {}, {"sys_id": None}, {"sys_id": "x"}]
)
def test_what_is_no_record_is_not_believed(result: object) -> None:
    with pytest.raises(UnavailableError):
        read_row(json_answer({"result": result}), SYS_ID)


@pytest.mark.parametrize("status", [201, 200])
def test_the_answer_to_a_write_shows_what_is_stored(status: int) -> None:
    written = answer("written")
    row = read_written(Answer(status, written.headers, written.body), SYS_ID, FIELDS)

    assert row is not None
    assert row["u_implementation_statement"] == "<p>Accounts are reviewed each quarter.</p>"


@pytest.mark.parametrize(
    "name", ["written_without_text", "written_without_stamp", "written_empty", "written_no_content"]
)
def test_an_accepted_write_that_is_not_shown_in_full_is_to_be_read_back(name: str) -> None:
    assert read_written(answer(name), SYS_ID, FIELDS) is None


def test_an_empty_success_shows_no_record_that_was_asked_for() -> None:
    with pytest.raises(UnavailableError, match="without any data"):
        read_row(answer("written_empty"), SYS_ID)
    with pytest.raises(UnavailableError, match="without any data"):
        read_rows(answer("written_empty"))


@pytest.mark.parametrize("name", ["no_rows", "no_rows_v1", "no_record"])
def test_zero_rows_are_said_in_two_ways(name: str) -> None:
    assert read_rows(answer(name)) == []


def test_rows_are_those_asked_for() -> None:
    listed = json_answer({"result": [{"sys_id": SYS_ID}]})

    assert read_rows(listed) == [{"sys_id": SYS_ID}]
    assert read_rows(listed, wanted=[SYS_ID, OTHER]) == [{"sys_id": SYS_ID}]
    with pytest.raises(UnavailableError):
        read_rows(listed, wanted=[OTHER])


@pytest.mark.parametrize(
    "result",
    [
        {"sys_id": SYS_ID},
        None,
        ["text"],
        [{}],
        [{"sys_id": ""}],
        [{"sys_id": SYS_ID}, {"sys_id": SYS_ID}],
    ],
)
def test_what_is_no_list_of_records_is_not_believed(result: object) -> None:
    with pytest.raises(UnavailableError):
        read_rows(json_answer({"result": result}))


def test_an_error_beside_the_result_spoils_it_unless_it_is_null() -> None:
    with pytest.raises(UnavailableError):
        read_rows(json_answer({"result": [], "error": {}}))

    assert read_rows(json_answer({"result": [], "error": None})) == []


@pytest.mark.parametrize(
    ("count", "total"), [("0", 0), (" 22400 ", 22400), ("", None), ("-1", None), ("many", None), ("²", None)]
)
def test_the_count_is_a_number_or_unknown(count: str, total: int | None) -> None:
    assert read_total(answer("no_rows", {"X-Total-Count": count})) == total


def test_without_the_header_there_is_no_count() -> None:
    assert read_total(answer("record")) is None


def test_messages_are_cleaned_and_bounded() -> None:
    error = {"message": "a\n\t\x1b[31mb\ud800\u202e" + "x" * 1000, "detail": "  "}

    said = json_answer({"error": error}, 400).said()

    assert said.startswith("a [31mb xx")
    assert len(said) == MAX_SHOWN
    assert said.isprintable()


@pytest.mark.parametrize("error", ["text", {"message": 7}, {"message": None, "detail": None}, [], 7])
def test_other_envelopes_are_survived(error: object) -> None:
    assert isinstance(json_answer({"error": error}, 403).said(), str)


def test_neither_body_nor_headers_get_into_a_log() -> None:
    assert "Accounts" not in repr(answer("record"))
    assert "JSESSIONID" not in repr(answer("record"))


def _only_declared(call: Callable[[], object]) -> None:
    try:
        call()
    except ServiceNowError as error:
        assert error.detail.isprintable()


@given(st.integers(200, 599), st.binary(max_size=200), st.sampled_from(["application/json", "text/html", ""]))
def test_any_bytes_are_survived(status: int, body: bytes, content_type: str) -> None:
    some = Answer(status, {"content-type": content_type, "location": body.decode("latin-1")}, body)

    _only_declared(lambda: read_row(some, SYS_ID))
    _only_declared(lambda: read_written(some, SYS_ID, FIELDS))
    _only_declared(lambda: read_rows(some))


@given(
    st.sampled_from([200, 201, 400, 401, 403, 404, 429, 500]),
    st.fixed_dictionaries({}, optional={"result": json_values | rows | st.lists(rows), "error": json_values}),
)
def test_any_json_is_survived(status: int, payload: dict[str, object]) -> None:
    some = json_answer(payload, status)

    _only_declared(lambda: record_of(read_row(some, SYS_ID), CONNECTION))
    _only_declared(lambda: [record_of(row, CONNECTION) for row in read_rows(some)])
    _only_declared(lambda: read_written(some, SYS_ID, FIELDS))


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"result":' * 100_000, b"\xff\xfe{}", b'{"result":' + b"9" * 5000]
)
def test_hostile_json_is_no_answer(body: bytes) -> None:
    with pytest.raises(UnavailableError):
        read_rows(Answer(200, {"content-type": "application/json"}, body))


@pytest.mark.parametrize("body", [[], 7, None, "text", True])
def test_json_that_is_no_object_is_no_answer(body: object) -> None:
    with pytest.raises(UnavailableError):
        read_rows(json_answer(body))


def test_a_page_without_a_title_is_still_told() -> None:
    page = Answer(200, {"content-type": "text/html"}, b"\n <p>Sign in</p>")

    assert page.seen() == "ServiceNow answered 200 with a sign-in page instead of data."


def test_json_is_utf8() -> None:
    body = json.dumps({"result": {"sys_id": SYS_ID, "name": "Café 名"}}, ensure_ascii=False).encode()

    assert read_row(Answer(200, {"content-type": "application/json;charset=UTF-8"}, body), SYS_ID)[
        "name"
    ] == ("Café 名")
