from __future__ import annotations

import pytest

from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.push.results import ItemResult
from control_push.domain.push.settle_item import settle_item
from control_push.models.push import Outcome
from tests.unit.domain.pushing import Pushing


def test_of_two_runs_that_settle_an_item_the_first_decides(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    job_id = push.start(statement)
    push.prepare(job_id)
    task = push.store.items.task(job_id, statement.statement_id)
    assert task
    outcomes = [
        settle_item(push.store, task, ItemResult(outcome), statement).outcome
        for outcome in (Outcome.SKIPPED, Outcome.CANCELLED)
    ]
    assert outcomes == [Outcome.SKIPPED, Outcome.SKIPPED]
    push.check_books(job_id)


def test_an_ended_job_counts_no_further(push: Pushing) -> None:
    statement = push.edited(push.pulled(1), "mine")
    job = push.run(push.start(statement))
    with pytest.raises(ConditionFailedError):
        push.store.commit([push.store.jobs.count(job.job_id, {Outcome.FAILED: 1})])
    push.check_books(job.job_id)
