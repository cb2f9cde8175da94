"""The stop switch by the API: everybody sees it, an administrator sets it, jobs say that they wait."""

from __future__ import annotations

import pytest

from tests.unit.domain.pushing import Pushing
from tests.unit.handlers.calling import Answer, call

REASON = "ServiceNow is being upgraded"


def put(body: object, groups: str = "[admin]") -> Answer:
    return call("PUT", "/operations", body, groups=groups, user="root@example.com")


@pytest.mark.parametrize("groups", ["[author]", "[admin]", "[auditor]"])
def test_everybody_reads_it(push: Pushing, groups: str) -> None:
    assert call("GET", "/operations", groups=groups).body == {
        "writes": "on",
        "reason": None,
        "changed_by": None,
        "changed_at": None,
    }
    stopped = put({"writes": "off", "reason": f" {REASON} "})
    assert stopped.status == 200
    assert call("GET", "/operations", groups=groups).body == stopped.body
    assert (stopped.body["writes"], stopped.body["reason"]) == ("off", REASON)
    assert stopped.body["changed_by"] == "root@example.com"
    assert stopped.body["changed_at"].endswith("Z")


@pytest.mark.parametrize("groups", ["[author]", "[auditor]"])
def test_only_an_administrator_sets_it(push: Pushing, groups: str) -> None:
    assert put({"writes": "off", "reason": REASON}, groups).status == 403
    assert call("GET", "/operations").body["writes"] == "on"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"writes": "off"}, "reason"),
        ({"writes": "off", "reason": "  "}, "reason"),
        ({"writes": "off", "reason": "x" * 501}, "reason"),
        ({"writes": "maybe", "reason": REASON}, "writes"),
        ({"reason": REASON}, "writes"),
        ({"writes": "off", "reason": REASON, "until": "tomorrow"}, "until"),
    ],
)
def test_what_is_wrong_is_named(push: Pushing, body: object, field: str) -> None:
    answer = put(body)
    assert answer.status == 422
    assert [one["field"] for one in answer.body["errors"]] == [field]
    assert call("GET", "/operations").body["writes"] == "on"


def test_it_is_in_the_audit(push: Pushing) -> None:
    put({"writes": "off", "reason": REASON})
    put({"writes": "on"})
    records = call("GET", "/audit", query={"actor": "root@example.com"}).body["records"]
    assert [one["action"] for one in records] == ["writes_resumed", "writes_stopped"]
    assert records[1]["details"] == {"reason": REASON}


def test_a_push_can_be_started_meanwhile_and_says_that_it_waits(push: Pushing) -> None:
    put({"writes": "off", "reason": REASON})
    statement = push.edited(push.pulled(1), "mine")
    started = call("POST", "/push", {"statement_ids": [statement.statement_id]})
    assert started.status == 202
    assert REASON in started.body["waiting_reason"]
    address = f"/push/{started.body['job_id']}"
    for job in (call("GET", address).body, call("GET", "/push").body["jobs"][0]):
        assert job["status"] == "pending"
        assert REASON in job["waiting_reason"]
        assert job["waiting_until"]
    put({"writes": "on"})
    job = call("GET", address).body
    assert (job["waiting_reason"], job["waiting_until"]) == (None, None)


def test_a_job_that_was_cancelled_or_has_ended_does_not_wait(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    job_id = call("POST", "/push", {"statement_ids": [statement.statement_id]}).body["job_id"]
    put({"writes": "off", "reason": REASON})
    assert call("POST", f"/push/{job_id}/cancel").body["waiting_reason"] is None
    push.run(job_id)
    job = call("GET", f"/push/{job_id}").body
    assert (job["status"], job["waiting_reason"], job["waiting_until"]) == ("cancelled", None, None)
