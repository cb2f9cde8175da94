"""Keeps the simulated instance's records between two runs of the local environment."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from pydantic import TypeAdapter

from infra.local.kept_file import KeptFile
from infra.local.servicenow_simulator.instance import Instance
from infra.local.servicenow_simulator.store import Store, Table

_TABLES = TypeAdapter(dict[str, Table])
_SHORTEST_PAUSE = 2.0
_SHARE = 20
"""Looking at all records takes a twentieth of the time at most."""


def load_records(store: Store, file: KeptFile) -> bool:
    """Puts the tables back as they were kept; says whether there were any."""
    kept = file.read()
    if kept:
        store.tables |= _TABLES.validate_json(kept.content)
    return kept is not None


@asynccontextmanager
async def kept_records(instance: Instance, file: KeptFile) -> AsyncIterator[None]:
    """Writes the tables whenever they have changed, and when the block ends."""
    keeping = asyncio.create_task(_keep(instance, file))
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping
        file.write(_TABLES.dump_json(instance.store.tables), is_final=True)


async def _keep(instance: Instance, file: KeptFile) -> None:
    written, pause = b"", _SHORTEST_PAUSE
    while True:
        await asyncio.sleep(pause)
        started = time.monotonic()
        tables = _TABLES.dump_json(instance.store.tables)
        if tables != written:
            file.write(tables, is_final=False)
            written = tables
        pause = max(_SHORTEST_PAUSE, _SHARE * (time.monotonic() - started))
