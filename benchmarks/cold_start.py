"""What a cold start costs: ``python -m benchmarks.cold_start``.

CPU milliseconds (user and system) of a fresh interpreter that imports a function from its bundle alone,
beside what the Lambda runtime brings; and the bundle's size as it is uploaded. The least of some rounds: a
busy machine only adds.
"""

from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from infra.bundle import build_bundle
from infra.lambda_python import link_runtime

MODULES = {
    "an interpreter that imports nothing": ("sys", None),
    "boto3 alone": ("boto3", None),
    "push_statement": ("control_push.handlers.workflow.push_statement", 600),
    "push_api": ("control_push.handlers.api.push_api", 900),
    "statements_api": ("control_push.handlers.api.statements_api", 900),
    "connection_api": ("control_push.handlers.api.connection_api", 900),
    "schedules_api": ("control_push.handlers.api.schedules_api", 900),
    "audit_api": ("control_push.handlers.api.audit_api", 900),
}


def cpu_milliseconds(module: str, folders: list[str]) -> float:
    """Of one fresh interpreter."""
    script = f"import sys; sys.path[:0] = {folders}; import {module}"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {"AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1"}
    command = [sys.executable, "-I", "-S", "-c", script]
    subprocess.run(command, env=environment, check=True)  # noqa: S603 - no word of it comes from outside
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = (after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime)
    return sum(used) * 1000


def zipped_size(folder: Path) -> int:
    """Bytes."""
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            archive.write(file, file.relative_to(folder))
    return zipped.tell()


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    bundle = build_bundle(local=True)
    print(f"{'CPU ms of a fresh process':45}{'least':>8}{'aim':>8}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as runtime:
        link_runtime(Path(runtime))
        folders = [str(bundle), runtime]
        for name, (module, aim) in MODULES.items():
            cpu_milliseconds(module, folders)  # the files are in memory from here on
            least = min(cpu_milliseconds(module, folders) for _ in range(rounds))
            print(f"{name:45}{least:8.0f}" + (f"{aim:8}{least / aim:8.2f}" if aim else ""))
    megabytes = zipped_size(build_bundle(local=False)) / 1_000_000
    print(f"{'the bundle for Lambda, zipped, MB':45}{megabytes:8.2f}{4:8}{megabytes / 4:8.2f}")


if __name__ == "__main__":
    main()
