from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.unit.domain.pushing import Pushing, ids
from tests.unit.fake_servicenow import CONNECTION
from tests.unit.handlers.calling import Answer, call


def seen(entry: dict[str, Any]) -> dict[str, Any]:
    """Which two texts a decision is taken on."""
    return {name: entry[name] for name in ("remote_version", "revision")}


def test_the_modified_list(push: Pushing) -> None:
    statements = [push.edited(push.pulled(number), f"<p>mine {number}</p>") for number in (10, 2, 1)]
    push.pulled(4)
    answer = call("GET", "/push/modified", query={"limit": 2})
    assert answer.status == 200
    assert [row["control_id"] for row in answer.body["statements"]] == ["AC-1", "AC-2"]
    assert answer.body["total_count"] == 3
    first = answer.body["statements"][0]
    assert set(first) == {
        "id",
        "control_id",
        "control_name",
        "system_id",
        "system_name",
        "modified_at",
        "modified_by",
        "sync_status",
        "content_preview",
    }
    assert (first["content_preview"], first["modified_by"]) == ("mine 1", "ann")
    rest = call("GET", "/push/modified", query={"limit": 2, "cursor": answer.body["next_cursor"]})
    assert [row["control_id"] for row in rest.body["statements"]] == ["AC-10"]
    assert rest.body["next_cursor"] is None
    assert statements


def test_the_modified_list_is_filtered(push: Pushing) -> None:
    push.edited(push.pulled(1), "mine", actor="ann")
    push.edited(push.pulled(2), "mine", actor="bob")
    answer = call("GET", "/push/modified", query={"modified_by": "bob", "family": "ac"})
    assert [row["control_id"] for row in answer.body["statements"]] == ["AC-2"]
    assert answer.body["total_count"] == 1
    assert call("GET", "/push/modified", query={"family": "AU"}).body["total_count"] == 0


def test_a_check_has_one_entry_per_id(push: Pushing) -> None:
    same, moved, gone = (push.edited(push.pulled(number), "mine") for number in (1, 2, 3))
    push.servicenow.edit(moved.servicenow_sys_id, "theirs", by="bob")
    del push.servicenow.records[gone.servicenow_sys_id]
    asked = [*ids([same, moved, gone]), "nobody"]
    answer = call("POST", "/push/check-conflicts", {"statement_ids": asked})
    entries = answer.body["conflicts"]
    assert [entry["statement_id"] for entry in entries] == asked
    assert [entry["verdict"] for entry in entries] == ["unchanged", "conflict", None, None]
    assert [entry["error"]["code"] if entry["error"] else None for entry in entries] == [
        None,
        None,
        "deleted_in_servicenow",
        "not_found",
    ]
    conflict = entries[1]
    assert (conflict["base_content"], conflict["local_content"], conflict["remote_content"]) == (
        "base",
        "mine",
        "theirs",
    )
    assert (conflict["remote_updated_by"], conflict["has_conflict"]) == ("bob", True)
    stored = call("GET", f"/statements/{moved.statement_id}").body
    assert (stored["sync_status"], stored["conflict"]["remote_content"]) == ("conflict", "theirs")


def test_a_conflict_that_went_away_is_cleared_by_the_next_check(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    push.servicenow.edit(statement.servicenow_sys_id, "theirs")
    call("POST", "/push/check-conflicts", {"statement_ids": [statement.statement_id]})
    push.servicenow.edit(statement.servicenow_sys_id, "base")
    call("POST", "/push/check-conflicts", {"statement_ids": [statement.statement_id]})
    assert call("GET", f"/statements/{statement.statement_id}").body["sync_status"] == "modified"


def test_resolving(push: Pushing) -> None:
    for number, (resolution, merged, base, local, status) in enumerate(
        [
            ("keep_local", None, "theirs", "mine", "modified"),
            ("keep_remote", None, "theirs", None, "synced"),
            ("merged", "both<script>x</script>", "theirs", "both", "modified"),
        ],
        start=1,
    ):
        statement = push.edited(push.pulled(number), "mine")
        push.servicenow.edit(statement.servicenow_sys_id, "theirs")
        [entry] = call("POST", "/push/check-conflicts", {"statement_ids": [statement.statement_id]}).body[
            "conflicts"
        ]
        body = {
            "resolution": resolution,
            "remote_version": entry["remote_version"],
            "revision": entry["revision"],
        }
        body |= {"merged_content": merged} if merged else {}
        answer = call("POST", f"/push/resolve-conflict/{statement.statement_id}", body)
        assert answer.status == 200
        assert (answer.body["content"], answer.body["local_content"], answer.body["sync_status"]) == (
            base,
            local,
            status,
        )
        assert bool(answer.body["sanitized"]) is bool(merged)
        again = call("POST", f"/push/resolve-conflict/{statement.statement_id}", body)
        assert (again.status, again.body["code"]) == (409, "not_in_conflict")


def test_a_decision_on_an_old_remote_is_refused(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    push.servicenow.edit(statement.servicenow_sys_id, "theirs")
    [entry] = call("POST", "/push/check-conflicts", {"statement_ids": [statement.statement_id]}).body[
        "conflicts"
    ]
    push.servicenow.edit(statement.servicenow_sys_id, "theirs, later", by="cal")
    body = {
        "resolution": "keep_local",
        "remote_version": entry["remote_version"],
        "revision": entry["revision"],
    }
    answer = call("POST", f"/push/resolve-conflict/{statement.statement_id}", body)
    assert (answer.status, answer.body["code"]) == (409, "remote_changed_again")
    assert (answer.body["remote_content"], answer.body["remote_updated_by"]) == ("theirs, later", "cal")
    body["remote_version"] = answer.body["remote_version"]
    assert call("POST", f"/push/resolve-conflict/{statement.statement_id}", body).status == 200


def test_a_remote_changed_without_a_stamp_is_seen_at_the_decision(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    push.servicenow.edit(statement.servicenow_sys_id, "theirs")
    [entry] = call("POST", "/push/check-conflicts", {"statement_ids": [statement.statement_id]}).body[
        "conflicts"
    ]
    known = push.servicenow.records[statement.servicenow_sys_id]
    push.servicenow.records[known.sys_id] = known.model_copy(update={"content": "silently other"})
    body = {
        "resolution": "keep_remote",
        "remote_version": entry["remote_version"],
        "revision": entry["revision"],
    }
    answer = call("POST", f"/push/resolve-conflict/{statement.statement_id}", body)
    assert (answer.status, answer.body["code"]) == (409, "remote_changed_again")


def test_a_decision_over_a_text_that_was_not_seen_is_refused(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    push.servicenow.edit(statement.servicenow_sys_id, "theirs")
    asked = {"statement_ids": [statement.statement_id]}
    [entry] = call("POST", "/push/check-conflicts", asked).body["conflicts"]
    push.edited(push.statement(statement.statement_id), "a colleague's", actor="bob")
    body = {
        "resolution": "keep_remote",
        "remote_version": entry["remote_version"],
        "revision": entry["revision"],
    }
    answer = call("POST", f"/push/resolve-conflict/{statement.statement_id}", body)
    assert (answer.status, answer.body["code"]) == (409, "stale_revision")
    assert answer.body["statement"]["local_content"] == "a colleague's"
    assert push.statement(statement.statement_id).local_content == "a colleague's"


def test_a_remote_touched_again_with_the_same_text_can_be_decided(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    push.servicenow.edit(statement.servicenow_sys_id, "theirs")
    [entry] = call("POST", "/push/check-conflicts", {"statement_ids": [statement.statement_id]}).body[
        "conflicts"
    ]
    push.servicenow.edit(statement.servicenow_sys_id, "theirs")
    body = {
        "resolution": "keep_remote",
        "remote_version": entry["remote_version"],
        "revision": entry["revision"],
    }
    assert call("POST", f"/push/resolve-conflict/{statement.statement_id}", body).status == 200


def test_a_push_from_start_to_results(push: Pushing) -> None:
    good, bad = push.edited(push.pulled(1), "mine"), push.edited(push.pulled(2), "mine")
    push.servicenow.edit(bad.servicenow_sys_id, "theirs")
    started = call("POST", "/push", {"statement_ids": ids([good, bad])}, headers={"idempotency-key": "k"})
    assert started.status == 202
    job_id = started.body["job_id"]
    again = call("POST", "/push", {"statement_ids": ids([good, bad])}, headers={"idempotency-key": "k"})
    assert again.body["job_id"] == job_id
    other = call("POST", "/push", {"statement_ids": ids([good])}, headers={"idempotency-key": "k"})
    assert (other.status, other.body["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert call("GET", f"/push/{job_id}").body["status"] == "pending"
    push.run(job_id)
    job = call("GET", f"/push/{job_id}").body
    assert (job["status"], job["total"], job["completed"]) == ("completed", 2, 2)
    assert (job["succeeded"], job["failed"], job["skipped"]) == (1, 1, 0)
    assert job["outcomes"]["conflict"] == 1
    results = call("GET", f"/push/{job_id}/results").body["results"]
    by_id = {row["statement_id"]: row for row in results}
    assert by_id[good.statement_id]["success"]
    assert by_id[good.statement_id]["pushed_at"].endswith("Z")
    assert by_id[bad.statement_id]["error"]["code"] == "conflict"
    only = call("GET", f"/push/{job_id}/results", query={"outcome": "conflict"}).body["results"]
    assert [row["statement_id"] for row in only] == [bad.statement_id]
    jobs = call("GET", "/push", query={"created_by": "ann@example.com"}).body["jobs"]
    assert [row["job_id"] for row in jobs] == [job_id]
    assert call("GET", "/push", query={"status": "failed"}).body["jobs"] == []
    assert call("POST", f"/push/{job_id}/cancel").body["code"] == "job_ended"
    assert call("POST", f"/push/{job_id}/retry").body["code"] == "nothing_to_retry"


def test_results_are_paged(push: Pushing) -> None:
    statements = [push.edited(push.pulled(number), "mine") for number in range(1, 6)]
    job = push.run(push.start(*statements))
    seen, cursor = [], None
    while True:
        query = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = call("GET", f"/push/{job.job_id}/results", query=query).body
        seen += [row["statement_id"] for row in page["results"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert sorted(seen) == sorted(ids(statements))


def test_a_job_lists_what_waits_and_what_is_in_work(push: Pushing) -> None:
    done, started_on, waiting = (push.edited(push.pulled(number), "mine") for number in (1, 2, 3))
    job_id = push.start(done, started_on, waiting)
    assert push.prepare(job_id)
    push.settle(job_id, done.statement_id)
    claimed = push.item(job_id, started_on)
    push.store.commit(push.store.items.claim(claimed, "run", timedelta(minutes=1)))

    settled = call("GET", f"/push/{job_id}/results").body
    assert ([row["control_id"] for row in settled["results"]], settled["open"]) == (["AC-1"], [])
    page = call("GET", f"/push/{job_id}/results", query={"with_open": "true"}).body
    assert [row["control_id"] for row in page["results"]] == ["AC-1"]
    by_control = {row["control_id"]: row for row in page["open"]}
    assert (by_control["AC-2"]["state"], by_control["AC-2"]["attempts"]) == ("in_work", 1)
    assert by_control["AC-2"]["claimed_at"].endswith("Z")
    assert by_control["AC-3"] == {
        "statement_id": waiting.statement_id,
        "servicenow_sys_id": waiting.servicenow_sys_id,
        "control_id": "AC-3",
        "control_name": waiting.control_name,
        "system_id": waiting.system_id,
        "system_name": waiting.system_name,
        "state": "waiting",
        "claimed_at": None,
        "attempts": 0,
    }
    both = call("GET", f"/push/{job_id}/results", query={"with_open": "true", "outcome": "failed"})
    assert (both.status, both.body["errors"][0]["field"]) == (422, "with_open")


def test_a_result_leads_to_its_record_while_its_instance_is_connected(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    job_id = push.start(statement)
    push.run(job_id)
    [result] = call("GET", f"/push/{job_id}/results").body["results"]
    assert result["servicenow_sys_id"] == statement.servicenow_sys_id
    assert result["servicenow_url"] == (
        f"{CONNECTION.instance_url}/{CONNECTION.table}.do?sys_id={statement.servicenow_sys_id}"
    )

    push.connect(CONNECTION.model_copy(update={"instance_url": "https://other.example.com"}))
    [result] = call("GET", f"/push/{job_id}/results").body["results"]
    assert result["servicenow_url"] is None


def test_an_answer_that_would_not_fit_says_so_per_entry(push: Pushing) -> None:
    text = "x" * 100_000
    statements = [push.edited(push.pulled(number, text), text[:-1] + "y") for number in range(1, 18)]
    answer = call("POST", "/push/check-conflicts", {"statement_ids": ids(statements)})
    entries = answer.body["conflicts"]
    assert len(entries) == 17
    assert entries[0]["error"] is None
    assert entries[-1]["error"]["code"] == "response_too_large"


def started(push: Pushing, body: dict[str, Any], key: str | None = None) -> Answer:
    return call("POST", "/push", body, headers={"idempotency-key": key})


def test_only_the_revision_that_was_confirmed_is_pushed(push: Pushing) -> None:
    seen, moved = (push.edited(push.pulled(number), "mine") for number in (1, 2))
    push.edited(moved, "typed since")
    revisions = {one.statement_id: one.revision for one in (seen, moved)}
    refused = started(push, {"statement_ids": ids([seen, moved]), "revisions": revisions})
    assert (refused.status, refused.body["code"]) == (409, "not_pushable")
    assert [row["field"] for row in refused.body["errors"]] == ["statement_ids.1"]
    assert f"revision {moved.revision}" in refused.body["errors"][0]["message"]
    revisions[moved.statement_id] += 1
    assert started(push, {"statement_ids": ids([seen, moved]), "revisions": revisions}).status == 202


@pytest.mark.parametrize("revision", [True, "2", 2.0, 0, None], ids=repr)
def test_a_revision_is_a_number_of_a_statement_that_is_pushed(push: Pushing, revision: Any) -> None:
    [statement] = ids([push.edited(push.pulled(1), "mine")])
    answer = started(push, {"statement_ids": [statement], "revisions": {statement: revision}})
    assert (answer.status, [row["field"] for row in answer.body["errors"]]) == (
        422,
        [f"revisions.{statement}"],
    )
    answer = started(push, {"statement_ids": [statement], "revisions": {"other": 1}})
    assert (answer.status, [row["field"] for row in answer.body["errors"]]) == (422, ["revisions.other"])


def test_why_it_was_pushed_stands_in_the_job_and_in_each_of_its_audit_records(push: Pushing) -> None:
    good, bad = (push.edited(push.pulled(number), "mine") for number in (1, 2))
    push.servicenow.edit(bad.servicenow_sys_id, "theirs")
    job_id = started(push, {"statement_ids": ids([good, bad]), "note": "Yearly review"}).body["job_id"]
    push.run(job_id)
    assert call("GET", f"/push/{job_id}").body["note"] == "Yearly review"
    records = call("GET", "/audit", query={"job_id": job_id}).body["records"]
    actions = {"push_started", "pushed", "push_failed", "push_finished"}
    assert {record["action"] for record in records} == actions
    assert {record["details"].get("note") for record in records} == {"Yearly review"}


def test_a_note_is_short(push: Pushing) -> None:
    statements = ids([push.edited(push.pulled(1), "mine")])
    answer = started(push, {"statement_ids": statements, "note": "x" * 501})
    assert (answer.status, [row["field"] for row in answer.body["errors"]]) == (422, ["note"])
    assert started(push, {"statement_ids": statements, "note": "x" * 500}).status == 202


def test_a_key_stands_for_the_whole_request(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    asked: dict[str, Any] = {"statement_ids": ids([statement])}
    seen = {statement.statement_id: statement.revision}
    first = started(push, asked | {"note": "why", "revisions": seen}, "key")
    assert started(push, asked | {"revisions": seen, "note": "why"}, "key").body == first.body
    for other in (asked, asked | {"note": "why"}, asked | {"revisions": seen, "note": "else"}):
        assert started(push, other, "key").body["code"] == "idempotency_key_reused"


def test_a_job_says_where_it_runs_and_its_results_name_control_and_system(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    job_id = push.start(statement)
    push.run(job_id)
    job = call("GET", f"/push/{job_id}").body
    assert job["execution"].endswith(f":{job_id}")
    assert (job["schedule_id"], job["trigger"], job["note"]) == (None, "user", None)
    assert call("GET", "/push").body["jobs"] == [job]
    [result] = call("GET", f"/push/{job_id}/results").body["results"]
    names = ("control_id", "control_name", "system_id", "system_name")
    assert [result[name] for name in names] == [getattr(statement, name) for name in names]


def test_a_machine_is_named_as_one(push: Pushing) -> None:
    statement = push.pulled(1)
    claims = {"client_id": "pipeline", "token_use": "access", "scope": "control-push/author"}
    machine = {"authorizer": {"jwt": {"claims": claims}}}
    text = {"content": "mine", "revision": statement.revision}
    saved = call("PUT", f"/statements/{statement.statement_id}", text, authorizer=machine).body
    assert saved["modified_by"] == "machine:pipeline"
    job_id = call("POST", "/push", {"statement_ids": [saved["id"]]}, authorizer=machine).body["job_id"]
    assert call("GET", f"/push/{job_id}").body["created_by"] == "machine:pipeline"
    records = call("GET", "/audit", query={"job_id": job_id}).body["records"]
    assert {record["actor"] for record in records} == {"machine:pipeline"}
    assert call("PUT", "/connection", {}, authorizer=machine).status == 403


def test_a_push_of_all_that_is_modified(push: Pushing) -> None:
    push.edited(push.pulled(1), "mine")
    push.edited(push.pulled(2), "mine", actor="bob")
    body = {"scope": {"family": "ac", "modified_by": "bob"}, "note": "nightly"}
    started = call("POST", "/push", body, headers={"idempotency-key": "k"})
    assert started.status == 202
    job_id = started.body["job_id"]
    job = call("GET", f"/push/{job_id}").body
    assert (job["status"], job["preparing"], job["total"], job["note"]) == ("pending", True, 0, "nightly")
    assert job["scope"] == {"system_id": None, "family": "ac", "modified_by": "bob"}
    assert "prepared_to" not in job
    again = call("POST", "/push", body, headers={"idempotency-key": "k"})
    assert again.body["job_id"] == job_id
    other = call("POST", "/push", {"scope": {}}, headers={"idempotency-key": "k"})
    assert (other.status, other.body["code"]) == (422, "idempotency_key_reused")
    push.run(job_id)
    job = call("GET", f"/push/{job_id}").body
    assert (job["status"], job["preparing"], job["total"], job["succeeded"]) == ("completed", False, 1, 1)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "statement_ids"),
        ({"note": "why"}, "statement_ids"),
        ({"statement_ids": ["one"], "scope": {}}, "statement_ids"),
        ({"scope": {"sync_status": "modified"}}, "scope.sync_status"),
        ({"scope": {"family": ""}}, "scope.family"),
        ({"scope": {}, "revisions": {"one": 1}}, "revisions.one"),
    ],
)
def test_what_is_to_be_pushed_is_said_in_one_way(push: Pushing, body: dict[str, Any], field: str) -> None:
    push.edited(push.pulled(1), "mine")
    answer = call("POST", "/push", body)
    assert answer.status == 422
    assert [row["field"] for row in answer.body["errors"]] == [field]
    assert call("GET", "/push").body["jobs"] == []
