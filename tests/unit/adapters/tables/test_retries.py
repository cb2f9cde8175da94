"""How long the product waits before it asks DynamoDB again."""

from __future__ import annotations

from tenacity import RetryCallState, retry_always

from control_push.adapters.tables import retries


def longest_pause(after_tries: int) -> float:
    retrying = retries.retrying(retry_always)
    state = RetryCallState(retrying, None, (), {})
    state.attempt_number = after_tries
    return max(retrying.wait(state) for _ in range(500))


def test_the_pause_grows_and_stays_within_its_limit() -> None:
    first, fifth, twentieth = (longest_pause(tries) for tries in (1, 5, 20))
    assert first < fifth < twentieth <= retries.LONGEST_PAUSE
