"""The connection test: each step that fails says why and what to do."""

from __future__ import annotations

from typing import Any

import pytest

from control_push.adapters.tables.audit import AuditFilter
from control_push.domain.connection.check import STEPS, check_connection
from control_push.errors import (
    BadRequestError,
    ForbiddenError,
    RateLimitedError,
    ServiceNowError,
    SignInRefusedError,
    UnavailableError,
)
from control_push.models.audit import Action
from control_push.models.connection import Connection, ConnectionStatus
from control_push.models.connection import TestStep as Step
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, fails


def check(push: Pushing, connection: Connection = CONNECTION) -> tuple[Connection, list[Step]]:
    client: Any = push.servicenow
    return check_connection(push.store, client, connection, "root")


def test_all_is_well(push: Pushing) -> None:
    tested, steps = check(push)
    assert [step.name for step in steps] == list(STEPS)
    assert all(step.ok and not step.fix for step in steps)
    stored = push.store.connection.get_connection()
    assert stored == tested
    assert (tested.status, tested.last_test_at is None) == (ConnectionStatus.CONNECTED, False)


@pytest.mark.parametrize(
    ("error", "failed", "advice"),
    [
        (UnavailableError("It hibernates."), "reachable", "awake"),
        (RateLimitedError("Too many.", 5), "reachable", ""),
        (SignInRefusedError("User is not authenticated."), "signed_in", "password"),
        (ForbiddenError("ACL."), "table_readable", "read access to the table sn_compliance_statement"),
        (BadRequestError("Invalid table."), "table_readable", "plugin is active"),
    ],
)
def test_the_step_that_failed(push: Pushing, error: ServiceNowError, failed: str, advice: str) -> None:
    push.servicenow.before = fails(1, error, on="SAMPLE")
    tested, steps = check(push)
    position = STEPS.index(failed)
    assert [step.ok for step in steps] == [True] * position + [False] + [None] * (3 - position)
    assert steps[position].detail == error.detail
    fix = steps[position].fix
    assert fix
    assert advice in fix
    assert tested.status is ConnectionStatus.ERROR


@pytest.mark.parametrize(
    ("sample", "dictionary_has_field", "ok"),
    [
        ({"u_implementation_statement": ""}, False, True),
        ({"control_id": "AC-1"}, True, False),
        (None, True, True),
        (None, False, False),
    ],
)
def test_whether_the_text_field_is_there(
    push: Pushing, sample: dict[str, str] | None, dictionary_has_field: bool, ok: bool
) -> None:
    push.servicenow.sample, push.servicenow.dictionary_has_field = sample, dictionary_has_field
    tested, steps = check(push)
    assert [step.ok for step in steps] == [True, True, True, ok]
    assert (steps[-1].fix is None) is ok
    assert (tested.status is ConnectionStatus.CONNECTED) is ok


def test_the_result_of_old_settings_is_not_stored(push: Pushing) -> None:
    changed = CONNECTION.model_copy(update={"version": 2})
    push.store.commit([push.store.connection.save_connection(changed)])
    check(push)
    assert push.store.connection.get_connection() == changed


def test_a_test_is_in_the_audit(push: Pushing) -> None:
    check(push)
    (record,) = push.store.audit.search(AuditFilter(), 10, None).rows
    assert (record.action, record.actor) == (Action.CONNECTION_TESTED, "root")
    assert record.details == {"status": "connected", "instance_url": CONNECTION.instance_url}
