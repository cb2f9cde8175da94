"""The Python of the Lambda functions, where this machine has it beside its own, and what it brings."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LAMBDA_PYTHON = "3.13"
"""The functions' runtime, see constructs/functions.py."""
BROUGHT = ("boto3", "botocore", "s3transfer", "jmespath", "urllib3", "dateutil", "six")
"""What it has installed, and the bundle leaves out: https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html"""


@cache
def lambda_python() -> str | None:
    """An interpreter of that version: this one, one on the PATH, or one of pyenv's; None if there is none."""
    return next((path for path in _candidates() if _version(path) == LAMBDA_PYTHON), None)


def link_runtime(folder: Path) -> None:
    """Puts into the folder what the Lambda runtime brings, and nothing else of this environment.

    Raises:
        ModuleNotFoundError: This environment does not have it.
    """
    for name in BROUGHT:
        spec = importlib.util.find_spec(name)
        if not (spec and spec.origin):
            raise ModuleNotFoundError(f"{name} is not installed here", name=name)
        origin = Path(spec.origin)
        installed = origin.parent if origin.name == "__init__.py" else origin
        (folder / installed.name).symlink_to(installed)


def _candidates() -> Iterator[str]:
    name = f"python{LAMBDA_PYTHON}"
    yield sys.executable
    if found := shutil.which(name):
        yield found
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    yield from (str(path) for path in sorted(versions.glob(f"{LAMBDA_PYTHON}.*/bin/{name}")))


def _version(python: str) -> str:
    """Empty where it does not run: pyenv puts a placeholder on the PATH for versions that are not chosen."""
    script = "import sys; print('%s.%s' % sys.version_info[:2])"
    done = subprocess.run([python, "-c", script], capture_output=True, text=True, check=False)
    return done.stdout.strip()
