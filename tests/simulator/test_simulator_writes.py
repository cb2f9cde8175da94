"""Writes, also those that lie: checklist items 21 to 37."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx
import pytest

from infra.local.servicenow_simulator import Simulator

from .conftest import TEXT

TABLE = "sn_compliance_statement"
FIELD = "u_implementation_statement"
STAMPS = ("sys_updated_on", "sys_updated_by", "sys_mod_count")

Stored = Callable[[], dict[str, str]]


@pytest.fixture
def stored(simulator: Simulator, seeded: dict[str, str]) -> Stored:
    return lambda: simulator.record(TABLE, seeded["statement"])


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_only_sent_fields_change(api: httpx.Client, statement: str, stored: Stored, method: str) -> None:
    before = stored()
    reply = api.request(method, statement, json={FIELD: "new", "bunk_field": "ignored"})
    assert reply.status_code == 200
    after = stored()
    assert {name for name in after if after[name] != before[name]} == {FIELD, *STAMPS}
    assert (after["sys_updated_by"], after["sys_mod_count"]) == ("svc.control_push", "1")
    assert reply.json()["result"][FIELD] == "new"
    assert "bunk_field" not in after


def test_of_several_records_only_the_first_is_written(
    api: httpx.Client, statement: str, stored: Stored
) -> None:
    api.put(statement, json=[{FIELD: "first"}, {FIELD: "second"}])
    assert stored()[FIELD] == "first"


def test_values_of_other_types_become_strings(api: httpx.Client, statement: str, stored: Stored) -> None:
    api.put(statement, json={FIELD: None, "control_id": 7, "control_name": True})
    assert (stored()[FIELD], stored()["control_id"], stored()["control_name"]) == ("", "7", "true")


def test_a_dropped_field_answers_200_and_moves_nothing(
    simulator: Simulator, api: httpx.Client, statement: str, stored: Stored
) -> None:
    before = stored()
    simulator.add_fault("drop_field", field=FIELD)
    reply = api.put(statement, json={FIELD: "new"})
    assert (reply.status_code, reply.json()["result"][FIELD]) == (200, TEXT)
    assert stored() == before


def test_a_controls_state_reverts_silently(api: httpx.Client, seeded: dict[str, str]) -> None:
    reply = api.patch(f"/sn_compliance_control/{seeded['control']}", json={"state": "attest"})
    assert (reply.status_code, reply.json()["result"]["state"]) == (200, "draft")


def test_unknown_and_empty_choices_are_not_set(simulator: Simulator, api: httpx.Client) -> None:
    colour = {
        "name": "u_colour",
        "type": "choice",
        "choices": {"red": "Red", "blue": "Blue"},
        "default": "red",
    }
    simulator.call("POST", "/tables", {"name": "u_flags", "fields": [colour]})
    made = api.post("/u_flags", json={"u_colour": "green"})
    assert (made.status_code, made.json()["result"]["u_colour"]) == (201, "red")
    path = f"/u_flags/{made.json()['result']['sys_id']}"
    assert api.put(path, json={"u_colour": ""}).json()["result"]["u_colour"] == "red"
    assert api.put(path, json={"u_colour": "blue"}).json()["result"]["u_colour"] == "blue"


def test_a_short_column_truncates_and_echoes(
    simulator: Simulator, api: httpx.Client, statement: str, stored: Stored
) -> None:
    assert api.put(statement, json={"control_id": "x" * 41}).json()["result"]["control_id"] == "x" * 40
    simulator.add_fault("truncate", field=FIELD, length=5)
    assert api.put(statement, json={FIELD: "<p>long</p>"}).json()["result"][FIELD] == "<p>lo"
    assert stored()[FIELD] == "<p>lo"


DIRTY = '<p class="a" onclick="x()">AT&amp;T &nbsp;<script>x</script><a href="javascript:y">b</a></p>'
CLEAN = '<p class="a">AT&amp;T &nbsp;<a>b</a></p>'


@pytest.mark.parametrize(
    ("where", "kept", "shown"), [("save", CLEAN, CLEAN), ("read", DIRTY, CLEAN), ("off", DIRTY, DIRTY)]
)
def test_html_is_sanitised(
    *,
    simulator: Simulator,
    api: httpx.Client,
    statement: str,
    stored: Stored,
    where: str,
    kept: str,
    shown: str,
) -> None:
    simulator.configure(html_sanitizer=where)
    assert api.put(statement, json={FIELD: DIRTY}).json()["result"][FIELD] == shown
    assert stored()[FIELD] == kept
    assert api.get(statement).json()["result"][FIELD] == shown


def test_harmless_html_is_stored_as_it_was_sent(api: httpx.Client, statement: str, stored: Stored) -> None:
    text = (
        "<h3>A &amp; B</h3><p title='x'>AT&T&nbsp;5 < 6 <A HREF=\"https://example.org/?a=1&b\">c</A><br/></p>"
    )
    api.put(statement, json={FIELD: text})
    assert stored()[FIELD] == text


def test_a_before_rule_is_echoed(
    simulator: Simulator, api: httpx.Client, statement: str, stored: Stored
) -> None:
    simulator.add_fault("before_rule", field=FIELD, prefix="[reviewed] ", find="new", replace_with="fresh")
    assert api.put(statement, json={FIELD: "new"}).json()["result"][FIELD] == "[reviewed] fresh"
    assert stored()[FIELD] == "[reviewed] fresh"


def test_a_before_rule_makes_a_real_update_of_an_equal_text(
    simulator: Simulator, api: httpx.Client, statement: str, stored: Stored
) -> None:
    simulator.add_fault("before_rule", field="control_name", value="Renamed")
    api.put(statement, json={FIELD: TEXT})
    assert (stored()["control_name"], stored()["sys_mod_count"]) == ("Renamed", "1")


@pytest.mark.parametrize("delay_ms", [0, 60])
def test_an_async_rule_rewrites_after_the_answer(
    simulator: Simulator, api: httpx.Client, statement: str, stored: Stored, delay_ms: int
) -> None:
    simulator.add_fault("async_rule", field=FIELD, suffix="!", delay_ms=delay_ms)
    assert api.put(statement, json={FIELD: "new"}).json()["result"][FIELD] == "new"
    wait_for(lambda: stored()[FIELD] == "new!")
    after = stored()
    assert (after[FIELD], after["sys_updated_by"], after["sys_mod_count"]) == ("new!", "system", "2")


def test_an_update_without_a_change_moves_no_stamp(api: httpx.Client, statement: str, stored: Stored) -> None:
    before = stored()
    assert api.put(statement, json={FIELD: TEXT}).status_code == 200
    assert stored() == before


def test_two_writes_in_one_second_share_the_stamp(api: httpx.Client, statement: str, stored: Stored) -> None:
    stamps = []
    for number in range(4):
        api.put(statement, json={FIELD: f"text {number}"})
        stamps.append(stored()["sys_updated_on"])
    assert len(set(stamps)) < len(stamps)
    assert stored()["sys_mod_count"] == "4"


@pytest.mark.parametrize(
    ("mode", "values", "moved"),
    [
        ("normal", {FIELD: "theirs"}, {FIELD, *STAMPS}),
        ("same_second", {FIELD: "theirs"}, {FIELD, "sys_updated_by", "sys_mod_count"}),
        ("silent", {FIELD: "theirs"}, {FIELD}),
        ("touched", {}, set(STAMPS)),
    ],
)
def test_edits_of_others(
    *,
    simulator: Simulator,
    api: httpx.Client,
    seeded: dict[str, str],
    statement: str,
    stored: Stored,
    mode: str,
    values: dict[str, str],
    moved: set[str],
) -> None:
    api.put(statement, json={FIELD: "ours"})
    before = stored()
    simulator.edit(TABLE, seeded["statement"], mode, **values)
    after = stored()
    assert {name for name in after if after[name] != before[name]} == moved
    assert after["sys_updated_on"] >= before["sys_updated_on"]


@pytest.mark.parametrize(("how", "status"), [("abort", 403), ("drop", 200)])
def test_only_a_draft_can_be_edited(
    simulator: Simulator, api: httpx.Client, seeded: dict[str, str], how: str, status: int
) -> None:
    simulator.add_fault("draft_only", how=how)
    path = f"/sn_compliance_control/{seeded['control']}"
    assert api.put(path, json={"implementation_statement": "first"}).status_code == 200
    simulator.edit("sn_compliance_control", seeded["control"], state="monitor")
    assert api.put(path, json={"implementation_statement": "second"}).status_code == status
    record = simulator.record("sn_compliance_control", seeded["control"])
    assert record["implementation_statement"] == "first"


@pytest.mark.parametrize(
    ("kind", "parameters", "outcome"),
    [
        ("bad_gateway", {}, 502),
        ("forbidden_by_acl", {}, 403),
        ("reset", {}, httpx.ReadError),
        ("hang", {"seconds": 0.05}, httpx.ReadError),
    ],
)
@pytest.mark.parametrize("after_write", [True, False])
def test_a_write_may_have_happened_although_its_answer_is_lost(
    *,
    simulator: Simulator,
    api: httpx.Client,
    statement: str,
    stored: Stored,
    kind: str,
    parameters: dict[str, object],
    outcome: int | type[Exception],
    after_write: bool,
) -> None:
    simulator.add_fault(kind, times=1, after_write=after_write, **parameters)
    if isinstance(outcome, int):
        assert api.put(statement, json={FIELD: "new"}).status_code == outcome
    else:
        with pytest.raises(outcome):
            api.put(statement, json={FIELD: "new"})
    assert stored()[FIELD] == ("new" if after_write else TEXT)


def test_a_client_that_gives_up_does_not_stop_its_write(
    simulator: Simulator, api: httpx.Client, statement: str, stored: Stored
) -> None:
    simulator.add_fault("latency", ms=500)
    with pytest.raises(httpx.ReadTimeout):
        api.put(statement, json={FIELD: "new"}, timeout=httpx.Timeout(5, read=0.1))
    assert stored()[FIELD] == TEXT
    wait_for(lambda: stored()[FIELD] == "new")


def test_a_slow_rule_shows_the_row_after_its_stamp(
    simulator: Simulator, api: httpx.Client, statement: str, stored: Stored
) -> None:
    simulator.add_fault("slow_rule", ms=1100)
    api.put(statement, json={FIELD: "new"})
    visible = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
    assert stored()["sys_updated_on"] < visible


@pytest.mark.parametrize(
    ("kind", "check"),
    [
        ("empty_body", lambda reply: reply.content == b""),
        ("broken_json", lambda reply: reply.content and not reply.text.endswith("}")),
    ],
)
def test_a_spoilt_answer_to_a_write_that_happened(
    *,
    simulator: Simulator,
    api: httpx.Client,
    statement: str,
    stored: Stored,
    kind: str,
    check: Callable[[httpx.Response], bool],
) -> None:
    simulator.add_fault(kind, match={"methods": ["PUT"]})
    reply = api.put(statement, json={FIELD: "new"})
    assert reply.status_code == 200
    assert check(reply)
    assert stored()[FIELD] == "new"


def test_an_answer_without_the_field(simulator: Simulator, api: httpx.Client, statement: str) -> None:
    simulator.add_fault("omit_field", field=FIELD)
    assert FIELD not in api.put(statement, json={FIELD: "new"}).json()["result"]
    assert api.get(statement).json()["result"][FIELD] == "new"


def test_insert_and_delete(api: httpx.Client, simulator: Simulator) -> None:
    made = api.post("/sn_grc_profile", json={"name": "Tide Register"})
    record = made.json()["result"]
    assert (made.status_code, record["sys_created_by"]) == (201, "svc.control_push")
    gone = api.delete(f"/sn_grc_profile/{record['sys_id']}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert api.get(f"/sn_grc_profile/{record['sys_id']}").status_code == 404


@pytest.mark.parametrize("listed", [True, False])
def test_somebody_edits_between_read_and_write(
    *,
    simulator: Simulator,
    api: httpx.Client,
    seeded: dict[str, str],
    statement: str,
    stored: Stored,
    listed: bool,
) -> None:
    simulator.add_fault(
        "edit_after_read", match={"sys_ids": [seeded["statement"]]}, edit={"values": {FIELD: "theirs"}}
    )
    query = {"sysparm_query": f"sys_idIN{seeded['statement']}"}
    read = (
        api.get(f"/{TABLE}", params=query).json()["result"][0]
        if listed
        else api.get(statement).json()["result"]
    )
    assert read[FIELD] == TEXT
    assert stored()[FIELD] == "theirs"
    api.put(statement, json={FIELD: "ours"})
    api.get(statement)
    assert stored()[FIELD] == "ours"


@pytest.mark.parametrize("kind", ["another_record", "whole_table"])
def test_a_write_answered_with_other_rows_is_carried_out(
    simulator: Simulator, api: httpx.Client, statement: str, stored: Stored, kind: str
) -> None:
    other = {"control_id": "AC-3", "control_name": "Access", "implementation_statement": TEXT}
    simulator.seed("Harbour Log", [other])
    simulator.add_fault(kind, times=1)
    result = api.put(statement, json={FIELD: "new"}).json()["result"]
    shown = result if kind == "whole_table" else [result]
    assert [row["control_id"] for row in shown] == ["AC-3"]
    assert stored()[FIELD] == "new"
    assert api.get(statement).json()["result"][FIELD] == "new"
