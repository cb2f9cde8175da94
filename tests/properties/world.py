"""The product, ServiceNow, Step Functions and a clock, with every call in the hands of a test."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

from control_push.adapters.tables.store import Store
from control_push.domain.conflicts.check import check_conflicts
from control_push.domain.conflicts.resolve import Decision, resolve_conflict
from control_push.domain.look_up import require_statement
from control_push.domain.pull.read_page import read_page
from control_push.domain.pull.start import start_pull
from control_push.domain.push import claim as claim_module
from control_push.domain.push import freeze_scope as freeze_module
from control_push.domain.push import start as start_module
from control_push.domain.push.claim import PushContext
from control_push.domain.push.finish import Closer, finish_push
from control_push.domain.push.prepare import Lists, prepare_push
from control_push.domain.push.push_statement import push_statement
from control_push.domain.push.retry import retry_push
from control_push.domain.push.start import PushRequest, start_push
from control_push.domain.push.stop import abort_job, cancel_job
from control_push.domain.push.sweep import sweep_pushes
from control_push.domain.statements import change
from control_push.domain.statements.edit import discard_edit, edit_statement
from control_push.domain.statements.edit_session import close_edits
from control_push.errors import ControlPushError
from control_push.models import audit as audit_module
from control_push.models import base as base_module
from control_push.models.push import Job, Scope
from control_push.models.statement import Statement
from tests.properties.dynamodb_in_memory import InMemoryDynamoDB, Row
from tests.properties.executions import Execution, Executions
from tests.properties.remote import Remote
from tests.properties.stepping import Step, Task, adapter_call
from tests.properties.watch import Watch
from tests.unit.conftest import NAMES
from tests.unit.domain.pushing import FakeBucket, FakeWorkflow
from tests.unit.fake_servicenow import CONNECTION, SYSTEM

LAMBDA_SECONDS = {"worker": 45, "prepare": 60, "finish": 900, "pull": 120}
API_SECONDS = 29
START = datetime(2026, 3, 1, 8, tzinfo=UTC)


class SteppedDynamoDB(InMemoryDynamoDB):
    """Each call is a step of the task that makes it."""

    def get_item(self, **request: Any) -> Row:
        return self._call("get_item", request, super().get_item)

    def put_item(self, **request: Any) -> Row:
        return self._call("put_item", request, super().put_item)

    def batch_get_item(self, **request: Any) -> Row:
        return self._call("batch_get_item", request, super().batch_get_item)

    def batch_write_item(self, **request: Any) -> Row:
        return self._call("batch_write_item", request, super().batch_write_item)

    def transact_write_items(self, **request: Any) -> Row:
        return self._call("transact_write_items", request, super().transact_write_items)

    def query(self, **request: Any) -> Row:
        return self._call("query", request, super().query)

    def _call(self, name: str, request: Row, call: Callable[..., Row]) -> Row:
        answer: Row = adapter_call(f"dynamodb.{name}", request.get("TableName"), lambda: call(**request))
        return answer


class SteppedBucket(FakeBucket):
    """Writing the list of items is a step."""

    def put_items(self, job_id: str, items: Any) -> str:
        key: str = adapter_call(
            "s3.put_items", job_id, lambda: super(SteppedBucket, self).put_items(job_id, items)
        )
        return key


@dataclass
class World:
    """One example's world. `close` must be called at its end."""

    now: datetime = START
    tasks: list[Task] = field(default_factory=list)
    """Those that have not ended."""
    statements: list[str] = field(default_factory=list)
    keys: dict[tuple[str, str, tuple[str, ...]], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.database = SteppedDynamoDB()
        self.remote = Remote(now=lambda: self.now)
        self.watch = Watch(self.database, self.remote, lambda: self.now)
        self.database.committed = self.watch.committed
        self.remote.on_write = self.watch.writing
        self.executions = Executions()
        self.bucket = SteppedBucket()
        client: Any = self.database
        self.store = Store.open(client, NAMES)
        self._patches = ExitStack()
        self._freeze()
        self.store.commit([self.store.connection.save_connection(CONNECTION)])

    def _freeze(self) -> None:
        """Clock and ids come from the example, so that it replays."""
        world = self

        class Clock(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
                return world.now

        numbers = itertools.count(1)
        uuid4 = lambda: UUID(int=next(numbers) << 80)
        self._patches.enter_context(patch.object(base_module, "datetime", Clock))
        self._patches.enter_context(patch.object(start_module, "uuid4", uuid4))
        self._patches.enter_context(patch.object(claim_module, "uuid4", uuid4))
        self._patches.enter_context(patch.object(audit_module, "uuid4", uuid4))
        # So that a job of a few statements has several pages, and more of them than one call adds.
        self._patches.enter_context(patch.object(freeze_module, "PAGE", 1))
        self._patches.enter_context(patch.object(freeze_module, "PAGES_AT_ONCE", 2))

    def close(self) -> None:
        """Ends every task and gives the clock back."""
        for task in self.tasks:
            task.kill()
        self.tasks.clear()
        self._patches.close()

    # -- tasks ---------------------------------------------------------------------------------------

    def spawn(self, kind: str, call: Callable[[], Any], **info: Any) -> Task:
        """A call of the product, resting before its first adapter call."""
        seconds = LAMBDA_SECONDS.get(kind, API_SECONDS)
        deadline = self.now + timedelta(seconds=seconds)
        task = Task(f"{kind} {info}", call, {"kind": kind, "deadline": deadline, **info})
        self.tasks.append(task)
        return task

    def step(self, task: Task, how: Step = Step.GO) -> None:
        """One adapter call of a task."""
        task.step(how)
        self._after(task)

    def finish(self, task: Task) -> Task:
        """The task to its end, without anything in between."""
        task.finish()
        self._after(task)
        return task

    def pass_time(self, seconds: float) -> None:
        """Functions that run into their time-out die where they are."""
        self.now += timedelta(seconds=seconds)
        for task in [one for one in self.tasks if one.info["deadline"] <= self.now]:
            task.kill()
            self._after(task)

    def _after(self, task: Task) -> None:
        if task.ended:
            self.tasks.remove(task)
            if on_end := task.info.get("on_end"):
                on_end(task)
        assert not self.watch.broken, self.watch.broken
        if task.error and not isinstance(task.error, ControlPushError):
            raise AssertionError(f"{task.name} failed") from task.error

    # -- people --------------------------------------------------------------------------------------

    def pulled(self, text: str) -> str:
        """A record in ServiceNow, and its statement here."""
        sys_id = self.remote.add(len(self.statements) + 1, text)
        statement = change.create_statement(CONNECTION, self.remote.records[sys_id])
        self.store.commit([self.store.statements.save(statement)])
        self.statements.append(statement.statement_id)
        return statement.statement_id

    def statement(self, statement_id: str) -> Statement:
        """As it is now."""
        found = self.store.statements.get(statement_id)
        assert found
        return found

    def edit(self, statement_id: str, text: str, revision: int, user: str) -> Task:
        def call() -> Statement:
            known = require_statement(self.store, CONNECTION, statement_id)
            return edit_statement(self.store, CONNECTION.texts, known, text, revision, user)[0]

        return self.spawn("edit", call, statement_id=statement_id, revision=revision)

    def discard(self, statement_id: str, revision: int, user: str) -> Task:
        def call() -> Statement:
            known = require_statement(self.store, CONNECTION, statement_id)
            return discard_edit(self.store, known, revision, user)

        return self.spawn("discard", call, statement_id=statement_id, revision=revision)

    def check(self, statement_ids: list[str], user: str) -> Task:
        client: Any = self.remote
        call = lambda: check_conflicts(self.store, client, CONNECTION, statement_ids, user)
        return self.spawn("check", call)

    def resolve(self, statement_id: str, decision: Decision) -> Task:
        client: Any = self.remote

        def call() -> Statement:
            known = require_statement(self.store, CONNECTION, statement_id)
            return resolve_conflict(self.store, client, known, decision)[0]

        return self.spawn("resolve", call, statement_id=statement_id)

    def pull(self, user: str) -> Task:
        client: Any = self.remote
        workflow: Any = FakeWorkflow()
        pull_id = start_pull(self.store, workflow, client, CONNECTION, SYSTEM, user)

        def call() -> None:
            while not read_page(self.store, lambda connection: client, pull_id).done:
                continue

        return self.spawn("pull", call)

    # -- pushes --------------------------------------------------------------------------------------

    def start(self, statement_ids: list[str], user: str, key: str | None = None) -> Task:
        workflow: Any = self.executions
        request = PushRequest(statement_ids, user, key)
        asked = (user, key or "", tuple(statement_ids))

        def same_job(task: Task) -> None:
            if key and task.answer:
                known = self.keys.setdefault(asked, task.answer)
                assert known == task.answer, "the same key and request is the same job"

        return self.spawn("start", lambda: start_push(self.store, workflow, request), on_end=same_job)

    def start_scope(self, user: str, key: str | None = None) -> Task:
        workflow: Any = self.executions
        request = PushRequest([], user, key, scope=Scope(system_id=SYSTEM))
        return self.spawn("start", lambda: start_push(self.store, workflow, request))

    def retry(self, job_id: str, user: str) -> Task:
        workflow: Any = self.executions
        return self.spawn("retry", lambda: retry_push(self.store, workflow, job_id, user, None))

    def cancel(self, job_id: str, user: str) -> Task:
        return self.spawn("cancel", lambda: cancel_job(self.store, job_id, user))

    def invoke(self, execution: Execution, what: str) -> Task:
        """What the execution does next; `what` is one of `execution.ready()`."""
        if execution.phase == "map":
            return self._invoke_worker(execution, what)
        if execution.phase == "prepare":
            call: Callable[[], Any] = lambda: prepare_push(
                self.store,
                Lists(self.bucket, 0),  # type: ignore[arg-type]
                self._client,
                execution.job_id,  # type: ignore[arg-type]
            )
        else:
            call = lambda: self._close_run(execution.job_id, broken=execution.phase == "broken")
        kind = "prepare" if execution.phase == "prepare" else "finish"
        ended = lambda task: execution.phase_ended(
            task, self.bucket.items.get(execution.job_id, []), self.now
        )
        task = self.spawn(kind, call, job_id=execution.job_id, on_end=ended)
        execution.task = task
        return task

    def _invoke_worker(self, execution: Execution, statement_id: str) -> Task:
        task = self.worker(execution.job_id, statement_id)
        task.info["on_end"] = lambda ended: execution.worker_ended(statement_id, ended, self.now)
        execution.items[statement_id].task = task
        return task

    def worker(self, job_id: str, statement_id: str) -> Task:
        """One delivery to the worker, also one that the execution knows nothing of."""

        def time_left() -> timedelta:
            deadline: datetime = task.info["deadline"]
            return deadline - self.now

        def call() -> Any:
            lease = time_left() + timedelta(seconds=1)
            client = lambda connection, source_id: self.remote
            worker = PushContext(self.store, client, time_left, lease)  # type: ignore[arg-type, return-value]
            return push_statement(worker, job_id, statement_id, self.bucket.texts.get(statement_id, ()))

        task = self.spawn("worker", call, job_id=job_id, statement_id=statement_id)
        return task

    def _client(self, source_id: str) -> Remote:
        return self.remote

    def _closer(self) -> Closer:
        return Closer(self.store, self._client)  # type: ignore[arg-type]

    def _close_run(self, job_id: str, *, broken: bool) -> Job | None:
        if broken:
            abort_job(self.store, job_id, "a step of its workflow failed")
        return finish_push(self._closer(), job_id)

    def status_event(self, job_id: str) -> Task:
        """The rule on executions that ended without their last state."""

        def call() -> Job | None:
            abort_job(self.store, job_id, "its execution was aborted")
            return finish_push(self._closer(), job_id)

        return self.spawn("finish", call, job_id=job_id)

    def sweep(self) -> Task:
        workflow: Any = self.executions

        def call() -> list[str]:
            close_edits(self.store)
            return sweep_pushes(self._closer(), workflow)

        return self.spawn("finish", call)
