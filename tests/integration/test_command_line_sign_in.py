"""The command line signs in at the real user pool: a person by the browser, a pipeline by its secret."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from control_push_cli.main import app
from control_push_cli.session import load_session
from infra.local.local_stack import LocalStack
from infra.local.web import Site, running_web_server
from tests.integration.product import USERS, Product
from tests.integration.pushing import rows

AUTHOR = USERS["author"]


@pytest.fixture
def web_url(deployed: LocalStack, tmp_path: Path) -> Iterator[str]:
    config = {
        "sign_in_url": deployed.aws_endpoint_url,
        "identity_url": deployed.aws_endpoint_url,
        "client_id": deployed.outputs.client_id,
        "command_line_client_id": deployed.outputs.command_line_client_id,
    }
    with running_web_server(Site(tmp_path, deployed.gateway_url, config), 0) as url:
        yield url


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTROL_PUSH_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env=environment)


def sign_in_at_the_page(address: str) -> bool:
    """What a person does in the browser: types name and password, and is sent back to the command line."""
    with httpx.Client(follow_redirects=True, timeout=30) as browser:
        page = browser.get(address)
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        typed = {"username": AUTHOR.email, "password": AUTHOR.password}
        answer = browser.post(str(page.url.join("/login")), data={**fields, **typed})
    assert answer.url.host == "localhost"
    assert "You can close this page" in answer.text
    return True


def test_a_person_signs_in_by_the_browser_and_out_again(
    product: Product, web_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", sign_in_at_the_page)
    signed_in = run("login", "--url", web_url)
    assert signed_in.exit_code == 0, signed_in.output
    assert f"Signed in as {AUTHOR.email} (author)" in signed_in.output
    status = json.loads(run("status", "--json").stdout)
    assert (status["user"], status["roles"]) == (AUTHOR.email, ["author"])

    session = load_session()
    assert run("logout").exit_code == 0
    renewal = httpx.post(
        session.cognito_url,
        headers={
            "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
            "Content-Type": "application/x-amz-json-1.1",
        },
        json={
            "AuthFlow": "REFRESH_TOKEN_AUTH",
            "ClientId": session.client_id,
            "AuthParameters": {"REFRESH_TOKEN": session.refresh_token},
        },
    )
    assert renewal.status_code == 400, "the refresh token still works after signing out"
    assert run("status").exit_code == 3


def test_a_pipeline_pushes_with_its_secret_and_is_named_in_the_audit(product: Product, web_url: str) -> None:
    cognito, pool = product.stack.client("cognito-idp"), product.stack.outputs.user_pool_id
    [listed] = [
        one
        for one in cognito.list_user_pool_clients(UserPoolId=pool, MaxResults=60)["UserPoolClients"]
        if one["ClientName"] == "pipeline"
    ]
    found = cognito.describe_user_pool_client(UserPoolId=pool, ClientId=listed["ClientId"])["UserPoolClient"]
    machine = {
        "CONTROL_PUSH_URL": web_url,
        "CONTROL_PUSH_CLIENT_ID": found["ClientId"],
        "CONTROL_PUSH_CLIENT_SECRET": found["ClientSecret"],
    }
    status = run("status", "--json", **machine)
    assert status.exit_code == 0, status.output
    name = f"machine:{found['ClientId']}"
    assert (json.loads(status.stdout)["user"], json.loads(status.stdout)["roles"]) == (name, ["author"])

    [statement] = product.pulled(rows(1), "Pipelines")
    edited = product.author.edit(statement, "<p>Pushed by a pipeline.</p>")
    pushed = run("push", edited["id"], "--yes", "--json", **machine)
    assert pushed.exit_code == 0, pushed.output
    records = product.author.all("/audit", "records", action="push_started", actor=name)
    assert len(records) == 1
    assert found["ClientSecret"] not in json.dumps(records) + pushed.output
