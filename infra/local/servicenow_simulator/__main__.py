"""`python -m infra.local.servicenow_simulator --port 8091 --seed FILE` serves until SIGTERM."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
from pathlib import Path

from infra.local.servicenow_simulator.instance import Instance
from infra.local.servicenow_simulator.seeding import Seed, apply_seed
from infra.local.servicenow_simulator.server import serve

_PARENT_CHECK_S = 0.5


def main() -> None:
    """Parse the command line and serve."""
    parser = argparse.ArgumentParser(prog="servicenow_simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument(
        "--seed", type=Path, action="append", default=[], help="body of POST /__sim__/seed, as JSON"
    )
    parser.add_argument("--ready-file", type=Path, help="gets the URL once the server listens")
    parser.add_argument(
        "--stop-with-parent", action="store_true", help="exit when the starting process is gone"
    )
    options = parser.parse_args()
    asyncio.run(
        _run(options.port, options.seed, options.ready_file, stop_with_parent=options.stop_with_parent)
    )


async def _run(port: int, seeds: list[Path], ready_file: Path | None, *, stop_with_parent: bool) -> None:
    instance, stopped = Instance(), asyncio.Event()
    for path in seeds:
        apply_seed(instance.store, Seed.model_validate_json(path.read_bytes()))
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with serve(instance, port) as url:
        _announce(url, ready_file)
        if stop_with_parent:
            await _parent_gone_or(stopped)
        else:
            await stopped.wait()


def _announce(url: str, ready_file: Path | None) -> None:
    if ready_file:
        # Renamed into place, so that a reader never sees half a URL.
        draft = ready_file.with_name(f"{ready_file.name}.draft")
        draft.write_text(url)
        draft.rename(ready_file)
    print(url, flush=True)


async def _parent_gone_or(stopped: asyncio.Event) -> None:
    parent = os.getppid()
    while not stopped.is_set() and os.getppid() == parent:
        await asyncio.sleep(_PARENT_CHECK_S)


if __name__ == "__main__":
    main()
