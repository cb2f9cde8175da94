"""What is taken out of a text is said until it is pushed or given up, wherever the statement is read."""

from __future__ import annotations

from typing import Any

from control_push.models.statement import Statement
from tests.unit.domain.pushing import Pushing
from tests.unit.handlers.calling import call

BASE = '<p>Lock it. <iframe src="https://wiki/x"></iframe> See <a href="javascript:open(7)">doc 7</a>.</p>'


def save(statement: Statement, text: str, revision: int) -> Any:
    answer = call("PUT", f"/statements/{statement.statement_id}", {"content": text, "revision": revision})
    assert answer.status == 200, answer.body
    return answer.body


def read(statement: Statement) -> Any:
    return call("GET", f"/statements/{statement.statement_id}").body


def test_a_second_save_does_not_forget_what_the_first_took_out(push: Pushing) -> None:
    statement = push.pulled(1, BASE)
    first = save(statement, BASE.replace("Lock", "Bolt"), 1)
    assert any("frame" in part for part in first["sanitized"])
    assert len(first["sanitized"]) == 2
    second = save(statement, first["local_content"].replace("it", "them"), first["revision"])
    assert second["sanitized"] == first["sanitized"]
    assert read(statement)["sanitized"] == first["sanitized"]
    [listed] = call("GET", "/statements").body["statements"]
    assert listed["sanitized"] == first["sanitized"]
    records = call("GET", "/audit", query={"action": "edited"}).body["records"]
    assert records[0]["details"]["sanitized"] == first["sanitized"]


def test_it_is_forgotten_with_the_edit(push: Pushing) -> None:
    statement = push.pulled(1, BASE)
    edited = save(statement, BASE.replace("Lock", "Bolt"), 1)
    discarded = call(
        "POST", f"/statements/{statement.statement_id}/discard", {"revision": edited["revision"]}
    )
    assert discarded.body["sanitized"] == []
    again = save(statement, BASE.replace("Lock", "Bolt"), discarded.body["revision"])
    assert again["sanitized"] == edited["sanitized"]
    job_id = call("POST", "/push", {"statement_ids": [statement.statement_id]}).body["job_id"]
    push.run(job_id)
    assert read(statement)["sanitized"] == []


def test_what_a_merge_took_out_is_said_too(push: Pushing) -> None:
    statement = push.edited(push.pulled(1, "<p>base</p>"), "<p>mine</p>")
    push.servicenow.edit(statement.servicenow_sys_id, "<p>theirs</p>")
    [found] = call("POST", "/push/check-conflicts", {"statement_ids": [statement.statement_id]}).body[
        "conflicts"
    ]
    decision = {
        "resolution": "merged",
        "merged_content": "<p>both</p><script>q</script>",
        "remote_version": found["remote_version"],
        "revision": read(statement)["revision"],
    }
    resolved = call("POST", f"/push/resolve-conflict/{statement.statement_id}", decision).body
    assert len(resolved["sanitized"]) == 1
    assert read(statement)["sanitized"] == resolved["sanitized"]
