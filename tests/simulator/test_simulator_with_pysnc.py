"""ServiceNow's own Python client (PySNC) finds in the simulator what its tests find in a real instance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pysnc import ServiceNowClient
from pysnc.auth import ServiceNowClientCredentialsFlow, ServiceNowPasswordGrantFlow
from pysnc.exceptions import AuthenticationException, RequestException, RoleException

from infra.local.servicenow_simulator import Simulator

from .conftest import SYSTEM, TEXT

TABLE = "sn_compliance_statement"
FIELD = "u_implementation_statement"
COUNT = 230


@pytest.fixture(autouse=True)
def _over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both insist on https, which the simulator does not speak."""
    monkeypatch.setattr("pysnc.client.get_instance", lambda url: url)
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")


@pytest.fixture
def records(simulator: Simulator) -> dict[str, str]:
    """The sys_ids by control id."""
    rows = [
        {"control_id": f"AC-{n}", "control_name": f"Control {n % 2}", "implementation_statement": TEXT}
        for n in range(COUNT)
    ]
    made: dict[str, str] = simulator.seed(SYSTEM, rows, presets=["statement"])["records"]["statement"]
    return made


@pytest.fixture
def client(simulator: Simulator) -> Iterator[ServiceNowClient]:
    # One try: a retry would hide what the first answer was.
    client = ServiceNowClient(simulator.url, (simulator.user_name, simulator.password), auto_retry=False)
    yield client
    client.session.close()


def test_get(client: ServiceNowClient, records: dict[str, str]) -> None:
    record = client.GlideRecord(TABLE)
    assert record.get(records["AC-7"])
    assert (record.get_value("control_id"), record.get_value(FIELD)) == ("AC-7", TEXT)
    assert not client.GlideRecord(TABLE).get("0" * 32)
    by_field = client.GlideRecord(TABLE)
    assert by_field.get("control_id", "AC-8")
    assert by_field.sys_id == records["AC-8"]


@pytest.mark.parametrize(
    ("conditions", "numbers"),
    [
        ([("control_id", "AC-7")], {7}),
        ([("control_id", "IN", "AC-7,AC-8")], {7, 8}),
        (
            [("control_id", "STARTSWITH", "AC-22"), ("control_name", "!=", "Control 0")],
            set(range(221, 230, 2)),
        ),
        ([("control_id", "ENDSWITH", "-7")], {7}),
        ([("control_id", "CONTAINS", "-19"), ("control_id", "NOT IN", "AC-19")], {*range(190, 200)}),
        ([("control_name", "DOES NOT CONTAIN", "Control")], set()),
    ],
)
def test_query(
    client: ServiceNowClient, records: dict[str, str], conditions: list[tuple[str, ...]], numbers: set[int]
) -> None:
    record = client.GlideRecord(TABLE)
    record.fields = ["control_id"]
    for condition in conditions:
        record.add_query(*condition)
    assert found(record) == {f"AC-{number}" for number in numbers}


def found(record: Any) -> set[str]:
    """The control ids that the record's query leads to."""
    record.query()
    return {str(row.control_id) for row in record}


def test_null_or_and_encoded_queries(client: ServiceNowClient, records: dict[str, str]) -> None:
    empty = client.GlideRecord(TABLE)
    empty.add_null_query(FIELD)
    assert found(empty) == set()
    either = client.GlideRecord(TABLE)
    either.add_query("control_id", "AC-7").add_or_condition("control_id", "AC-9")
    either.add_not_null_query(FIELD)
    assert found(either) == {"AC-7", "AC-9"}
    encoded = client.GlideRecord(TABLE)
    encoded.add_encoded_query(f"profile.name={SYSTEM}^control_idINAC-7,AC-8")
    assert found(encoded) == {"AC-7", "AC-8"}


@pytest.mark.parametrize("batch_size", [100, 50, 229, 500])
def test_pages(client: ServiceNowClient, records: dict[str, str], batch_size: int) -> None:
    record = client.GlideRecord(TABLE, batch_size=batch_size)
    record.fields = ["sys_id"]
    record.order_by("sys_id")
    record.query()
    assert len(record) == COUNT
    assert [str(row.sys_id) for row in record] == sorted(records.values())


def test_update(client: ServiceNowClient, simulator: Simulator, records: dict[str, str]) -> None:
    record = client.GlideRecord(TABLE)
    record.get(records["AC-7"])
    record.set_value(FIELD, "<p>Changed.</p>")
    record.set_value("bunk_field", "ignored")
    assert record.changes()
    assert record.update() == records["AC-7"]
    assert record.get_value(FIELD) == "<p>Changed.</p>"
    stored = simulator.record(TABLE, records["AC-7"])
    assert (stored[FIELD], stored["sys_mod_count"]) == ("<p>Changed.</p>", "1")
    assert "bunk_field" not in stored


def test_insert_and_delete(client: ServiceNowClient, simulator: Simulator) -> None:
    sys_id = "AAAABBBBCCCCDDDDEEEEFFFF00001111"
    record = client.GlideRecord(TABLE)
    record.initialize()
    record.set_new_guid_value(sys_id)
    record.set_value("control_id", "AC-1")
    assert record.insert() == sys_id
    assert record.delete()
    assert not client.GlideRecord(TABLE).get(sys_id)
    assert simulator.call("GET", "/tables")[TABLE] == 0


@pytest.mark.parametrize("display", [True, False, "all"])
def test_display_values(client: ServiceNowClient, records: dict[str, str], display: object) -> None:
    record = client.GlideRecord(TABLE)
    record.display_value = display
    record.add_query("control_id", "AC-7")
    record.query()
    assert record.next()
    profile, stamp = record.get_element("profile"), record.get_element("sys_updated_on")
    if display is not False:
        assert profile.get_display_value() == SYSTEM
        assert stamp.get_display_value() == "01-12-2026 02:30:00 AM"
    if display is not True:
        assert stamp.get_value() == "2026-01-12 09:30:00"
        assert len(profile.get_value()) == 32


def test_sign_in_by_oauth(simulator: Simulator, records: dict[str, str]) -> None:
    application = (simulator.client_id, simulator.client_secret)
    for flow in (
        ServiceNowPasswordGrantFlow(simulator.user_name, simulator.password, *application),
        ServiceNowClientCredentialsFlow(*application),
    ):
        client = ServiceNowClient(simulator.url, flow, auto_retry=False)
        assert client.GlideRecord(TABLE).get(records["AC-7"])
        client.session.close()


def test_refusals(client: ServiceNowClient, simulator: Simulator, records: dict[str, str]) -> None:
    simulator.add_fault("forbidden_by_acl", times=1)
    with pytest.raises(RoleException):
        client.GlideRecord(TABLE).get(records["AC-7"])
    wrong = ServiceNowClient(simulator.url, (simulator.user_name, "wrong"), auto_retry=False)
    with pytest.raises(AuthenticationException):
        wrong.GlideRecord(TABLE).get(records["AC-7"])
    wrong.session.close()
    simulator.add_fault("partial_error", broken=True)
    with pytest.raises(RequestException, match="Maximum execution time"):
        client.GlideRecord(TABLE).query()


def test_its_requests_share_a_session(
    client: ServiceNowClient, simulator: Simulator, records: dict[str, str]
) -> None:
    """It returns the cookie, so an instance would carry its requests out one after another."""
    client.GlideRecord(TABLE).get(records["AC-7"])
    session = client.session.cookies["JSESSIONID"]
    client.GlideRecord(TABLE).get(records["AC-8"])
    assert client.session.cookies["JSESSIONID"] == session
