"""What the local AWS does not know of schedules: installed into it by `aws_launcher.py`.

For IAM it takes every schedule for one of the group `default`; in AWS a role may be given one group only.
"""

from __future__ import annotations

import json
from typing import Any

from ministack.core import iam_actions

_DEFAULT = ":schedule/default/"


def install() -> None:
    """For the whole process; the functions are looked up when they are called."""
    resource_of = iam_actions.extract_resource_arn

    def with_group(service: str, *request: Any) -> Any:
        arn = resource_of(service, *request)
        if service != "scheduler" or _DEFAULT not in arn:
            return arn
        _, _, _, body, parameters, *_ = request
        return arn.replace(_DEFAULT, f":schedule/{_group(body, parameters)}/")

    iam_actions.extract_resource_arn = with_group


def _group(body: bytes, parameters: dict[str, Any]) -> str:
    given = parameters.get("groupName")
    if given:
        return str(given[0] if isinstance(given, list) else given)
    return str((json.loads(body) if body else {}).get("GroupName", "default"))
