"""Reading a system: every record once, no local text touched, a broken pull says so and can be repeated."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.product import Product
from tests.integration.pushing import FIELD, TABLE, base, edited, mine, now, push, rows

MANY = 1050


def all_of(product: Product, system_id: str) -> list[dict[str, Any]]:
    return product.author.all("/statements", "statements", system_id=system_id)


def test_more_than_a_thousand_records_each_once(product: Product) -> None:
    seeded = product.simulator.seed("Harbour Log", rows(MANY))
    product.simulator.reset_stats()
    pull = product.pull(seeded["system_id"], 300)
    assert (pull["status"], pull["total"], pull["pulled"], pull["created"]) == ("completed", *[MANY] * 3)
    statements = all_of(product, seeded["system_id"])
    assert {one["servicenow_sys_id"] for one in statements} == set(seeded["records"]["statement"].values())
    assert len(statements) == MANY
    assert {one["control_id"]: one["content"] for one in statements} == {
        f"AC-{number}": base(number) for number in range(1, MANY + 1)
    }
    again = product.pull(seeded["system_id"], 300)
    assert (again["unchanged"], again["created"], again["updated"]) == (MANY, 0, 0)
    assert len(all_of(product, seeded["system_id"])) == MANY


def test_hidden_records_leave_gaps_but_end_nothing(product: Product) -> None:
    """The limit is applied before the ACLs: whole pages come back empty in the middle of the list."""
    seeded = product.simulator.seed("Harbour Log", rows(330))
    in_order = sorted(seeded["records"]["statement"].values())
    hidden = in_order[:3] + in_order[90:215] + in_order[-2:]
    for sys_id in hidden:
        product.simulator.edit(TABLE, sys_id, "hide")
    pull = product.pull(seeded["system_id"])
    assert (pull["status"], pull["pulled"], pull["failed"]) == ("completed", 200, 0)
    shown = {one["servicenow_sys_id"] for one in all_of(product, seeded["system_id"])}
    assert shown == set(in_order) - set(hidden)


def test_no_local_text_is_overwritten(product: Product) -> None:
    kept, changed, same, untouched = edited(product, 4)
    theirs = "<p>Written by a colleague in ServiceNow.</p>"
    product.simulator.edit(TABLE, changed["servicenow_sys_id"], "silent", **{FIELD: theirs})
    product.simulator.edit(TABLE, same["servicenow_sys_id"], **{FIELD: mine(3)})
    product.simulator.edit(TABLE, untouched["servicenow_sys_id"], "touched")
    pull = product.pull(kept["system_id"])
    assert (pull["unchanged"], pull["conflicts"], pull["updated"]) == (2, 1, 1)
    for number, statement in ((1, kept), (4, untouched)):
        after = now(product, statement)
        assert (after["local_content"], after["sync_status"]) == (mine(number), "modified")
    after = now(product, changed)
    assert (after["content"], after["local_content"]) == (base(2), mine(2))
    assert (after["sync_status"], after["conflict"]["remote_content"]) == ("conflict", theirs)
    after = now(product, same)
    assert (after["content"], after["is_modified"]) == (mine(3), False)


def test_an_unedited_statement_follows_servicenow(product: Product) -> None:
    (statement,) = product.pulled(rows(1), "Harbour Log")
    theirs = "<p>Written by a colleague in ServiceNow.</p>"
    product.simulator.edit(TABLE, statement["servicenow_sys_id"], "silent", **{FIELD: theirs})
    assert product.pull(statement["system_id"])["updated"] == 1
    assert now(product, statement)["content"] == theirs


def test_a_deleted_record_keeps_its_local_text(product: Product) -> None:
    deleted, there = edited(product, 2)
    product.simulator.edit(TABLE, deleted["servicenow_sys_id"], "delete")
    pull = product.pull(there["system_id"])
    assert (pull["status"], pull["pulled"], pull["missing"]) == ("completed", 1, 1)
    (problem,) = pull["problems"]
    assert (problem["control_id"], problem["code"]) == ("AC-1", "deleted_in_servicenow")
    after = now(product, deleted)
    assert (after["local_content"], after["presence"]) == (mine(1), "missing")
    offered = product.author.all("/push/modified", "statements")
    assert [one["id"] for one in offered] == [there["id"]]
    refused = product.author.call("POST", "/push", expect=409, json={"statement_ids": [deleted["id"]]})
    assert deleted["id"] in refused["errors"][0]["message"]
    (system,) = product.author.get("/systems")["systems"]
    assert (system["statement_count"], system["missing_count"]) == (2, 1)


def test_a_record_moved_to_another_system_is_counted_there(product: Product) -> None:
    other = product.pulled(rows(1), "Quay Ledger")[0]["system_id"]
    moved, there = edited(product, 2)
    product.simulator.edit(TABLE, moved["servicenow_sys_id"], profile=other)
    pull = product.pull(there["system_id"])
    assert (pull["pulled"], pull["missing"], pull["moved"]) == (1, 0, 1)
    assert [(one["control_id"], one["code"]) for one in pull["problems"]] == [("AC-1", "moved")]
    after = now(product, moved)
    assert (after["system_id"], after["system_name"], after["local_content"]) == (
        other,
        "Quay Ledger",
        mine(1),
    )
    counts = {one["system_id"]: one["statement_count"] for one in product.author.get("/systems")["systems"]}
    assert counts == {other: 2, there["system_id"]: 1}


@pytest.mark.parametrize("mode", ["hide_fields", "empty_fields"])
def test_a_text_that_a_field_acl_hides_is_not_taken_for_empty(product: Product, mode: str) -> None:
    hidden, there = edited(product, 2)
    product.simulator.edit(TABLE, hidden["servicenow_sys_id"], mode, **{FIELD: ""})
    pull = product.pull(there["system_id"])
    assert (pull["status"], pull["pulled"], pull["missing"]) == ("completed", 1, 1)
    assert [(one["control_id"], one["code"]) for one in pull["problems"]] == [("AC-1", "forbidden")]
    after = now(product, hidden)
    assert (after["content"], after["local_content"], after["presence"]) == (base(1), mine(1), "missing")


@pytest.mark.parametrize(
    ("settings", "is_proven"),
    [
        ({"total_count": "before_acl", "link_header": False}, True),
        ({"total_count": "after_acl", "link_header": False}, True),
        ({"total_count": "too_low", "link_header": False}, True),
        ({"total_count": "absent", "link_header": False}, True),
        ({"total_count": "absent", "link_header": True}, True),
        ({"total_count": "too_low", "link_header": False, "limit_cap": 100}, False),
        ({"total_count": "absent", "link_header": False, "limit_cap": 100}, False),
    ],
)
def test_a_pull_is_whole_or_says_that_it_may_not_be(
    product: Product, settings: dict[str, Any], is_proven: bool
) -> None:
    """Hundreds of hidden rows in a row, and an instance that counts, links and caps as it likes."""
    seeded = product.simulator.seed("Harbour Log", rows(549))
    in_order = sorted(seeded["records"]["statement"].values())
    for sys_id in in_order[150:400]:
        product.simulator.edit(TABLE, sys_id, "hide")
    product.simulator.configure(**settings)
    pull = product.pull(seeded["system_id"], 300)
    assert (pull["status"], pull["pulled"], pull["failed"]) == ("completed", 299, 0)
    assert [one["code"] for one in pull["problems"]] == ([] if is_proven else ["may_not_be_whole"])


def test_records_with_other_ids_hold_up_no_pull(product: Product) -> None:
    ids = ["global", "AAAABBBBCCCCDDDDEEEEFFFF00001111", "zzzz" * 8, None]
    seeded = [{**row, **({"sys_id": one} if one else {})} for row, one in zip(rows(4), ids, strict=True)]
    system_id = product.simulator.seed("Harbour Log", seeded)["system_id"]
    pull = product.pull(system_id)
    assert (pull["status"], pull["pulled"], pull["problems"]) == ("completed", 4, [])
    statements = {one["control_id"]: one for one in all_of(product, system_id)}
    changed = [product.author.edit(statements[f"AC-{n}"], mine(n)) for n in (1, 2, 3)]
    assert push(product, changed)["succeeded"] == 3


def test_systems_are_listed_while_servicenow_is_away(product: Product) -> None:
    (statement,) = edited(product, 1)
    assert product.author.get("/systems")["servicenow"] == "reachable"
    product.simulator.add_fault("hibernating", match={"where": "everywhere"})
    listed = product.author.get("/systems")
    assert listed["servicenow"]["code"] == "servicenow_unavailable"
    assert listed["servicenow"]["hint"]
    (system,) = listed["systems"]
    assert (system["system_id"], system["name"]) == (statement["system_id"], "Harbour Log")
    assert (system["statement_count"], system["modified_count"]) == (1, 1)


LASTING = [
    ("forbidden_by_acl", "refused access"),
    ("unauthenticated", "refused the sign-in"),
]


@pytest.mark.parametrize(("kind", "says"), LASTING)
def test_a_fault_in_the_middle_fails_the_pull_and_the_next_repairs(
    product: Product, kind: str, says: str
) -> None:
    system_id = product.simulator.seed("Harbour Log", rows(250))["system_id"]
    # Two requests a page: this one lists or reads the second page.
    match = {"table": TABLE, "methods": ["GET"]}
    fault = product.simulator.add_fault(kind, from_nth=4, match=match)
    pull = product.pull(system_id)
    assert (pull["status"], pull["pulled"]) == ("failed", 100)
    assert says in pull["error"]
    product.simulator.call("DELETE", f"/faults/{fault}")
    if kind == "unauthenticated":
        assert product.admin.call("POST", "/connection/test")["status"] == "connected"
    repaired = product.pull(system_id)
    assert (repaired["status"], repaired["pulled"], repaired["created"]) == ("completed", 250, 150)
    assert len(all_of(product, system_id)) == 250


def test_texts_hidden_in_the_middle_are_named_and_read_by_the_next(product: Product) -> None:
    """An access rule may hide the texts of some records, so that the others are pulled all the same."""
    system_id = product.simulator.seed("Harbour Log", rows(250))["system_id"]
    match = {"table": TABLE, "methods": ["GET"]}
    fault = product.simulator.add_fault("unreadable_field", from_nth=4, match=match, field=FIELD)
    pull = product.pull(system_id)
    assert (pull["status"], pull["pulled"], pull["failed"]) == ("completed", 100, 150)
    assert [problem["code"] for problem in pull["problems"]] == ["forbidden"] * 150
    product.simulator.call("DELETE", f"/faults/{fault}")
    repaired = product.pull(system_id)
    assert (repaired["status"], repaired["pulled"], repaired["created"]) == ("completed", 250, 150)
    assert repaired["problems"] == []
    assert len(all_of(product, system_id)) == 250


PASSING = [
    "partial_error",
    "broken_json",
    "bad_gateway",
    "hibernating",
    "login_redirect",
    "rate_limited",
    "reset",
]


def test_passing_faults_cost_a_pull_only_time(product: Product) -> None:
    """One fault a page: first on the texts, then on the lists of ids."""
    count = 100 * len(PASSING)
    system_id = product.simulator.seed("Harbour Log", rows(count))["system_id"]
    for position, kind in enumerate(PASSING):
        match = {"table": TABLE, "methods": ["GET"]}
        product.simulator.add_fault(kind, from_nth=2 + 3 * position, times=1, match=match)
    pull = product.pull(system_id, 240)
    assert (pull["status"], pull["pulled"], pull["created"]) == ("completed", count, count)
    assert [fault["hits"] for fault in product.simulator.call("GET", "/faults")] == [1] * len(PASSING)
    assert len(all_of(product, system_id)) == count


def test_a_system_column_that_does_not_exist_pulls_nothing_foreign(product: Product) -> None:
    """A query over an unknown column answers with the whole table."""
    product.simulator.seed("Quay Ledger", rows(3))
    system_id = product.simulator.seed("Harbour Log", rows(3))["system_id"]
    mapping = {
        "control_id": "control_id",
        "control_name": "control_name",
        "system": "u_no_such_column",
        "system_name": "profile.name",
        "system_table": "sn_grc_profile",
    }
    product.connect(preset="custom", table=TABLE, content_field=FIELD, mapping=mapping)
    pull = product.pull(system_id)
    assert (pull["status"], pull["pulled"]) == ("failed", 0)
    assert "u_no_such_column" in pull["error"]
    assert all_of(product, system_id) == []
