from __future__ import annotations

from control_push.domain.pull.end import end_pull
from control_push.domain.pull.read_page import PageResult
from tests.unit.domain.pulling import Pulling


def test_an_ended_pull_stays_as_it_is(pull: Pulling) -> None:
    ended = pull.run()
    end_pull(pull.push.store, ended.pull_id, "The pull broke off.")
    assert pull.page(ended.pull_id) == PageResult(done=True)
    assert pull.row(ended.pull_id) == ended
    assert pull.page("nobody") == PageResult(done=True)
