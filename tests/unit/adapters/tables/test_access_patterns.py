"""Every list comes from the index made for it; nothing scans a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from control_push.adapters.tables.audit import AuditFilter
from control_push.adapters.tables.statements import StatementFilter
from control_push.adapters.tables.store import Store
from control_push.domain.push.stop import cancel_job
from control_push.models.audit import Action, AuditRecord
from control_push.models.base import utc_now
from control_push.models.push import JobStatus
from control_push.models.statement import Statement, SyncStatus
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, SYSTEM, FakeServiceNow

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SOURCE = CONNECTION.source_id
Call = Callable[[Store], Any]


@pytest.fixture
def used(dynamodb: DynamoDBClient) -> list[tuple[str, str, str | None]]:
    """Operation, table and index of each request that reads several rows."""
    seen: list[tuple[str, str, str | None]] = []

    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        if model.name in {"Query", "Scan"}:
            seen.append((model.name, params["TableName"], params.get("IndexName")))

    dynamodb.meta.events.register("before-parameter-build.dynamodb", note)
    return seen


LISTS: dict[str, tuple[Call, tuple[str, str | None]]] = {
    "statements of the connection": (
        lambda s: s.statements.list_page(SOURCE, StatementFilter(), None, 10, None),
        ("statements", "by-source"),
    ),
    "statements of a system": (
        lambda s: s.statements.list_page(SOURCE, StatementFilter(system_id=SYSTEM), None, 10, None),
        ("statements", "by-source"),
    ),
    "number of statements of a system": (
        lambda s: s.statements.count_of_system(SOURCE, SYSTEM),
        ("statements", "by-source"),
    ),
    "modified statements": (
        lambda s: s.statements.list_modified(SOURCE, StatementFilter(), 10, None),
        ("statements", "modified"),
    ),
    "modified statements of a system": (
        lambda s: s.statements.list_modified(SOURCE, StatementFilter(system_id=SYSTEM), 10, None),
        ("statements", "modified"),
    ),
    "number of modified statements": (
        lambda s: s.statements.count_modified(SOURCE, StatementFilter()),
        ("statements", "modified"),
    ),
    "statements in conflict": (
        lambda s: s.statements.list_page(
            SOURCE, StatementFilter(sync_status=SyncStatus.CONFLICT), bool, 10, None
        ),
        ("statements", "by-source"),
    ),
    "everything a schedule may push": (
        lambda s: s.statements.edited_ids(SOURCE, StatementFilter(), 10),
        ("statements", "by-source"),
    ),
    "items of a job": (lambda s: list(s.items.all("job")), ("push-jobs", None)),
    "results of a job": (lambda s: s.items.page("job", None, 10, None), ("push-jobs", None)),
    "jobs of a user": (lambda s: s.jobs.page(None, "ann", 10, None), ("push-jobs", "by-user")),
    "all jobs": (lambda s: s.jobs.page(JobStatus.FAILED, None, 10, None), ("push-jobs", "by-time")),
    "active jobs": (lambda s: s.jobs.active_ids(), ("push-jobs", "active")),
    "audit of a statement": (
        lambda s: s.audit.search(AuditFilter(statement_id="s"), 10, None),
        ("audit", "by-statement"),
    ),
    "audit of a job": (lambda s: s.audit.search(AuditFilter(job_id="j"), 10, None), ("audit", "by-job")),
    "audit of an actor": (
        lambda s: s.audit.search(AuditFilter(actor="ann"), 10, None),
        ("audit", "by-actor"),
    ),
    "audit of everything": (lambda s: s.audit.search(AuditFilter(), 10, None), ("audit", "by-month")),
    "systems that were pulled": (
        lambda s: s.connection.pulled_system_ids(SOURCE, "", None, 10),
        ("connection", "active"),
    ),
    "schedules": (lambda s: s.schedules.page(10, None), ("schedules", "listed")),
    "all runs": (lambda s: s.schedules.runs(None, 10, None), ("schedules", "listed")),
    "runs of a schedule": (lambda s: s.schedules.runs("s", 10, None), ("schedules", "by-schedule")),
    "runs of a schedule since then": (
        lambda s: s.schedules.runs_since("s", utc_now()),
        ("schedules", "by-schedule"),
    ),
    "active pulls": (lambda s: s.connection.active_pull_ids(), ("connection", "active")),
}


@pytest.mark.parametrize("name", LISTS)
def test_each_list_has_its_index(store: Store, used: list[tuple[str, str, str | None]], name: str) -> None:
    call, (table, index) = LISTS[name]
    call(store)
    assert set(used) == {("Query", table, index)}


@pytest.fixture
def push(store: Store) -> Pushing:
    pushing = Pushing(store, FakeServiceNow())
    pushing.connect()
    return pushing


def modified_ids(push: Pushing) -> list[str]:
    rows = push.store.statements.list_modified(SOURCE, StatementFilter(), 50, None).rows
    return [row.statement_id for row in rows]


def test_a_statement_is_in_the_sparse_index_only_while_it_is_modified(push: Pushing) -> None:
    statement = push.pulled(1)
    assert modified_ids(push) == []
    edited = push.edited(statement, "mine")
    assert modified_ids(push) == [edited.statement_id]
    push.run(push.start(edited))
    assert modified_ids(push) == []


def test_a_job_is_in_the_sparse_index_only_while_it_is_active(push: Pushing) -> None:
    job_id = push.start(push.edited(push.pulled(1), "mine"))
    assert push.store.jobs.active_ids() == [job_id]
    cancel_job(push.store, job_id, "ann")
    assert push.store.jobs.active_ids() == [job_id]
    push.run(job_id)
    assert push.store.jobs.active_ids() == []


def test_the_feed_goes_back_over_months(store: Store) -> None:
    moments = [datetime(2026, month, 15, tzinfo=UTC) for month in (2, 5, 5, 9)]
    for number, at in enumerate(moments):
        audit_id = f"{at:%Y%m%dT%H%M%S%fZ}-{number:012}"
        record = AuditRecord(id=audit_id, at=at, actor="ann", action=Action.EDITED)
        store.commit([store.audit.append(record)])
    assert list(feed(store, AuditFilter())) == moments[::-1]
    assert list(feed(store, AuditFilter(since=moments[1], until=moments[3]))) == [moments[2], moments[1]]
    assert list(feed(store, AuditFilter(actor="bob"))) == []
    assert list(feed(store, AuditFilter(since=moments[3], until=moments[1]))) == []


def test_a_statement_s_history_is_narrowed_by_its_key(push: Pushing) -> None:
    statement = push.pulled(1)
    for number in range(3):
        statement = push.recorded(statement, f"text {number}")
    history = AuditFilter(statement_id=statement.statement_id)
    records = push.store.audit.search(history, 10, None).rows
    middle = records[1].at
    for where, found in (
        (replace(history, since=middle), records[:2]),
        (replace(history, until=middle), records[2:]),
        (replace(history, since=middle, until=records[0].at), records[1:2]),
        (replace(history, since=utc_now() + timedelta(days=1), until=utc_now() + timedelta(days=2)), []),
    ):
        assert push.store.audit.search(where, 10, None).rows == found
    newest, oldest = (push.store.audit.cursor_after(one) for one in (records[0], records[-1]))
    long_ago = replace(history, until=middle - timedelta(minutes=1))
    yet_to_come = replace(history, since=utc_now() + timedelta(minutes=1))
    assert push.store.audit.search(replace(history, until=middle), 10, newest).rows == records[2:]
    assert push.store.audit.search(long_ago, 10, newest).rows == []
    assert push.store.audit.search(yet_to_come, 10, oldest).rows == []


def feed(store: Store, where: AuditFilter) -> Iterator[datetime]:
    cursor: str | None = None
    while True:
        page = store.audit.search(where, 1, cursor)
        yield from (record.at for record in page.rows)
        cursor = page.next_cursor
        if cursor is None:
            return


def test_the_audit_refuses_a_second_record_of_one_id(store: Store) -> None:
    from control_push.adapters.tables.transactions import ConditionFailedError

    record = AuditRecord(actor="ann", action=Action.EDITED)
    store.commit([store.audit.append(record)])
    with pytest.raises(ConditionFailedError):
        store.commit([store.audit.append(record.model_copy(update={"actor": "bob"}))])


def test_a_row_that_changed_is_not_overwritten(push: Pushing) -> None:
    from control_push.adapters.tables.transactions import ConditionFailedError

    read: Statement = push.pulled(1)
    push.edited(read, "mine")
    with pytest.raises(ConditionFailedError) as clash:
        push.store.commit([push.store.statements.save(read)])
    assert clash.value.failed == ["statement"]


def test_an_audit_search_of_all_times_asks_for_no_month_without_records(
    push: Pushing, used: list[tuple[str, str, str | None]]
) -> None:
    since, until = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    push.store.audit.search(AuditFilter(since=since, until=until), 10, None)
    everything = len(used)
    used.clear()
    push.store.audit.search(AuditFilter(), 10, None)
    assert everything == len(used)
