"""What becomes of data when the stack is deleted."""

from __future__ import annotations

from aws_cdk import RemovalPolicy

from infra.environments import Environment


def removal_policy(environment: Environment) -> RemovalPolicy:
    """Of tables, users, files and secrets."""
    return RemovalPolicy.RETAIN if environment.keeps_data else RemovalPolicy.DESTROY
