"""What a start costs in DynamoDB's units: counted by the watcher of AWS's limits, on the DynamoDB in memory.

Apart from test_start.py, which is run on moto as well: moto copies all tables for each transaction.
"""

from __future__ import annotations

from control_push.domain.push.start import PushRequest, start_push
from tests.aws_limits import CAPACITY
from tests.unit.domain.pushing import Pushing


def test_a_start_writes_small_rows_however_large_the_texts(push: Pushing) -> None:
    """A thousand of 100 KB each: within what one partition takes in five seconds."""
    large = push.edited(push.pulled(1), f"<p>{'x' * 99_000}</p>")
    ids = [large.statement_id]
    for number in range(2, 1001):
        copy = {"statement_id": f"s{number}", "control_id": f"AC-{number}", "row_version": 0, "editing": None}
        push.store.commit([push.store.statements.save(large.model_copy(update=copy))])
        ids.append(f"s{number}")
    CAPACITY.reset()
    start_push(push.store, push.workflow, PushRequest(ids, "ann"))  # type: ignore[arg-type]
    CAPACITY.require_within(5)
    assert 1_000 <= sum(CAPACITY.writes.values()) < 1_100
