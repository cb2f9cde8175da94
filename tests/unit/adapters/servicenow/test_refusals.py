from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control_push.adapters.servicenow.answer import Answer
from control_push.adapters.servicenow.refusals import refusal
from control_push.adapters.servicenow.responses import read_row, read_rows, read_written
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
from tests.unit.adapters.servicenow.samples import SYS_ID, answer

NOW = 1_796_000_000.0
MEANINGS: dict[str, tuple[type[ServiceNowError], str]] = {
    # sample: meaning, part of what is said of it
    "unauthenticated": (SignInRefusedError, "User is not authenticated"),
    "unauthenticated_older": (SignInRefusedError, "User Not Authenticated"),
    "second_factor": (SignInRefusedError, "second factor"),
    "acl_update": (ForbiddenError, "ACL Exception Update Failed"),
    "acl_api": (ForbiddenError, "User Not Authorized"),
    "acl_query": (ForbiddenError, "do not have permission to be read"),
    "acl_query_bare": (ForbiddenError, "Insufficient rights to query records"),
    "forbidden_page": (ForbiddenError, 'a web page "Forbidden"'),
    "business_rule": (RejectedByRuleError, "aborted by Business Rule 'Only draft may change'."),
    "data_policy": (RejectedByRuleError, "fields are mandatory: Implementation statement, Owner"),
    "no_record": (RecordMissingError, "Record doesn't exist or ACL restricts"),
    "not_found_page": (UnavailableError, 'a web page "Not Found"'),
    "invalid_table": (BadRequestError, "Invalid table sn_compliance_statement"),
    "invalid_path": (BadRequestError, "does not represent any resource"),
    "invalid_path_404": (BadRequestError, "does not represent any resource"),
    "payload_too_large": (ContentTooLargeError, "Max allowed: 10485760 bytes"),
    "method_not_allowed": (BadRequestError, "405"),
    "not_acceptable": (BadRequestError, "406"),
    "uri_too_long": (BadRequestError, "414"),
    "unsupported_type": (BadRequestError, "415"),
    "rate_limit": (RateLimitedError, "Rate limit of 500 requests per hour"),
    "semaphore": (RateLimitedError, "too many requests at once"),
    "dropped": (UnavailableError, "put the request aside (202)"),
    "hibernating": (UnavailableError, "hibernating"),
    "hibernating_redirect": (UnavailableError, "developer.servicenow.com"),
    "login_redirect": (UnavailableError, "idp.example.com/saml2"),
    "login_page": (UnavailableError, "sign-in page"),
    "server_error": (UnavailableError, "500"),
    "server_error_envelope": (UnavailableError, "Internal error: java.lang.NullPointerException"),
    "bad_gateway": (UnavailableError, "502"),
    "unavailable": (UnavailableError, "503"),
    "cancelled": (UnavailableError, "maximum execution time exceeded"),
    "cancelled_broken": (UnavailableError, "cancelled transaction"),
    "broken_json": (UnavailableError, "broken or unexpected JSON"),
    "json_as_text": (UnavailableError, "plain text"),
    "no_result": (UnavailableError, "unexpected JSON"),
}


@pytest.mark.parametrize("name", MEANINGS)
def test_each_refusal_has_its_meaning_when_one_record_was_asked(name: str) -> None:
    _expect(name, lambda: read_row(answer(name), SYS_ID))
    _expect(name, lambda: read_written(answer(name), SYS_ID, ["sys_id"]))


@pytest.mark.parametrize("name", sorted(MEANINGS.keys() - {"no_record"}))
def test_each_refusal_has_its_meaning_when_a_list_was_asked(name: str) -> None:
    _expect(name, lambda: read_rows(answer(name)))


def _expect(name: str, read: Callable[[], object]) -> None:
    meaning, said = MEANINGS[name]
    with pytest.raises(ServiceNowError) as caught:
        read()
    assert type(caught.value) is meaning
    assert said in caught.value.detail


@pytest.mark.parametrize("name", MEANINGS)
def test_what_is_said_is_one_bounded_line(name: str) -> None:
    detail = refusal(answer(name)).detail if answer(name).status >= 300 else answer(name).seen()

    assert len(detail) < 400
    assert detail.isprintable()


def test_a_rule_is_named_without_its_id_and_stack() -> None:
    detail = refusal(answer("business_rule")).detail

    assert "^" not in detail
    assert "Stack" not in detail


def test_a_redirect_is_shown_without_its_query() -> None:
    assert "SAMLRequest" not in refusal(answer("login_redirect")).detail


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/login.do?x=y", "/login.do"),
        ("https://name:password@idp.example.com/a", "idp.example.com/a"),
        ("https://[broken", "an unknown address"),
        ("", "an unknown address"),
    ],
)
def test_where_a_redirect_leads(location: str, target: str) -> None:
    seen = Answer(302, {"location": location}, b"").seen()

    assert seen == f"ServiceNow answered 302, a redirect to {target}, instead of data."


def test_only_the_refusal_seen_at_a_node_switch_is_worth_another_try() -> None:
    """KB2466644."""
    assert refusal(answer("acl_api")).transient
    assert not refusal(answer("acl_update")).transient
    assert not refusal(answer("business_rule")).transient


@pytest.mark.parametrize("status", [408, 500, 501, 504, 599, 302, 304, 206])
def test_other_statuses_are_no_answer(status: int) -> None:
    assert type(refusal(Answer(status, {}, b""))) is UnavailableError


@pytest.mark.parametrize(("status", "meaning"), [(413, ContentTooLargeError), (409, BadRequestError)])
def test_other_refusals(status: int, meaning: type[ServiceNowError]) -> None:
    assert type(refusal(Answer(status, {}, b""))) is meaning


def _pause(**headers: str) -> int | None:
    error = refusal(answer("semaphore", headers, NOW))
    assert isinstance(error, RateLimitedError)
    return error.retry_after


def _date(moment: float) -> str:
    return format_datetime(datetime.fromtimestamp(moment, UTC), usegmt=True)


def test_the_semaphore_limit_names_no_time() -> None:
    assert _pause() is None


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("0", 0),
        ("90", 90),
        ("3601", 3600),
        ("999999999999", 3600),
        (_date(NOW + 45), 45),
        (_date(NOW - 45), 0),
        (_date(NOW + 90_000), 3600),
        ("-5", None),
        ("soon", None),
        ("²", None),
        ("1.5", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(asked: str, seconds: int | None) -> None:
    assert _pause(**{"Retry-After": asked}) == seconds


@pytest.mark.parametrize(
    ("reset", "seconds"),
    [
        (str(int(NOW) + 12), 12),
        (str(int(NOW) - 12), 0),
        (str(int(NOW) * 1000), None),
        (str(int(NOW) + 7200), 3600),
        ("later", None),
    ],
)
def test_without_retry_after_the_limits_reset_counts(reset: str, seconds: int | None) -> None:
    assert _pause(**{"X-RateLimit-Reset": reset}) == seconds
    assert _pause(**{"X-RateLimit-Reset": reset, "Retry-After": "3"}) == 3


@given(st.text(max_size=40))
def test_any_retry_after_is_survived(asked: str) -> None:
    pause = _pause(**{"Retry-After": asked, "X-RateLimit-Reset": asked})

    assert pause is None or 0 <= pause <= 3600
