"""Writes that lie, fail, or are answered by something else: one job, one record per fault.

All cases are pushed in the same job, so each also proves that its fault did not stop the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from infra.local.local_stack import LocalStack
from tests.integration.product import Product, another_instance
from tests.integration.pushing import (
    FIELD,
    TABLE,
    base,
    check_books,
    edited,
    mine,
    now,
    push,
    remote_text,
    start,
)

Fault = dict[str, Any]


def on_read(kind: str, **fault: Any) -> Fault:
    return {"kind": kind, "methods": ["GET"], **fault}


def on_write(kind: str, **fault: Any) -> Fault:
    return {"kind": kind, "methods": ["PUT"], **fault}


def once_written(kind: str, **fault: Any) -> Fault:
    """The text is stored, the answer is lost."""
    return on_write(kind, after_write=True, times=1, **fault)


@dataclass(frozen=True)
class Case:
    """The faults that one record meets, and how its push has to end."""

    faults: tuple[Fault, ...]
    outcome: str
    code: str | None = None
    says: str = ""
    """Part of the error's message, or of the note."""
    local: str = "cleared"
    remote: Callable[[int], str] = mine
    """The text in ServiceNow at the end, by the case's number."""
    writes: int | None = 1
    """PUTs that reached ServiceNow; None where it depends on the pauses."""
    edit: str | None = None
    """What somebody does to the record after the author's edit."""
    retryable: bool = False


def case(*faults: Fault, outcome: str = "succeeded", **expected: Any) -> Case:
    return Case(faults, outcome, **expected)


def refused(*faults: Fault, code: str, says: str, **expected: Any) -> Case:
    """The item fails, the author's text stays, ServiceNow keeps what it had."""
    kept = {"local": "kept", "remote": base, **expected}
    return Case(faults, "failed", code, says, **kept)


UNAVAILABLE = "servicenow_unavailable"
HAD_IT = "had this text already"
CASES = {
    # Writes that lie with a 200.
    "the field is dropped": refused(
        on_write("drop_field", field=FIELD), code="not_stored", says="still has the text from before"
    ),
    "a guard drops the field": refused(
        on_write("draft_only", field=FIELD, how="drop"), code="not_stored", says="still has the text"
    ),
    "the field is too short": refused(
        on_write("truncate", field=FIELD, length=30),
        code="truncated",
        says="kept only a part, 30 of",
        remote=lambda number: mine(number)[:30],
    ),
    "a rule rewrites the text": case(
        on_write("before_rule", field=FIELD, suffix="<p>Stamped.</p>"),
        outcome="altered",
        says="stored an equivalent that it rewrote",
        remote=lambda number: mine(number) + "<p>Stamped.</p>",
    ),
    "the sanitiser removes markup": case(
        on_write("before_rule", field=FIELD, find="<b>each month</b>", replace_with="each month"),
        outcome="altered",
        says="stored an equivalent",
        remote=lambda number: f"<p>Accounts of group {number} are reviewed each month.</p>",
    ),
    # The text is stored, but the answer says something else or nothing.
    "reset after the write": case(once_written("reset"), says=HAD_IT),
    "502 after the write": case(once_written("bad_gateway"), says=HAD_IT),
    "503 after the write": case(once_written("unavailable"), says=HAD_IT),
    "403 after the write": case(once_written("forbidden_by_acl"), says=HAD_IT),
    "time-out after the write": case(once_written("hang", seconds=28), says=HAD_IT),
    "202 after the write": case(once_written("accepted_empty"), says=HAD_IT),
    "sign-in page after the write": case(once_written("login_page"), says=HAD_IT),
    "an error beside the result": case(on_write("partial_error", times=1), says=HAD_IT),
    "an error inside broken JSON": case(on_write("partial_error", broken=True, times=1), says=HAD_IT),
    "broken JSON": case(on_write("broken_json", times=1), says=HAD_IT),
    "another record is answered": case(on_write("another_record", times=1), says=HAD_IT),
    "the whole table is answered": case(on_write("whole_table", times=1), says=HAD_IT),
    "an empty answer": case(on_write("empty_body")),
    "an answer without the field": case(on_write("omit_field", field=FIELD)),
    "a slow rule": case(on_write("slow_rule", ms=1500)),
    # The write is not carried out, and the next attempt gets through.
    "202, dropped": case(on_write("accepted_empty", times=1), writes=2),
    "reset before the write": case(on_write("reset", times=1), writes=2),
    "a moment without roles": case(on_write("forbidden_by_api_acl", times=1), writes=2),
    "the read is another record": case(on_read("another_record", times=1)),
    "the read is the whole table": case(on_read("whole_table", times=1)),
    "the read is broken JSON": case(on_read("broken_json", times=1)),
    "the read is partial": case(on_read("partial_error", times=1)),
    "the read is a redirect to the sign-in": case(on_read("login_redirect", times=1)),
    "the read is a gateway's page": case(on_read("bad_gateway", times=1)),
    # Refusals.
    "ACL on the record": refused(on_write("forbidden_by_acl"), code="forbidden", says="security constraints"),
    "never with roles": refused(
        on_write("forbidden_by_api_acl"), code="forbidden", says="API level ACL", writes=3
    ),
    "ACL on reading the field": refused(
        on_read("unreadable_field", field=FIELD), code="forbidden", says="may not read", writes=0
    ),
    "a business rule": refused(
        on_write("business_rule_abort", name="Protect monitored controls"),
        code="rejected_by_rule",
        says="aborted by Business Rule 'Protect monitored controls'.",
    ),
    "a guard aborts": refused(
        on_write("draft_only", field=FIELD), code="rejected_by_rule", says="editable in Draft only"
    ),
    "a data policy": refused(
        on_write("data_policy", labels=["Assessment date"]), code="rejected_by_rule", says="Assessment date"
    ),
    "deleted": refused(
        edit="delete", writes=0, code="deleted_in_servicenow", says="ACL restricts the record"
    ),
    "hidden": refused(edit="hide", writes=0, code="deleted_in_servicenow", says="ACL restricts the record"),
    # Down for as long as the push tries.
    "hibernating": refused(
        on_read("hibernating"), code=UNAVAILABLE, says="hibernating", writes=0, retryable=True
    ),
    "sent to the sign-in": refused(
        on_read("login_redirect"), code=UNAVAILABLE, says="redirect", writes=0, retryable=True
    ),
    "202 each time": refused(
        on_write("accepted_empty"), code=UNAVAILABLE, says="put the request aside", writes=6, retryable=True
    ),
}
NAMES = {name: number for number, name in enumerate(CASES, start=1)}


@dataclass(frozen=True)
class Pushed:
    """The job over all cases, and the product it ran in."""

    product: Product
    job: dict[str, Any]
    statements: dict[str, dict[str, Any]]
    results: dict[str, Any]
    before: dict[str, dict[str, str]]
    stats: dict[str, Any]


@pytest.fixture(scope="module")
def pushed(deployed: LocalStack) -> Iterator[Pushed]:
    with another_instance() as simulator:
        product = Product(deployed, simulator)
        product.connect()
        statements = dict(zip(CASES, edited(product, len(CASES)), strict=True))
        before = {name: product.remote(one) for name, one in statements.items()}
        for name, statement in statements.items():
            _arrange(product, CASES[name], statement["servicenow_sys_id"])
        simulator.reset_stats()
        job = product.author.wait(start(product, list(statements.values())), 500)
        stats = simulator.stats()
        results = product.author.results(job["job_id"])
        yield Pushed(product, job, statements, results, before, stats)
        product.close()


def _arrange(product: Product, arranged: Case, sys_id: str) -> None:
    for fault in arranged.faults:
        match = {"sys_ids": [sys_id], "methods": fault["methods"]}
        parameters = {name: value for name, value in fault.items() if name not in {"kind", "methods"}}
        product.simulator.add_fault(fault["kind"], match=match, **parameters)
    if arranged.edit:
        product.simulator.edit(TABLE, sys_id, arranged.edit)


@pytest.mark.parametrize("name", CASES)
def test_the_outcome_says_what_happened(pushed: Pushed, name: str) -> None:
    expected, result = CASES[name], pushed.results[pushed.statements[name]["id"]]
    assert result["outcome"] == expected.outcome, result
    assert result["success"] == (expected.outcome in {"succeeded", "altered"})
    error = result["error"]
    assert (error["code"] if error else None) == expected.code
    assert expected.says in (error["message"] if error else result["note"] or ""), result
    if error:
        assert error["hint"]
        assert error["retryable"] == expected.retryable


@pytest.mark.parametrize("name", CASES)
def test_both_texts_are_where_they_belong(pushed: Pushed, name: str) -> None:
    expected, statement, number = CASES[name], pushed.statements[name], NAMES[name]
    after = now(pushed.product, statement)
    kept = expected.local == "kept"
    assert (after["local_content"], after["is_modified"]) == ((mine(number) if kept else None), kept)
    stored = base(number) if expected.edit == "delete" else remote_text(pushed.product, statement)
    assert stored == expected.remote(number)
    assert after["content"] == stored
    assert after["sync_status"] == ("modified" if kept else "synced")


@pytest.mark.parametrize("name", CASES)
def test_nothing_but_the_text_was_written(pushed: Pushed, name: str) -> None:
    statement, expected = pushed.statements[name], CASES[name]
    calls = pushed.stats["by_sys_id"].get(statement["servicenow_sys_id"], {})
    assert calls.get("PUT", 0) == expected.writes
    assert set(calls) <= {"GET", "PUT"}
    if expected.edit != "delete":
        before, after = pushed.before[name], pushed.product.remote(statement)
        changed = {field for field in after if after[field] != before[field]}
        assert changed <= {FIELD, "sys_updated_on", "sys_updated_by", "sys_mod_count"}


@pytest.mark.parametrize("name", CASES)
def test_the_audit_record_is_the_evidence(pushed: Pushed, name: str) -> None:
    statement, expected = pushed.statements[name], CASES[name]
    result = pushed.results[statement["id"]]
    record = pushed.product.auditor.get(f"/audit/{result['audit_id']}")
    assert (record["details"]["outcome"], record["details"].get("code")) == (expected.outcome, expected.code)
    if result["success"]:
        assert record["before_content"] == base(NAMES[name])
        assert record["after_content"] == remote_text(pushed.product, statement)
    if expected.outcome == "altered" or expected.code in {"not_stored", "truncated"}:
        assert record["after_content"] == remote_text(pushed.product, statement)
        assert record["sent_content"] == mine(NAMES[name])


def test_the_books_of_the_job_are_exact(pushed: Pushed) -> None:
    check_books(pushed.product, pushed.job)
    assert pushed.job["status"] == "completed"
    assert pushed.stats["max_in_flight"] <= 5


def test_a_rewrite_after_the_answer_is_the_next_base(product: Product) -> None:
    """The answer to the write showed the text as sent; the rule ran after it. The next pull tells."""
    (statement,) = edited(product, 1)
    product.simulator.add_fault("async_rule", field=FIELD, suffix="<p>Reviewed.</p>")
    job = push(product, [statement])
    result = product.author.results(job["job_id"])[statement["id"]]
    assert product.auditor.get(f"/audit/{result['audit_id']}")["after_content"] == mine(1)
    pull = product.pull(statement["system_id"])
    assert (pull["updated"], pull["conflicts"]) == (1, 0)
    rewritten = mine(1) + "<p>Reviewed.</p>"
    assert now(product, statement)["content"] == remote_text(product, statement) == rewritten
