"""How fast a push is against its limit: ``python -m benchmarks.push_300 --statements 300 --latency-ms 200``.

The limit is what ServiceNow itself takes: two requests per statement, five at a time. Prints elapsed time of
the job, limit, their ratio (aim: at most 1.15) and requests per statement (aim: 2).
"""

from __future__ import annotations

import argparse
from datetime import datetime

from benchmarks.running_product import edited_statements, push, running_product
from tests.integration.product import Product

CONCURRENCY = 5
REQUESTS = 2


def main() -> None:
    """Runs the benchmark on a local stack of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=300)
    parser.add_argument("--latency-ms", type=int, default=200)
    options = parser.parse_args()
    with running_product() as product:
        _report(product, options.statements, options.latency_ms)


def _report(product: Product, count: int, latency_ms: int) -> None:
    statement_ids = edited_statements(product, "Measured", count)
    product.simulator.reset_stats()
    # As many semaphores as the push has workers: the limit below is the product's, not the instance's.
    product.simulator.configure(latency_ms=latency_ms, semaphores=CONCURRENCY)
    job = push(product, statement_ids)
    stats = product.simulator.stats()
    elapsed = _seconds(job["completed_at"]) - _seconds(job["created_at"])
    limit = count * REQUESTS * latency_ms / 1000 / CONCURRENCY
    ratio = f"{elapsed / limit:.2f}" if limit else "-"
    print(f"succeeded {job['succeeded']} of {job['total']}; most requests at once {stats['max_in_flight']}")
    print(f"elapsed {elapsed:.1f} s, limit {limit:.1f} s, ratio {ratio} (aim: at most 1.15)")
    print(f"requests {stats['requests']}, per statement {stats['requests'] / count:.3f} (aim: 2)")


def _seconds(moment: object) -> float:
    return datetime.fromisoformat(str(moment)).timestamp()


if __name__ == "__main__":
    main()
