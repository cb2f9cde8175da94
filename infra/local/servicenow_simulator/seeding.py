"""Fills the preset tables with the statements of one system."""

from __future__ import annotations

from typing import Literal
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict

from infra.local.servicenow_simulator.store import Record, Store

_NAMESPACE = UUID("0c9a1c53-7a6e-4f0b-8d0e-2f7f3f7f5b11")
Preset = Literal["statement", "control", "objective"]


class SeedStatement(BaseModel):
    """One control's statement."""

    model_config = ConfigDict(extra="forbid")

    control_id: str
    control_name: str
    implementation_statement: str
    sys_id: str | None = None
    """Of the record in each preset's table; any text, as on instances that were filled by imports."""
    hidden: bool = False
    updated_on: str = "2026-01-12 09:30:00"
    updated_by: str = "maria.ortega"
    mod_count: int = 0


class Seed(BaseModel):
    """The statements of one system, and the tables that shall have them."""

    model_config = ConfigDict(extra="forbid")

    system: str
    statements: list[SeedStatement]
    presets: list[Preset] = ["statement", "control", "objective"]


def stable_sys_id(*parts: str) -> str:
    """The same for the same seed, in every run."""
    return uuid5(_NAMESPACE, "|".join(parts)).hex


def apply_seed(store: Store, seed: Seed) -> dict[str, object]:
    """Add or replace the system's records; answers with their sys_ids by preset and control."""
    system_id = stable_sys_id("sn_grc_profile", seed.system)
    _put(store, "sn_grc_profile", system_id, {"name": seed.system}, None)
    records: dict[str, dict[str, str]] = {preset: {} for preset in seed.presets}
    for statement in seed.statements:
        for preset in seed.presets:
            records[preset][statement.control_id] = _SEEDERS[preset](store, seed.system, system_id, statement)
    return {"system_id": system_id, "records": records}


def _put_statement(store: Store, system: str, system_id: str, statement: SeedStatement) -> str:
    sys_id = statement.sys_id or stable_sys_id("sn_compliance_statement", system, statement.control_id)
    values = {
        "control_id": statement.control_id,
        "control_name": statement.control_name,
        "u_implementation_statement": statement.implementation_statement,
        "profile": system_id,
    }
    return _put(store, "sn_compliance_statement", sys_id, values, statement)


def _put_control(store: Store, system: str, system_id: str, statement: SeedStatement) -> str:
    sys_id = statement.sys_id or stable_sys_id("sn_compliance_control", system, statement.control_id)
    objective_id = _objective_id(statement)
    if store.find("sn_compliance_policy_statement", objective_id) is None:
        _put_objective(store, system, system_id, statement)
    values = {
        "content": objective_id,
        "profile": system_id,
        "implementation_statement": statement.implementation_statement,
    }
    return _put(store, "sn_compliance_control", sys_id, values, statement)


def _put_objective(store: Store, _system: str, _system_id: str, statement: SeedStatement) -> str:
    """All systems share the objectives, so the last one seeded decides their text."""
    values = {
        "reference": statement.control_id,
        "name": statement.control_name,
        "description": statement.implementation_statement,
    }
    return _put(store, "sn_compliance_policy_statement", _objective_id(statement), values, statement)


def _objective_id(statement: SeedStatement) -> str:
    return statement.sys_id or stable_sys_id("sn_compliance_policy_statement", statement.control_id)


def _put(
    store: Store, table_name: str, sys_id: str, values: dict[str, str], statement: SeedStatement | None
) -> str:
    table = store.tables[table_name]
    previous: Record | None = table.records.pop(sys_id, None)
    number = {"number": previous.values["number"]} if previous and "number" in previous.values else {}
    stamps = _stamps(statement) if statement else {}
    record = store.insert(table, {"sys_id": sys_id, **number, **values, **stamps}, by="admin")
    record.hidden = statement is not None and statement.hidden
    return sys_id


def _stamps(statement: SeedStatement) -> dict[str, str]:
    return {
        "sys_created_on": statement.updated_on,
        "sys_updated_on": statement.updated_on,
        "sys_updated_by": statement.updated_by,
        "sys_mod_count": str(statement.mod_count),
    }


_SEEDERS = {"statement": _put_statement, "control": _put_control, "objective": _put_objective}
