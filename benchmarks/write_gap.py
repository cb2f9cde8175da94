"""How wide the gap between read and write is: ``python -m benchmarks.write_gap --statements 300``.

The Table API has no compare-and-swap: an edit by somebody else between the moment in which ServiceNow answers
the worker's read and the moment in which it gets the write is overwritten (and kept in the audit record, when
the answer shows it). Prints how long that is for each statement of a push, as ServiceNow sees it. Over a
network, add one round trip.
"""

from __future__ import annotations

import argparse
from statistics import median, quantiles

from benchmarks.running_product import edited_statements, push, running_product
from tests.integration.product import Product


def main() -> None:
    """Runs the benchmark on a local stack of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=300)
    options = parser.parse_args()
    with running_product() as product:
        statement_ids = edited_statements(product, "Measured", options.statements)
        product.simulator.reset_stats()
        push(product, statement_ids)
        gaps = _gaps(product)
    print(f"{len(gaps)} writes; from the answer to the read until the write arrives, in milliseconds:")
    print(
        f"median {median(gaps):.1f}, 99 of 100 below {quantiles(gaps, n=100)[98]:.1f}, most {max(gaps):.1f}"
    )


def _gaps(product: Product) -> list[float]:
    read_at: dict[str, float] = {}
    gaps = []
    for request in product.simulator.stats()["recent"]:
        if request["method"] == "GET":
            read_at[request["path"]] = request["answered_at"]
        elif request["method"] == "PUT":
            gaps.append((request["arrived_at"] - read_at[request["path"]]) * 1000)
    return gaps


if __name__ == "__main__":
    main()
