"""What others do in ServiceNow before, during and after a push: nothing of theirs or ours is lost."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.integration.product import Product
from tests.integration.pushing import FIELD, TABLE, base, edited, mine, now, push, remote_text, start

THEIRS = "<p>Written by a colleague in ServiceNow.</p>"
LATER = "<p>Typed while the push was running.</p>"


def edit_remote(product: Product, statement: dict[str, Any], mode: str = "normal", **values: str) -> None:
    product.simulator.edit(TABLE, statement["servicenow_sys_id"], mode, **values)


def writes(product: Product, statement: dict[str, Any]) -> int:
    calls = product.simulator.stats()["by_sys_id"].get(statement["servicenow_sys_id"], {})
    return int(calls.get("PUT", 0))


@pytest.mark.parametrize("mode", ["normal", "same_second", "silent"])
def test_another_text_is_a_conflict_whatever_the_stamp_says(product: Product, mode: str) -> None:
    changed, other = edited(product, 2)
    edit_remote(product, changed, mode, **{FIELD: THEIRS})
    job = push(product, [changed, other])
    assert {outcome: n for outcome, n in job["outcomes"].items() if n} == {"conflict": 1, "succeeded": 1}
    error = product.author.results(job["job_id"])[changed["id"]]["error"]
    assert (error["code"], error["retryable"]) == ("conflict", False)
    assert writes(product, changed) == 0
    assert remote_text(product, changed) == THEIRS
    after = now(product, changed)
    assert (after["sync_status"], after["content"], after["local_content"]) == ("conflict", base(1), mine(1))
    assert after["conflict"]["remote_content"] == THEIRS


def test_a_moved_stamp_over_the_same_text_is_no_conflict(product: Product) -> None:
    (statement,) = edited(product, 1)
    edit_remote(product, statement, "touched")
    job = push(product, [statement])
    result = product.author.results(job["job_id"])[statement["id"]]
    assert result["outcome"] == "succeeded"
    assert "saved by maria.ortega" in result["note"]
    assert remote_text(product, statement) == mine(1)


def test_the_same_text_spelled_otherwise_is_no_conflict(product: Product) -> None:
    (statement,) = edited(product, 1)
    edit_remote(product, statement, **{FIELD: base(1).replace("group 1", "group&#32;1") + "\r\n"})
    job = push(product, [statement])
    assert job["outcomes"]["succeeded"] == 1
    # Outside the edited block it keeps its spelling.
    assert remote_text(product, statement) == mine(1) + "\r\n"


def test_a_text_that_is_there_already_is_not_written(product: Product) -> None:
    (statement,) = edited(product, 1)
    edit_remote(product, statement, **{FIELD: mine(1)})
    job = push(product, [statement])
    result = product.author.results(job["job_id"])[statement["id"]]
    assert (result["outcome"], writes(product, statement)) == ("succeeded", 0)
    after = now(product, statement)
    assert (after["content"], after["is_modified"]) == (mine(1), False)
    assert after["servicenow_version"]["updated_by"] == "maria.ortega"


@pytest.mark.parametrize("mode", ["normal", "same_second", "silent"])
def test_an_edit_between_read_and_write_is_told(product: Product, mode: str) -> None:
    """The gap that the Table API leaves: it has no compare-and-swap. Only a silent edit stays unseen."""
    (statement,) = edited(product, 1)
    after_our_read(product, statement, {"mode": mode, "values": {FIELD: THEIRS}})
    job = push(product, [statement])
    result = product.author.results(job["job_id"])[statement["id"]]
    assert result["outcome"] == "succeeded"
    seen = "counted 2 saves where the push made one" in (result["note"] or "")
    assert seen == (mode != "silent")
    record = product.auditor.get(f"/audit/{result['audit_id']}")
    assert (record["before_content"], record["after_content"]) == (base(1), mine(1))
    assert remote_text(product, statement) == mine(1)


def after_our_read(product: Product, statement: dict[str, Any], edit: dict[str, Any]) -> None:
    """Edits right after the worker has read the record: the read before that one is the job's probe."""
    match = {"sys_ids": [statement["servicenow_sys_id"]]}
    product.simulator.add_fault("edit_after_read", match=match, from_nth=2, edit=edit)


def test_deleted_between_read_and_write(product: Product) -> None:
    (statement,) = edited(product, 1)
    after_our_read(product, statement, {"mode": "delete"})
    job = push(product, [statement])
    result = product.author.results(job["job_id"])[statement["id"]]
    assert result["error"]["code"] == "deleted_in_servicenow"
    assert writes(product, statement) == 1
    assert now(product, statement)["local_content"] == mine(1)


def test_text_typed_during_the_push_stays_on_the_new_base(product: Product) -> None:
    (statement,) = edited(product, 1)
    product.simulator.add_fault("latency", ms=2000, match={"methods": ["PUT"]})
    job_id = start(product, [statement])
    _until_written_to(product, statement)
    typed = product.author.edit(statement, LATER)
    job = product.author.wait(job_id)
    assert job["outcomes"]["succeeded"] == 1
    after = now(product, statement)
    assert (after["content"], after["local_content"], after["sync_status"]) == (mine(1), LATER, "modified")
    assert after["revision"] == typed["revision"]
    assert push(product, [statement])["outcomes"]["succeeded"] == 1
    assert remote_text(product, statement) == LATER


def test_an_edit_elsewhere_during_the_push_is_the_next_conflict(product: Product) -> None:
    """Edited in ServiceNow right after our write, while the author types on: both texts stay."""
    (statement,) = edited(product, 1)
    product.simulator.add_fault("latency", ms=2000, match={"methods": ["PUT"]})
    job_id = start(product, [statement])
    _until_written_to(product, statement)
    product.author.edit(statement, LATER)
    assert product.author.wait(job_id)["outcomes"]["succeeded"] == 1
    edit_remote(product, statement, "same_second", **{FIELD: THEIRS})
    assert push(product, [statement])["outcomes"]["conflict"] == 1
    assert remote_text(product, statement) == THEIRS
    after = now(product, statement)
    assert (after["sync_status"], after["local_content"]) == ("conflict", LATER)


def _until_written_to(product: Product, statement: dict[str, Any]) -> None:
    deadline = time.monotonic() + 60
    while not writes(product, statement):
        assert time.monotonic() < deadline
        time.sleep(0.05)
