"""CloudFormation deletes empty buckets only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from infra.deployment.account import Account


def empty_buckets(account: Account, stack_name: str) -> list[str]:
    """Deletes what is in the stack's buckets; gives their names."""
    names = list(_buckets(account.client("cloudformation"), stack_name))
    s3 = account.client("s3")
    for name in names:
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=name):
            if found := [{"Key": one["Key"]} for one in page.get("Contents", [])]:
                s3.delete_objects(Bucket=name, Delete={"Objects": found, "Quiet": True})
    return names


def _buckets(cloudformation: Any, stack_name: str) -> Iterator[str]:
    for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack_name):
        for resource in page["StackResourceSummaries"]:
            if resource["ResourceType"] == "AWS::S3::Bucket" and "PhysicalResourceId" in resource:
                yield resource["PhysicalResourceId"]
