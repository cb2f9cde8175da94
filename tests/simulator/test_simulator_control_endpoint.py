"""The control endpoint and the ways to run the simulator."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from infra.local.servicenow_simulator import Simulator, running_simulator

from .conftest import SYSTEM, TEXT

ROW = {"control_id": "AC-2", "control_name": "Account Management", "implementation_statement": TEXT}


def test_seeds_are_the_same_in_every_run(simulator: Simulator) -> None:
    first = simulator.seed(SYSTEM, [ROW])
    simulator.reset()
    assert simulator.seed(SYSTEM, [ROW]) == first
    sys_id = first["records"]["control"]["AC-2"]
    assert len(sys_id) == 32
    assert int(sys_id, 16)
    assert sys_id == sys_id.lower()


def test_seeding_again_replaces_and_keeps_numbers(simulator: Simulator) -> None:
    made = simulator.seed(SYSTEM, [ROW])["records"]["control"]
    simulator.seed(SYSTEM, [{**ROW, "implementation_statement": "later", "mod_count": 4}])
    record = simulator.record("sn_compliance_control", made["AC-2"])
    assert (record["implementation_statement"], record["number"]) == ("later", "CTRL0010001")
    assert record["sys_mod_count"] == "4"
    assert simulator.call("GET", "/tables")["sn_compliance_control"] == 1


def test_many_statements_load_in_one_call(simulator: Simulator) -> None:
    rows = [{**ROW, "control_id": f"AC-{number}"} for number in range(200)]
    simulator.seed(SYSTEM, rows)
    simulator.seed("Tide Register", rows[:3], presets=["control"])
    counts = simulator.call("GET", "/tables")
    assert counts["sn_grc_profile"] == 2
    assert counts["sn_compliance_statement"] == 200
    assert counts["sn_compliance_control"] == 203
    assert counts["sn_compliance_policy_statement"] == 200


def test_custom_tables_take_any_fields(simulator: Simulator, api: httpx.Client) -> None:
    fields = [{"name": "u_text", "type": "html"}, {"name": "u_control", "label": "Control"}]
    simulator.call("POST", "/tables", {"name": "u_statements", "fields": fields})
    rows = {"records": [{"u_control": "AC-2", "u_text": TEXT}], "hidden": True}
    (sys_id,) = simulator.call("POST", "/tables/u_statements/records", rows)["sys_ids"]
    assert api.get(f"/u_statements/{sys_id}").status_code == 404
    assert simulator.call("GET", "/tables/u_statements/records")["records"][0]["hidden"] is True
    simulator.edit("u_statements", sys_id, "unhide")
    assert api.get(f"/u_statements/{sys_id}").json()["result"]["u_text"] == TEXT


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/faults", {"kind": "no such fault"}, 422),
        ("/faults", {"kind": "truncate", "field": "x"}, 422),
        ("/seed", {"system": "A", "statements": [{}]}, 422),
        ("/tables/none/records", {"records": []}, 404),
        ("/tables/sn_grc_profile/records/none/edits", {"mode": "delete"}, 404),
    ],
)
def test_bad_calls_are_told(simulator: Simulator, path: str, body: object, status: int) -> None:
    with pytest.raises(httpx.HTTPStatusError) as refused:
        simulator.call("POST", path, body)
    assert refused.value.response.status_code == status


def test_unknown_settings_are_refused(simulator: Simulator) -> None:
    with pytest.raises(httpx.HTTPStatusError, match="422"):
        simulator.configure(latency=5)


@pytest.mark.parametrize("header", [{"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}])
def test_web_pages_may_not_steer_it(simulator: Simulator, header: dict[str, str]) -> None:
    assert httpx.post(f"{simulator.url}/__sim__/reset", headers=header, trust_env=False).status_code == 403


def test_faults_can_be_taken_back(simulator: Simulator, api: httpx.Client) -> None:
    kept, gone = simulator.add_fault("unavailable"), simulator.add_fault("hibernating", from_nth=99)
    simulator.call("DELETE", f"/faults/{gone}")
    assert [fault["id"] for fault in simulator.call("GET", "/faults")] == [kept]
    simulator.clear_faults()
    assert api.get("/sn_grc_profile").status_code == 200


def test_stats_count_without_telling_secrets(
    simulator: Simulator, api: httpx.Client, seeded: dict[str, str], statement: str
) -> None:
    api.put(statement, json={"u_implementation_statement": "private"})
    api.get(statement, params={"sysparm_query": "private"})
    api.post(f"{simulator.url}/oauth_token.do", data={"client_secret": "private"})
    stats = simulator.stats()
    assert stats["requests"] == 2
    assert stats["by_table"] == {"sn_compliance_statement": {"PUT": 1, "GET": 1}}
    assert stats["by_sys_id"] == {seeded["statement"]: {"PUT": 1, "GET": 1}}
    assert (stats["token_requests"], stats["sign_in_failures"], stats["in_flight"]) == (1, 1, 0)
    path = f"/api/now/table{statement}"
    assert [(one["method"], one["path"], one["status"]) for one in stats["recent"]] == [
        ("PUT", path, 200),
        ("GET", path, 200),
        ("POST", "/oauth_token.do", 401),
    ]
    assert all(one["arrived_at"] <= one["answered_at"] for one in stats["recent"])
    assert "private" not in json.dumps(stats)
    simulator.reset_stats()
    assert simulator.stats()["requests"] == 0


def test_latency_applies_to_every_request(simulator: Simulator, api: httpx.Client) -> None:
    simulator.configure(latency_ms=80)
    simulator.add_fault("latency", ms=80, times=1)
    started = time.monotonic()
    api.get("/sn_grc_profile")
    assert time.monotonic() - started >= 0.16


def test_two_simulators_know_nothing_of_each_other(simulator: Simulator) -> None:
    with running_simulator() as other:
        other.seed(SYSTEM, [ROW])
        assert other.url != simulator.url
        assert simulator.call("GET", "/tables")["sn_grc_profile"] == 0


def test_a_taken_port_is_reported(simulator: Simulator) -> None:
    port = int(simulator.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"), running_simulator(port):
        pass


@contextmanager
def started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """The process, which does not outlive a failing test."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_the_process_seeds_announces_itself_and_stops_at_once(tmp_path: Path) -> None:
    seed, ready = tmp_path / "seed.json", tmp_path / "ready"
    seed.write_text(json.dumps({"system": SYSTEM, "statements": [ROW]}))
    command = [sys.executable, "-m", "infra.local.servicenow_simulator"]
    command += ["--seed", str(seed), "--ready-file", str(ready)]
    with started(command) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert ready.read_text() == url
        with Simulator(url) as simulator:
            assert simulator.call("GET", "/tables")["sn_compliance_statement"] == 1
            simulator.configure(latency_ms=60_000)
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(
                f"{url}/api/now/table/sn_grc_profile", timeout=httpx.Timeout(5, read=0.1), trust_env=False
            )
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=3) == 0


def test_the_process_ends_with_its_parent(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    parent = (
        "import subprocess, sys, time, pathlib\n"
        "subprocess.Popen([sys.executable, '-m', 'infra.local.servicenow_simulator',"
        " '--stop-with-parent', '--ready-file', sys.argv[1]])\n"
        "while not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.05)\n"
    )
    subprocess.run([sys.executable, "-c", parent, ready], check=True, timeout=20)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            httpx.get(ready.read_text(), trust_env=False)
        except httpx.ConnectError:
            return
        except httpx.TransportError:
            pass  # Asked while it went.
        time.sleep(0.1)
    pytest.fail("the simulator outlived its parent")
