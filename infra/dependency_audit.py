"""Looks for known vulnerabilities in what ships: ``python -m infra.dependency_audit`` (make audit).

pip-audit says "No known vulnerabilities found" and ends with 0 also when it could look up no package at all.
So what counts here is how many were looked up: every pinned one, or the audit has failed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.build_cache import ROOT
from infra.node import FRONTEND, node_environment, pnpm

SHIPPED = Path("functions/requirements.txt")
"""The Lambda bundle. Of the command line only typer and rich come on top, chosen by whoever installs it."""
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


class AuditFailedError(Exception):
    """A vulnerability is known, or it is not known whether one is; the message says which."""


def judge_python(requirements: str, report: str) -> str:
    """What pip-audit's JSON report says of the packages that these requirements pin.

    Raises:
        AuditFailedError: a package is vulnerable, or was not looked up.
    """
    pinned = set(PINNED.findall(requirements))
    entries = _parsed("pip-audit", report).get("dependencies", [])
    looked_up = {one["name"]: one["vulns"] for one in entries if "vulns" in one}
    found = [f"{name}: {vuln['id']}" for name, vulns in looked_up.items() for vuln in vulns]
    if found:
        raise AuditFailedError(f"Known vulnerabilities: {', '.join(found)}. Raise the versions (make pins).")
    if not pinned or (missed := sorted(pinned - set(looked_up))):
        names = ", ".join(missed) if pinned else "nothing is pinned"
        raise AuditFailedError(
            f"{len(looked_up)} of {len(pinned)} Python packages were looked up. Not looked up: {names}. "
            "Run it where the package index answers with advisories."
        )
    return f"{len(pinned)} Python packages looked up, no known vulnerability"


def judge_javascript(report: str) -> str:
    """What pnpm's JSON report says of the web app's dependencies.

    Raises:
        AuditFailedError: a package is vulnerable, or none was looked up.
    """
    answer = _parsed("pnpm audit", report)
    if error := answer.get("error"):
        raise AuditFailedError(
            f"pnpm audit got no answer: {error.get('code')}. Run it where the package registry "
            "answers with advisories."
        )
    metadata = answer.get("metadata", {})
    found = {level: count for level, count in metadata.get("vulnerabilities", {}).items() if count}
    if found:
        raise AuditFailedError(f"Known vulnerabilities: {found}. See: pnpm audit --prod (in frontend/).")
    if not (looked_up := metadata.get("totalDependencies") or metadata.get("dependencies")):
        raise AuditFailedError("pnpm audit looked up no package.")
    return f"{looked_up} JavaScript packages looked up, no known vulnerability"


def _parsed(tool: str, report: str) -> dict[str, Any]:
    try:
        answer = json.loads(report)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise AuditFailedError(f"{tool} printed no report.")
    return answer


def _audit_python() -> str:
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(SHIPPED), "--require-hashes"]
    options = ["--disable-pip", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return judge_python((ROOT / SHIPPED).read_text(), done.stdout)


def _audit_javascript() -> str:
    command = pnpm("audit", "--prod", "--json")
    done = subprocess.run(
        command, cwd=FRONTEND, env=node_environment(), stdout=subprocess.PIPE, text=True, check=False
    )
    return judge_javascript(done.stdout)


def main(audits: tuple[Callable[[], str], ...] = (_audit_python, _audit_javascript)) -> int:
    """Runs all audits; 1 if one of them failed."""
    code = 0
    for audit in audits:
        try:
            print(audit())
        except AuditFailedError as error:
            print(error, file=sys.stderr)
            code = 1
    return code


if __name__ == "__main__":
    raise SystemExit(main())
