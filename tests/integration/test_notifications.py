"""People are told of a scheduled run once, when it has ended, and of what keeps pushes from going on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from infra.local.outbox import Outbox, running_outbox
from tests.integration.product import Product
from tests.integration.pushing import TABLE, edited


@pytest.fixture
def outbox(product: Product) -> Iterator[Outbox]:
    with running_outbox() as outbox:
        product.stack.send_messages_to(outbox.webhook)
        notify(product)  # what other tests have left
        outbox.messages.clear()
        yield outbox


def notify(product: Product) -> None:
    """As the rule does each minute; where that is at it just now, after it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        answer = product.stack.client("lambda").invoke(
            FunctionName=product.stack.outputs.notify, Payload=b"{}"
        )
        body = json.loads(answer["Payload"].read())
        assert "FunctionError" not in answer, body
        if body["sent"] is not None:
            return
        time.sleep(0.2)
    raise AssertionError("another run of notify does not end")


def texts(outbox: Outbox) -> list[str]:
    """As a client of the page reads them, oldest first."""
    listed = httpx.get(f"{outbox.url}/messages", trust_env=False).json()["messages"]
    return [one["body"]["blocks"][0]["text"]["text"] for one in reversed(listed)]


def run_now(product: Product, **settings: Any) -> Any:
    given = {"name": "Nightly & co", "expression": "cron(0 22 * * ? *)", "enabled": False, **settings}
    schedule = product.admin.call("POST", "/schedules", expect=201, json=given)
    return product.admin.call("POST", f"/schedules/{schedule['id']}/run", expect=202)


def test_one_message_for_a_run_with_what_was_held_and_why(product: Product, outbox: Outbox) -> None:
    _, conflicted = edited(product, 2)
    product.simulator.edit(TABLE, conflicted["servicenow_sys_id"], u_implementation_statement="<p>Theirs</p>")
    run = run_now(product)
    product.author.wait(run["job_id"])
    notify(product)
    notify(product)
    [text] = texts(outbox)
    assert "*Schedule Nightly &amp; co: 1 pushed, 1 held*" in text
    assert f"Held, conflict: {conflicted['control_id']}." in text
    assert f"/push/{run['job_id']}|Open it>" in text
    page = httpx.get(outbox.url, trust_env=False)
    assert "Schedule Nightly &amp; co: 1 pushed, 1 held" in page.text


def test_who_wants_problems_only_is_not_told_of_a_good_run(product: Product, outbox: Outbox) -> None:
    edited(product, 1)
    run = run_now(product)
    product.author.wait(run["job_id"])
    notify(product)
    assert texts(outbox) == []
    assert run_now(product, notify="always")["status"] == "nothing_to_push"
    notify(product)
    [text] = texts(outbox)
    assert "nothing to push" in text


def test_a_failed_connection_test_is_told_once_and_again_when_it_breaks_anew(
    product: Product, outbox: Outbox
) -> None:
    edited(product, 1)  # in an empty table the test does not find the text field
    product.connect(password="wrong")
    product.admin.call("POST", "/connection/test")
    notify(product)
    notify(product)
    [text] = texts(outbox)
    assert "ServiceNow refuses the sign-in" in text
    assert "wrong" not in text
    product.connect()
    assert product.admin.call("POST", "/connection/test")["status"] == "connected"
    notify(product)
    assert len(texts(outbox)) == 1
    product.connect(password="wrong again")
    product.admin.call("POST", "/connection/test")
    notify(product)
    assert len(texts(outbox)) == 2


def test_what_could_not_be_sent_is_sent_later(product: Product, outbox: Outbox) -> None:
    edited(product, 1)
    product.author.wait(run_now(product, notify="always")["job_id"])
    product.stack.send_messages_to("http://127.0.0.1:1/nobody-listens")
    notify(product)
    assert texts(outbox) == []
    product.stack.send_messages_to(outbox.webhook)
    notify(product)
    assert len(texts(outbox)) == 1
