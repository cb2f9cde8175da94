"""Builds the web app once per content: the folder's name is the digest of all that went into it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from infra.bundle import ROOT, digest
from infra.node import FRONTEND, node_environment, pnpm

NOT_SOURCES = {"node_modules", "dist", "coverage", "e2e", "test-results"}


class SiteError(Exception):
    """The web app could not be built; the message says what to do."""


def build_site() -> Path:
    """The folder with index.html and assets/.

    Raises:
        SiteError: a dependency could not be installed, or the app does not build.
    """
    site = ROOT / ".cache" / f"site-{digest(*_source_parts())}"
    if not site.exists():
        _run("install", "--frozen-lockfile")
        _run("run", "build")
        making = site.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        shutil.copytree(FRONTEND / "dist", making)
        making.rename(site)
    return site


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
