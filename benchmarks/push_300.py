"""How fast a push is against its limit: ``python -m benchmarks.push_300 --statements 300 --latency-ms 200``.

The limit is what ServiceNow itself takes: two requests per statement, five at a time. Prints elapsed time of
the job, limit, their ratio (aim: at most 1.25) and requests per statement (aim: 2).
"""

from __future__ import annotations

import argparse
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from infra.local.local_stack import LocalStack
from infra.local.servicenow_simulator import running_simulator
from tests.integration.product import USERS, Product

CONCURRENCY = 5
REQUESTS = 2


def main() -> None:
    """Runs the benchmark on a local stack of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=300)
    parser.add_argument("--latency-ms", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, LocalStack(Path(folder)) as stack:
        stack.ensure_users(list(USERS.values()))
        with running_simulator() as simulator:
            product = Product(stack, simulator)
            product.connect()
            _warm_up(product)
            _report(product, options.statements, options.latency_ms)
            product.close()


def _statements(product: Product, name: str, count: int) -> list[dict[str, Any]]:
    rows = [
        {
            "control_id": f"AC-{number}",
            "control_name": f"Control {number}",
            "implementation_statement": f"<p>Statement {number}</p>" + "<p>More words to push.</p>" * 40,
        }
        for number in range(1, count + 1)
    ]
    statements = product.pulled(rows, name)
    for statement in statements:
        product.author.edit(statement, statement["content"] + "<p>Edited.</p>")
    return statements


def _warm_up(product: Product) -> None:
    """The first run starts the functions; a deployed product has warm ones at night's first item, too."""
    statements = _statements(product, "Warm-up", 10)
    product.author.wait(product.author.push([one["id"] for one in statements]))


def _report(product: Product, count: int, latency_ms: int) -> None:
    statements = _statements(product, "Measured", count)
    product.simulator.reset_stats()
    product.simulator.configure(latency_ms=latency_ms)
    job = product.author.wait(product.author.push([one["id"] for one in statements]), seconds=600)
    stats = product.simulator.stats()
    elapsed = _seconds(job["completed_at"]) - _seconds(job["created_at"])
    limit = count * REQUESTS * latency_ms / 1000 / CONCURRENCY
    ratio = f"{elapsed / limit:.2f}" if limit else "-"
    print(f"succeeded {job['succeeded']} of {job['total']}; most requests at once {stats['max_in_flight']}")
    print(f"elapsed {elapsed:.1f} s, limit {limit:.1f} s, ratio {ratio} (aim: at most 1.25)")
    print(f"requests {stats['requests']}, per statement {stats['requests'] / count:.3f} (aim: 2)")


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


if __name__ == "__main__":
    main()
