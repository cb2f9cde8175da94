"""When another run may help, and how long to wait before it: for pushes and for pulls."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from control_push.errors import RateLimitedError, ServiceNowError, UnavailableError

MAX_ATTEMPTS = 6
"""Runs for one item, or for one page of a pull, before it is given up."""
TRANSIENT_ATTEMPTS = 3
"""Runs for a refusal that may be one of a moment, on the read or on the write."""
LONGEST_WAIT = 60
"""Seconds. A longer pause is waited out in pieces, so that a cancelled job does not sleep on."""
FIRST_BACKOFF = 2
"""Seconds."""


def wait_after(error: ServiceNowError, attempts: int) -> int | None:
    """Seconds until the next run, after so many; None when another would not help or all were used."""
    if attempts < MAX_ATTEMPTS and isinstance(error, (RateLimitedError, UnavailableError)):
        asked = error.retry_after if isinstance(error, RateLimitedError) else None
        return _backoff(attempts) if asked is None else max(1, min(LONGEST_WAIT, asked))
    if attempts < TRANSIENT_ATTEMPTS and error.transient:
        return FIRST_BACKOFF
    return None


def _backoff(attempts: int) -> int:
    ceiling = FIRST_BACKOFF * 2 ** (attempts - 1)
    return min(LONGEST_WAIT, random.randint(ceiling // 2 + 1, ceiling + 1))  # noqa: S311 - jitter


def asked_pause(error: ServiceNowError, now: datetime) -> datetime | None:
    """Until when ServiceNow asks all callers to wait; None when it does not say."""
    if isinstance(error, RateLimitedError) and error.retry_after is not None:
        return now + timedelta(seconds=error.retry_after)
    return None


def pause_left(until: datetime | None, now: datetime) -> int:
    """Seconds until ServiceNow may be asked again, in pieces; 0 when it may be now."""
    left = (until - now).total_seconds() if until else 0
    return min(LONGEST_WAIT, int(left) + 1) if left > 0 else 0
