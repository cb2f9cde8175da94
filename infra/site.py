"""Builds the web app once per content: the folder's name is the digest of all that went into it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from infra.build_cache import build_once
from infra.node import FRONTEND, node_environment, pnpm

NOT_SOURCES = {"node_modules", "dist", "coverage", "e2e", "benchmarks", "screens", "test-results"}


class SiteError(Exception):
    """The web app could not be built; the message says what to do."""


def build_site() -> Path:
    """The folder with index.html and assets/.

    Raises:
        SiteError: a dependency could not be installed, or the app does not build.
    """
    return build_once("site", _source_parts(), _make)


def _make(folder: Path) -> None:
    _run("install", "--frozen-lockfile")
    _run("run", "build", "--outDir", str(folder))


def _run(*arguments: str) -> None:
    done = subprocess.run(
        pnpm(*arguments), cwd=FRONTEND, env=node_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        output = (done.stdout + done.stderr)[-3000:]
        raise SiteError(f"'pnpm {' '.join(arguments)}' failed in frontend/:\n{output}")


def _source_parts() -> list[bytes]:
    sources = [entry for entry in FRONTEND.iterdir() if entry.name not in NOT_SOURCES]
    files = sorted(file for entry in sources for file in [entry, *entry.rglob("*")] if file.is_file())
    return [part for file in files for part in (str(file.relative_to(FRONTEND)).encode(), file.read_bytes())]
