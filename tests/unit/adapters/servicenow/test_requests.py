from __future__ import annotations

from contextlib import suppress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from control_push.adapters.servicenow import requests
from control_push.adapters.servicenow.requests import Position
from control_push.errors import InvalidInputError
from control_push.models.connection import PRESETS, Mapping
from tests.unit.adapters.servicenow.samples import CONNECTION, RECORD, SYS_ID, SYSTEM, TABLE

BEGINNING = Position("", 0, 100)
BAD_NAMES = [
    "",
    "A",
    "x y",
    "x^y",
    "x=y",
    "x/y",
    "x,y",
    "x%5Ey",
    "é",
    "x\n",
    "javascript:gs.log()",
    "x" * 201,
]
BAD_IDS = ["", "0" * 33, "0" * 31 + "\n", "../" + "0" * 29, "0" * 31 + "^", "a,b", "javascript:x", "é", "a b"]


def test_values_are_asked_for_as_stored_and_not_as_shown() -> None:
    request = requests.read_record("t", SYS_ID, ["sys_id", "profile.name"])

    assert (request.method, request.path) == ("GET", f"/api/now/table/t/{SYS_ID}")
    assert request.params == {
        "sysparm_display_value": "false",
        "sysparm_exclude_reference_link": "true",
        "sysparm_suppress_pagination_header": "true",
        "sysparm_fields": "sys_id,profile.name",
    }


def test_a_write_carries_the_text_and_nothing_else() -> None:
    request = requests.write_content(CONNECTION, SYS_ID, "<p>é</p>")

    assert (request.method, request.path) == ("PUT", RECORD)
    assert request.json == {"u_implementation_statement": "<p>é</p>"}
    assert "sysparm_input_display_value" not in request.params
    assert request.params["sysparm_fields"].split(",") == [
        "sys_id",
        "u_implementation_statement",
        "sys_updated_on",
        "sys_mod_count",
        "sys_updated_by",
    ]


def test_records_are_asked_for_by_id_without_being_counted() -> None:
    request = requests.read_records("t", [SYS_ID, SYSTEM], ["sys_id"])

    assert request.params["sysparm_query"] == f"sys_idIN{SYS_ID},{SYSTEM}"
    assert request.params["sysparm_limit"] == "2"
    assert request.params["sysparm_no_count"] == "true"


def test_the_longest_query_stays_below_the_url_limit() -> None:
    """8,182 bytes were measured to pass."""
    names = [f"{letter * 99}.{letter * 100}" for letter in "abcdef"]
    fields = [*names, *requests.VERSION_FIELDS, "sys_id"]
    request = requests.read_records("t" * 200, [SYS_ID] * requests.MAX_IDS, fields)

    url = httpx.Client(base_url="https://" + "h" * 250).build_request(
        "GET", request.path, params=request.params
    )

    assert len(str(url.url)) < 8182


@pytest.mark.parametrize(
    ("position", "where", "query"),
    [
        (BEGINNING, None, "ORDERBYsys_id"),
        (BEGINNING, ("profile", SYSTEM), f"profile={SYSTEM}^ORDERBYsys_id"),
        (Position(SYS_ID, 0, 100), None, f"sys_id>{SYS_ID}^ORDERBYsys_id"),
        (
            Position(SYS_ID, 200, 100),
            ("item.profile", SYSTEM),
            f"item.profile={SYSTEM}^sys_id>{SYS_ID}^ORDERBYsys_id",
        ),
    ],
)
def test_a_page_is_asked_for_by_the_last_id_before_it(
    position: Position, where: tuple[str, str] | None, query: str
) -> None:
    request = requests.read_page("t", ["sys_id"], position, where)

    assert request.params["sysparm_query"] == query
    assert request.params["sysparm_limit"] == "100"
    assert request.params["sysparm_offset"] == str(position.offset)
    # Both tell where the end is.
    assert not {"sysparm_no_count", "sysparm_suppress_pagination_header"} & request.params.keys()


def test_the_probe_asks_for_one_id() -> None:
    request = requests.probe_table("sn_compliance_statement")

    assert request.path == TABLE
    assert (request.params["sysparm_fields"], request.params["sysparm_limit"]) == ("sys_id", "1")


def test_the_dictionary_is_asked_for_the_tables_own_column() -> None:
    request = requests.find_field("sn_compliance_statement", "u_text")

    assert request.path == "/api/now/table/sys_dictionary"
    assert request.params["sysparm_query"] == "name=sn_compliance_statement^element=u_text"
    assert request.params["sysparm_fields"] == "sys_id,internal_type"


@pytest.mark.parametrize("preset", PRESETS)
def test_every_presets_names_are_valid(preset: object) -> None:
    table, content_field, mapping = PRESETS[preset]  # type: ignore[index]
    connection = CONNECTION.model_copy(
        update={"table": table, "content_field": content_field, "mapping": mapping}
    )

    fields = requests.read_record(table, SYS_ID, requests.mapped_fields(connection)).params["sysparm_fields"]

    assert fields.split(",")[:2] == ["sys_id", content_field]


def test_a_column_that_is_mapped_twice_is_asked_for_once() -> None:
    mapping = Mapping(control_id="number", control_name="number")

    assert requests.mapped_fields(CONNECTION.model_copy(update={"mapping": mapping})) == (
        "sys_id",
        "u_implementation_statement",
        "number",
    )


@pytest.mark.parametrize("name", BAD_NAMES)
def test_what_is_no_name_does_not_get_into_a_query(name: str) -> None:
    for dots in (True, False):
        with pytest.raises(InvalidInputError) as caught:
            requests.validate_name(name, "mapping.system", dots=dots)
        assert caught.value.extra["errors"][0]["field"] == "mapping.system"
    with pytest.raises(InvalidInputError):
        requests.read_record("t", SYS_ID, ["sys_id", name])
    with pytest.raises(InvalidInputError):
        requests.read_page("t", ["sys_id"], BEGINNING, (name, SYSTEM))
    with pytest.raises(InvalidInputError):
        requests.probe_table(name)


@pytest.mark.parametrize("name", ["a.b", "x.y_1.z"])
def test_only_columns_are_dot_walked(name: str) -> None:
    assert requests.validate_name(name, "mapping.system", dots=True) == name
    with pytest.raises(InvalidInputError):
        requests.validate_name(name, "table", dots=False)


@pytest.mark.parametrize("name", [".", ".a", "a.", "a..b"])
def test_a_dot_stands_between_names(name: str) -> None:
    with pytest.raises(InvalidInputError):
        requests.validate_name(name, "mapping.system", dots=True)


@pytest.mark.parametrize("sys_id", BAD_IDS)
def test_what_is_no_id_does_not_get_into_a_request(sys_id: str) -> None:
    with pytest.raises(InvalidInputError):
        requests.read_record("t", sys_id, ["sys_id"])
    with pytest.raises(InvalidInputError):
        requests.read_records("t", [SYS_ID, sys_id], ["sys_id"])
    with pytest.raises(InvalidInputError):
        requests.write_content(CONNECTION, sys_id, "text")
    with pytest.raises(InvalidInputError):
        requests.read_page("t", ["sys_id"], BEGINNING, ("profile", sys_id))


@pytest.mark.parametrize("sys_id", BAD_IDS[1:])
def test_what_is_no_id_is_no_cursor(sys_id: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        requests.read_page("t", ["sys_id"], Position(sys_id, 0, 1))
    assert caught.value.extra["errors"][0]["field"] == "cursor"


@pytest.mark.parametrize("sys_id", [SYS_ID, "global", "AAAABBBBCCCCDDDDEEEEFFFF00001111", "G" * 32])
def test_an_id_need_not_be_hexadecimal(sys_id: str) -> None:
    """ServiceNow's own PySNC tests make records with such ids."""
    assert requests.read_record("t", sys_id, ["sys_id"]).path.endswith(f"/{sys_id}")
    assert requests.read_records("t", [sys_id], ["sys_id"]).params["sysparm_query"] == f"sys_idIN{sys_id}"


@given(st.text(max_size=60))
def test_a_caret_never_gets_through(name: str) -> None:
    with suppress(InvalidInputError):
        assert "^" not in requests.validate_name(name, "table", dots=True)


def test_text_and_sign_in_are_kept_out_of_logs() -> None:
    request = requests.Request("POST", "/oauth_token.do", json={"a": "text"}, form={"password": "secret"})

    assert "text" not in repr(request)
    assert "secret" not in repr(request)
