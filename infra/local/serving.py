"""Runs an asyncio server in a thread of its own, for synchronous callers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, contextmanager


@contextmanager
def served_in_thread(serve: Callable[[], AbstractAsyncContextManager[str]]) -> Iterator[str]:
    """Gives the address that `serve` yields, and leaves `serve` at the end.

    Raises:
        OSError: the port is taken.
    """
    started: Future[tuple[str, Callable[[], object]]] = Future()
    thread = threading.Thread(target=lambda: asyncio.run(_run(serve, started)), daemon=True)
    thread.start()
    url, stop = started.result()
    try:
        yield url
    finally:
        stop()
        thread.join()


async def _run(
    serve: Callable[[], AbstractAsyncContextManager[str]],
    started: Future[tuple[str, Callable[[], object]]],
) -> None:
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    try:
        async with serve() as url:
            started.set_result((url, lambda: loop.call_soon_threadsafe(stopped.set)))
            await stopped.wait()
    except OSError as error:
        started.set_exception(error)
