"""What the functions of the running product have written into their logs, in order (`make logs`)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3

from infra.build_cache import ROOT
from infra.local.aws import REGION

SHOWN = (
    "job_id",
    "pull_id",
    "schedule_id",
    "statement_id",
    "control_id",
    "attempt",
    "method",
    "path",
    "status",
    "outcome",
    "code",
    "cause",
    "wait_seconds",
    "milliseconds",
    "exception_name",
    "exception",
)
"""Of a line, in this order."""


def main() -> None:
    """Prints them."""
    options = _options()
    try:
        stack = json.loads((options.state_dir / "stack.json").read_text())
    except FileNotFoundError:
        sys.exit("Nothing runs here. Start the product first: make run")
    client = boto3.client(
        "logs",
        endpoint_url=stack["aws_endpoint_url"],
        region_name=REGION,
        aws_access_key_id="000000000000",
        aws_secret_access_key="local",
    )
    for line in sorted(lines(client), key=lambda one: str(one.get("timestamp"))):
        if options.job in {None, line.get("job_id")}:
            sys.stdout.write(shown(line, full=options.json) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make logs ARGS=…", description=__doc__)
    parser.add_argument("--job", help="only of this push")
    parser.add_argument("--json", action="store_true", help="whole lines, as CloudWatch has them")
    parser.add_argument("--state-dir", type=Path, default=ROOT / ".local", help="as given to make run")
    return parser.parse_args()


def lines(client: Any) -> Iterator[dict[str, Any]]:
    """Every structured line of every function, metrics left out."""
    for groups in client.get_paginator("describe_log_groups").paginate():
        for group in groups["logGroups"]:
            pages = client.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"])
            for event in (event for page in pages for event in page["events"]):
                line = _parsed(event["message"])
                if line and "level" in line:
                    yield line


def _parsed(message: str) -> dict[str, Any] | None:
    try:
        line = json.loads(message)
    except ValueError:
        return None
    return line if isinstance(line, dict) else None


def shown(line: dict[str, Any], *, full: bool = False) -> str:
    """One line for people, or the whole of it."""
    if full:
        return json.dumps(line)
    about = " ".join(f"{name}={line[name]}" for name in SHOWN if line.get(name) is not None)
    return f"{line.get('timestamp')} {line['level']:<7} {line['message']}  {about}".rstrip()


if __name__ == "__main__":
    main()
