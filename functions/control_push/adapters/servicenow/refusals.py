"""The meaning of an answer that is no success, from its status and error envelope.

Statuses: ServiceNowDocs, rest-api-explorer/r_RESTAPIHTTPResponseCodes.md.
"""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from math import ceil

from control_push.adapters.servicenow.answer import Answer, shown
from control_push.errors import (
    BadRequestError,
    ContentTooLargeError,
    ForbiddenError,
    RateLimitedError,
    RecordMissingError,
    RejectedByRuleError,
    ServiceNowError,
    SignInRefusedError,
    UnavailableError,
)

LONGEST_PAUSE = 3600
"""Seconds: the limits of inbound-REST-API-rate-limiting.md are per hour."""

_SYS_ID_MARK = re.compile(r"\^[0-9a-f]{32}")
_RULE_STACK = re.compile(r"\s*Business Rule Stack:.*", re.DOTALL)
_SECONDS = re.compile(r"[0-9]{1,12}")


def refusal(answer: Answer) -> ServiceNowError:
    """The error to raise."""
    match answer.status:
        case 401:
            return sign_in_refusal(answer)
        case 403:
            return _forbidden(answer)
        case 404:
            return _not_found(answer)
        case 429:
            said = answer.said() or "too many requests at once"
            return RateLimitedError(f"ServiceNow limits the requests: {said}", _retry_after(answer))
        case 400 | 413:
            return _bad_request(answer)
        case status if 400 <= status < 500 and status != 408:
            return BadRequestError(answer.seen())
        case _:
            return UnavailableError(answer.seen())


def sign_in_refusal(answer: Answer) -> SignInRefusedError:
    """401 of the Table API.

    c_RESTAPI.md: X-MFA_TOKEN tells that the password is right and only the second factor is missing.
    """
    if "x-mfa_token" in answer.headers:
        return SignInRefusedError("ServiceNow asks the service account for a second factor.")
    return SignInRefusedError(f"ServiceNow refused the sign-in: {answer.said() or 'no reason given'}")


def _forbidden(answer: Answer) -> ServiceNowError:
    said = answer.said()
    if "aborted by Business Rule" in said or "Data Policy Exception" in said:
        return RejectedByRuleError(f"ServiceNow refused the change: {_readable_rule(said)}")
    # KB2466644: also seen for a moment when a session moves to a node that lacks its roles.
    transient = "Failed API level ACL Validation" in said
    return ForbiddenError(f"ServiceNow refused access: {said or answer.seen()}", transient=transient)


def _readable_rule(said: str) -> str:
    """``Business Rule 'Name^sys_id'. Business Rule Stack:Name`` without id and stack."""
    return shown(_RULE_STACK.sub("", _SYS_ID_MARK.sub("", said)).removeprefix("Operation Failed: "))


def _not_found(answer: Answer) -> ServiceNowError:
    said = answer.said()
    if not said:
        return UnavailableError(answer.seen())
    if "does not represent any resource" in said:
        return BadRequestError(answer.seen())
    return RecordMissingError(f"ServiceNow found no such record: {said}")


def _bad_request(answer: Answer) -> ServiceNowError:
    # KB0747638: 10,485,760 bytes.
    if answer.status == 413 or "Rejected large REST payload" in answer.said():
        return ContentTooLargeError(answer.seen())
    return BadRequestError(answer.seen())


def _retry_after(answer: Answer) -> int | None:
    """Seconds to wait. KB0546297: the hourly rule names a time, the semaphore limit does not."""
    asked = answer.headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(asked):
        return min(LONGEST_PAUSE, int(asked))
    moment = _http_date(asked)
    if moment is None:
        moment = _epoch(answer.headers.get("x-ratelimit-reset", "").strip())
    return None if moment is None else max(0, min(LONGEST_PAUSE, ceil(moment - answer.at)))


def _http_date(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return None


def _epoch(text: str) -> float | None:
    return float(text) if _SECONDS.fullmatch(text) else None
