"""Checkers of others than the CDK find nothing in the production template."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cfnlint.api import lint
from cfnlint.config import ManualArgs

from infra.build_cache import ROOT
from infra.rehearsal.assembly import Assembly

REGIONS = ["us-east-1", "eu-central-1"]
NOT_WRONG = ["W3005"]  # a DependsOn that a reference implies already: the CDK writes both


def test_cfn_lint_finds_nothing(production: Assembly) -> None:
    config = ManualArgs(regions=REGIONS, ignore_checks=NOT_WRONG)
    found = lint(production.template_file.read_text(), config=config)
    assert [f"{one.rule.id} {'/'.join(map(str, one.path))}: {one.message}" for one in found] == []


@pytest.mark.parametrize("machine", ["PushWorkflow", "PullWorkflow"])
def test_the_definitions_are_valid_states_language(
    production: Assembly, machine: str, tmp_path: Path
) -> None:
    [definition] = [
        properties["DefinitionString"]
        for name, properties in production.resources("AWS::StepFunctions::StateMachine")
        if name.startswith(machine)
    ]
    file = tmp_path / "definition.json"
    file.write_text(definition)
    command = [sys.executable, "-m", "infra.node", "asl-validator", "--json-path", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
