"""A function refuses to work with a variable missing, and says which."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from tests.unit.handlers.conftest import ENVIRONMENT

HANDLERS = Path(importlib.import_module("control_push.handlers").__path__[0])
MODULES = {
    path.stem: importlib.import_module(f"control_push.handlers.{path.parent.name}.{path.stem}")
    for path in sorted(HANDLERS.glob("*/*.py"))
    if "def handler(" in path.read_text()
}
NEEDED = [
    (name, field.upper())
    for name, module in MODULES.items()
    for field, info in module.Variables.model_fields.items()
    if info.is_required()
]
SECRET = "credential-of-the-function"


def test_every_function_says_what_it_needs() -> None:
    assert MODULES
    assert {name for name, _ in NEEDED} == set(MODULES)


@pytest.mark.parametrize("value", [None, ""], ids=["missing", "empty"])
@pytest.mark.parametrize(("name", "variable"), NEEDED)
def test_a_variable_that_is_not_there_is_named(
    name: str, variable: str, value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for other, given in ENVIRONMENT.items():
        monkeypatch.setenv(other, given)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    if value is None:
        monkeypatch.delenv(variable)
    else:
        monkeypatch.setenv(variable, value)
    context: Any = type("Context", (), {"function_name": name, "memory_limit_in_mb": 1,
                                        "invoked_function_arn": "", "aws_request_id": ""})()  # fmt: skip
    with pytest.raises(ValueError, match=variable) as caught:
        MODULES[name].handler({"sweep": True, "job_id": "x"}, context)
    assert SECRET not in str(caught.value)
