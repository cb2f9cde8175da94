"""The code that ships to Lambda: the package and its pinned dependencies in one folder.

Built once per content: the folder's name is the digest of all that went into it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from infra.build_cache import ROOT, build_once, tree_parts

PACKAGE = ROOT / "functions" / "control_push"
REQUIREMENTS = ROOT / "functions" / "requirements.txt"
# The Lambda functions' runtime and processor in AWS, see constructs/functions.py.
AWS_PLATFORM = ("--platform", "manylinux2014_aarch64", "--python-version", "3.13", "--implementation", "cp")


def build_bundle(*, local: bool) -> Path:
    """The folder to deploy; `local` takes dependencies for this machine's own Python.

    Raises:
        subprocess.CalledProcessError: pip could not install the dependencies.
    """
    dependencies = _dependencies(() if local else AWS_PLATFORM)

    def make(folder: Path) -> None:
        shutil.copytree(dependencies, folder)
        shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
        if local:
            _compile(folder / PACKAGE.name)

    package = [*tree_parts(PACKAGE, "*.py"), *tree_parts(PACKAGE, "*.json")]
    return build_once("functions", [dependencies.name.encode(), *package], make)


def _dependencies(platform: tuple[str, ...]) -> Path:
    """Those for the platform; none named means this machine's own Python."""

    def make(folder: Path) -> None:
        _pip_install(folder, platform)
        if not platform:
            _compile(folder)

    python = f"{sys.version_info.major}.{sys.version_info.minor}" if not platform else ""
    return build_once("dependencies", [REQUIREMENTS.read_bytes(), repr((platform, python)).encode()], make)


def _compile(folder: Path) -> None:
    """Bytecode for this machine's Python: each new worker of a function would compile all files again.

    Not for AWS, whose Python is another one.
    """
    command = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", str(folder)]
    subprocess.run(command, check=True)


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
