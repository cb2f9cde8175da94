"""The OpenAPI document of the whole API, from the handlers: ``python -m control_push.handlers.openapi``."""

from __future__ import annotations

import json
import sys
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from control_push.handlers import audit_api, connection_api, push_api, statements_api

APIS = (push_api.api, statements_api.api, connection_api.api, audit_api.api)
