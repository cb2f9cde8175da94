"""The code that ships to Lambda: the package, its pinned dependencies and their bytecode in one folder.

Built once per content: the folder's name is the digest of all that went into it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from infra.build_cache import ROOT, build_once, tree_parts
from infra.lambda_python import LAMBDA_PYTHON, lambda_python

PACKAGE = ROOT / "functions" / "control_push"
REQUIREMENTS = ROOT / "functions" / "requirements.txt"
INSTALLED_AT = "/var/task"
UNUSED = (
    # Not asked for by a client that is not asynchronous: https://www.python-httpx.org/async/
    "anyio",
    "pydantic/mypy.py",
    "pydantic/v1",
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.css",
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.js",
    "aws_lambda_powertools/utilities/auth_alpha",
    "aws_lambda_powertools/utilities/batch",
    "aws_lambda_powertools/utilities/circuit_breaker",
    "aws_lambda_powertools/utilities/data_masking",
    "aws_lambda_powertools/utilities/feature_flags",
    "aws_lambda_powertools/utilities/idempotency",
    "aws_lambda_powertools/utilities/kafka",
    "aws_lambda_powertools/utilities/parameters",
    "aws_lambda_powertools/utilities/parser",
    "aws_lambda_powertools/utilities/streaming",
    "aws_lambda_powertools/utilities/validation",
    "bin",
    "*.dist-info/RECORD",
)
"""Parts of the dependencies that no function imports: a quarter of what would be shipped."""


@dataclass(frozen=True)
class Target:
    """Where the functions are to run."""

    platform: tuple[str, ...]
    """Options of pip; none for this machine."""
    python: str | None
    """The interpreter there, or one here that makes the same bytecode."""


LOCAL = Target((), sys.executable)


def lambda_target(processor: str = "aarch64") -> Target:
    """Lambda's Python on one of its processors; see constructs/functions.py for the one that is deployed."""
    platform = ("--platform", f"manylinux2014_{processor}", "--python-version", LAMBDA_PYTHON)
    return Target((*platform, "--implementation", "cp"), lambda_python())


def build_bundle(*, local: bool) -> Path:
    """The folder to deploy.

    Raises:
        subprocess.CalledProcessError: pip could not install the dependencies.
    """
    return build_bundle_for(LOCAL if local else lambda_target())


def build_bundle_for(target: Target) -> Path:
    """The same, for any target."""
    dependencies = _dependencies(target)

    def make(folder: Path) -> None:
        shutil.copytree(dependencies, folder)
        shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
        _compile(folder / PACKAGE.name, target, f"{INSTALLED_AT}/{PACKAGE.name}")

    package = [*tree_parts(PACKAGE, "*.py"), *tree_parts(PACKAGE, "*.json")]
    return build_once("functions", [dependencies.name.encode(), *package], make)


def _dependencies(target: Target) -> Path:
    def make(folder: Path) -> None:
        _pip_install(folder, target.platform)
        for part in (part for pattern in UNUSED for part in folder.glob(pattern)):
            shutil.rmtree(part) if part.is_dir() else part.unlink()
        _compile(folder, target, INSTALLED_AT, instead_of_sources=True)

    if target.platform:
        python = LAMBDA_PYTHON if target.python else "none"
    else:
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
    parts = [REQUIREMENTS.read_bytes(), Path(__file__).read_bytes(), repr((target.platform, python)).encode()]
    return build_once("dependencies", parts, make)


def _compile(folder: Path, target: Target, installed_at: str, *, instead_of_sources: bool = False) -> None:
    """Bytecode that is taken as it is, whenever its source was written: each cold start would make it anew.

    Without an interpreter of the target's version there is none, and a start takes half a second longer.
    `instead_of_sources`: they are a megabyte that nobody reads there, since their versions are pinned.
    """
    if target.python is None:
        return
    command = [target.python, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    # Nothing of this machine's folders or chance in it: the same sources are the same bundle.
    command += ["-s", str(folder), "-p", installed_at, *(["-b"] if instead_of_sources else []), str(folder)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "0"})
    if instead_of_sources:
        for source in folder.rglob("*.py"):
            source.unlink()


def _pip_install(target: Path, platform: tuple[str, ...]) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-compile",
    ]
    command += ["--require-hashes", "--only-binary=:all:", "--target", str(target), *platform]
    subprocess.run([*command, "-r", str(REQUIREMENTS)], check=True)
