"""The 193 real statements, all edited, while others change 20 of them in ServiceNow and delete one."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from tests.integration.product import Product

DATA = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
STATEMENTS = DATA / "cloudgov-statements.json"
TABLE = "sn_compliance_statement"


@pytest.mark.skipif(not STATEMENTS.exists(), reason="the public-domain statements are not on this machine")
def test_the_real_package(product: Product) -> None:
    rows = json.loads(STATEMENTS.read_text())
    statements = product.pulled(rows, "Cloud platform")
    assert len(statements) == len(rows) == 193
    by_control = {row["control_id"]: row["implementation_statement"] for row in rows}
    for statement in statements:
        assert statement["content"] == by_control[statement["control_id"]]
        product.author.edit(statement, statement["content"] + "<p>Reviewed this year.</p>")
    changed, deleted = statements[:20], statements[20]
    for statement in changed:
        product.simulator.edit(
            TABLE, statement["servicenow_sys_id"], "normal", u_implementation_statement="<p>Theirs</p>"
        )
    product.simulator.edit(TABLE, deleted["servicenow_sys_id"], "delete")
    product.simulator.reset_stats()

    modified = product.author.all("/push/modified", "statements")
    assert len(modified) == 193
    job_id = product.author.push([row["id"] for row in modified])
    job = product.author.wait(job_id)
    results = product.author.results(job_id)
    stats = product.simulator.stats()

    codes = Counter(str((result["error"] or {}).get("code")) for result in results.values())
    seen = {"job": job, "codes": codes, **{name: stats[name] for name in ("requests", "max_in_flight")}}
    print(json.dumps(seen, indent=1))
    assert (job["status"], job["total"], job["completed"]) == ("completed", 193, 193)
    assert (job["succeeded"], job["failed"], job["skipped"]) == (172, 21, 0)
    assert {o: n for o, n in job["outcomes"].items() if n} == {"succeeded": 172, "conflict": 20, "failed": 1}
    assert results[deleted["id"]]["error"]["code"] == "deleted_in_servicenow"
    assert stats["max_in_flight"] <= 5
    for statement in statements[21:]:
        sent = statement["content"] + "<p>Reviewed this year.</p>"
        assert product.remote(statement)["u_implementation_statement"] == sent
        after = product.author.get(f"/statements/{statement['id']}")
        assert (after["content"], after["local_content"], after["is_modified"]) == (sent, None, False)
    for statement in changed:
        assert product.remote(statement)["u_implementation_statement"] == "<p>Theirs</p>"
        after = product.author.get(f"/statements/{statement['id']}")
        assert after["sync_status"] == "conflict"
        assert after["local_content"] == statement["content"] + "<p>Reviewed this year.</p>"
    records = product.auditor.all("/audit", "records", job_id=job_id)
    per_item = Counter(record["statement_id"] for record in records if record["statement_id"])
    assert set(per_item) == {statement["id"] for statement in statements}
    assert set(per_item.values()) == {1}
    assert Counter(record["action"] for record in records) == {
        "push_started": 1,
        "push_finished": 1,
        "pushed": 172,
        "push_failed": 21,
    }
