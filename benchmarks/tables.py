"""What the product asks of DynamoDB and of the processor, by counting: ``python -m benchmarks.tables``.

No local AWS and no network is in it, so that the counts are the same on any machine. The milliseconds of the
processor are the product's own: not those of DynamoDB, of ServiceNow or of the AWS SDK.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.in_memory import Counting, edited_statements, product_in_memory
from control_push.adapters.tables.rows import to_attributes
from control_push.adapters.tables.statements import StatementFilter
from control_push.domain.push.push_statement import push_statement
from control_push.domain.push.start import PushRequest, start_push
from tests.aws_limits import CAPACITY, WRITES_A_SECOND
from tests.unit.fake_servicenow import CONNECTION

SHOWN = 50
START_SECONDS = 5


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    what: str
    measured: float
    aim: float | None = None


def start_of(count: int, size: int) -> Iterator[Figure]:
    """Whether a start stays within what one partition takes in five seconds."""
    push, client = product_in_memory()
    ids = edited_statements(push, count, size)
    client.reset()
    CAPACITY.reset()
    begun = time.process_time()
    start_push(push.store, push.workflow, PushRequest(ids, "ann"))  # type: ignore[arg-type]
    name = f"start of {count:,} x {size // 1000} KB"
    aim = START_SECONDS * WRITES_A_SECOND
    yield Figure(f"{name}: write units of the busiest partition", max(CAPACITY.writes.values()), aim)
    yield Figure(f"{name}: DynamoDB calls", client.calls.total())
    yield Figure(f"{name}: CPU ms", _milliseconds(begun) - client.seconds * 1000)


def worker_over(count: int) -> Iterator[Figure]:
    """The worker alone: ServiceNow answers at once."""
    push, client = product_in_memory()
    job_id = start_push(
        push.store,
        push.workflow,  # type: ignore[arg-type]
        PushRequest(edited_statements(push, count, 3_000), "ann"),
    )
    push.prepare(job_id)
    worker = push.worker()
    client.reset()
    begun = time.process_time()
    for statement_id in push.bucket.items[job_id]:
        push_statement(worker, job_id, statement_id, push.bucket.texts[statement_id])
    yield Figure(f"worker, {count:,} statements: DynamoDB calls each", client.calls.total() / count, 3)
    own = _milliseconds(begun) - client.seconds * 1000
    yield Figure(f"worker, {count:,} statements: CPU ms each", own / count)


def modified_list_among(count: int) -> Iterator[Figure]:
    """The list of modified statements is as long as it is, however many others there are."""
    push, client = product_in_memory()
    edited_statements(push, SHOWN, 1_000)
    _fill(client, count)
    client.reset()
    page = push.store.statements.list_modified(CONNECTION.source_id, StatementFilter(), SHOWN, None)
    name = f"modified list among {count:,}"
    yield Figure(f"{name}: rows read / rows returned", client.rows_read / len(page.rows), 1)
    yield Figure(f"{name}: rows counted for the total", client.rows_counted, SHOWN)


def _fill(client: Counting, count: int) -> None:
    """Statements that nobody edited, as far as the indexes have them."""
    source = {"source_id": CONNECTION.source_id, "control_id": "AC-1", "sync_status": "synced"}
    rows: Any = client.tables["statements"]
    for number in range(count - len(rows)):
        names = {"statement_id": f"s{number}", "list_sort": f"system#{number:07}"}
        rows[names["statement_id"],] = to_attributes({**source, **names})


def _milliseconds(begun: float) -> float:
    return (time.process_time() - begun) * 1000


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=int, default=1_000, help="statements of 100 KB in a start")
    parser.add_argument("--statements", type=int, nargs="*", default=[300, 10_000])
    parser.add_argument("--stored", type=int, nargs="*", default=[1_000, 200_000])
    options = parser.parse_args()
    _print(start_of(options.start, 100_000))
    for count in options.statements:
        _print(worker_over(count))
    for count in options.stored:
        _print(modified_list_among(count))


def _print(figures: Iterator[Figure]) -> None:
    for figure in figures:
        aim = "" if figure.aim is None else f"at most {figure.aim:,.0f}"
        print(f"{figure.what:<62} {figure.measured:>9,.2f}  {aim}", flush=True)


if __name__ == "__main__":
    main()
