"""One thing goes wrong, at each single step of a push in turn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from control_push.domain.conflicts.resolve import Decision, Resolution
from tests.properties.ending import end
from tests.properties.remote import Fault
from tests.properties.stepping import Step, Task
from tests.properties.world import World

CALLS = 24
"""At least as many as a push of one statement makes, from its start to its last state."""


class Push:
    """One statement pushed, from the start of the job to its end, one adapter call at a time."""

    def __init__(self, fault: Fault | None = None) -> None:
        self.world = World()
        self.statement_id = self.world.pulled("<p>base</p>")
        self.world.finish(self.world.edit(self.statement_id, "mine, long enough to be cut", 1, "ann"))
        if fault:
            self.world.remote.write_faults.append(fault)
        self.calls = 0

    def run(self, at: int, meanwhile: Callable[[], object], how: Step = Step.GO) -> bool:
        """Before call number `at` something else happens, and the call may die; whether it got so far."""
        self._task(self.world.start([self.statement_id], "ann", "key"), at, meanwhile, how)
        if not self.world.executions.all and not self.calls > at + 1:
            # The start died: its client sends it again, with the same key.
            self._task(self.world.start([self.statement_id], "ann", "key"), at, meanwhile, how)
        for _ in range(50):
            ready = [
                (one, what)
                for one in self.world.executions.all.values()
                for what in one.ready(self.world.now)
            ]
            if not ready:
                break
            self._task(self.world.invoke(*ready[0]), at, meanwhile, how)
        try:
            end(self.world)
        finally:
            self.world.close()
        return self.calls > at

    def _task(self, task: Task, at: int, meanwhile: Callable[[], object], how: Step) -> None:
        while not task.ended:
            self.calls += 1
            if self.calls - 1 == at:
                meanwhile()
                if not task.ended:
                    self.world.step(task, how)
            else:
                self.world.step(task)

    @property
    def sys_id(self) -> str:
        return self.world.statement(self.statement_id).servicenow_sys_id


@pytest.mark.parametrize("how", [Step.CRASH_BEFORE, Step.CRASH_AFTER])
@pytest.mark.parametrize("fault", [None, *Fault])
def test_a_function_dies(fault: Fault | None, how: Step) -> None:
    reached = [Push(fault).run(at, lambda: None, how) for at in range(CALLS)]
    assert all(reached[:15])


def edited(push: Push) -> None:
    revision = push.world.statement(push.statement_id).revision
    push.world.finish(push.world.edit(push.statement_id, "typed since", revision, "bob"))


def discarded(push: Push) -> None:
    revision = push.world.statement(push.statement_id).revision
    push.world.finish(push.world.discard(push.statement_id, revision, "bob"))


def edited_anew(push: Push) -> None:
    discarded(push)
    edited(push)


def foreign_edit(push: Push) -> None:
    push.world.remote.put(push.sys_id, "theirs", by="somebody")


def foreign_edit_found(push: Push) -> None:
    foreign_edit(push)
    push.world.finish(push.world.check([push.statement_id], "bob"))


def pulled(push: Push) -> None:
    push.world.finish(push.world.pull("bob"))


def resolved(push: Push, how: Resolution) -> None:
    foreign_edit_found(push)
    found = push.world.statement(push.statement_id)
    if found.conflict:
        merged = "both" if how is Resolution.MERGED else None
        decision = Decision(how, found.conflict.remote_version, found.revision, merged, "bob")
        push.world.finish(push.world.resolve(push.statement_id, decision))


def pushed_by_another(push: Push) -> None:
    edited(push)
    job_id = push.world.finish(push.world.start([push.statement_id], "bob")).answer
    execution = push.world.executions.all.get(job_id)
    while execution and (ready := execution.ready(push.world.now)):
        push.world.finish(push.world.invoke(execution, ready[0]))


def cancelled(push: Push) -> None:
    for job_id in list(push.world.executions.all):
        push.world.finish(push.world.cancel(job_id, "bob"))


def aborted(push: Push) -> None:
    for execution in push.world.executions.all.values():
        if execution.status == "RUNNING":
            execution.status = "ABORTED"
            push.world.finish(push.world.status_event(execution.job_id))


def swept(push: Push) -> None:
    for execution in push.world.executions.all.values():
        if execution.status == "RUNNING":
            execution.status = "ABORTED"
    push.world.pass_time(31)
    push.world.finish(push.world.sweep())


def delivered_again(push: Push) -> None:
    for job_id in list(push.world.executions.all):
        push.world.finish(push.world.worker(job_id, push.statement_id))


def hidden(push: Push) -> None:
    push.world.remote.hidden.add(push.sys_id)


def deleted(push: Push) -> None:
    push.world.remote.records.pop(push.sys_id, None)


MEANWHILE: dict[str, Callable[[Push], object]] = {
    one.__name__: one
    for one in (
        edited,
        discarded,
        edited_anew,
        foreign_edit,
        foreign_edit_found,
        pulled,
        pushed_by_another,
        cancelled,
        aborted,
        swept,
        delivered_again,
        hidden,
        deleted,
    )
} | {f"resolved {how.value}": lambda push, how=how: resolved(push, how) for how in Resolution}  # type: ignore[misc]


@pytest.mark.parametrize("what", MEANWHILE)
@pytest.mark.parametrize(
    "fault", [None, Fault.RESET_AFTER, Fault.DROPPED, Fault.REFUSED_AFTER, Fault.REWRITTEN]
)
def test_something_else_happens(fault: Fault | None, what: str) -> None:
    for at in range(CALLS):
        push = Push(fault)
        push.run(at, lambda push=push: MEANWHILE[what](push))  # type: ignore[misc]


@pytest.mark.parametrize("what", MEANWHILE)
def test_something_else_happens_where_a_function_dies(what: str) -> None:
    for at in range(CALLS):
        for how in (Step.CRASH_BEFORE, Step.CRASH_AFTER):
            push = Push()
            push.run(at, lambda push=push: MEANWHILE[what](push), how)  # type: ignore[misc]
