"""`stack.json`: what any client needs to use the local environment."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from infra.local.local_stack import DemoUser, LocalStack


def write_stack_file(
    path: Path,
    stack: LocalStack,
    web_url: str | None,
    simulator_url: str,
    outbox_url: str,
    users: Sequence[DemoUser],
) -> None:
    """Writes the file, readable by its owner only: it has the demo users' passwords."""
    content = {
        "api_url": f"{web_url}/api/v1" if web_url else stack.api_url,
        "web_url": web_url,
        "simulator_url": simulator_url,
        "outbox_url": outbox_url,
        "aws_endpoint_url": stack.aws_endpoint_url,
        "region": stack.region,
        "user_pool_id": stack.outputs.user_pool_id,
        "client_id": stack.outputs.client_id,
        "users": [asdict(user) for user in users],
        "state_machine_arn": stack.outputs.push_workflow_arn,
        "tables": stack.outputs.tables,
    }
    draft = path.with_name(f"{path.name}.draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(content, file, indent=2)
        file.write("\n")
    draft.replace(path)
