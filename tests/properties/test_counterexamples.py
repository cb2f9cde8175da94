"""What the machines have found, as plain tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from control_push.models.statement import SyncStatus
from tests.properties.ending import end, run_executions
from tests.properties.executions import Execution
from tests.properties.remote import Fault
from tests.properties.stepping import Step, Task
from tests.properties.world import World


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


def started(world: World, text: str, user: str = "ann") -> Execution:
    """A job over the one statement with this text, prepared."""
    statement_id = world.statements[0] if world.statements else world.pulled("<p>base</p>")
    revision = world.statement(statement_id).revision
    world.finish(world.edit(statement_id, text, revision, user))
    execution = world.executions.all[world.finish(world.start([statement_id], user)).answer]
    world.finish(world.invoke(execution, "prepare"))
    return execution


def stop_before(world: World, task: Task, call: str) -> Task:
    """The task up to, and not including, its next call of this name."""
    while task.at != call:
        world.step(task)
    return task


def test_a_worker_delivered_twice_does_not_write_over_what_another_job_pushed(world: World) -> None:
    execution = started(world, "older")
    [statement_id] = world.statements
    first = stop_before(world, world.invoke(execution, statement_id), "servicenow.update_content")
    newer = started(world, "newer", "bob")
    world.finish(world.worker(execution.job_id, statement_id))
    world.finish(world.invoke(newer, statement_id))
    world.finish(first)
    run_executions(world)
    assert world.remote.history(world.statement(statement_id).servicenow_sys_id)[-2:] == ["older", "newer"]
    end(world)


@pytest.mark.parametrize("fault", [Fault.UNCHANGED, Fault.EMPTY_ANSWER_UNCHANGED])
def test_a_dropped_write_over_a_foreign_edit_is_no_success(world: World, fault: Fault) -> None:
    execution = started(world, "mine")
    [statement_id] = world.statements
    worker = stop_before(world, world.invoke(execution, statement_id), "servicenow.update_content")
    world.remote.put(world.statement(statement_id).servicenow_sys_id, "theirs", by="somebody")
    world.remote.write_faults.append(fault)
    world.finish(worker)
    after = world.statement(statement_id)
    assert (after.sync_status, after.local_content) == (SyncStatus.CONFLICT, "mine")
    end(world)


def test_a_crash_in_a_cancel_leaves_both_the_stop_and_its_evidence_or_neither(world: World) -> None:
    execution = started(world, "mine")
    cancel = stop_before(world, world.cancel(execution.job_id, "bob"), "dynamodb.transact_write_items")
    world.step(cancel, Step.CRASH_AFTER)
    job = world.store.jobs.get(execution.job_id)
    assert job
    assert job.stop
    actions = {row["action"]["S"] for row in world.database.tables["audit"].values()}
    assert "push_cancel_requested" in actions
    end(world)


def test_a_worker_whose_read_took_its_time_asks_whether_it_may_still_write(world: World) -> None:
    execution = started(world, "mine")
    [statement_id] = world.statements
    slow = stop_before(world, world.invoke(execution, statement_id), "servicenow.get_record")
    world.pass_time(3)
    world.finish(slow)
    assert [
        seen.what for seen in slow.trail if seen.what.startswith("servicenow") or "get_item" in seen.what
    ] == [
        "dynamodb.batch_get_item",
        "servicenow.get_record",
        "dynamodb.get_item",
        "servicenow.update_content",
    ]
    end(world)
