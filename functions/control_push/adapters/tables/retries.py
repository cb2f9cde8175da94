"""When DynamoDB is asked again."""

from __future__ import annotations

from tenacity import Retrying, retry_base, stop_after_attempt, wait_random_exponential

TRIES = 10
LONGEST_PAUSE = 1.0
"""Seconds: ten tries end well within one run of any function."""


def retrying(when: retry_base) -> Retrying:
    """Asks again after a random, growing pause; the last try's error is raised as it is.

    Throttling, lost connections and a transaction still in progress are botocore's to repeat.
    """
    pause = wait_random_exponential(multiplier=0.02, max=LONGEST_PAUSE)
    return Retrying(retry=when, wait=pause, stop=stop_after_attempt(TRIES), reraise=True)
