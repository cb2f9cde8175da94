"""A conflict decided by a person, and the push that follows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.product import Product
from tests.integration.pushing import FIELD, TABLE, base, edited, mine, now, push, remote_text

THEIRS = "<p>Written by a colleague in ServiceNow.</p>"
BOTH = "<p>Written by a colleague in ServiceNow, and reviewed each month.</p>"


def in_conflict(product: Product) -> tuple[dict[str, Any], dict[str, Any]]:
    """A statement in conflict, and the check's answer that shows it."""
    (statement,) = edited(product, 1)
    product.simulator.edit(TABLE, statement["servicenow_sys_id"], u_implementation_statement=THEIRS)
    return statement, check(product, statement)


def check(product: Product, statement: dict[str, Any]) -> Any:
    body = {"statement_ids": [statement["id"]]}
    (found,) = product.author.call("POST", "/push/check-conflicts", json=body)["conflicts"]
    return found


def resolve(product: Product, found: dict[str, Any], expect: int = 200, **decision: Any) -> Any:
    body = {"remote_version": found["remote_version"], "revision": found["revision"], **decision}
    path = f"/push/resolve-conflict/{found['statement_id']}"
    return product.author.call("POST", path, expect=expect, json=body)


def test_a_check_shows_all_three_texts_and_stores_the_conflict(product: Product) -> None:
    statement, found = in_conflict(product)
    assert (found["has_conflict"], found["verdict"]) == (True, "conflict")
    texts = (found["base_content"], found["local_content"], found["remote_content"])
    assert texts == (base(1), mine(1), THEIRS)
    assert found["remote_updated_by"] == "maria.ortega"
    after = now(product, statement)
    assert (after["sync_status"], after["conflict"]["remote_content"]) == ("conflict", THEIRS)
    body = {"statement_ids": [statement["id"]]}
    refused = product.author.call("POST", "/push", expect=409, json=body)
    assert (refused["code"], statement["id"] in str(refused["errors"])) == ("not_pushable", True)


@pytest.mark.parametrize(
    ("decision", "pushed"),
    [
        ({"resolution": "keep_local"}, mine(1)),
        ({"resolution": "merged", "merged_content": BOTH}, BOTH),
    ],
)
def test_a_text_that_was_chosen_is_pushed(product: Product, decision: dict[str, Any], pushed: str) -> None:
    statement, found = in_conflict(product)
    resolved = resolve(product, found, **decision)
    assert (resolved["content"], resolved["local_content"]) == (THEIRS, pushed)
    assert (resolved["sync_status"], resolved["conflict"]) == ("modified", None)
    assert remote_text(product, statement) == THEIRS
    assert push(product, [statement])["succeeded"] == 1
    assert remote_text(product, statement) == pushed
    assert now(product, statement)["is_modified"] is False


def test_keeping_the_remote_text_leaves_nothing_to_push(product: Product) -> None:
    statement, found = in_conflict(product)
    resolved = resolve(product, found, resolution="keep_remote")
    assert (resolved["content"], resolved["local_content"]) == (THEIRS, None)
    assert resolved["sync_status"] == "synced"
    records = product.auditor.all("/audit", "records", statement_id=statement["id"])
    (decided,) = [one for one in records if one["action"] == "conflict_resolved"]
    assert product.auditor.get(f"/audit/{decided['id']}")["before_content"] == mine(1)
    product.author.call("POST", "/push", expect=409, json={"statement_ids": [statement["id"]]})
    assert remote_text(product, statement) == THEIRS


@pytest.mark.parametrize("mode", ["normal", "same_second", "silent"])
def test_a_remote_that_moved_on_is_shown_before_anything_is_decided(product: Product, mode: str) -> None:
    statement, found = in_conflict(product)
    newer = "<p>Written again, after the author looked.</p>"
    product.simulator.edit(TABLE, statement["servicenow_sys_id"], mode, **{FIELD: newer})
    refused = resolve(product, found, expect=409, resolution="keep_local")
    assert refused["code"] == "remote_changed_again"
    assert newer in str(refused)
    after = now(product, statement)
    assert (after["sync_status"], after["local_content"]) == ("conflict", mine(1))
    assert after["conflict"]["remote_content"] == newer
    assert resolve(product, check(product, statement), resolution="keep_local")["content"] == newer
    assert push(product, [statement])["succeeded"] == 1
    assert remote_text(product, statement) == mine(1)


def test_an_edit_after_the_decision_is_a_conflict_again(product: Product) -> None:
    statement, found = in_conflict(product)
    resolve(product, found, resolution="keep_local")
    newer = "<p>Written once more before the push.</p>"
    product.simulator.edit(TABLE, statement["servicenow_sys_id"], u_implementation_statement=newer)
    assert push(product, [statement])["outcomes"]["conflict"] == 1
    assert remote_text(product, statement) == newer


def test_a_conflict_found_by_a_push_is_decided_like_any_other(product: Product) -> None:
    (statement,) = edited(product, 1)
    product.simulator.edit(TABLE, statement["servicenow_sys_id"], u_implementation_statement=THEIRS)
    first = push(product, [statement])
    assert first["outcomes"]["conflict"] == 1
    product.author.call("POST", f"/push/{first['job_id']}/retry", expect=409)
    resolve(product, check(product, statement), resolution="keep_local")
    retry_id = product.author.call("POST", f"/push/{first['job_id']}/retry", expect=202)["job_id"]
    assert product.author.wait(retry_id)["succeeded"] == 1
    assert remote_text(product, statement) == mine(1)


def test_nothing_is_decided_where_there_is_no_conflict(product: Product) -> None:
    (statement,) = edited(product, 1)
    refused = resolve(product, check(product, statement), expect=409, resolution="keep_remote")
    assert refused["code"] == "not_in_conflict"
    assert now(product, statement)["local_content"] == mine(1)


@pytest.mark.parametrize("edit", ["delete", "hide"])
def test_a_record_that_is_gone_is_an_entry_of_the_check(product: Product, edit: str) -> None:
    gone, there = edited(product, 2)
    product.simulator.edit(TABLE, gone["servicenow_sys_id"], edit)
    body = {"statement_ids": [gone["id"], there["id"]]}
    first, second = product.author.call("POST", "/push/check-conflicts", json=body)["conflicts"]
    assert (first["error"]["code"], first["has_conflict"]) == ("deleted_in_servicenow", False)
    assert (second["error"], second["verdict"]) == (None, "unchanged")
