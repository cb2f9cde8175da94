"""The code that ships to Lambda: the package and its pinned dependencies in one folder.

Built once per content: the folder's name is the digest of all that went into it.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "functions" / "control_push"
REQUIREMENTS = ROOT / "functions" / "requirements.txt"
CACHE = ROOT / ".cache" / "bundles"
# The Lambda functions' runtime and processor in AWS, see constructs/functions.py.
AWS_PLATFORM = ("--platform", "manylinux2014_aarch64", "--python-version", "3.13", "--implementation", "cp")


def build_bundle(*, local: bool) -> Path:
    """The folder to deploy; `local` takes dependencies for this machine's own Python.

    Raises:
        subprocess.CalledProcessError: pip could not install the dependencies.
    """
    platform = () if local else AWS_PLATFORM
    dependencies = _dependencies(platform)
    bundle = CACHE / f"code-{digest(dependencies.name.encode(), *_source_parts())}"
    if not bundle.exists():
        making = _new_folder()
        shutil.copytree(dependencies, making, dirs_exist_ok=True)
        shutil.copytree(PACKAGE, making / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
        if local:
            _compile(making / PACKAGE.name)
        _put_in_place(making, bundle)
    return bundle


def _dependencies(platform: tuple[str, ...]) -> Path:
    python = f"{sys.version_info.major}.{sys.version_info.minor}" if not platform else ""
    folder = CACHE / f"deps-{digest(REQUIREMENTS.read_bytes(), repr((platform, python)).encode())}"
    if not folder.exists():
        making = _new_folder()
        _pip_install(making, platform)
        if not platform:
            _compile(making)
        _put_in_place(making, folder)
    return folder


def _new_folder() -> Path:
    """One of this run's own: two that build in the same one would leave half of it out."""
    CACHE.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(suffix=".making", dir=CACHE))
    folder.chmod(0o755)
    return folder


def _put_in_place(made: Path, folder: Path) -> None:
    """The first to be ready wins; what another run made of the same content is as good."""
    try:
        made.rename(folder)
    except OSError:
        shutil.rmtree(made)
        if not folder.exists():
            raise


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


def _source_parts() -> list[bytes]:
    files = sorted(PACKAGE.rglob("*.py"))
    return [part for file in files for part in (str(file.relative_to(PACKAGE)).encode(), file.read_bytes())]


def digest(*parts: bytes) -> str:
    """A short digest of the parts and where each ends."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8) + part)
    return total.hexdigest()[:16]
