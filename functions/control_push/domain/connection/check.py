"""The connection test, step by step, with the reason and the fix for each step that fails."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from control_push.adapters.credentials import Credentials
from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.store import Store
from control_push.domain.audit import records
from control_push.domain.connection.change import ConnectionSettings, complete_settings, settings_of
from control_push.domain.connection.find_format import format_in_words, with_format
from control_push.errors import (
    BadRequestError,
    ForbiddenError,
    RateLimitedError,
    ServiceNowError,
    SignInRefusedError,
    UnavailableError,
)
from control_push.models.base import utc_now
from control_push.models.connection import Connection, ConnectionStatus, Secrets, TestStep

REACHABLE = "reachable"
SIGNED_IN = "signed_in"
TABLE_READABLE = "table_readable"
TEXT_FIELD_PRESENT = "text_field_present"
STEPS = (REACHABLE, SIGNED_IN, TABLE_READABLE, TEXT_FIELD_PRESENT)
SUCCESS = {
    REACHABLE: "The instance answers.",
    SIGNED_IN: "The credentials are accepted.",
    TABLE_READABLE: "The table can be read.",
    TEXT_FIELD_PRESENT: "The text field is there.",
}


def check_connection(
    store: Store, client: ServiceNowClient, connection: Connection, actor: str
) -> tuple[Connection, list[TestStep]]:
    """The connection with its new status, and the steps."""
    connection, steps = try_out(client, connection)
    tested = _as_found(connection, steps)
    if connection.is_saved:
        store.connection.record_test(tested)
    store.commit([store.audit.append(records.connection_tested(tested, actor))])
    return tested, steps


def check_settings(
    store: Store,
    credentials: Credentials,
    open_client: Callable[[Connection, Secrets], ServiceNowClient],
    settings: ConnectionSettings,
    actor: str,
    *,
    loopback_http: bool,
) -> tuple[Connection, list[TestStep]]:
    """The connection that the settings would make, as the test found it, and the steps. Nothing is saved.

    Only what the test of the saved settings finds is stored: when the settings are just those.

    Raises:
        InvalidInputError: naming every field that is wrong, or a secret that has to be typed again.
    """
    saved = store.connection.get_connection()
    known = credentials.load(saved.secret_version_id) if saved else Secrets()
    connection, secrets = complete_settings(saved, known, settings, loopback_http=loopback_http)
    if saved and secrets == known and settings_of(saved) == settings_of(connection):
        connection = saved
    with closing(open_client(connection, secrets)) as client:
        return check_connection(store, client, connection, actor)


def _as_found(connection: Connection, steps: list[TestStep]) -> Connection:
    failed = next((step for step in steps if step.ok is False), None)
    signed_in = {step.name: step.ok for step in steps}[SIGNED_IN]
    changes = {
        "status": ConnectionStatus.ERROR if failed else ConnectionStatus.CONNECTED,
        "status_reason": f"{failed.detail} {failed.fix}" if failed else None,
        # An instance that did not answer has neither accepted nor refused the credentials.
        "sign_in_refused": connection.sign_in_refused if signed_in is None else not signed_in,
        "last_test_at": utc_now(),
    }
    return connection.model_copy(update=changes)


def try_out(client: ServiceNowClient, connection: Connection) -> tuple[Connection, list[TestStep]]:
    """Each step that was tried, up to the first that failed; the rest says that it was not.

    Also the connection, with the format of its text field found.
    """
    try:
        row = client.sample_record()
        step = _field_step(client, connection, row)
        if step.ok:
            connection = with_format(client, connection)
            step = step.model_copy(update={"detail": f"{step.detail} {format_in_words(connection)}"})
    except ServiceNowError as error:
        return connection, _failed_at(_step_of(error), error.detail, _fix(error, connection))
    return connection, [*_passed(STEPS[:3]), step]


def _step_of(error: ServiceNowError) -> str:
    match error:
        case UnavailableError() | RateLimitedError():
            return REACHABLE
        case SignInRefusedError():
            return SIGNED_IN
        case _:
            return TABLE_READABLE


def _fix(error: ServiceNowError, connection: Connection) -> str:
    match error:
        case UnavailableError():
            return "Check the address, and that the instance is awake and can be reached from the internet."
        case SignInRefusedError():
            return (
                "Check user name, password, client id and secret; the account must be active, not locked, "
                "and allowed to use the REST API (role snc_basic_auth_api_access for basic sign-in)."
            )
        case ForbiddenError():
            return f"Give the service account read access to the table {connection.table}."
        case BadRequestError():
            return f"Check that the table {connection.table} exists and its plugin is active."
        case _:
            return error.hint


def _failed_at(failed: str, detail: str, fix: str) -> list[TestStep]:
    position = STEPS.index(failed)
    untried = [TestStep(name=name, ok=None, detail="Not tried.") for name in STEPS[position + 1 :]]
    return [*_passed(STEPS[:position]), TestStep(name=failed, ok=False, detail=detail, fix=fix), *untried]


def _passed(names: tuple[str, ...]) -> list[TestStep]:
    return [TestStep(name=name, ok=True, detail=SUCCESS[name]) for name in names]


def _field_step(client: ServiceNowClient, connection: Connection, row: dict[str, str] | None) -> TestStep:
    field = connection.content_field
    if row is not None and field in row:
        return TestStep(name=TEXT_FIELD_PRESENT, ok=True, detail=SUCCESS[TEXT_FIELD_PRESENT])
    if row is None and client.field_type() is not None:
        detail = f"The table is empty; its dictionary has the field {field}."
        return TestStep(name=TEXT_FIELD_PRESENT, ok=True, detail=detail)
    detail = (
        f"The table is empty, so the field {field} could not be seen."
        if row is None
        else f"The record read has no field {field}: there is none, or the service account may not read it."
    )
    fix = f"Check the name {field}, and give the service account read access to the field."
    return TestStep(name=TEXT_FIELD_PRESENT, ok=False, detail=detail, fix=fix)
