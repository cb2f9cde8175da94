"""A push as the workflow runs it, in memory: prepare, every item until it is settled, close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from control_push.adapters.tables.audit import AuditFilter
from control_push.adapters.tables.store import Store
from control_push.adapters.work_bucket import item_row
from control_push.domain.push.claim import PushContext
from control_push.domain.push.finish import Closer, finish_push
from control_push.domain.push.prepare import Lists, Prepared, prepare_push
from control_push.domain.push.push_statement import RunAgain, RunEnd, push_statement
from control_push.domain.push.start import PushRequest, start_push
from control_push.domain.statements import change
from control_push.domain.statements.edit import discard_edit, edit_statement
from control_push.domain.statements.edit_session import writes_of
from control_push.models.audit import AuditRecord
from control_push.models.base import utc_now
from control_push.models.connection import Connection
from control_push.models.push import FAILURES, SUCCESSES, Job, JobItem, Outcome
from control_push.models.statement import Statement
from tests.unit.fake_servicenow import CONNECTION, FakeServiceNow


@dataclass
class FakeWorkflow:
    started: list[str] = field(default_factory=list)
    running: set[str] = field(default_factory=set)

    def start(self, name: str, payload: dict[str, str]) -> None:
        if name not in self.started:
            self.started.append(name)
            self.running.add(name)

    def execution(self, name: str) -> str:
        return f"arn:aws:states:us-east-1:123456789012:execution:push:{name}"

    def is_running(self, name: str) -> bool:
        return name in self.running


@dataclass
class FakeBucket:
    items: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)

    def put_items(self, job_id: str, items: Any) -> str:
        self.take(job_id, [item_row(item) for item in items])
        return f"push/{job_id}/items.json"

    def take(self, job_id: str, rows: list[dict[str, Any]]) -> None:
        """What the Map is given, in whichever way."""
        self.items[job_id] = [row["statement_id"] for row in rows]
        self.texts |= {row["statement_id"]: row["texts"] for row in rows}


@dataclass
class Pushing:
    store: Store
    servicenow: FakeServiceNow
    workflow: FakeWorkflow = field(default_factory=FakeWorkflow)
    bucket: FakeBucket = field(default_factory=FakeBucket)
    inline_up_to: int = 400
    time_left: timedelta = timedelta(seconds=45)
    lease: timedelta = timedelta(seconds=46)

    def connect(self, connection: Connection = CONNECTION) -> Connection:
        known = self.store.connection.get_connection()
        saved = connection.model_copy(update={"version": known.version + 1 if known else 1})
        self.store.commit([self.store.connection.save_connection(saved)])
        return saved

    def pulled(self, number: int, content: str = "base") -> Statement:
        remote = self.servicenow.records[self.servicenow.add(number, content)]
        self.store.commit([self.store.statements.save(change.create_statement(CONNECTION, remote))])
        return self.statement(CONNECTION.statement_id(remote.sys_id))

    def statement(self, statement_id: str) -> Statement:
        found = self.store.statements.get(statement_id)
        assert found
        return found

    def edited(self, statement: Statement, text: str, actor: str = "ann") -> Statement:
        saved, _ = edit_statement(
            self.store, self.servicenow.texts, statement, text, statement.revision, actor
        )
        return saved

    def recorded(self, statement: Statement, text: str) -> Statement:
        """Edited, and in the audit table already."""
        self.store.commit(writes_of(self.store, self.edited(statement, text)))
        return self.statement(statement.statement_id)

    def discard(self, statement: Statement, actor: str = "ann") -> Statement:
        return discard_edit(self.store, statement, statement.revision, actor)

    def start(self, *statements: Statement, actor: str = "ann", key: str | None = None) -> str:
        request = PushRequest([one.statement_id for one in statements], actor, key)
        return start_push(self.store, self.workflow, request)  # type: ignore[arg-type]

    def worker(self) -> PushContext:
        return PushContext(
            self.store,
            lambda connection, source_id: self.servicenow,  # type: ignore[arg-type, return-value]
            lambda: self.time_left,
            self.lease,
        )

    def prepare(self, job_id: str) -> bool:
        return not self.prepared(job_id).stopped

    def prepared(self, job_id: str) -> Prepared:
        client = lambda source_id: self.servicenow
        lists = Lists(self.bucket, self.inline_up_to)  # type: ignore[arg-type]
        prepared = prepare_push(self.store, lists, client, job_id)  # type: ignore[arg-type]
        if prepared.items is not None:
            self.bucket.take(job_id, prepared.items)
        return prepared

    def step(self, job_id: str, statement_id: str) -> RunEnd:
        return push_statement(self.worker(), job_id, statement_id, self.bucket.texts.get(statement_id, ()))

    def finish(self, job_id: str, *, leases_over: bool = True) -> Job | None:
        """Closing, by default after the leases of workers that died have run out."""
        closer = Closer(self.store, lambda source_id: self.servicenow)  # type: ignore[arg-type, return-value]
        now = utc_now() + self.lease if leases_over else utc_now()
        with patch("control_push.adapters.tables.push_items.utc_now", lambda: now):
            return finish_push(closer, job_id)

    def run(self, job_id: str) -> Job:
        """The whole workflow; a RunAgain is followed at once, as if its pause were over."""
        if self.prepare(job_id):
            for statement_id in self.bucket.items[job_id]:
                self.settle(job_id, statement_id)
        job = self.finish(job_id)
        assert job
        return job

    def settle(self, job_id: str, statement_id: str) -> RunEnd:
        for _ in range(20):
            answer = self.step(job_id, statement_id)
            if not isinstance(answer, RunAgain):
                return answer
        raise AssertionError("the worker asks for retries without end")

    def item(self, job_id: str, statement: Statement) -> JobItem:
        work = self.store.items.task(job_id, statement.statement_id)
        assert work
        return work.item

    def audit(self, job_id: str, statement: Statement | None = None) -> list[AuditRecord]:
        where = AuditFilter(job_id=job_id)
        records = self.store.audit.search(where, 200, None).rows
        return [one for one in records if statement is None or one.statement_id == statement.statement_id]

    def check_books(self, job_id: str) -> None:
        """One outcome and one audit record per item, and counters that are the sum of the outcomes."""
        job = self.store.jobs.get(job_id)
        assert job
        items = list(self.store.items.all(job_id))
        settled = [item.outcome for item in items if item.outcome]
        assert {o: n for o, n in job.outcomes.items() if n} == {o: settled.count(o) for o in set(settled)}
        assert job.count(*SUCCESSES, *FAILURES, Outcome.SKIPPED, Outcome.CANCELLED) == len(settled)
        for item in items:
            records = [one for one in self.audit(job_id) if one.statement_id == item.statement_id]
            assert len(records) == (1 if item.outcome else 0)
            if item.outcome:
                assert records[0].details["outcome"] == item.outcome


def ids(statements: Sequence[Statement]) -> list[str]:
    return [one.statement_id for one in statements]


def job_of(push: Pushing, job_id: str) -> Job:
    job = push.store.jobs.get(job_id)
    assert job
    return job


def prepare(push: Pushing, job_id: str) -> list[int]:
    """The totals said while it is prepared."""
    totals = []
    while True:
        answer = push.prepared(job_id)
        totals.append(answer.total)
        if not answer.more:
            return totals


def many(push: Pushing, count: int) -> list[Statement]:
    return [push.edited(push.pulled(number), "mine") for number in range(1, count + 1)]
