"""What the CDK command line makes of an environment: the template, and the assets that it would upload."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from infra.build_cache import ROOT, build_once, tree_parts
from infra.bundle import build_bundle
from infra.environments import ENVIRONMENTS, Environment
from infra.site import build_site


class RehearsalError(Exception):
    """The production stack cannot be looked at; the message says why."""


@dataclass(frozen=True)
class Assembly:
    """One synthesised environment."""

    folder: Path
    environment: Environment

    @cached_property
    def template_file(self) -> Path:
        """The CloudFormation template."""
        return self.folder / f"{self.environment.stack_name}.template.json"

    @cached_property
    def template(self) -> dict[str, Any]:
        """The same, read."""
        found: dict[str, Any] = json.loads(self.template_file.read_text())
        return found

    @cached_property
    def bootstrap_version(self) -> int:
        """The oldest version of the CDK's own stack in the account that will do."""
        artifacts = json.loads((self.folder / "manifest.json").read_text())["artifacts"].values()
        return max(
            int(one.get("properties", {}).get("requiresBootstrapStackVersion", 0)) for one in artifacts
        )

    def resources(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Logical id and properties of each resource of a type."""
        for name, resource in self.template["Resources"].items():
            if resource["Type"] == kind:
                yield name, resource["Properties"]

    def the_only(self, kind: str) -> dict[str, Any]:
        """Properties of the one resource of a type.

        Raises:
            RehearsalError: there is none, or more than one.
        """
        found = [properties for _, properties in self.resources(kind)]
        if len(found) != 1:
            raise RehearsalError(f"{len(found)} resources are {kind}, one was expected.")
        return found[0]

    def asset(self, object_key: str) -> Path:
        """The folder that is uploaded, zipped, under this key of the assets' bucket."""
        files = json.loads((self.folder / f"{self.environment.stack_name}.assets.json").read_text())["files"]
        return self.folder / str(files[Path(object_key).stem]["source"]["path"])


def synthesise(name: str) -> Assembly:
    """The environment as the README's command synthesises it; made anew only when an input changed.

    Raises:
        RehearsalError: the command failed.
    """
    inputs = [build_bundle(local=False).name, build_site().name]
    definitions = [*tree_parts(ROOT / "infra", "*.py"), *tree_parts(ROOT / "infra", "*.json")]
    parts = [*(one.encode() for one in inputs), (ROOT / "cdk.json").read_bytes(), *definitions]
    folder = build_once(f"rehearsal-{name}", parts, lambda outdir: _run_cdk(name, outdir))
    return Assembly(folder, ENVIRONMENTS[name])


def _run_cdk(name: str, outdir: Path) -> None:
    """As from a shell that knows nothing of this project's environment: only the system's own PATH."""
    command = ["cdk", "synth", "--quiet", "--no-notices", "-c", f"environment={name}"]
    command += ["--output", str(outdir)]
    done = subprocess.run(
        [sys.executable, "-m", "infra.node", *command],
        cwd=ROOT,
        env={**os.environ, "PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RehearsalError(f"'{' '.join(command)}' failed:\n{(done.stdout + done.stderr)[-3000:]}")
