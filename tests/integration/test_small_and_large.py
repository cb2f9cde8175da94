"""A push is run by one of two Maps, by its size: what becomes of its statements is the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.integration.disturbing import execution_arn
from tests.integration.product import Product
from tests.integration.pushing import check_books, edited, remote_text, start

COUNT = 8


@contextmanager
def inline_up_to(product: Product, items: int) -> Iterator[None]:
    """The functions see another size up to which a push is small."""
    functions = product.stack.client("lambda")
    pages = functions.get_paginator("list_functions").paginate()
    [prepare] = [one for page in pages for one in page["Functions"] if "PreparePush" in one["FunctionName"]]
    variables = prepare["Environment"]["Variables"]

    def give(variables: dict[str, str]) -> None:
        functions.update_function_configuration(
            FunctionName=prepare["FunctionName"], Environment={"Variables": variables}
        )

    give({**variables, "INLINE_UP_TO": str(items)})
    try:
        yield
    finally:
        give(variables)


def pushed_with_every_kind_of_end(product: Product) -> tuple[dict[str, Any], dict[str, Any]]:
    """The ended job and its results by control id: one waits, one is in conflict, one may not be written."""
    statements = edited(product, COUNT)
    ids = [one["servicenow_sys_id"] for one in statements]
    product.simulator.add_fault("rate_limited", retry_after_s=1, times=1, match={"sys_ids": ids[:1]})
    product.simulator.add_fault("forbidden_by_acl", match={"sys_ids": ids[1:2], "methods": ["PUT", "PATCH"]})
    product.simulator.edit(
        "sn_compliance_statement", ids[2], "normal", u_implementation_statement="<p>Theirs.</p>"
    )
    job = product.author.wait(start(product, statements), 240)
    check_books(product, job)
    written = [one for one in statements if remote_text(product, one) == one["local_content"]]
    assert len(written) == COUNT - 2
    results = product.author.all(f"/push/{job['job_id']}/results", "results")
    return job, {one["control_id"]: one for one in results}


@pytest.mark.parametrize("small", [True, False])
def test_either_map(product: Product, small: bool) -> None:
    with inline_up_to(product, COUNT if small else COUNT - 1):
        job, results = pushed_with_every_kind_of_end(product)
    assert job["status"] == "completed"
    assert {name: n for name, n in job["outcomes"].items() if n} == {
        "succeeded": COUNT - 2,
        "failed": 1,
        "conflict": 1,
    }

    arn = execution_arn(product, job["job_id"])
    states = product.stack.client("stepfunctions")
    runs = states.list_map_runs(executionArn=arn)["mapRuns"]
    assert len(runs) == (0 if small else 1)
    # The local AWS names the execution that has the Map also where a child of it runs.
    assert {one["execution"] for one in results.values()} == {arn}

    output = json.loads(states.describe_execution(executionArn=arn)["output"])
    assert output.pop("web").endswith(f"/push/{job['job_id']}")
    assert sorted(output.pop("failed"), key=lambda one: one["control_id"]) == [
        {"control_id": "AC-2", "code": "forbidden"},
        {"control_id": "AC-3", "code": "conflict"},
    ]
    assert output == {
        "job_id": job["job_id"],
        "status": "completed",
        "total": COUNT,
        "outcomes": {"succeeded": COUNT - 2, "failed": 1, "conflict": 1},
        "codes": {"forbidden": 1, "conflict": 1},
    }
