"""What the benchmarks share: the whole product on this machine, and statements to push."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local.local_stack import LocalStack
from infra.local.servicenow_simulator import running_simulator
from tests.integration.product import USERS, Product


@contextmanager
def running_product() -> Iterator[Product]:
    """The product, connected to a simulator, its functions started."""
    with tempfile.TemporaryDirectory() as folder, LocalStack(Path(folder)) as stack:
        stack.ensure_users(list(USERS.values()))
        with running_simulator() as simulator:
            product = Product(stack, simulator)
            product.connect()
            # The first push starts the functions; deployed ones are warm after their first items, too.
            push(product, edited_statements(product, "Warm-up", 10))
            yield product
            product.close()


def edited_statements(product: Product, system: str, count: int) -> list[str]:
    """Ids of new statements of a new system, pulled and edited."""
    rows = [
        {
            "control_id": f"AC-{number}",
            "control_name": f"Control {number}",
            "implementation_statement": f"<p>Statement {number}</p>" + "<p>More words to push.</p>" * 40,
        }
        for number in range(1, count + 1)
    ]
    statements = product.pulled(rows, system)
    for statement in statements:
        product.author.edit(statement, statement["content"] + "<p>Edited.</p>")
    return [statement["id"] for statement in statements]


def push(product: Product, statement_ids: list[str]) -> dict[str, object]:
    """The job when it has ended."""
    job: dict[str, object] = product.author.wait(product.author.push(statement_ids), seconds=600)
    return job
