"""The demo systems: complete enough to show, and clean enough to push."""

from __future__ import annotations

import json
import re
from collections import Counter

import httpx
import nh3

from infra.local.demo_package import SEED_FILES, load_into
from infra.local.servicenow_simulator import Simulator

SYSTEMS = [json.loads(path.read_text(encoding="utf-8")) for path in SEED_FILES]
STATEMENTS = [(seed["system"], statement) for seed in SYSTEMS for statement in seed["statements"]]


def tags(html: str) -> Counter[str]:
    return Counter(re.findall(r"<\w+", html))


def test_it_fills_every_presets_table(simulator: Simulator, api: httpx.Client) -> None:
    loaded = load_into(simulator)
    assert loaded.keys() == {"Harbor Permit Tracker", "Tide Gauge Network"}
    for name, made in loaded.items():
        for table in ("sn_compliance_statement", "sn_compliance_control"):
            reply = api.get(f"/{table}", params={"sysparm_query": f"profile={made['system_id']}"})
            expected = sum(system == name for system, _ in STATEMENTS)
            assert len(reply.json()["result"]) == expected
    objectives = api.get("/sn_compliance_policy_statement").json()["result"]
    assert len(objectives) == len({statement["control_id"] for _, statement in STATEMENTS})


def test_it_covers_the_control_families_once_each() -> None:
    controls = Counter((system, statement["control_id"]) for system, statement in STATEMENTS)
    assert set(controls.values()) == {1}
    families = {statement["control_id"].split("-")[0] for _, statement in STATEMENTS}
    assert {"AC", "AT", "AU", "CA", "CM", "CP", "IA", "IR", "MA", "MP"} <= families
    assert {"PE", "PL", "PM", "PS", "RA", "SA", "SC", "SI", "SR"} <= families


def test_a_sanitizer_finds_nothing_to_remove() -> None:
    for _, statement in STATEMENTS:
        text = statement["implementation_statement"]
        assert not tags(text) - tags(nh3.clean(text)), statement["control_id"]


def test_names_fit_their_columns() -> None:
    for _, statement in STATEMENTS:
        assert len(statement["control_id"]) <= 40
        assert len(statement["control_name"]) <= 255
