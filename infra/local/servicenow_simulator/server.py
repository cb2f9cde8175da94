"""Runs the simulator on loopback: for a process of its own, or inside a test's process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext

from aiohttp import web

from infra.local.kept_file import KeptFile
from infra.local.servicenow_simulator.app import build_app
from infra.local.servicenow_simulator.client import Simulator
from infra.local.servicenow_simulator.instance import Instance
from infra.local.servicenow_simulator.records_file import kept_records
from infra.local.serving import served_in_thread

HOST = "127.0.0.1"
# The platform answers longer lines itself, so the server must let them through.
_LONGEST_LINE = 65_536
_GRACE_S = 0.05


@asynccontextmanager
async def serve(instance: Instance, port: int, records: KeptFile | None = None) -> AsyncIterator[str]:
    """Listen until the block ends; gives the URL. Requests still hanging then are cut off.

    With `records` the tables are kept there, every few seconds and at the end.
    """
    runner = web.AppRunner(
        build_app(instance),
        access_log=None,
        shutdown_timeout=_GRACE_S,
        max_line_size=_LONGEST_LINE,
        max_field_size=_LONGEST_LINE,
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        async with kept_records(instance, records) if records else nullcontext():
            yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@contextmanager
def running_simulator(
    port: int = 0, instance: Instance | None = None, records: KeptFile | None = None
) -> Iterator[Simulator]:
    """A simulator in a thread of its own, for synchronous callers; port 0 takes any free one."""
    served = instance or Instance()
    with served_in_thread(lambda: serve(served, port, records)) as url, Simulator(url) as simulator:
        yield simulator
