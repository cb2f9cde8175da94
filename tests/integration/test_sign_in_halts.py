"""A refused sign-in stops the job before it locks the account; reconnecting and a retry finish the rest."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.integration.product import Product
from tests.integration.pushing import TABLE, check_books, edited, now, push, remote_text

LOCKED_AFTER = 5


def set_password(product: Product, password: str) -> None:
    """The account's password in ServiceNow."""
    user = {"user_name": product.simulator.user_name, "password": password}
    accounts = product.simulator.call("GET", "/accounts")
    product.simulator.call("PUT", "/accounts", {**accounts, "users": [user]})


def test_a_password_changed_before_the_job(product: Product) -> None:
    statements = edited(product, 40)
    set_password(product, "changed-by-the-administrator")
    product.simulator.reset_stats()
    job = push(product, statements)
    assert (job["status"], job["skipped"]) == ("failed", 40)
    assert job["error"]["code"] == "auth_expired"
    assert job["error"]["hint"]
    assert product.simulator.stats()["sign_in_failures"] == 1
    for result in product.author.results(job["job_id"]).values():
        assert (result["outcome"], result["error"]["code"]) == ("skipped", "auth_expired")

    product.connect(password="changed-by-the-administrator")
    retried = _retry(product, job["job_id"])
    assert (retried["status"], retried["succeeded"], retried["retry_of"]) == ("completed", 40, job["job_id"])
    assert [remote_text(product, one) for one in statements] == [one["local_content"] for one in statements]


def test_a_password_rotated_in_secrets_manager(product: Product) -> None:
    """Nobody enters it in the product: it is tested, and then used by everybody."""
    assert push(product, edited(product, 3, "Before the change"))["succeeded"] == 3
    set_password(product, "rotated-by-the-administrator")
    secrets, secret_id = product.stack.client("secretsmanager"), product.stack.outputs.secret_id
    value = json.loads(secrets.get_secret_value(SecretId=secret_id)["SecretString"])
    value["password"] = "rotated-by-the-administrator"
    secrets.put_secret_value(SecretId=secret_id, SecretString=json.dumps(value))

    assert product.admin.call("POST", "/connection/test")["status"] == "connected"
    statements = edited(product, 3, "After the change")
    job = push(product, statements)
    assert (job["status"], job["succeeded"]) == ("completed", 3)
    assert [remote_text(product, one) for one in statements] == [one["local_content"] for one in statements]


def _retry(product: Product, job_id: str) -> Any:
    retry_id = product.author.call("POST", f"/push/{job_id}/retry", expect=202)["job_id"]
    job = product.author.wait(retry_id, 300)
    check_books(product, job)
    return job


def test_a_sign_in_refused_in_the_middle(product: Product) -> None:
    statements = edited(product, 40)
    # The worker reads, then writes: the password stops working in the middle of both.
    product.simulator.add_fault("unauthenticated", from_nth=22)
    product.simulator.reset_stats()
    job = push(product, statements)
    assert (job["status"], job["error"]["code"]) == ("failed", "auth_expired")
    assert 1 <= product.simulator.stats()["sign_in_failures"] <= LOCKED_AFTER
    results = product.author.results(job["job_id"])
    for statement in statements:
        result = results[statement["id"]]
        assert result["success"] == (remote_text(product, statement) == statement["local_content"])
        assert now(product, statement)["is_modified"] == (not result["success"])
        if not result["success"]:
            assert result["error"]["code"] == "auth_expired"
            assert result["error"]["retryable"]
    assert job["succeeded"] >= 1
    assert job["skipped"] >= 40 - job["succeeded"] - LOCKED_AFTER

    product.simulator.clear_faults()
    assert product.admin.call("POST", "/connection/test")["status"] == "connected"
    retried = _retry(product, job["job_id"])
    assert (retried["total"], retried["succeeded"]) == (40 - job["succeeded"],) * 2
    assert [remote_text(product, one) for one in statements] == [one["local_content"] for one in statements]


@pytest.mark.parametrize(
    ("wording", "says"), [("current", "User is not authenticated"), ("older", "User Not Authenticated")]
)
def test_the_right_password_refused(product: Product, wording: str, says: str) -> None:
    """The basic-auth gate answers like a wrong password; older releases word it otherwise."""
    statements = edited(product, 6)
    product.simulator.configure(basic_auth_gate=True, unauthenticated_wording=wording)
    product.simulator.reset_stats()
    job = push(product, statements)
    assert (job["status"], job["skipped"], job["error"]["code"]) == ("failed", 6, "auth_expired")
    assert says in job["error"]["message"]
    assert product.simulator.stats()["sign_in_failures"] == 1


def test_a_second_factor_is_named(product: Product) -> None:
    statements = edited(product, 2)
    accounts = product.simulator.call("GET", "/accounts")
    users = [{**user, "mfa": True} for user in accounts["users"]]
    product.simulator.call("PUT", "/accounts", {**accounts, "users": users})
    job = push(product, statements)
    assert "second factor" in job["error"]["message"]


OAUTH = ("oauth_client_credentials", "oauth_password")


def connect_with_oauth(product: Product, method: str) -> None:
    simulator = product.simulator
    credentials = {"client_id": simulator.client_id, "client_secret": simulator.client_secret}
    product.connect(auth_method=method, **credentials)


@pytest.mark.parametrize("method", OAUTH)
def test_oauth_pushes_with_one_token_a_worker(product: Product, method: str) -> None:
    connect_with_oauth(product, method)
    statements = edited(product, 10)
    product.simulator.reset_stats()
    job = push(product, statements)
    assert job["succeeded"] == 10
    stats = product.simulator.stats()
    assert stats["token_requests"] <= 6
    assert stats["sign_in_failures"] == 0


@pytest.mark.parametrize("method", OAUTH)
def test_a_token_that_ran_out_is_renewed_once(product: Product, method: str) -> None:
    connect_with_oauth(product, method)
    warm, statements = edited(product, 5, "Quay Ledger"), edited(product, 10)
    assert push(product, warm)["succeeded"] == 5
    product.simulator.call("POST", "/accounts/expire-tokens")
    product.simulator.reset_stats()
    job = push(product, statements)
    assert (job["status"], job["succeeded"]) == ("completed", 10)
    stats = product.simulator.stats()
    # Each process of a function that has the old token finds out once: the probe's and five workers'.
    assert 1 <= stats["sign_in_failures"] <= 6
    assert 1 <= stats["token_requests"] <= 6 + 5
    writes = [one for one in stats["recent"] if one["method"] == "PUT" and one["status"] == 200]
    assert len(writes) == stats["by_table"][TABLE]["PUT"] - _refused_writes(stats) == 10


def _refused_writes(stats: dict[str, Any]) -> int:
    return sum(one["method"] == "PUT" and one["status"] == 401 for one in stats["recent"])


@pytest.mark.parametrize("method", OAUTH)
def test_no_token_to_be_had_halts_the_job(product: Product, method: str) -> None:
    connect_with_oauth(product, method)
    statements = edited(product, 10)
    product.simulator.call("POST", "/accounts/expire-tokens")
    product.simulator.configure(client_credentials_enabled=False, password_grant_enabled=False)
    product.simulator.reset_stats()
    job = push(product, statements)
    assert (job["status"], job["skipped"], job["error"]["code"]) == ("failed", 10, "auth_expired")
    assert "access_denied" in job["error"]["message"]
    assert product.simulator.stats()["token_requests"] <= LOCKED_AFTER


def test_of_two_jobs_at_once_one_request_is_refused(product: Product) -> None:
    """Whichever comes first tells the other, and everybody."""
    first, second = edited(product, 10, "Harbour Log"), edited(product, 10, "Quay Ledger")
    set_password(product, "changed-by-the-administrator")
    product.simulator.reset_stats()
    jobs = _ended(product, _start_both(product, first, second))
    assert {(job["status"], job["skipped"]) for job in jobs} == {("failed", 10)}
    assert product.simulator.stats()["sign_in_failures"] == 1
    _refuses_everything(product, first, second[0]["system_id"])

    product.connect(password="changed-by-the-administrator")
    assert product.author.get("/connection")["status"] == "unknown"
    assert push(product, first)["succeeded"] == 10


@pytest.mark.parametrize("method", OAUTH)
def test_of_two_jobs_at_once_one_is_refused_a_token(product: Product, method: str) -> None:
    connect_with_oauth(product, method)
    first, second = edited(product, 10, "Harbour Log"), edited(product, 10, "Quay Ledger")
    product.simulator.call("POST", "/accounts/expire-tokens")
    product.simulator.configure(client_credentials_enabled=False, password_grant_enabled=False)
    product.simulator.reset_stats()
    jobs = _ended(product, _start_both(product, first, second))
    assert {job["status"] for job in jobs} == {"failed"}
    stats = product.simulator.stats()
    assert (stats["token_requests"], stats["by_table"].get(TABLE, {}).get("PUT", 0)) == (1, 0)
    _refuses_everything(product, first, second[0]["system_id"])

    product.simulator.configure(client_credentials_enabled=True, password_grant_enabled=True)
    assert product.admin.call("POST", "/connection/test")["status"] == "connected"
    assert push(product, first)["succeeded"] == 10


def _start_both(product: Product, *selections: list[dict[str, Any]]) -> list[str]:
    """The second may be refused already: then it is no job."""
    with ThreadPoolExecutor(len(selections)) as pool:
        answers = pool.map(
            lambda selection: product.author.http.post(
                "push", json={"statement_ids": [one["id"] for one in selection]}
            ),
            selections,
        )
        return [answer.json()["job_id"] for answer in answers if answer.status_code == 202]


def _ended(product: Product, job_ids: list[str]) -> list[Any]:
    assert job_ids
    jobs = [product.author.wait(job_id, 300) for job_id in job_ids]
    for job in jobs:
        check_books(product, job)
    return jobs


def _refuses_everything(product: Product, statements: list[dict[str, Any]], system_id: str) -> None:
    """Nothing is begun, everybody sees why, and what is here stays readable."""
    asked = product.simulator.stats()["requests"]
    connection = product.auditor.get("/connection")
    assert connection["status"] == "error"
    assert connection["status_reason"]
    ids = {"statement_ids": [one["id"] for one in statements]}
    for path, body in (("/push", ids), ("/push/check-conflicts", ids), (f"/systems/{system_id}/pull", None)):
        problem = product.author.call("POST", path, expect=409, json=body)
        assert problem["code"] == "connection_error"
        assert connection["status_reason"] in problem["detail"]
    listed = product.author.get("/systems")
    assert listed["servicenow"]["code"] == "connection_error"
    assert system_id in [one["system_id"] for one in listed["systems"]]
    assert product.simulator.stats()["requests"] == asked
