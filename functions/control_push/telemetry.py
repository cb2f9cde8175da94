"""Structured logs. No statement text and no secret is ever passed to these."""

from __future__ import annotations

from aws_lambda_powertools import Logger

logger = Logger(service="control-push")
