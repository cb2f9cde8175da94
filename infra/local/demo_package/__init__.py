"""Two systems of a fictional port authority, so that a fresh local environment has something to show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from infra.local.servicenow_simulator import Simulator

SEED_FILES = tuple(sorted(Path(__file__).parent.glob("*.json")))
"""Each is the body of the simulator's `POST /__sim__/seed`."""


def load_into(simulator: Simulator) -> dict[str, dict[str, Any]]:
    """Fill all preset tables; gives the system_id and the records' sys_ids for each system's name."""
    seeds = [json.loads(path.read_text(encoding="utf-8")) for path in SEED_FILES]
    return {seed["system"]: simulator.seed(seed["system"], seed["statements"]) for seed in seeds}
