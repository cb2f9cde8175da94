"""How every example ends: all calls and workflows run out, then the books are checked as a whole."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from control_push.adapters.tables.rows import from_attributes
from control_push.models.statement import SyncStatus
from control_push.texts.text_format import TextFormat
from tests.properties.watch import FINAL
from tests.properties.world import World

same_text = TextFormat.HTML.texts.same

AFTER_ALL = 1200
"""Seconds after which no function of before can still run, and no lease of one can hold."""


def end(world: World) -> None:
    """Everything that runs comes to its end, and what should be true then is."""
    world.remote.write_faults.clear()
    world.remote.read_faults.clear()
    for task in list(world.tasks):
        if task in world.tasks:
            world.finish(task)
    run_executions(world)
    world.pass_time(AFTER_ALL)
    # Nothing but the sweep is left for executions that were aborted and whose event was lost.
    world.finish(world.sweep())
    check_books(world)
    check_leases(world)
    check_edits(world)
    push_what_is_left(world)


def run_executions(world: World) -> None:
    """Every running execution to its last state; waits are waited out."""
    for _ in range(2000):
        running = [one for one in world.executions.all.values() if one.status == "RUNNING"]
        if not running:
            return
        ready = [(one, what) for one in running for what in one.ready(world.now)]
        if ready:
            execution, what = ready[0]
            world.finish(world.invoke(execution, what))
        else:
            due = min(moment for one in running if (moment := one.waits_until()))
            world.pass_time((due - world.now).total_seconds())
    raise AssertionError("an execution runs without end")


def check_books(world: World) -> None:
    """Every job has ended; every item has one outcome and one audit record of it."""
    rows = [from_attributes(row) for row in world.database.tables["push-jobs"].values()]
    jobs = {row["job_id"]: row for row in rows if row["record"] == "JOB"}
    audit = [from_attributes(row) for row in world.database.tables["audit"].values()]
    actions = Counter((one.get("job_id"), one["action"]) for one in audit)
    settled = Counter((one["job_id"], one["statement_id"]) for one in audit if "outcome" in one["details"])
    for job_id, job in jobs.items():
        assert job["status"] in FINAL, f"job {job_id} never ended"
        assert actions[job_id, "push_started"] == actions[job_id, "push_finished"] == 1
        items = world.watch.items(job_id)
        assert len(items) == job["total"]
        assert all("outcome" in item for item in items)
        assert all(settled[job_id, item["statement_id"]] == 1 for item in items)
    assert sum(settled.values()) == sum(job["total"] for job in jobs.values())


def check_edits(world: World) -> None:
    """No edits are left that no record of the audit has."""
    assert not [row for row in world.database.tables["statements"].values() if "editing" in row]


def check_leases(world: World) -> None:
    """No lease holds when nothing runs any more."""
    for key, row in world.database.tables["push-jobs"].items():
        if key[1] == "LEASE":
            assert datetime.fromisoformat(row["until"]["S"]) < world.now


def push_what_is_left(world: World) -> None:
    """Whatever happened before: an edit of what is there can be pushed, and ends as the texts say."""
    left = [world.statement(one) for one in world.statements if world.statement(one).presence == "present"]
    ready = [one for one in left if one.sync_status is SyncStatus.MODIFIED]
    if not ready:
        return
    expected = {one.statement_id: _expected(world, one) for one in ready}
    job_id: str = world.finish(world.start(list(expected), "ann")).answer
    run_executions(world)
    outcomes = {item["statement_id"]: item["outcome"] for item in world.watch.items(job_id)}
    assert outcomes == expected
    for one in ready:
        if expected[one.statement_id] == "succeeded":
            assert same_text(world.remote.text(one.servicenow_sys_id), one.local_content or "")
            assert world.statement(one.statement_id).sync_status is SyncStatus.SYNCED


def _expected(world: World, statement: Any) -> str:
    sys_id = statement.servicenow_sys_id
    if sys_id not in world.remote.records or sys_id in world.remote.hidden:
        return "failed"
    text = world.remote.text(sys_id)
    safe = same_text(text, statement.content) or same_text(text, statement.local_content)
    return "succeeded" if safe else "conflict"
