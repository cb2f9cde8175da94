"""A schedule made through the API fires by itself and pushes what may go, once; what may not is held."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.integration.product import USERS, Product
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
    rows,
)

ADMIN = USERS["admin"].email


def create(product: Product, **settings: Any) -> Any:
    given = {"name": "Nightly", "expression": "cron(0 22 * * ? *)", **settings}
    return product.admin.call("POST", "/schedules", expect=201, json=given)


def runs(product: Product, schedule: dict[str, Any]) -> list[Any]:
    listed: list[Any] = product.auditor.all(f"/schedules/{schedule['id']}/runs", "runs")
    return listed


def until_run(product: Product, schedule: dict[str, Any], seconds: float = 120) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := runs(product, schedule):
            return found[0]
        time.sleep(0.2)
    raise AssertionError("the schedule did not fire")


def fire(product: Product, schedule: dict[str, Any], occurrence: str) -> Any:
    """As EventBridge does, with the time that it was due."""
    event = {"schedule_id": schedule["id"], "occurrence": occurrence}
    answer = product.stack.client("lambda").invoke(
        FunctionName=product.stack.outputs.scheduled_push, Payload=json.dumps(event)
    )
    body = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, body
    return body


def due() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def timers(product: Product) -> set[str]:
    found = product.stack.client("scheduler").list_schedules(GroupName=product.stack.outputs.schedule_group)
    return {one["Name"] for one in found["Schedules"]}


def test_it_fires_by_itself_pushes_what_may_go_and_holds_the_rest(product: Product) -> None:
    statements = edited(product, 5)
    *fine, conflicted, deleted = statements
    soon = datetime.now(UTC) + timedelta(seconds=8)
    system = statements[0]["system_id"]
    schedule = create(
        product, expression=f"at({soon:%Y-%m-%dT%H:%M:%S})", scope={"system_id": system}, pinned=True
    )
    late, *on_time = fine
    product.author.edit(now(product, late), "<p>Typed after the schedule was saved.</p>")
    theirs = {FIELD: "<p>Theirs</p>"}
    product.simulator.edit(TABLE, conflicted["servicenow_sys_id"], **theirs)
    product.simulator.edit(TABLE, deleted["servicenow_sys_id"], mode="delete")

    run = until_run(product, schedule)
    assert run["status"] == "pushed", run
    assert {one["statement_id"]: one["reason"] for one in run["held"]} == {
        late["id"]: "edited_since",
        conflicted["id"]: "conflict",
        deleted["id"]: "missing",
    }
    job = product.author.wait(run["job_id"])
    assert (job["status"], job["total"], job["succeeded"]) == ("completed", 2, 2), job
    assert (job["trigger"], job["schedule_id"], job["created_by"]) == ("schedule", schedule["id"], ADMIN)
    check_books(product, job)
    for statement in on_time:
        assert remote_text(product, statement) == mine(statements.index(statement) + 1)
        assert now(product, statement)["is_modified"] is False
    assert remote_text(product, late) == base(1)
    assert now(product, late)["local_content"] == "<p>Typed after the schedule was saved.</p>"
    assert remote_text(product, conflicted) == "<p>Theirs</p>"
    assert now(product, conflicted)["sync_status"] == "conflict"
    assert now(product, deleted)["local_content"] == mine(5)
    records = product.auditor.all("/audit", "records", action="schedule_run")
    [record] = [one for one in records if one["details"].get("push") == job["job_id"]]
    assert (record["actor"], record["details"]["schedule_id"]) == (ADMIN, schedule["id"])
    assert {one["statement_id"] for one in record["details"]["held"]} == {
        one["id"] for one in (late, conflicted, deleted)
    }
    # Once: the scheduler goes on looking.
    time.sleep(5)
    assert len(runs(product, schedule)) == 1


def test_a_firing_delivered_twice_is_one_job(product: Product) -> None:
    statements = edited(product, 2)
    schedule, at = create(product), due()
    first = fire(product, schedule, at)
    assert fire(product, schedule, at) == first
    assert product.author.wait(first["job_id"])["succeeded"] == 2
    assert fire(product, schedule, at) == first
    [run] = runs(product, schedule)
    assert (run["job_id"], run["job"]["succeeded"]) == (first["job_id"], 2)
    product.author.edit(now(product, statements[0]), "<p>Edited for the next night.</p>")
    assert product.admin.call("POST", f"/schedules/{schedule['id']}/run", expect=202)["status"] == "pushed"


def test_a_firing_during_a_run_starts_nothing(product: Product) -> None:
    edited(product, 2)
    schedule = create(product)
    fault = product.simulator.add_fault("latency", ms=2000, match={"methods": ["PATCH", "PUT"]})
    first = fire(product, schedule, due())
    time.sleep(1)
    second = fire(product, schedule, due())
    assert (second["status"], second["job_id"]) == ("overlapping", None)
    product.simulator.call("DELETE", f"/faults/{fault}")
    job = product.author.wait(first["job_id"])
    check_books(product, job)
    assert job["succeeded"] == 2
    assert [one["status"] for one in runs(product, schedule)] == ["overlapping", "pushed"]


def test_who_lost_the_role_pushes_nothing_any_more(product: Product) -> None:
    edited(product, 1)
    schedule = create(product)
    users = product.stack.client("cognito-idp")
    member = {"UserPoolId": product.stack.outputs.user_pool_id, "Username": ADMIN, "GroupName": "admin"}
    users.admin_remove_user_from_group(**member)
    try:
        refused = fire(product, schedule, due())
    finally:
        users.admin_add_user_to_group(**member)
    assert (refused["status"], refused["job_id"]) == ("refused", None)
    [run] = runs(product, schedule)
    assert f"{ADMIN}, who last saved the schedule, is no administrator any more" in run["reason"]


def test_another_field_connected_is_refused_with_the_reason(product: Product) -> None:
    edited(product, 1)
    schedule = create(product)
    product.connect(preset="custom", table=TABLE, content_field="short_description", mapping=MAPPING)
    assert fire(product, schedule, due())["status"] == "refused"
    assert "field is connected than when the schedule was saved" in runs(product, schedule)[0]["reason"]


MAPPING = {"control_id": "control_id", "control_name": "control_name", "system": "profile"}


def test_eventbridge_follows_the_table_and_is_mended(product: Product) -> None:
    scheduler = product.stack.client("scheduler")
    group = product.stack.outputs.schedule_group
    schedule = create(product, time_zone="Europe/Berlin")
    found = scheduler.get_schedule(GroupName=group, Name=schedule["id"])
    assert found["ScheduleExpressionTimezone"] == "Europe/Berlin"
    scheduler.delete_schedule(GroupName=group, Name=schedule["id"])
    product.stack.client("lambda").invoke(FunctionName=product.stack.outputs.sweep_schedules, Payload=b"{}")
    assert schedule["id"] in timers(product)
    off = {"revision": 1, "enabled": False}
    changed = product.admin.call("PUT", f"/schedules/{schedule['id']}", json=off)
    assert (changed["enabled"], changed["next_runs"]) == (False, [])
    assert schedule["id"] not in timers(product)
    product.admin.call("PUT", f"/schedules/{schedule['id']}", json={"revision": 2, "enabled": True})
    assert schedule["id"] in timers(product)
    product.admin.http.request("DELETE", f"schedules/{schedule['id']}").raise_for_status()
    assert schedule["id"] not in timers(product)


def test_a_push_by_hand_of_the_same_text_leaves_nothing_to_push(product: Product) -> None:
    statements = edited(product, 1)
    schedule = create(product, scope={"system_id": statements[0]["system_id"]})
    push(product, statements)
    assert fire(product, schedule, due())["status"] == "nothing_to_push"


@pytest.mark.parametrize("path", ["", "/runs"])
def test_there_is_no_such_schedule(product: Product, path: str) -> None:
    product.author.call("GET", f"/schedules/none{path}", expect=404)


def test_the_same_rows_are_listed_over_all_schedules(product: Product) -> None:
    product.pulled(rows(1), "Harbour Log")
    schedule = create(product)
    product.admin.call("POST", f"/schedules/{schedule['id']}/run", expect=202)
    assert product.auditor.get("/schedules/runs", limit=1)["runs"] == runs(product, schedule)
