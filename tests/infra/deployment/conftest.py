from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto import mock_aws

from infra.deployment.account import Account, signed_in_account
from infra.environments import Environment, MachineClient
from infra.rehearsal.assembly import Assembly


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    """An empty account."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with mock_aws():
        yield signed_in_account()


@pytest.fixture
def assembly(tmp_path: Path) -> Assembly:
    """A small stack."""
    environment = Environment(
        "staging", keeps_data=False, machine_clients=(MachineClient("nightly", "author"),)
    )
    kinds = ["DynamoDB::Table", "DynamoDB::Table", "SecretsManager::Secret", "CloudWatch::Alarm", "IAM::Role"]
    resources = {f"R{number}": {"Type": f"AWS::{kind}"} for number, kind in enumerate(kinds)}
    template = tmp_path / f"{environment.stack_name}.template.json"
    template.write_text(json.dumps({"Resources": resources}))
    artifacts = {"tree": {}, "stack": {"properties": {"requiresBootstrapStackVersion": 8}}}
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    return Assembly(tmp_path, environment)
