"""What the template is made of stays within AWS's limits."""

from __future__ import annotations

from typing import Any

from aws_cdk.assertions import Template

from tests.aws_limits import ENVIRONMENT_BYTES, require

REFERENCE = "x" * 150
"""Stands for a name or an ARN that only the deployment knows; the longest of ours has 140 characters."""


def test_each_functions_environment_fits(production: Template) -> None:
    functions = production.find_resources("AWS::Lambda::Function")
    assert functions
    for name, function in functions.items():
        variables = function["Properties"].get("Environment", {}).get("Variables", {})
        size = sum(len(key) + len(_spelled(value)) for key, value in variables.items())
        require(size, ENVIRONMENT_BYTES, f"bytes of the environment of {name}")


def _spelled(value: Any) -> str:
    return value if isinstance(value, str) else REFERENCE
