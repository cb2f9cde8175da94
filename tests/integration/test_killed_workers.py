"""Workers that die: their items are settled by reading ServiceNow, and the books are exact."""

from __future__ import annotations

import time
from pathlib import Path

from tests.integration.disturbing import (
    LATENCY_MS,
    abort,
    check_texts,
    edited_at_a_slow_instance,
    finish_the_rest,
    kill_workers,
    until_completed,
)
from tests.integration.product import Product
from tests.integration.pushing import check_books, start


def test_killed_workers_cost_no_text_and_no_book(product: Product, aws_folder: Path) -> None:
    statements = edited_at_a_slow_instance(product)
    job_id = start(product, statements)
    killed = 0
    # At different points of a run: some die before their write, some between write and outcome.
    for completed, answers in ((5, 0.4), (15, 1.6)):
        until_completed(product, job_id, completed)
        time.sleep(answers * LATENCY_MS / 1000)
        killed += kill_workers(aws_folder)
    assert killed >= 2
    job = product.author.wait(job_id, 300)
    assert job["status"] == "completed"
    check_books(product, job)
    check_texts(product, statements, job_id)
    finish_the_rest(product, statements, job)


def test_killed_and_stopped_at_once(product: Product, aws_folder: Path) -> None:
    """Items whose worker died between write and outcome are settled by reading."""
    statements = edited_at_a_slow_instance(product)
    job_id = start(product, statements)
    until_completed(product, job_id, 10)
    product.simulator.reset_stats()
    assert kill_workers(aws_folder)
    abort(product, job_id)
    job = product.author.wait(job_id, 240)
    assert job["status"] == "failed"
    check_books(product, job)
    check_texts(product, statements, job_id)
    finish_the_rest(product, statements, job)
