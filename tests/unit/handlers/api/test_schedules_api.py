"""`/schedules` as a client sees it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.domain.pushing import Pushing
from tests.unit.handlers.calling import Answer, call

ADMIN = {"user": "adele@example.com", "groups": "[admin]"}
NIGHTLY = {"name": "Nightly", "expression": "cron(0 22 ? * MON-FRI *)", "time_zone": "Europe/Berlin"}
FIELDS = {
    "id",
    "name",
    "expression",
    "time_zone",
    "enabled",
    "scope",
    "pinned",
    "notify",
    "revision",
    "next_runs",
    "last_run",
    "created_by",
    "updated_by",
}


@pytest.fixture(autouse=True)
def connected(push: Pushing) -> Pushing:
    return push


def create(**settings: Any) -> Any:
    answer = call("POST", "/schedules", {**NIGHTLY, **settings}, **ADMIN)
    assert answer.status == 201, answer.body
    return answer.body


def change(schedule: Any, **changes: Any) -> Answer:
    body = {"revision": schedule["revision"], **changes}
    return call("PUT", f"/schedules/{schedule['id']}", body, **ADMIN)


def test_a_schedule_is_created_read_and_listed() -> None:
    created = create(scope={"family": "AC"}, pinned=True, notify="always")
    assert set(created) >= FIELDS
    assert len(created["next_runs"]) == 5
    assert all(one.endswith("Z") for one in created["next_runs"])
    assert created["scope"] == {"system_id": None, "family": "AC", "modified_by": None}
    assert (created["created_by"], created["revision"], created["enabled"]) == ("adele@example.com", 1, True)
    assert created["last_run"] is None
    for user in ("[author]", "[auditor]", "[admin]"):
        assert call("GET", f"/schedules/{created['id']}", groups=user).body == created
        [listed] = call("GET", "/schedules", groups=user).body["schedules"]
        assert listed == {**created, "sentence": None}


def test_its_sentence_says_what_it_would_push(push: Pushing) -> None:
    push.edited(push.pulled(1), "mine")
    created = create(pinned=True)
    assert created["sentence"] == (
        "Pushes 1 statement of all systems as of now; what is edited after the schedule is saved is held; "
        "conflicts and missing records are always held."
    )


def test_what_is_left_out_of_a_change_stays() -> None:
    created = create(scope={"family": "AC"})
    changed = change(created, enabled=False).body
    assert changed == {
        **created,
        "enabled": False,
        "revision": 2,
        "next_runs": [],
        "updated_at": changed["updated_at"],
    }
    whole = change(changed, **{**changed, "name": "Renamed"}).body
    assert (whole["name"], whole["revision"], whole["scope"]["family"]) == ("Renamed", 3, "AC")
    everything = change(whole, scope={}).body
    assert everything["scope"] == {"system_id": None, "family": None, "modified_by": None}


def test_a_stale_revision_answers_with_the_current_schedule() -> None:
    created = create()
    change(created, name="Changed")
    stale = change(created, name="Mine")
    assert (stale.status, stale.body["code"]) == (409, "stale_revision")
    assert (stale.body["schedule"]["name"], stale.body["schedule"]["revision"]) == ("Changed", 2)


def test_a_deleted_schedule_is_gone() -> None:
    created = create()
    gone = call("DELETE", f"/schedules/{created['id']}", **ADMIN)
    assert (gone.status, gone.body) == (204, "")
    assert call("GET", f"/schedules/{created['id']}").status == 404
    assert call("DELETE", f"/schedules/{created['id']}", **ADMIN).status == 404
    assert call("POST", f"/schedules/{created['id']}/run", **ADMIN).status == 404


def test_a_run_by_hand_is_listed_with_its_push(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    created = create(enabled=False)
    ran = call("POST", f"/schedules/{created['id']}/run", **ADMIN)
    assert ran.status == 202
    assert (ran.body["status"], ran.body["held"], ran.body["run_by"]) == ("pushed", [], "adele@example.com")
    push.run(ran.body["job_id"])
    [run] = call("GET", f"/schedules/{created['id']}/runs").body["runs"]
    assert run["job"] == {"status": "completed", "total": 1, "succeeded": 1, "failed": 0, "skipped": 0}
    assert call("GET", "/schedules/runs").body["runs"] == [run]
    assert call("GET", f"/schedules/{created['id']}").body["last_run"] == run
    job = call("GET", f"/push/{run['job_id']}").body
    assert (job["schedule_id"], job["schedule_name"], job["trigger"]) == (
        created["id"],
        "Nightly",
        "schedule",
    )
    assert push.servicenow.records[statement.servicenow_sys_id].content == "mine"


def test_a_preview_saves_nothing(push: Pushing) -> None:
    push.edited(push.pulled(1), "mine")
    body = {"expression": "cron(30 2 * * ? *)", "time_zone": "Europe/Berlin"}
    answer = call("POST", "/schedules/preview", body, **ADMIN)
    assert (answer.status, answer.body["statement_count"]) == (200, 1)
    assert len(answer.body["next_runs"]) == 5
    assert call("GET", "/schedules").body["schedules"] == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"expression": "cron(0 25 * * ? *)"}, "expression"),
        ({"time_zone": "Berlin"}, "time_zone"),
        ({"name": ""}, "name"),
        ({"scope": {"family": ""}}, "scope.family"),
        ({"scope": {"owner": "ann"}}, "scope.owner"),
        ({"notify": "sometimes"}, "notify"),
        ({"enabled": "perhaps"}, "enabled"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_bad_input_names_the_field(changes: dict[str, Any], field: str) -> None:
    answer = call("POST", "/schedules", {**NIGHTLY, **changes}, **ADMIN)
    assert (answer.status, answer.content_type) == (422, "application/problem+json")
    assert field in {one["field"] for one in answer.body["errors"]}
    assert call("GET", "/schedules").body["schedules"] == []


@pytest.mark.parametrize("groups", ["[author]", "[auditor]"])
def test_only_an_administrator_changes_anything(groups: str) -> None:
    created = create()
    one = f"/schedules/{created['id']}"
    body = {**NIGHTLY}
    for method, path, sent in (
        ("POST", "/schedules", body),
        ("POST", "/schedules/preview", {"expression": "rate(1 hour)"}),
        ("PUT", one, {"revision": 1}),
        ("DELETE", one, None),
        ("POST", f"{one}/run", None),
    ):
        assert call(method, path, sent, groups=groups).status == 403, path
    assert call("GET", one).body == created
