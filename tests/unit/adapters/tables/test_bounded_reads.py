"""No answer reads more than a bounded number of rows, however rare what it looks for; nothing is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from control_push.adapters.tables.audit import AuditFilter
from control_push.adapters.tables.pages import READ_AT_MOST, Page
from control_push.adapters.tables.statements import MODIFIED_COUNTED, SEARCHED_AT_MOST, StatementFilter
from control_push.adapters.tables.store import Store
from control_push.domain.audit.export import MAX_RECORDS, as_csv_row, export_audit
from control_push.domain.statements.search import search_statements
from control_push.models.audit import Action, AuditRecord
from control_push.models.push import ErrorCode, ItemError, Job, JobItem, JobStatus, Outcome
from control_push.models.statement import ServiceNowVersion, Statement, SyncStatus
from control_push.texts.text_format import TextFormat
from tests.properties.dynamodb_in_memory import InMemoryDynamoDB
from tests.unit.conftest import NAMES

ROWS = 1_200
"""More than one answer reads."""
TEXTS = TextFormat.HTML.texts
SOURCE, SYSTEM = "source", "f" * 32
RARE = "rare"
BEGIN = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass
class CountingDynamoDB(InMemoryDynamoDB):
    """Counts what DynamoDB charges for: each row that it looks at."""

    rows_read: int = 0
    requests: int = 0

    def query(self, **query: Any) -> dict[str, Any]:
        answer = super().query(**query)
        self.rows_read += answer["ScannedCount"]
        self.requests += 1
        return answer

    def batch_get_item(self, *, RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803
        answer = super().batch_get_item(RequestItems=RequestItems)
        self.rows_read += sum(map(len, answer["Responses"].values()))
        self.requests += 1
        return answer


def statement(number: int) -> Statement:
    """The last one alone is rare: of its family, by its words, its author and its state."""
    is_rare = number == ROWS - 1
    return Statement(
        statement_id=f"s{number:05}",
        source_id=SOURCE,
        servicenow_sys_id=f"{number:032x}",
        system_id=SYSTEM,
        system_name="System",
        control_id="ZZ-1" if is_rare else f"AC-{number}",
        control_name="Control",
        content="base",
        servicenow_version=ServiceNowVersion(),
        local_content=f"{RARE} text" if is_rare else "text",
        content_preview="text",
        is_modified=True,
        sync_status=SyncStatus.CONFLICT if is_rare else SyncStatus.MODIFIED,
        modified_at=BEGIN,
        modified_by=RARE if is_rare else "ann",
    )


def job(number: int) -> Job:
    is_rare = number == 0
    return Job(
        job_id=f"j{number:05}",
        source_id=SOURCE,
        status=JobStatus.FAILED if is_rare else JobStatus.COMPLETED,
        total=1,
        outcomes=dict.fromkeys(Outcome, 0),
        created_by="ann",
        created_at=BEGIN + timedelta(minutes=number),
    )


def item(number: int) -> JobItem:
    is_rare = number == ROWS - 1
    return JobItem(
        job_id="job",
        statement_id=f"s{number:05}",
        control_id=f"AC-{number}",
        system_id=SYSTEM,
        servicenow_sys_id=f"{number:032x}",
        revision=1,
        outcome=Outcome.FAILED if is_rare else Outcome.SUCCEEDED,
        error=ItemError(code=ErrorCode.FORBIDDEN, message="m", hint="h") if is_rare else None,
    )


def record(number: int) -> AuditRecord:
    """A few hundred in each of the months; the oldest is rare."""
    is_rare = number == 0
    at = BEGIN + timedelta(hours=number)
    return AuditRecord(
        id=f"{at:%Y%m%dT%H%M%S%fZ}-{number:012x}",
        at=at,
        actor=RARE if is_rare else "ann",
        action=Action.DISCARDED if is_rare else Action.EDITED,
        statement_id="statement",
        job_id="job",
    )


@pytest.fixture(scope="module")
def full() -> tuple[Store, CountingDynamoDB]:
    client = CountingDynamoDB()
    untyped: Any = client
    store = Store.open(untyped, NAMES)
    for number in range(ROWS):
        store.commit(
            [
                store.statements.save(statement(number)),
                store.jobs.create(job(number)),
                store.audit.append(record(number)),
            ]
        )
    store.items.put([item(number) for number in range(ROWS)])
    return store, client


Listing = Callable[[Store, int, str | None], Page[Any]]


def statements(where: StatementFilter, words: str | None = None) -> Listing:
    return lambda store, limit, cursor: search_statements(store, TEXTS, SOURCE, where, words, limit, cursor)


def modified(where: StatementFilter) -> Listing:
    return lambda store, limit, cursor: store.statements.list_modified(SOURCE, where, limit, cursor)


def jobs(status: JobStatus | None, by: str | None) -> Listing:
    return lambda store, limit, cursor: store.jobs.page(status, by, limit, cursor)


def results(outcome: Outcome | None) -> Listing:
    return lambda store, limit, cursor: store.items.page("job", outcome, limit, cursor)


def audit(where: AuditFilter) -> Listing:
    return lambda store, limit, cursor: store.audit.search(where, limit, cursor)


FEW = {
    "statements of a family": statements(StatementFilter(family="zz")),
    "statements of a family in a system": statements(StatementFilter(system_id=SYSTEM, family="ZZ")),
    "statements in conflict": statements(StatementFilter(sync_status=SyncStatus.CONFLICT)),
    "statements with a word": statements(StatementFilter(), RARE),
    "statements with a control id": statements(StatementFilter(), "zz-01"),
    "modified statements of a family": modified(StatementFilter(family="ZZ")),
    "modified statements of an author": modified(StatementFilter(modified_by=RARE)),
    "failed jobs": jobs(JobStatus.FAILED, None),
    "failed jobs of a user": jobs(JobStatus.FAILED, "ann"),
    "failed results": results(Outcome.FAILED),
    "audit of an actor": audit(AuditFilter(actor=RARE)),
    "audit of an actor and a statement": audit(AuditFilter(actor=RARE, statement_id="statement")),
    "audit of an actor and a job": audit(AuditFilter(actor=RARE, job_id="job")),
    "audit of an action": audit(AuditFilter(action=Action.DISCARDED)),
    "audit of an action by an actor": audit(AuditFilter(action=Action.DISCARDED, actor="ann")),
    "audit of an action in a time": audit(AuditFilter(action=Action.DISCARDED, since=BEGIN)),
}
ALL = {
    "all statements": statements(StatementFilter()),
    "all modified statements": modified(StatementFilter()),
    "all jobs": jobs(None, None),
    "all results": results(None),
    "all audit records": audit(AuditFilter()),
}
NONE = {"audit of an action by an actor"}


@dataclass(frozen=True)
class Answer:
    found: int
    rows_read: int
    requests: int


def answers(
    listing: Listing, full: tuple[Store, CountingDynamoDB], limit: int, at_most: int = 10_000
) -> Iterator[Answer]:
    store, client = full
    cursor: str | None = None
    for _ in range(at_most):
        client.rows_read = client.requests = 0
        page = listing(store, limit, cursor)
        yield Answer(len(page.rows), client.rows_read, client.requests)
        cursor = page.next_cursor
        if cursor is None:
            return


@pytest.mark.parametrize("name", FEW)
@pytest.mark.parametrize("limit", [1, 200])
def test_a_rare_row_is_found_by_answers_that_each_read_a_bounded_number(
    full: tuple[Store, CountingDynamoDB], name: str, limit: int
) -> None:
    given = list(answers(FEW[name], full, limit))
    assert sum(answer.found for answer in given) == (0 if name in NONE else 1)
    # The first answer of the modified ones also counts them.
    counted = ROWS if name.startswith("modified") else 0
    assert given[0].rows_read <= READ_AT_MOST + SEARCHED_AT_MOST + counted
    assert all(answer.rows_read <= READ_AT_MOST + SEARCHED_AT_MOST for answer in given[1:])
    assert all(answer.requests <= 2 + SEARCHED_AT_MOST // 25 + 12 for answer in given)


@pytest.mark.parametrize("name", ALL)
def test_an_answer_of_a_list_without_filter_reads_what_it_shows(
    full: tuple[Store, CountingDynamoDB], name: str
) -> None:
    first, *others = answers(ALL[name], full, 50, at_most=4)
    assert first.found == 50
    counted = ROWS if name == "all modified statements" else 0
    # An index row, the row that it is of and that row's text for each.
    assert first.rows_read <= 3 * 50 + counted
    assert all(answer.rows_read <= 3 * 50 for answer in others)


def test_an_actor_has_an_index(full: tuple[Store, CountingDynamoDB]) -> None:
    assert list(answers(FEW["audit of an actor"], full, 50)) == [Answer(found=1, rows_read=1, requests=1)]


def test_a_file_of_the_audit_reads_a_bounded_number(
    full: tuple[Store, CountingDynamoDB], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("control_push.domain.audit.export.MAX_RECORDS", 600)
    rare = AuditFilter(action=Action.DISCARDED)
    files = list(answers(lambda store, _, cursor: export_audit(store, rare, cursor, as_csv_row), full, 1))
    assert sum(file.found for file in files) == 1
    assert max(file.rows_read for file in files) <= 600
    assert MAX_RECORDS == 5_000


def test_the_total_is_counted_once_and_carried_on(full: tuple[Store, CountingDynamoDB]) -> None:
    store, client = full
    page = store.statements.list_modified(SOURCE, StatementFilter(), 50, None)
    client.rows_read = 0
    following = store.statements.list_modified(SOURCE, StatementFilter(), 50, page.next_cursor)
    assert (page.total.rows, following.total.rows) == (ROWS, ROWS)
    assert following.total.is_complete
    assert client.rows_read == 50


def test_the_total_is_counted_to_its_limit(
    full: tuple[Store, CountingDynamoDB], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("control_push.adapters.tables.statements.MODIFIED_COUNTED", 100)
    store, _ = full
    cursor: str | None = None
    for _ in range(2):
        page = store.statements.list_modified(SOURCE, StatementFilter(), 50, cursor)
        assert (page.total.rows, page.total.is_complete) == (100, False)
        cursor = page.next_cursor
    assert MODIFIED_COUNTED == 10_000


def test_a_total_that_is_no_number_is_refused(full: tuple[Store, CountingDynamoDB]) -> None:
    from control_push.adapters.tables.pages import encode_cursor
    from control_push.errors import InvalidInputError

    store, _ = full
    forged = encode_cursor({"list_sort": "a", "statement_id": "b", "total": "many"})
    with pytest.raises(InvalidInputError):
        store.statements.list_modified(SOURCE, StatementFilter(), 50, forged)
