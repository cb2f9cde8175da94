"""The functions as they would be deployed: unpacked alone, each handler imported by a fresh interpreter."""

from __future__ import annotations

import io
import platform
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from infra.bundle import LOCAL, build_bundle_for, lambda_target
from infra.constructs.functions import TIMEOUTS
from infra.lambda_python import LAMBDA_PYTHON, lambda_python, link_runtime
from infra.rehearsal.assembly import Assembly

OPTIONAL = "control_push.handlers.sign_in.map_groups.handler"  # with federation only
AARCH64 = 183  # e_machine of an ELF file: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
HASHED_UNCHECKED = 1  # https://peps.python.org/pep-0552/#specification
PYTHON = lambda_python() if sys.platform == "linux" else None
needs_python = pytest.mark.skipif(not PYTHON, reason=f"there is no Python {LAMBDA_PYTHON} for Linux here")
IMPORT = "import importlib, sys; sys.path[:0] = {folders}; importlib.import_module({module}).{name}"


def functions(production: Assembly) -> list[dict[str, Any]]:
    return [
        properties
        for _, properties in production.resources("AWS::Lambda::Function")
        if str(properties["Handler"]).startswith("control_push.")
    ]


@pytest.fixture(scope="module")
def staged(production: Assembly) -> Path:
    """The one folder that all functions are made of."""
    [key] = {function["Code"]["S3Key"] for function in functions(production)}
    return production.asset(key)


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runtime")
    link_runtime(folder)
    return folder


@pytest.fixture(scope="module")
def importable(staged: Path) -> tuple[str, Path]:
    """An interpreter, and the staged code with native modules that this machine's processor can load."""
    if PYTHON:
        return PYTHON, build_bundle_for(lambda_target(platform.machine()))
    return sys.executable, build_bundle_for(LOCAL)


def modules(folder: Path) -> dict[str, bytes]:
    files = (file for kind in ("*.py", "*.pyc") for file in folder.rglob(kind))
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


@needs_python
def test_what_is_imported_here_is_what_is_staged(staged: Path, importable: tuple[str, Path]) -> None:
    assert modules(importable[1]) == modules(staged)


@pytest.mark.parametrize("name", [*TIMEOUTS, "map_groups"])
def test_each_handler_is_imported_from_the_bundle_alone(
    production: Assembly, importable: tuple[str, Path], runtime: Path, name: str
) -> None:
    python, folder = importable
    handlers = {str(one["Handler"]): one for one in functions(production)}
    [handler] = [one for one in [*handlers, OPTIONAL] if one.split(".")[-2] == name]
    module, _, attribute = handler.rpartition(".")
    script = IMPORT.format(folders=[str(folder), str(runtime)], module=repr(module), name=attribute)
    variables = handlers.get(handler, {}).get("Environment", {}).get("Variables", {})
    made_up = {key: value if isinstance(value, str) else "made-up" for key, value in variables.items()}
    # Neither this environment's packages (-S) nor its settings and folder (-I).
    done = subprocess.run(
        [python, "-I", "-S", "-c", script],
        env={**made_up, "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_native_modules_are_for_the_processor_and_python_of_the_functions(
    production: Assembly, staged: Path
) -> None:
    for function in functions(production):
        assert (function["Runtime"], function["Architectures"]) == (f"python{LAMBDA_PYTHON}", ["arm64"])
    tag = f"cpython-{LAMBDA_PYTHON.replace('.', '')}-aarch64-linux-gnu"
    native = list(staged.rglob("*.so"))
    assert native
    for file in native:
        assert struct.unpack_from("<H", file.read_bytes(), 18) == (AARCH64,), file
        assert re.search(rf"\.(abi3|{tag})\.so$", file.name), file


def test_what_is_shipped_stays_small(staged: Path) -> None:
    """Zipped as it is uploaded: what no function imports is left out (`UNUSED`)."""
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(file for file in staged.rglob("*") if file.is_file()):
            archive.write(file, file.relative_to(staged))
    assert zipped.tell() < 5_600_000


@needs_python
def test_no_cold_start_compiles(staged: Path) -> None:
    script = "import importlib.util, sys; sys.stdout.write(importlib.util.MAGIC_NUMBER.hex())"
    magic = subprocess.run([str(PYTHON), "-c", script], capture_output=True, text=True, check=True).stdout
    tag = f"cpython-{LAMBDA_PYTHON.replace('.', '')}"
    ours = staged / "control_push"
    assert {file for file in staged.rglob("*.py") if not file.is_relative_to(ours)} == set()
    for file in ours.rglob("*.py"):
        compiled = file.parent / "__pycache__" / f"{file.stem}.{tag}.pyc"
        assert compiled.exists(), file
    for compiled in staged.rglob("*.pyc"):
        header = compiled.read_bytes()[:8]
        assert header[:4].hex() == magic, compiled
        assert int.from_bytes(header[4:], "little") == HASHED_UNCHECKED, compiled
