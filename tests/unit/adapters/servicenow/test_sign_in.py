from __future__ import annotations

import base64
from urllib.parse import parse_qs

import httpx
import pytest
import respx
from hypothesis import given
from hypothesis import strategies as st

from control_push.adapters.servicenow.answer import Answer
from control_push.adapters.servicenow.sign_in import read_token
from control_push.errors import RateLimitedError, ServiceNowError, SignInRefusedError, UnavailableError
from control_push.models.connection import AuthMethod, Connection
from tests.unit.adapters.servicenow.samples import (
    CONNECTION,
    INSTANCE,
    OAUTH,
    RECORD,
    SECRETS,
    SYS_ID,
    TABLE,
    answer,
    connect,
    json_answer,
    response,
)

TOKEN = "1R3T6tRNo9oTgnxMEwGJ1A"


@pytest.fixture
def servicenow() -> respx.MockRouter:
    router = respx.MockRouter(base_url=INSTANCE)
    router.get(TABLE).mock(return_value=response("no_rows"))
    return router


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that `time.monotonic` tells the sign-in."""
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def _tokens(router: respx.MockRouter, *values: str, lifetime: object = 1800) -> respx.Route:
    answers = [httpx.Response(200, json={"access_token": value, "expires_in": lifetime}) for value in values]
    return router.post("/oauth_token.do").mock(side_effect=answers)


def _sent(route: respx.Route) -> list[str]:
    return [call.request.headers["Authorization"] for call in route.calls]


def test_basic_sends_name_and_password_with_each_request(servicenow: respx.MockRouter) -> None:
    connect(servicenow).probe()

    (header,) = _sent(servicenow.routes[0])
    assert base64.b64decode(header.removeprefix("Basic ")).decode() == "svc.control_push:pässword"


def test_basic_is_not_tried_again_before_the_account_is_locked(servicenow: respx.MockRouter) -> None:
    route = servicenow.get(TABLE).mock(return_value=response("unauthenticated"))

    with pytest.raises(SignInRefusedError):
        connect(servicenow).probe()

    assert route.call_count == 1


@pytest.mark.parametrize(
    ("method", "form"),
    [
        (
            AuthMethod.OAUTH_CLIENT_CREDENTIALS,
            {"grant_type": "client_credentials", "client_id": "5a3c1e0f", "client_secret": "client-secret"},
        ),
        (
            AuthMethod.OAUTH_PASSWORD,
            {
                "grant_type": "password",
                "client_id": "5a3c1e0f",
                "client_secret": "client-secret",
                "username": "svc.control_push",
                "password": "pässword",
            },
        ),
    ],
)
def test_a_token_is_asked_for_with_a_form(
    servicenow: respx.MockRouter, method: AuthMethod, form: dict[str, str]
) -> None:
    route = servicenow.post("/oauth_token.do").mock(return_value=response("token"))

    connect(servicenow, OAUTH.model_copy(update={"auth_method": method})).probe()

    request = route.calls[0].request
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(request.content.decode()) == {name: [value] for name, value in form.items()}
    assert "Authorization" not in request.headers
    assert not request.url.query
    assert _sent(servicenow.routes[0]) == [f"Bearer {TOKEN}"]


def test_a_token_is_used_for_its_lifetime(servicenow: respx.MockRouter, clock: list[float]) -> None:
    route = _tokens(servicenow, "first", "second")
    client = connect(servicenow, OAUTH)

    client.probe()
    clock[0] += 1769
    client.probe()
    clock[0] += 1
    client.probe()

    assert route.call_count == 2
    assert _sent(servicenow.routes[0]) == ["Bearer first", "Bearer first", "Bearer second"]


def test_a_token_about_to_end_is_used_once(servicenow: respx.MockRouter, clock: list[float]) -> None:
    """Repeated requests return the same live token, also in its last seconds."""
    _tokens(servicenow, "old", "new", lifetime=5)
    client = connect(servicenow, OAUTH)

    client.probe()
    client.probe()

    assert _sent(servicenow.routes[0]) == ["Bearer old", "Bearer new"]


def test_clients_do_not_share_tokens(servicenow: respx.MockRouter) -> None:
    """A changed secret must be tried, not hidden behind the old one's token."""
    _tokens(servicenow, "first", "second")

    connect(servicenow, OAUTH).probe()
    connect(servicenow, OAUTH).probe()

    assert _sent(servicenow.routes[0]) == ["Bearer first", "Bearer second"]


def test_a_refused_token_is_renewed_once(servicenow: respx.MockRouter) -> None:
    _tokens(servicenow, "first", "second")
    route = servicenow.get(RECORD).mock(side_effect=[response("unauthenticated"), response("record")])

    record = connect(servicenow, OAUTH).get_record(SYS_ID)

    assert record.control_id == "AC-2"
    assert _sent(route) == ["Bearer first", "Bearer second"]


def test_a_write_refused_for_its_token_is_sent_again(servicenow: respx.MockRouter) -> None:
    """A 401 was not carried out."""
    _tokens(servicenow, "first", "second")
    route = servicenow.put(RECORD).mock(side_effect=[response("unauthenticated"), response("written")])

    assert connect(servicenow, OAUTH).update_content(SYS_ID, "text") is not None
    assert route.call_count == 2


def test_a_renewed_token_that_is_refused_ends_it(servicenow: respx.MockRouter) -> None:
    tokens = _tokens(servicenow, "first", "second", "third")
    route = servicenow.get(RECORD).mock(return_value=response("unauthenticated"))
    client = connect(servicenow, OAUTH)

    with pytest.raises(SignInRefusedError):
        client.get_record(SYS_ID)
    assert (tokens.call_count, route.call_count) == (2, 2)

    client.probe()
    assert _sent(servicenow.routes[0]) == ["Bearer third"]


def test_without_a_token_nothing_else_is_sent(servicenow: respx.MockRouter) -> None:
    servicenow.post("/oauth_token.do").mock(return_value=response("token_denied"))

    with pytest.raises(SignInRefusedError, match="server_error: access_denied"):
        connect(servicenow, OAUTH).probe()

    assert not servicenow.routes[0].called


def test_the_token_endpoint_counts_against_the_calls_time(
    servicenow: respx.MockRouter, clock: list[float]
) -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        clock[0] += 26
        return response("token")

    servicenow.post("/oauth_token.do").mock(side_effect=slow)
    route = servicenow.put(RECORD).mock(return_value=response("written"))

    with pytest.raises(UnavailableError, match="was not sent"):
        connect(servicenow, OAUTH).update_content(SYS_ID, "text")

    assert not route.called


@pytest.mark.parametrize("name", ["token_denied", "token_bad_client", "token_bad_grant", "unauthenticated"])
def test_a_refused_sign_in(name: str) -> None:
    with pytest.raises(SignInRefusedError):
        read_token(answer(name))


def test_a_limited_sign_in() -> None:
    with pytest.raises(RateLimitedError) as caught:
        read_token(answer("rate_limit"))
    assert caught.value.retry_after == 90


@pytest.mark.parametrize(
    "name",
    [
        "hibernating",
        "hibernating_redirect",
        "login_page",
        "login_redirect",
        "dropped",
        "written_empty",
        "server_error",
        "server_error_envelope",
        "bad_gateway",
        "unavailable",
        "broken_json",
        "not_found_page",
        "forbidden_page",
        "no_rows",
    ],
)
def test_no_answer_of_a_sign_in(name: str) -> None:
    with pytest.raises(UnavailableError):
        read_token(answer(name))


@pytest.mark.parametrize(
    ("lifetime", "seconds"),
    [(1799, 1799), ("1799", 1799), (None, 1800), ("soon", 1800), (-1, 1800), (1.5, 1800)],
)
def test_the_lifetime_of_a_token(lifetime: object, seconds: int) -> None:
    assert read_token(json_answer({"access_token": "t", "expires_in": lifetime})).lifetime == seconds


@pytest.mark.parametrize("value", ["", "a b", "a\r\nX-Other: b", "é", None, 7, {}])
def test_a_token_that_cannot_be_a_header_is_none(value: object) -> None:
    with pytest.raises(UnavailableError):
        read_token(json_answer({"access_token": value, "expires_in": 1}))


@given(st.sampled_from([200, 302, 400, 401, 403, 404, 429, 500]), st.binary(max_size=100))
def test_any_answer_of_the_sign_in_is_survived(status: int, body: bytes) -> None:
    for content_type in ("application/json", "text/html"):
        try:
            read_token(Answer(status, {"content-type": content_type}, body))
        except ServiceNowError:
            continue


def test_no_secret_is_shown(servicenow: respx.MockRouter) -> None:
    servicenow.post("/oauth_token.do").mock(return_value=response("token"))
    client = connect(servicenow, OAUTH)
    client.probe()

    for shown in (repr(client), repr(read_token(answer("token"))), repr(answer("token"))):
        assert TOKEN not in shown
        assert "secret" not in shown


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 429, 500])
@pytest.mark.parametrize("connection", [CONNECTION, OAUTH])
def test_no_message_repeats_credentials_that_an_answer_quotes(
    servicenow: respx.MockRouter, status: int, connection: Connection
) -> None:
    def quote(request: httpx.Request) -> httpx.Response:
        quoted = f"{request.headers['Authorization']} {SECRETS.password} {SECRETS.client_secret}"
        if status == 200:
            return httpx.Response(200, html=f"<title>{quoted}</title>")
        return httpx.Response(status, json={"error": {"message": quoted, "detail": quoted}})

    token = {"access_token": TOKEN, "expires_in": 1800}
    servicenow.post("/oauth_token.do").mock(return_value=httpx.Response(200, json=token))
    servicenow.get(RECORD).mock(side_effect=quote)
    with pytest.raises(ServiceNowError) as raised:
        connect(servicenow, connection).get_record(SYS_ID)
    basic = base64.b64encode(f"{connection.username}:{SECRETS.password}".encode()).decode()
    for word in (basic, TOKEN, SECRETS.password, SECRETS.client_secret):
        assert word not in raised.value.detail
    assert "[hidden]" in raised.value.detail


def test_no_message_repeats_a_secret_that_the_token_address_quotes(servicenow: respx.MockRouter) -> None:
    refused = {"error": "invalid_client", "error_description": f"wrong secret {SECRETS.client_secret}"}
    servicenow.post("/oauth_token.do").mock(return_value=httpx.Response(401, json=refused))
    with pytest.raises(SignInRefusedError) as raised:
        connect(servicenow, OAUTH).get_record(SYS_ID)
    assert SECRETS.client_secret not in raised.value.detail
