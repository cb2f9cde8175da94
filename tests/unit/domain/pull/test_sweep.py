from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from control_push.domain.pull.sweep import GRACE, sweep_pulls
from control_push.models.base import utc_now
from control_push.models.pull import Pull, PullStatus
from tests.unit.domain.pulling import Pulling


def test_the_sweep_ends_what_has_no_execution(pull: Pulling) -> None:
    store, workflow = pull.push.store, pull.push.workflow
    old, young, running, ended = pull.start(), pull.start(), pull.start(), pull.run().pull_id
    for pull_id in (old, running):
        row = pull.row(pull_id)
        started = utc_now() - GRACE - timedelta(seconds=1)
        store.connection.advance_pull(row, row.model_copy(update={"started_at": started}))
    workflow.running = {running}
    swept: Any = workflow
    assert sweep_pulls(store, swept, "The pull broke off.") == [old]
    assert (pull.row(old).status, pull.row(old).error) == (PullStatus.FAILED, "The pull broke off.")
    assert {pull.row(one).status for one in (young, running)} == {PullStatus.RUNNING}
    assert pull.row(ended).status is PullStatus.COMPLETED


def test_a_pull_that_cannot_be_read_holds_up_no_other(pull: Pulling, monkeypatch: pytest.MonkeyPatch) -> None:
    store, table = pull.push.store, pull.push.store.connection
    broken, old = sorted([pull.start(), pull.start()])
    row = pull.row(old)
    started = utc_now() - GRACE - timedelta(seconds=1)
    table.advance_pull(row, row.model_copy(update={"started_at": started}))
    read = table.get_pull

    def get_pull(pull_id: str) -> Pull | None:
        if pull_id == broken:
            raise ValueError("not a pull")
        return read(pull_id)

    monkeypatch.setattr(table, "get_pull", get_pull)
    pull.push.workflow.running = set()
    swept: Any = pull.push.workflow
    assert sweep_pulls(store, swept, "The pull broke off.") == [old]
