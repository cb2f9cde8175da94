from __future__ import annotations

from control_push.domain.pull.end import end_pull
from control_push.domain.pull.read_page import PageResult
from control_push.errors import RateLimitedError
from control_push.models.pull import PullStatus
from tests.unit.domain.pulling import Pulling


def test_an_ended_pull_stays_as_it_is(pull: Pulling) -> None:
    ended = pull.run()
    end_pull(pull.push.store, ended.pull_id, "The pull broke off.")
    assert pull.page(ended.pull_id) == PageResult(done=True)
    assert pull.row(ended.pull_id) == ended
    assert pull.page("nobody") == PageResult(done=True)


def test_a_page_that_is_late_does_not_begin_an_ended_pull_again(pull: Pulling) -> None:
    pull.push.servicenow.add(1, "text")
    pull_id = pull.start()

    def end(_call: str, _sys_id: str) -> None:
        end_pull(pull.push.store, pull_id, "The pull broke off.")

    pull.push.servicenow.before = end
    pull.page(pull_id)
    ended = pull.row(pull_id)
    assert (ended.status, ended.error) == (PullStatus.FAILED, "The pull broke off.")
    assert pull_id not in pull.push.store.connection.active_pull_ids()


def test_a_page_that_fails_late_does_not_either(pull: Pulling) -> None:
    pull_id = pull.start()

    def end(_call: str, _sys_id: str) -> None:
        end_pull(pull.push.store, pull_id, "The pull broke off.")
        raise RateLimitedError("Wait.")

    pull.push.servicenow.before = end
    pull.page(pull_id)
    assert pull.row(pull_id).error == "The pull broke off."
    assert pull_id not in pull.push.store.connection.active_pull_ids()
