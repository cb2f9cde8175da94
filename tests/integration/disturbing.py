"""What the tests of disturbed pushes share: how a push is disturbed, and what must hold after it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from tests.integration.product import ENDED, Product
from tests.integration.pushing import base, check_books, edited, mine, now, remote_text

# Jobs of some length; `make soak` takes longer ones.
COUNT = int(os.environ.get("PUSH_SIZE", "30"))
LATENCY_MS = 800
"""Of each answer: 30 statements take 10 seconds, so that the end is not missed on a busy machine."""


def edited_at_a_slow_instance(product: Product) -> list[dict[str, Any]]:
    """Statements whose push takes long enough to be disturbed in the middle."""
    made = edited(product, COUNT)
    product.simulator.configure(latency_ms=LATENCY_MS)
    return made


def until_completed(product: Product, job_id: str, count: int) -> None:
    """Returns when so many items have their outcome."""
    deadline = time.monotonic() + 180
    while True:
        job = product.author.get(f"/push/{job_id}")
        if job["completed"] >= count:
            return
        assert job["status"] not in ENDED, job
        assert time.monotonic() < deadline, job
        time.sleep(0.05)


def kill_workers(aws_folder: Path) -> int:
    """Kills the processes of this test's own local AWS that run the worker; says how many."""
    killed = 0
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_text() if entry.name.isdigit() else ""
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended by itself meanwhile
        if str(aws_folder) in command and "FunctionsPushStatement" in command and "_worker.py" in command:
            os.kill(int(entry.name), signal.SIGKILL)
            killed += 1
    return killed


def check_texts(product: Product, statements: list[dict[str, Any]], job_id: str) -> None:
    """ServiceNow has the author's text of each success, and the base of everything else; no text is lost."""
    results = product.author.results(job_id)
    for number, statement in enumerate(statements, start=1):
        success = results[statement["id"]]["success"]
        assert remote_text(product, statement) == (mine(number) if success else base(number))
        after = now(product, statement)
        assert after["local_content"] == (None if success else mine(number))
        assert after["content"] == remote_text(product, statement)


def finish_the_rest(product: Product, statements: list[dict[str, Any]], job: dict[str, Any]) -> None:
    """A retry pushes what the job did not."""
    left = job["total"] - job["succeeded"]
    product.simulator.configure(latency_ms=0)
    if left:
        retry_id = product.author.call("POST", f"/push/{job['job_id']}/retry", expect=202)["job_id"]
        retried = product.author.wait(retry_id, 300)
        check_books(product, retried)
        assert (retried["total"], retried["succeeded"]) == (left, left)
    assert [remote_text(product, one) for one in statements] == [one["local_content"] for one in statements]


def execution_arn(product: Product, job_id: str) -> str:
    """The execution's name is the job's id."""
    return product.stack.outputs.push_workflow_arn.replace(":stateMachine:", ":execution:") + f":{job_id}"


def abort(product: Product, job_id: str) -> None:
    product.stack.client("stepfunctions").stop_execution(executionArn=execution_arn(product, job_id))
