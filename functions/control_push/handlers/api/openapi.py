"""The OpenAPI document of the whole API, made from the handlers.

``python -m control_push.handlers.api.openapi > functions/openapi.json`` writes the committed copy; a test
compares the two.
"""

from __future__ import annotations

import inspect
import json
import sys
from typing import Any

from aws_lambda_powertools.event_handler.openapi.merge import OpenAPIMerge
from aws_lambda_powertools.event_handler.openapi.models import HTTPBearer

from control_push.handlers.api import (
    audit_api,
    connection_api,
    operations_api,
    push_api,
    schedules_api,
    statements_api,
)
from control_push.handlers.api.problems import PROBLEM
from control_push.handlers.api.routing import JSON
from control_push.handlers.api.words import words

APIS = (
    push_api.api,
    statements_api.api,
    connection_api.api,
    operations_api.api,
    audit_api.api,
    schedules_api.api,
)
TITLE = "Control Package Push"
VERSION = "1.0.0"
DESCRIPTION = (
    "Push changed control implementation statements to ServiceNow GRC without overwriting anybody. "
    "Errors are problem documents (RFC 9457) with a stable `code`."
)
ERRORS = {
    "401": "No access token, or one that is not valid.",
    "403": "The caller's role does not allow this call.",
    "404": "There is no such thing.",
    "409": "Not possible in the present state; `code` says why.",
    "415": "The body is not sent as JSON.",
    "422": "The request is not valid; `errors` names each field.",
    "500": "Our fault; `reference` leads to the log.",
    "502": "ServiceNow refused.",
    "503": "ServiceNow cannot be reached or asks to wait.",
}
# An HTTP API's authorizer refuses in its own words, which nobody can change:
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
AUTHORIZER_REFUSAL = {
    "type": "object",
    "title": "AuthorizerRefusal",
    "required": ["message"],
    "properties": {"message": {"type": "string"}},
}
PROBLEM_SCHEMA = {
    "type": "object",
    "title": "Problem",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened and what to do next."},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}


def openapi_document() -> dict[str, Any]:
    """The document as plain data."""
    merge = OpenAPIMerge(
        title=TITLE,
        version=VERSION,
        description=DESCRIPTION,
        security_schemes={"accessToken": HTTPBearer(scheme="bearer", bearerFormat="JWT")},
        security=[{"accessToken": []}],
    )
    for api in APIS:
        schema = api.get_openapi_schema(title=TITLE, version=VERSION)
        merge.add_schema(schema.model_dump(by_alias=True, exclude_none=True, mode="json"))
    document: dict[str, Any] = json.loads(merge.get_openapi_json_schema())
    schemas = document["components"]["schemas"]
    for unused in ("HTTPValidationError", "ResponseValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for name, members in words().items():
        schemas[name]["x-words"] = members
    schemas["Problem"] = PROBLEM_SCHEMA
    schemas["AuthorizerRefusal"] = AUTHORIZER_REFUSAL
    texts = {route.operation_id: inspect.getdoc(route.func) for api in APIS for route in api.calls}
    for path in document["paths"].values():
        for operation in path.values():
            operation["description"] = texts[operation["operationId"]]
            _describe_errors(operation)
    return document


def _describe_errors(operation: dict[str, Any]) -> None:
    for status, text in ERRORS.items():
        if status == "415" and "requestBody" not in operation:
            continue
        content = {PROBLEM: _schema("Problem")}
        if status == "401":
            content[JSON] = _schema("AuthorizerRefusal")
        operation["responses"][status] = {"description": text, "content": content}


def _schema(name: str) -> dict[str, Any]:
    return {"schema": {"$ref": f"#/components/schemas/{name}"}}


def main() -> None:
    """Prints the document."""
    json.dump(openapi_document(), sys.stdout, indent=2, sort_keys=True, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
