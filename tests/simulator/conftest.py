"""One simulator for all tests of a process, empty at the start of each test."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from infra.local.servicenow_simulator import Simulator, running_simulator

SYSTEM = "Ferry Ledger"
TEXT = "<p>Accounts are reviewed each quarter.</p>"


@pytest.fixture(scope="session")
def _shared_simulator() -> Iterator[Simulator]:
    with running_simulator() as simulator:
        yield simulator


@pytest.fixture
def simulator(_shared_simulator: Simulator) -> Simulator:
    _shared_simulator.reset()
    return _shared_simulator


@pytest.fixture(scope="session")
def _shared_client(_shared_simulator: Simulator) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=f"{_shared_simulator.url}/api/now/table",
        auth=(_shared_simulator.user_name, _shared_simulator.password),
        timeout=10,
        trust_env=False,
    ) as client:
        yield client


@pytest.fixture
def api(_shared_client: httpx.Client) -> httpx.Client:
    """Signed in at the Table API, without cookies of earlier tests."""
    _shared_client.cookies.clear()
    return _shared_client


@pytest.fixture
def seeded(simulator: Simulator) -> dict[str, str]:
    """The sys_ids of one control in each preset's table, by preset, and of its system."""
    row = {"control_id": "AC-2", "control_name": "Account Management", "implementation_statement": TEXT}
    made = simulator.seed(SYSTEM, [row])
    return {"system": made["system_id"], **{name: ids["AC-2"] for name, ids in made["records"].items()}}


@pytest.fixture
def statement(seeded: dict[str, str]) -> str:
    """Path of a record that holds TEXT, below the table path."""
    return f"/sn_compliance_statement/{seeded['statement']}"
