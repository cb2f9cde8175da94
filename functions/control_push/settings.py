"""The environment of a Lambda function, read here and nowhere else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Settings:
    """Names of the resources; empty when a function was not given one."""

    statements_table: str
    push_jobs_table: str
    audit_table: str
    connection_table: str
    servicenow_secret_id: str
    push_workflow_arn: str
    pull_workflow_arn: str
    work_bucket: str
    allow_loopback_http: bool
    """Plain http to a loopback address is accepted as an instance URL: the local environment only."""


@cache
def load_settings() -> Settings:
    """Settings from the process environment, once per process."""
    env = os.environ
    return Settings(
        statements_table=env.get("STATEMENTS_TABLE", ""),
        push_jobs_table=env.get("PUSH_JOBS_TABLE", ""),
        audit_table=env.get("AUDIT_TABLE", ""),
        connection_table=env.get("CONNECTION_TABLE", ""),
        servicenow_secret_id=env.get("SERVICENOW_SECRET_ID", ""),
        push_workflow_arn=env.get("PUSH_WORKFLOW_ARN", ""),
        pull_workflow_arn=env.get("PULL_WORKFLOW_ARN", ""),
        work_bucket=env.get("WORK_BUCKET", ""),
        allow_loopback_http=env.get("ALLOW_LOOPBACK_HTTP", "") == "true",
    )
