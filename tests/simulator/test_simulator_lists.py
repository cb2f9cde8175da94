"""Lists, queries and pages: checklist items 38 to 42."""

from __future__ import annotations

import httpx
import pytest

from infra.local.servicenow_simulator import Simulator

from .conftest import SYSTEM

TABLE = "/sn_compliance_statement"
COUNT = 12


@pytest.fixture
def sys_ids(simulator: Simulator) -> list[str]:
    """Records of one system, in the order of their sys_ids."""
    rows = [
        {
            "control_id": f"AC-{n}",
            "control_name": "even" if n % 2 == 0 else "odd",
            "implementation_statement": "",
        }
        for n in range(COUNT)
    ]
    return sorted(simulator.seed(SYSTEM, rows, presets=["statement"])["records"]["statement"].values())


def ids(reply: httpx.Response) -> list[str]:
    return [row["sys_id"] for row in reply.json()["result"]]


def ask(api: httpx.Client, query: str, **parameters: object) -> httpx.Response:
    return api.get(TABLE, params={"sysparm_query": query, **{k: str(v) for k, v in parameters.items()}})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("control_id=AC-3", {"AC-3"}),
        ("control_idINAC-3,AC-5,ZZ-1", {"AC-3", "AC-5"}),
        ("control_name=odd^control_idINAC-2,AC-3", {"AC-3"}),
        ("control_id=AC-3^ORcontrol_id=AC-4", {"AC-3", "AC-4"}),
        (f"profile.name={SYSTEM}^control_idSTARTSWITHAC-1", {"AC-1", "AC-10", "AC-11"}),
        ("control_idLIKE-9", {"AC-9"}),
        ("control_id=AC-3^u_implementation_statementISNOTEMPTY", set()),
        ("control_id=AC-3^u_implementation_statementISEMPTY^control_name!=even", {"AC-3"}),
        ("profile=nobody", set()),
        ("control_idENDSWITH-3", {"AC-3"}),
        ("control_idCONTAINS-9", {"AC-9"}),
        ("control_id*-9", {"AC-9"}),
        ("control_nameNOT LIKEev^control_idINAC-2,AC-3", {"AC-3"}),
        ("control_nameDOES NOT CONTAINev^control_idINAC-2,AC-3", {"AC-3"}),
        ("control_name=odd^control_idNOT INAC-1,AC-3,AC-5,AC-7,AC-9", {"AC-11"}),
        ("control_nameANYTHING^control_id=AC-3", {"AC-3"}),
        ("control_id=AC-3^u_implementation_statementEMPTYSTRING", {"AC-3"}),
        ("control_id=AC-3^NQcontrol_id=AC-4^control_name=even", {"AC-3", "AC-4"}),
        ("control_id=AC-3^NQcontrol_id=AC-4^control_name=odd", {"AC-3"}),
        ("control_id=AC-3^EQ", {"AC-3"}),
    ],
)
def test_queries(api: httpx.Client, sys_ids: list[str], query: str, expected: set[str]) -> None:
    rows = ask(api, query, sysparm_fields="control_id").json()["result"]
    assert {row["control_id"] for row in rows} == expected


def test_order(api: httpx.Client, sys_ids: list[str]) -> None:
    assert ids(ask(api, "ORDERBYsys_id")) == sys_ids
    assert ids(ask(api, "ORDERBYDESCsys_id")) == sys_ids[::-1]
    rows = ask(api, "ORDERBYcontrol_name^ORDERBYDESCsys_id").json()["result"]
    assert [row["control_name"] for row in rows] == ["even"] * 6 + ["odd"] * 6


def test_without_a_unique_order_rows_move_between_pages(api: httpx.Client, sys_ids: list[str]) -> None:
    orders = {tuple(ids(ask(api, "ORDERBYcontrol_name"))) for _ in range(5)}
    assert len(orders) > 1
    assert len({tuple(ids(ask(api, ""))) for _ in range(5)}) > 1


def test_keyset_paging_finds_every_row_once(api: httpx.Client, sys_ids: list[str]) -> None:
    found: list[str] = []
    while page := ids(ask(api, f"sys_id>{found[-1] if found else ''}^ORDERBYsys_id", sysparm_limit=5)):
        found += page
    assert found == sys_ids


def test_the_limit_applies_before_the_acls(
    simulator: Simulator, api: httpx.Client, sys_ids: list[str]
) -> None:
    for sys_id in (sys_ids[1], *sys_ids[4:8]):
        simulator.edit("sn_compliance_statement", sys_id, "hide")
    pages = [ask(api, "ORDERBYsys_id", sysparm_limit=4, sysparm_offset=offset) for offset in (0, 4, 8)]
    assert [ids(page) for page in pages] == [[sys_ids[0], sys_ids[2], sys_ids[3]], [], sys_ids[8:]]
    assert {page.headers["X-Total-Count"] for page in pages} == {str(COUNT)}


def test_numbers_are_compared_as_numbers(simulator: Simulator, api: httpx.Client, sys_ids: list[str]) -> None:
    for sys_id, count in zip(sys_ids, ("9", "10", "100"), strict=False):
        simulator.edit("sn_compliance_statement", sys_id, "silent", sys_mod_count=count)
    assert ids(ask(api, "sys_mod_count>9^ORDERBYDESCsys_mod_count")) == [sys_ids[2], sys_ids[1]]
    assert ids(ask(api, "sys_mod_count=010")) == [sys_ids[1]]


def test_a_parameter_that_names_a_field_is_a_condition(api: httpx.Client, sys_ids: list[str]) -> None:
    def ask_by(**parameters: str) -> list[str]:
        return sorted(row["control_id"] for row in api.get(TABLE, params=parameters).json()["result"])

    assert ask_by(control_id="AC-3") == ["AC-3"]
    assert ask_by(control_id="AC-3", control_name="even") == []
    assert ask_by(**{"profile.name": SYSTEM, "sysparm_query": "control_id=AC-3^NQcontrol_id=AC-4"}) == [
        "AC-3",
        "AC-4",
    ]
    assert len(ask_by(bunk_field="1")) == COUNT


@pytest.mark.parametrize(
    "query",
    [
        "control_idSAMEAScontrol_name",
        "sys_updated_onONToday@javascript:gs.beginningOfToday()@javascript:gs.endOfToday()",
        "control_idINSTANCEOFx",
        "control_idBETWEENa@b",
        "control_id",
        "control_id=javascript:gs.getUserID()",
        "RLQUERYsn_grc_profile.name,>0^ENDRLQUERY",
        "JOINsn_compliance_statement.sys_id=sn_grc_profile.sys_id!",
        "123TEXTQUERY321=x",
        "GROUPBYcontrol_name",
    ],
)
def test_what_the_simulator_cannot_carry_out_selects_nothing(
    api: httpx.Client, sys_ids: list[str], query: str
) -> None:
    reply = ask(api, query)
    assert (reply.status_code, "result" in reply.json()) == (501, False)
    assert query.split("^", maxsplit=1)[0] in reply.json()["error"]["detail"]


@pytest.mark.parametrize(
    "query", ["bunk_field=1", "profile.bunk=1", "^^^", "not a condition", "CONTROL_ID=AC-1"]
)
def test_what_a_query_cannot_say_returns_all(api: httpx.Client, sys_ids: list[str], query: str) -> None:
    assert len(ids(ask(api, query))) == COUNT


def test_an_invalid_query_can_be_made_to_return_nothing(
    simulator: Simulator, api: httpx.Client, sys_ids: list[str]
) -> None:
    simulator.configure(invalid_query_returns_no_rows=True)
    assert ids(ask(api, "bunk_field=1")) == []
    assert len(ids(ask(api, "control_id=AC-1"))) == 1


def test_a_caret_in_a_value_ends_the_condition(api: httpx.Client, sys_ids: list[str]) -> None:
    assert len(ids(ask(api, "control_idLIKEAC^-1"))) == COUNT


def test_link_header(api: httpx.Client, sys_ids: list[str]) -> None:
    first = ask(api, "ORDERBYsys_id", sysparm_limit=5).links
    assert {rel: httpx.URL(link["url"]).params["sysparm_offset"] for rel, link in first.items()} == {
        "first": "0",
        "prev": "-1",
        "next": "5",
        "last": "10",
    }
    assert httpx.URL(first["next"]["url"]).params["sysparm_query"] == "ORDERBYsys_id"
    last = ask(api, "ORDERBYsys_id", sysparm_limit=5, sysparm_offset=10).links
    assert "next" not in last
    assert httpx.URL(last["prev"]["url"]).params["sysparm_offset"] == "5"


@pytest.mark.parametrize(
    "parameters", [{"sysparm_limit": 12}, {"sysparm_limit": 5, "sysparm_suppress_pagination_header": "true"}]
)
def test_link_header_is_absent(api: httpx.Client, sys_ids: list[str], parameters: dict[str, object]) -> None:
    assert "Link" not in ask(api, "ORDERBYsys_id", **parameters).headers


def test_the_count_can_be_left_out(api: httpx.Client, sys_ids: list[str]) -> None:
    assert ask(api, "").headers["X-Total-Count"] == str(COUNT)
    assert "X-Total-Count" not in ask(api, "", sysparm_no_count="true").headers


@pytest.mark.parametrize(
    ("limit", "count"),
    [("0", 0), ("-1", COUNT), ("", COUNT), ("x", COUNT), ("\u00b2", COUNT), ("9" * 5000, COUNT), ("5", 5)],
)
def test_any_limit_and_offset_is_answered(
    api: httpx.Client, sys_ids: list[str], limit: str, count: int
) -> None:
    reply = ask(api, "ORDERBYsys_id", sysparm_limit=limit)
    assert (reply.status_code, len(ids(reply))) == (200, count)
    assert ("Link" in reply.headers) == (limit == "5")
    assert ask(api, "ORDERBYsys_id", sysparm_offset=limit).status_code == 200


@pytest.mark.parametrize(
    ("kind", "total"), [("before_acl", "12"), ("after_acl", "8"), ("too_low", "6"), ("absent", None)]
)
def test_what_the_count_counts_can_be_chosen(
    simulator: Simulator, api: httpx.Client, sys_ids: list[str], kind: str, total: str | None
) -> None:
    for sys_id in sys_ids[4:8]:
        simulator.edit("sn_compliance_statement", sys_id, "hide")
    simulator.configure(total_count=kind)
    assert ask(api, "ORDERBYsys_id", sysparm_limit=5).headers.get("X-Total-Count") == total


def test_links_can_be_switched_off(simulator: Simulator, api: httpx.Client, sys_ids: list[str]) -> None:
    simulator.configure(link_header=False)
    assert "Link" not in ask(api, "ORDERBYsys_id", sysparm_limit=5).headers


def test_an_answer_may_have_fewer_rows_than_were_asked_for(
    simulator: Simulator, api: httpx.Client, sys_ids: list[str]
) -> None:
    simulator.configure(limit_cap=7)
    reply = ask(api, "ORDERBYsys_id", sysparm_limit=10)
    assert ids(reply) == sys_ids[:7]
    assert "next" in reply.links


def test_hundreds_of_rows_in_a_row_may_be_hidden(simulator: Simulator, api: httpx.Client) -> None:
    rows = [
        {
            "control_id": f"AC-{n}",
            "control_name": "x",
            "implementation_statement": "",
            "sys_id": f"{n:032d}",
            "hidden": 0 < n < 499,
        }
        for n in range(500)
    ]
    simulator.seed(SYSTEM, rows, presets=["statement"])
    pages = [ask(api, "ORDERBYsys_id", sysparm_limit=100, sysparm_offset=at) for at in range(0, 500, 100)]
    assert [len(ids(page)) for page in pages] == [1, 0, 0, 0, 1]


def test_a_field_of_one_row_may_be_hidden_or_empty(
    simulator: Simulator, api: httpx.Client, sys_ids: list[str]
) -> None:
    simulator.edit("sn_compliance_statement", sys_ids[0], "hide_fields", control_name="")
    simulator.edit("sn_compliance_statement", sys_ids[1], "empty_fields", control_name="")
    rows = ask(api, "ORDERBYsys_id", sysparm_fields="sys_id,control_name").json()["result"]
    assert [row.get("control_name") for row in rows[:2]] == [None, ""]
    assert all(row["control_name"] for row in rows[2:])
    simulator.edit("sn_compliance_statement", sys_ids[0], "unhide")
    assert api.get(f"{TABLE}/{sys_ids[0]}").json()["result"]["control_name"]


@pytest.mark.parametrize("sys_id", ["AAAABBBBCCCCDDDDEEEEFFFF00001111", "global", "a b-c.d_e"])
def test_a_sys_id_may_be_any_text(simulator: Simulator, api: httpx.Client, sys_id: str) -> None:
    made = api.post(TABLE, json={"sys_id": sys_id, "control_id": "AC-1"}).json()["result"]
    assert made["sys_id"] == sys_id
    assert api.get(f"{TABLE}/{sys_id}").json()["result"]["control_id"] == "AC-1"
    assert ids(ask(api, f"sys_id={sys_id}")) == [sys_id]


def test_no_rows_are_an_empty_list_or_a_404_in_v1(
    simulator: Simulator, api: httpx.Client, sys_ids: list[str]
) -> None:
    nothing = {"sysparm_query": "control_id=none"}
    for version in ("", "v2/"):
        reply = api.get(f"{simulator.url}/api/now/{version}table{TABLE}", params=nothing)
        assert (reply.status_code, reply.json()) == (200, {"result": []})
    reply = api.get(f"{simulator.url}/api/now/v1/table{TABLE}", params=nothing)
    assert reply.status_code == 404
    assert reply.json()["error"] == {
        "message": "No Record found",
        "detail": "Records matching query not found. Check query parameter or offset parameter",
    }


def test_the_dictionary_looks_empty_to_those_who_are_no_administrators(
    simulator: Simulator, api: httpx.Client
) -> None:
    reply = api.get("/sys_dictionary", params={"sysparm_query": "name=sn_compliance_statement"})
    assert (reply.status_code, reply.json()) == (200, {"result": []})
