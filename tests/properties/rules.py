"""What can happen, as rules for Hypothesis. A machine is made of the groups of rules that it needs."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from control_push.domain.conflicts.resolve import Decision, Resolution
from control_push.models.statement import Statement
from tests.properties.ending import end
from tests.properties.executions import Execution
from tests.properties.remote import Fault, ReadFault, Stamp
from tests.properties.stepping import Step, Task
from tests.properties.world import World

USERS = st.sampled_from(["ann", "bob"])
# Few, so that texts meet again: equal ones, equal but for white space, one that begins another.
TEXTS = st.sampled_from(
    ["<p>base</p>", "<p>base</p>\n", "alpha", "<p>beta</p>", "<p>beta</p> ", "alpha beta", "gamma", "delta"]
)
PICK = st.integers(0, 11)
AT_ONCE = st.sampled_from([True, True, False])
"""Whether a call runs to its end, or rests before its first adapter call for others to come between."""
READ_FAULTS = st.sampled_from([ReadFault.UNAVAILABLE, *ReadFault])
RARELY = st.sampled_from([False, False, False, False, True])
SECONDS = st.sampled_from([1, 3, 20, 31, 46, 130])


class Base(RuleBasedStateMachine):
    """The world, and the end of every example."""

    SYSTEM_SIZE = 2
    JOBS = 1
    """Jobs over all statements, ready to be pushed, that an example begins with."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.seen: dict[tuple[str, str], Statement] = {}
        self.broken = False

    @initialize()
    def begin(self) -> None:
        for _ in range(self.SYSTEM_SIZE):
            self.world.finish(self.world.edit(self.world.pulled("<p>base</p>"), "alpha", 1, "ann"))
        for _ in range(self.JOBS):
            job_id = self.world.finish(self.world.start(self.world.statements, "ann")).answer
            self.world.finish(self.world.invoke(self.world.executions.all[job_id], "prepare"))

    def teardown(self) -> None:
        try:
            end(self.world)
        finally:
            self.world.close()

    def one(self, pick: int) -> str:
        """Some statement."""
        return self.world.statements[pick % len(self.world.statements)]

    def some(self, picks: list[int]) -> list[str]:
        """Some statements."""
        return list(dict.fromkeys(self.one(pick) for pick in picks))

    def run(self, task: Task, at_once: bool) -> None:
        """To its end, or left to rest."""
        if at_once:
            self.world.finish(task)

    def jobs(self) -> list[str]:
        """Jobs that were started, also those without an execution."""
        rows = self.world.database.tables["push-jobs"]
        return [key[0] for key in rows if key[1] == "JOB"]

    def foreign_edit_at(self, pick: int, text: str, stamp: Stamp = Stamp.MOVES) -> None:
        """Somebody saves the record in ServiceNow, if it is still there."""
        sys_id = self.world.statement(self.one(pick)).servicenow_sys_id
        if any(task.at == "servicenow.get_record" and task.wrote for task in self.world.tasks):
            # A script that leaves no trace, right between a write that shows nothing and its reading back:
            # its text cannot be told from ours as ServiceNow rewrote it.
            stamp = Stamp.MOVES
        if sys_id in self.world.remote.records:
            self.world.remote.put(sys_id, text, by="somebody", stamp=stamp)

    def look(self, user: str, statement_id: str) -> Statement:
        """The user loads the statement."""
        self.seen[user, statement_id] = self.world.statement(statement_id)
        return self.seen[user, statement_id]

    def known(self, user: str, statement_id: str, fresh: bool) -> Statement:
        """As the user sees it, loaded now or some time ago."""
        stale = None if fresh else self.seen.get((user, statement_id))
        return stale or self.look(user, statement_id)


class Time(Base):
    """Time passes; calls that rest go on, or die."""

    @rule(seconds=SECONDS)
    def time_passes(self, seconds: int) -> None:
        self.world.pass_time(seconds)

    @precondition(lambda self: self.world.tasks)
    @rule(pick=PICK, steps=st.integers(1, 6))
    def a_call_goes_on(self, pick: int, steps: int) -> None:
        task = self.resting(pick)
        for _ in range(steps):
            if not task.ended:
                self.world.step(task)

    @precondition(lambda self: self.world.tasks)
    @rule(pick=PICK)
    def a_call_ends(self, pick: int) -> None:
        self.world.finish(self.resting(pick))

    @precondition(lambda self: self.world.tasks)
    @rule(pick=PICK, steps=st.integers(0, 6), how=st.sampled_from([Step.CRASH_BEFORE, Step.CRASH_AFTER]))
    def a_call_dies(self, pick: int, steps: int, how: Step) -> None:
        task = self.resting(pick)
        for _ in range(steps):
            if not task.ended:
                self.world.step(task)
        if not task.ended:
            self.world.step(task, how)

    def resting(self, pick: int) -> Task:
        return self.world.tasks[pick % len(self.world.tasks)]


class Editing(Base):
    """Two authors at the same statements."""

    @rule(user=USERS, pick=PICK, text=TEXTS, fresh=st.booleans(), at_once=AT_ONCE)
    def edit(self, user: str, pick: int, text: str, fresh: bool, at_once: bool) -> None:
        statement = self.known(user, self.one(pick), fresh)
        self.run(self.world.edit(statement.statement_id, text, statement.revision, user), at_once)

    @rule(user=USERS, pick=PICK, fresh=st.booleans(), at_once=AT_ONCE)
    def discard(self, user: str, pick: int, fresh: bool, at_once: bool) -> None:
        statement = self.known(user, self.one(pick), fresh)
        self.run(self.world.discard(statement.statement_id, statement.revision, user), at_once)

    @rule(user=USERS, pick=PICK)
    def load(self, user: str, pick: int) -> None:
        self.look(user, self.one(pick))


class Comparing(Base):
    """Checks, decisions and pulls."""

    @rule(user=USERS, picks=st.lists(PICK, min_size=1, max_size=2), at_once=AT_ONCE)
    def check(self, user: str, picks: list[int], at_once: bool) -> None:
        self.run(self.world.check(self.some(picks), user), at_once)

    @rule(
        user=USERS,
        pick=PICK,
        how=st.sampled_from(Resolution),
        text=TEXTS,
        fresh=st.booleans(),
        at_once=AT_ONCE,
    )
    def resolve(self, user: str, pick: int, how: Resolution, text: str, fresh: bool, at_once: bool) -> None:
        self.decide(user, pick, how, text, fresh, at_once)

    def decide(self, user: str, pick: int, how: Resolution, text: str, fresh: bool, at_once: bool) -> None:
        """A decision on the conflict as the user saw it."""
        statement = self.known(user, self.one(pick), fresh)
        version = statement.conflict.remote_version if statement.conflict else statement.servicenow_version
        merged = text if how is Resolution.MERGED else None
        decision = Decision(how, version, statement.revision, merged, user)
        self.run(self.world.resolve(statement.statement_id, decision), at_once)

    @rule(user=USERS, pick=PICK, text=TEXTS)
    def foreign_edit_found(self, user: str, pick: int, text: str) -> None:
        self.foreign_edit_at(pick, text)
        self.world.finish(self.world.check([self.one(pick)], user))

    @rule(user=USERS, pick=PICK, how=st.sampled_from(Resolution), text=TEXTS)
    def check_and_resolve(self, user: str, pick: int, how: Resolution, text: str) -> None:
        self.world.finish(self.world.check([self.one(pick)], user))
        self.decide(user, pick, how, text, fresh=True, at_once=True)

    @rule(user=USERS, at_once=AT_ONCE)
    def pull(self, user: str, at_once: bool) -> None:
        self.run(self.world.pull(user), at_once)


class Others(Base):
    """What others do in ServiceNow."""

    @rule(pick=PICK, text=TEXTS, stamp=st.sampled_from(Stamp))
    def foreign_edit(self, pick: int, text: str, stamp: Stamp) -> None:
        self.foreign_edit_at(pick, text, stamp)

    @rule(pick=PICK)
    def touched(self, pick: int) -> None:
        sys_id = self.world.statement(self.one(pick)).servicenow_sys_id
        if sys_id in self.world.remote.records:
            self.foreign_edit_at(pick, self.world.remote.text(sys_id))

    @rule(fault=st.sampled_from(Fault))
    def next_write_goes_wrong(self, fault: Fault) -> None:
        self.world.remote.write_faults.append(fault)

    @rule(fault=READ_FAULTS)
    def next_read_goes_wrong(self, fault: ReadFault) -> None:
        self.world.remote.read_faults.append(fault)


class Deleting(Base):
    """Records that are hidden, or gone for good."""

    @rule(pick=PICK, really=RARELY)
    def hide_or_show(self, pick: int, really: bool) -> None:
        sys_id = self.world.statement(self.one(pick)).servicenow_sys_id
        self.world.remote.hidden ^= {sys_id} if really or sys_id in self.world.remote.hidden else set()

    @rule(pick=PICK, really=RARELY)
    def delete(self, pick: int, really: bool) -> None:
        sys_id = self.world.statement(self.one(pick)).servicenow_sys_id
        if really:
            self.world.remote.records.pop(sys_id, None)


class Pushing(Base):
    """Jobs over overlapping sets, and their workflows step by step."""

    @rule(
        user=USERS,
        picks=st.lists(PICK, min_size=1, max_size=2),
        key=st.sampled_from([None, "key"]),
        at_once=AT_ONCE,
    )
    def start(self, user: str, picks: list[int], key: str | None, at_once: bool) -> None:
        self.run(self.world.start(self.some(picks), user, key), at_once)

    @rule(user=USERS, pick=PICK, text=TEXTS)
    def edit_and_start(self, user: str, pick: int, text: str) -> None:
        statement = self.look(user, self.one(pick))
        self.world.finish(self.world.edit(statement.statement_id, text, statement.revision, user))
        self.world.finish(self.world.start([statement.statement_id], user))

    @rule(user=USERS, at_once=AT_ONCE)
    def start_scope(self, user: str, at_once: bool) -> None:
        self.run(self.world.start_scope(user), at_once)

    @precondition(lambda self: self.ready())
    @rule(pick=PICK, steps=st.integers(0, 8))
    def workflow_goes_on(self, pick: int, steps: int) -> None:
        ready = self.ready()
        execution, what = ready[pick % len(ready)]
        task = self.world.invoke(execution, what)
        for _ in range(steps):
            if not task.ended:
                self.world.step(task)

    @precondition(lambda self: self.ready())
    @rule(pick=PICK)
    def workflow_ends_a_state(self, pick: int) -> None:
        ready = self.ready()
        self.world.finish(self.world.invoke(*ready[pick % len(ready)]))

    def ready(self) -> list[tuple[Execution, str]]:
        """What the workflows could invoke now."""
        executions = self.world.executions.all.values()
        return [(one, what) for one in executions for what in one.ready(self.world.now)]


class Duplicates(Base):
    """Deliveries that the workflow knows nothing of."""

    @precondition(lambda self: self.jobs())
    @rule(pick=PICK, of=PICK, at_once=AT_ONCE)
    def delivered_again(self, pick: int, of: int, at_once: bool) -> None:
        jobs = self.jobs()
        job_id = jobs[pick % len(jobs)]
        items = [item["statement_id"] for item in self.world.watch.items(job_id)]
        if items:
            self.run(self.world.worker(job_id, items[of % len(items)]), at_once)


class Stopping(Base):
    """Cancelling, aborting, retrying, sweeping."""

    @precondition(lambda self: self.jobs())
    @rule(user=USERS, pick=PICK, at_once=AT_ONCE)
    def cancel(self, user: str, pick: int, at_once: bool) -> None:
        jobs = self.jobs()
        self.run(self.world.cancel(jobs[pick % len(jobs)], user), at_once)

    @precondition(lambda self: self.jobs())
    @rule(user=USERS, pick=PICK, at_once=AT_ONCE)
    def retry(self, user: str, pick: int, at_once: bool) -> None:
        jobs = self.jobs()
        self.run(self.world.retry(jobs[pick % len(jobs)], user), at_once)

    @precondition(lambda self: self.world.executions.all)
    @rule(pick=PICK)
    def aborted_in_the_console(self, pick: int) -> None:
        executions = list(self.world.executions.all.values())
        execution = executions[pick % len(executions)]
        if execution.status == "RUNNING":
            execution.status = "ABORTED"

    @precondition(lambda self: self.stopped())
    @rule(pick=PICK, at_once=AT_ONCE)
    def status_event(self, pick: int, at_once: bool) -> None:
        stopped = self.stopped()
        self.run(self.world.status_event(stopped[pick % len(stopped)]), at_once)

    @rule(at_once=AT_ONCE)
    def sweep(self, at_once: bool) -> None:
        self.run(self.world.sweep(), at_once)

    def stopped(self) -> list[str]:
        """Jobs whose execution was aborted or failed."""
        return [
            one.job_id for one in self.world.executions.all.values() if one.status in {"ABORTED", "FAILED"}
        ]
