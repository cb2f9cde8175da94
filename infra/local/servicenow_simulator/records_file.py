"""Keeps the simulated instance's records between two runs of the local environment."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from infra.local.servicenow_simulator.store import Store, Table

_TABLES = TypeAdapter(dict[str, Table])


def save_records(store: Store, path: Path) -> None:
    """Writes all tables; a reader never sees half of them."""
    draft = path.with_name(f"{path.name}.draft")
    draft.write_bytes(_TABLES.dump_json(store.tables))
    draft.replace(path)


def load_records(store: Store, path: Path) -> None:
    """Puts the tables back as `save_records` found them."""
    store.tables |= _TABLES.validate_json(path.read_bytes())
