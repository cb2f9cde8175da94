"""What the tests of a push share: edited statements, and books that add up."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.integration.product import Product

TABLE = "sn_compliance_statement"
FIELD = "u_implementation_statement"
SUMS = {
    "succeeded": {"succeeded", "altered"},
    "failed": {"failed", "conflict"},
    "skipped": {"skipped", "cancelled"},
}
OUTCOME_RECORDS = {"pushed", "push_failed", "push_skipped", "push_cancelled"}


def base(number: int) -> str:
    """The text in ServiceNow before anybody edits."""
    return f"<p>Accounts of group {number} are reviewed each quarter.</p>"


def mine(number: int) -> str:
    """The author's text for it."""
    return f"<p>Accounts of group {number} are reviewed <b>each month</b>.</p>"


def rows(count: int) -> list[dict[str, str]]:
    """Records to seed, AC-1 and so on."""
    return [
        {
            "control_id": f"AC-{number}",
            "control_name": f"Control {number}",
            "implementation_statement": base(number),
        }
        for number in range(1, count + 1)
    ]


def edited(product: Product, count: int, system: str = "Harbour Log") -> list[dict[str, Any]]:
    """Pulled statements, by number, each with the author's text, as they are after the edit."""
    pulled = {one["control_id"]: one for one in product.pulled(rows(count), system)}
    assert set(pulled) == {row["control_id"] for row in rows(count)}
    return [product.author.edit(pulled[f"AC-{n}"], mine(n)) for n in range(1, count + 1)]


def start(product: Product, statements: list[dict[str, Any]]) -> str:
    """The id of a job that pushes them."""
    return product.author.push([one["id"] for one in statements])


def push(product: Product, statements: list[dict[str, Any]], seconds: float = 300) -> Any:
    """The ended job that pushed them; its books are exact."""
    job = product.author.wait(start(product, statements), seconds)
    check_books(product, job)
    return job


def now(product: Product, statement: dict[str, Any]) -> Any:
    """The statement as it is now."""
    return product.author.get(f"/statements/{statement['id']}")


def remote_text(product: Product, statement: dict[str, Any]) -> str:
    """The text in ServiceNow, raw."""
    return str(product.remote(statement)[FIELD])


def check_books(product: Product, job: dict[str, Any]) -> None:
    """One outcome and one audit record per item, and counters that are the sums of the outcomes."""
    results = product.author.all(f"/push/{job['job_id']}/results", "results")
    settled = Counter(result["outcome"] for result in results)
    assert len({result["statement_id"] for result in results}) == len(results) == job["total"]
    assert {outcome: n for outcome, n in job["outcomes"].items() if n} == settled
    assert job["completed"] == job["total"]
    assert {name: job[name] for name in SUMS} == {
        name: sum(settled[outcome] for outcome in outcomes) for name, outcomes in SUMS.items()
    }
    records = product.auditor.all("/audit", "records", job_id=job["job_id"])
    outcome_records = [record for record in records if record["action"] in OUTCOME_RECORDS]
    assert {(one["statement_id"], one["details"]["outcome"], one["id"]) for one in outcome_records} == {
        (one["statement_id"], one["outcome"], one["audit_id"]) for one in results
    }
    assert len(outcome_records) == len(results)
    assert Counter(record["action"] for record in records if record not in outcome_records) == {
        "push_started": 1,
        "push_finished": 1,
        **({"push_cancel_requested": 1} if job["status"] == "cancelled" else {}),
    }
