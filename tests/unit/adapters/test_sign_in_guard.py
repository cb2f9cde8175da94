"""Refused sign-ins are counted over all processes, each of which has a client of its own."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
import respx

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.sign_in_guard import SignInGuard, require_accepted
from control_push.adapters.tables.store import Store
from control_push.errors import SignInRefusedError, SignInStoppedError, UnavailableError
from control_push.models.connection import AuthMethod, Connection, ConnectionStatus
from tests.unit.adapters.servicenow.samples import (
    CONNECTION,
    INSTANCE,
    OAUTH,
    RECORD,
    SECRETS,
    SYS_ID,
    TABLE,
    response,
)


@pytest.fixture(autouse=True)
def one_call_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """moto does not keep two threads' transactions apart, as DynamoDB does."""
    lock, write = threading.Lock(), store.client.transact_write_items

    def alone(**request: Any) -> Any:
        with lock:
            return write(**request)

    monkeypatch.setattr(store.client, "transact_write_items", alone)


@pytest.fixture
def servicenow() -> respx.MockRouter:
    """It refuses whatever is tried."""
    router = respx.MockRouter(base_url=INSTANCE)
    router.get(TABLE).mock(return_value=response("unauthenticated"))
    router.get(RECORD).mock(return_value=response("unauthenticated"))
    router.post("/oauth_token.do").mock(return_value=response("token_denied"))
    return router


def process(store: Store, router: respx.MockRouter, connection: Connection = CONNECTION) -> ServiceNowClient:
    """A client as each process has it."""
    guard = SignInGuard(store.connection, connection)
    return ServiceNowClient(
        connection, SECRETS, guard=guard, transport=httpx.MockTransport(router.handler), read_timeout=5
    )


def saved(store: Store, connection: Connection = CONNECTION) -> Connection:
    store.commit([store.connection.save_connection(connection)])
    return connection


def now(store: Store) -> Connection:
    connection = store.connection.get_connection()
    assert connection
    return connection


@pytest.mark.parametrize("connection", [CONNECTION, OAUTH])
def test_the_first_refusal_is_told_to_everybody(
    store: Store, servicenow: respx.MockRouter, connection: Connection
) -> None:
    saved(store, connection)
    with pytest.raises(SignInRefusedError):
        process(store, servicenow, connection).get_record(SYS_ID)
    found = now(store)
    assert (found.status, found.sign_in_refused) == (ConnectionStatus.ERROR, True)
    assert found.status_reason
    assert "administrator" in found.status_reason
    with pytest.raises(SignInStoppedError):
        require_accepted(found)


@pytest.mark.parametrize("method", [AuthMethod.OAUTH_CLIENT_CREDENTIALS, AuthMethod.OAUTH_PASSWORD])
def test_of_many_processes_one_asks_for_a_token_that_is_refused(
    store: Store, servicenow: respx.MockRouter, method: AuthMethod
) -> None:
    connection = saved(store, OAUTH.model_copy(update={"auth_method": method}))
    processes = [process(store, servicenow, connection) for _ in range(6)]

    def ask(client: ServiceNowClient) -> type[Exception]:
        with pytest.raises(SignInRefusedError) as refusal:
            client.get_record(SYS_ID)
        return refusal.type

    with ThreadPoolExecutor(len(processes)) as pool:
        kinds = list(pool.map(ask, processes))
    assert sorted(kind.__name__ for kind in kinds) == ["SignInRefusedError"] + ["SignInStoppedError"] * 5
    assert servicenow.calls.call_count == 1


def test_of_many_probes_at_once_one_is_refused(store: Store, servicenow: respx.MockRouter) -> None:
    saved(store)

    def probe(client: ServiceNowClient) -> None:
        with pytest.raises(SignInRefusedError):
            client.probe()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(probe, [process(store, servicenow) for _ in range(6)]))
    assert servicenow.calls.call_count == 1


def test_tokens_are_asked_for_one_after_another(store: Store, servicenow: respx.MockRouter) -> None:
    saved(store, OAUTH)
    asking: list[int] = []
    most: list[int] = []

    def token(request: httpx.Request) -> httpx.Response:
        asking.append(1)
        most.append(len(asking))
        time.sleep(0.02)
        asking.pop()
        return response("token")

    servicenow.post("/oauth_token.do").mock(side_effect=token)
    servicenow.get(RECORD).mock(return_value=response("record"))
    clients = [process(store, servicenow, OAUTH) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert len(list(pool.map(lambda client: client.get_record(SYS_ID), clients))) == 4
    assert most == [1] * 4


def test_a_refusal_of_settings_changed_since_says_nothing(store: Store, servicenow: respx.MockRouter) -> None:
    old = saved(store)
    changed = saved(store, CONNECTION.model_copy(update={"version": 2}))
    with pytest.raises(SignInRefusedError):
        process(store, servicenow, old).get_record(SYS_ID)
    assert now(store) == changed


def test_a_process_that_died_with_the_right_holds_it_for_its_time_only(
    store: Store, servicenow: respx.MockRouter
) -> None:
    saved(store)
    guard = SignInGuard(store.connection, CONNECTION)
    with guard.alone(time.monotonic() + 0.3):
        with pytest.raises(UnavailableError, match="nothing was sent"), guard.alone(time.monotonic() + 0.05):
            pass
        # It ran out, as that of a dead process does.
        with guard.alone(time.monotonic() + 5):
            pass


def test_what_a_refusal_began_ends_with_a_test_that_succeeds(store: Store) -> None:
    connection = saved(store)
    store.connection.record_refusal(connection, "refused")
    changes = {"status": ConnectionStatus.CONNECTED, "status_reason": None, "sign_in_refused": False}
    assert store.connection.record_test(connection.model_copy(update=changes))
    assert (now(store).status_reason, now(store).sign_in_refused) == (None, False)
    SignInGuard(store.connection, connection).require_accepted()


@pytest.mark.parametrize("connection", [CONNECTION, OAUTH])
def test_a_test_tries_what_was_refused(
    store: Store, servicenow: respx.MockRouter, connection: Connection
) -> None:
    saved(store, connection)
    store.connection.record_refusal(connection, "refused")
    servicenow.post("/oauth_token.do").mock(return_value=response("token"))
    servicenow.get(TABLE).mock(return_value=response("no_rows"))
    guard = SignInGuard(store.connection, connection, is_test=True)
    transport = httpx.MockTransport(servicenow.handler)
    ServiceNowClient(connection, SECRETS, guard=guard, transport=transport).probe()
