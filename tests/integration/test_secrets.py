"""Nothing secret gets out: secrets are planted, everything is done that can go wrong, and all is searched."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from control_push.texts.text_format import sha256
from infra.local.local_stack import LocalStack
from tests.integration import canaries
from tests.integration.product import USERS, Product, another_instance

USER, CLIENT = "canary.user", "canary-client-id"
PASSWORD, CLIENT_SECRET = 'canary-pass"word/+ 1', "canary-client-secret"
WRONG_PASSWORD = "canary-wrong-password"
BASE_TEXT, LOCAL_TEXT, REMOTE_TEXT = "canary-base-text", "canary-local-text", "canary-remote-text"
TEXTS = {BASE_TEXT, LOCAL_TEXT, REMOTE_TEXT}
TABLE = "sn_compliance_statement"
METHODS = {
    "basic": {"auth_method": "basic", "username": USER, "password": PASSWORD},
    "client credentials": {
        "auth_method": "oauth_client_credentials",
        "client_id": CLIENT,
        "client_secret": CLIENT_SECRET,
    },
    "password grant": {
        "auth_method": "oauth_password",
        "username": USER,
        "password": PASSWORD,
        "client_id": CLIENT,
        "client_secret": CLIENT_SECRET,
    },
}
FAULTS = ["server_error", "reset", "broken_json", "business_rule_abort"]
STOPPING = ["unauthenticated", "login_page"]
"""Those after which nothing is pushed until the connection is tested or changed."""


@dataclass
class Seen:
    """All that clients were answered."""

    answers: dict[str, str] = field(default_factory=dict)

    def note(self, answer: httpx.Response) -> None:
        answer.read()
        place = f"answer {len(self.answers)}: {answer.request.method} {answer.request.url.path}"
        self.answers[place] = f"{answer.headers} {answer.text}"


@pytest.fixture(scope="module")
def seen() -> Seen:
    return Seen()


@pytest.fixture(scope="module")
def used(deployed: LocalStack, seen: Seen) -> Iterator[Product]:
    """The product after everything was done with it, well and badly."""
    with another_instance() as simulator:
        product = Product(deployed, simulator)
        for group in USERS:
            product.api(group).http.event_hooks["response"].append(seen.note)
        users = [{"user_name": USER, "password": PASSWORD}]
        clients = [{"client_id": CLIENT, "client_secret": CLIENT_SECRET, "application_user": USER}]
        simulator.call("PUT", "/accounts", {"users": users, "clients": clients})
        for number, method in enumerate(METHODS):
            work_well(product, method, f"System {number}")
        push_with_faults(product)
        fail_to_sign_in(product)
        time_out(product)
        for status in (200, 401, 403, 500):
            with canaries.echoing_servicenow(status) as address:
                for method in METHODS:
                    talk_to(product, address, method)
        yield product
        product.close()


def connect(product: Product, method: str, **changes: Any) -> None:
    product.admin.call(
        "PUT", "/connection", json={"instance_url": product.simulator.url, **METHODS[method], **changes}
    )


def rows(*controls: str) -> list[dict[str, str]]:
    return [
        {"control_id": one, "control_name": one, "implementation_statement": f"<p>{BASE_TEXT}</p>"}
        for one in controls
    ]


def work_well(product: Product, method: str, system: str) -> None:
    connect(product, method)
    [pushed, conflicting] = product.pulled(rows("AC-1", "AC-2"), system)
    tested = product.admin.call("POST", "/connection/test")
    assert tested["status"] == "connected", tested
    for statement in (pushed, conflicting):
        product.author.edit(statement, f"<p>{LOCAL_TEXT}</p>")
    sys_id = conflicting["servicenow_sys_id"]
    product.simulator.edit(TABLE, sys_id, "normal", u_implementation_statement=f"<p>{REMOTE_TEXT}</p>")
    job = product.author.wait(product.author.push([pushed["id"], conflicting["id"]]))
    assert (job["succeeded"], job["failed"]) == (1, 1), job
    product.author.call("POST", "/push/check-conflicts", json={"statement_ids": [conflicting["id"]]})
    product.simulator.call("POST", "/accounts/expire-tokens")


def push_with_faults(product: Product) -> None:
    connect(product, "password grant")
    kinds = [*FAULTS, *STOPPING]
    statements = product.pulled(rows(*(f"AU-{n}" for n, _ in enumerate(kinds, 1))), "Faults")
    for statement, fault in zip(statements, kinds, strict=True):
        product.author.edit(statement, f"<p>{LOCAL_TEXT}</p>")
        product.simulator.add_fault(
            fault, match={"methods": ["PATCH", "PUT"], "sys_ids": [statement["servicenow_sys_id"]]}
        )
    ids = [statement["id"] for statement in statements]
    for pushed in (ids[: len(FAULTS)], *([stopped] for stopped in ids[len(FAULTS) :])):
        connect(product, "password grant")
        job = product.author.wait(product.author.push(pushed))
        assert job["completed"] == len(pushed), job
    product.simulator.clear_faults()


def fail_to_sign_in(product: Product) -> None:
    connect(product, "basic", password=WRONG_PASSWORD)
    assert product.admin.call("POST", "/connection/test")["status"] == "error"
    connect(product, "client credentials", client_secret=WRONG_PASSWORD)
    assert product.admin.call("POST", "/connection/test")["status"] == "error"
    product.admin.http.put("connection", json={"instance_url": "ftp://x", "password": PASSWORD})
    product.admin.http.put("connection", json={"password": PASSWORD, "pasword": PASSWORD})
    product.admin.http.put("connection", json={"instance_url": "https://x", "password": [PASSWORD]})


def time_out(product: Product) -> None:
    connect(product, "basic")
    product.simulator.add_fault("hang", seconds=30, match={"where": "everywhere"})
    tested = product.admin.call("POST", "/connection/test")
    product.simulator.clear_faults()
    assert (tested["status"], "in time" in str(tested["steps"])) == ("error", True), tested


def talk_to(product: Product, address: str, method: str) -> None:
    connect(product, method, instance_url=address)
    assert product.admin.call("POST", "/connection/test")["status"] == "error"
    assert product.author.http.get("systems").json()["servicenow"] != "reachable"
    assert product.author.http.post("systems/0123456789abcdef0123456789abcdef/pull").status_code >= 400


def secrets(product: Product) -> set[str]:
    """Everything that must not turn up, in all its spellings."""
    planted = canaries.spellings(USER, PASSWORD) | canaries.spellings(USER, WRONG_PASSWORD)
    planted |= canaries.spellings(CLIENT, CLIENT_SECRET) | canaries.spellings(CLIENT, WRONG_PASSWORD)
    signed_in = {product.api(group).http.headers["Authorization"].split(" ")[1] for group in USERS}
    return planted | signed_in | {canaries.ACCESS_TOKEN, canaries.REFRESH_TOKEN}


def test_no_secret_is_in_any_log(used: Product) -> None:
    places = canaries.logs(used.stack)
    assert any("push closed" in text for text in places.values())
    assert canaries.found(secrets(used), places) == {}


def test_no_secret_is_in_any_table(used: Product) -> None:
    places = canaries.tables(used.stack)
    assert CLIENT in places["table connection"]
    assert canaries.found(secrets(used), places) == {}


def test_no_secret_is_in_any_execution(used: Product) -> None:
    places = canaries.executions(used.stack)
    assert places
    assert canaries.found(secrets(used), places) == {}


def test_no_secret_is_in_the_work_bucket(used: Product) -> None:
    """Only what a large push works through is put there."""
    client, bucket = used.stack.client("s3"), used.stack.outputs.work_bucket
    client.put_object(Bucket=bucket, Key="push/searched.json", Body=b"[]")
    places = canaries.objects(used.stack)
    assert any("searched.json" in place for place in places)
    assert canaries.found(secrets(used), places) == {}


def test_no_secret_is_in_any_answer(used: Product, seen: Seen) -> None:
    assert len(seen.answers) > 100
    assert canaries.found(secrets(used), seen.answers) == {}


def test_the_secret_is_where_it_belongs(used: Product) -> None:
    """And the search would have found it elsewhere."""
    client = used.stack.client("secretsmanager")
    stored = client.get_secret_value(SecretId=used.stack.outputs.secret_id)["SecretString"]
    assert set(canaries.found({CLIENT_SECRET}, {"secret": stored})) == {CLIENT_SECRET}


def test_no_statement_text_is_in_a_log_an_execution_or_the_work_bucket(used: Product) -> None:
    stack = used.stack
    places = canaries.logs(stack) | canaries.executions(stack) | canaries.objects(stack)
    assert canaries.found(TEXTS, places) == {}
    assert set(canaries.found(TEXTS, canaries.tables(stack))) == TEXTS


def test_a_broken_row_does_not_show_its_text_in_the_log(used: Product) -> None:
    """A row that no model reads is our own fault, and the log says so without the row."""
    connect(used, "basic")
    [statement] = used.pulled(rows("CM-1"), "Broken")
    used.stack.client("dynamodb").put_item(
        TableName=used.stack.outputs.tables["texts"],
        Item={"sha256": {"S": sha256(statement["content"])}, "text": {"L": [{"S": statement["content"]}]}},
    )
    answer = used.author.http.get(f"statements/{statement['id']}")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    # A log line may arrive after the answer.
    deadline = time.monotonic() + 30
    while not any(answer.json()["reference"] in text for text in canaries.logs(used.stack).values()):
        assert time.monotonic() < deadline, "the log does not say so"
        time.sleep(0.5)
    places = canaries.logs(used.stack)
    assert canaries.found(TEXTS, places | {"answer": answer.text}) == {}
