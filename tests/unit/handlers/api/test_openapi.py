"""The OpenAPI document: the contract's calls, described, and a generator of clients can read it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from control_push.handlers.api.openapi import openapi_document

FUNCTIONS = Path(__file__).parents[4] / "functions"
COMMITTED = FUNCTIONS / "openapi.json"
WORDS = FUNCTIONS / "control_push_cli/words.json"
CALLS = {
    "GET /operations": "getOperations",
    "PUT /operations": "putOperations",
    "GET /connection": "getConnection",
    "PUT /connection": "putConnection",
    "POST /connection/test": "testConnection",
    "GET /systems": "listSystems",
    "POST /systems/{system_id}/pull": "pullSystem",
    "GET /pulls/{pull_id}": "getPull",
    "GET /statements": "listStatements",
    "GET /statements/{statement_id}": "getStatement",
    "PUT /statements/{statement_id}": "saveStatement",
    "POST /statements/{statement_id}/discard": "discardEdit",
    "GET /push/modified": "listModified",
    "POST /push/check-conflicts": "checkConflicts",
    "POST /push/resolve-conflict/{statement_id}": "resolveConflict",
    "POST /push": "startPush",
    "GET /push": "listPushes",
    "GET /push/{job_id}": "getPush",
    "GET /push/{job_id}/results": "listResults",
    "POST /push/{job_id}/cancel": "cancelPush",
    "POST /push/{job_id}/retry": "retryPush",
    "GET /schedules": "listSchedules",
    "POST /schedules": "createSchedule",
    "POST /schedules/preview": "previewSchedule",
    "GET /schedules/runs": "listRuns",
    "GET /schedules/{schedule_id}": "getSchedule",
    "PUT /schedules/{schedule_id}": "changeSchedule",
    "DELETE /schedules/{schedule_id}": "deleteSchedule",
    "POST /schedules/{schedule_id}/run": "runSchedule",
    "GET /schedules/{schedule_id}/runs": "listScheduleRuns",
    "GET /audit": "searchAudit",
    "GET /audit/export": "exportAudit",
    "GET /audit/{audit_id}": "getAuditRecord",
}
STARTING = {"startPush", "pullSystem", "cancelPush", "retryPush", "runSchedule"}
"""What is accepted now and done later."""
OTHER = {"createSchedule": "201", "deleteSchedule": "204"}
"""What is made, and what leaves nothing to show."""


@cache
def operations() -> dict[str, dict[str, Any]]:
    """By method and path, without the prefix."""
    return {
        f"{method.upper()} {path.removeprefix('/api/v1')}": operation
        for path, methods in openapi_document()["paths"].items()
        for method, operation in methods.items()
    }


def test_the_committed_document_is_that_of_the_handlers() -> None:
    committed = json.loads(COMMITTED.read_text(encoding="utf-8"))
    assert committed == openapi_document(), "The API has changed: run `make openapi` and commit."


def test_the_command_line_has_the_words_of_the_document() -> None:
    schemas = openapi_document()["components"]["schemas"]
    told = {name: schema["x-words"] for name, schema in schemas.items() if "x-words" in schema}
    assert json.loads(WORDS.read_text(encoding="utf-8")) == told, "Run `make openapi` and commit."


@pytest.mark.parametrize(
    "name", ["ErrorCode", "Outcome", "Preset", "AuthMethod", "Notify", "RunStatus", "HoldReason"]
)
def test_every_member_of_an_enumeration_is_explained(name: str) -> None:
    schema = openapi_document()["components"]["schemas"][name]
    assert list(schema["x-words"]) == schema["enum"]
    assert all(text for words in schema["x-words"].values() for text in words.values() if text is not False)


def test_it_has_the_contracts_calls_and_no_other() -> None:
    assert {call: operation["operationId"] for call, operation in operations().items()} == CALLS


@pytest.mark.parametrize("call", CALLS)
def test_a_call_is_described(call: str) -> None:
    operation = operations()[call]
    success = "202" if operation["operationId"] in STARTING else OTHER.get(operation["operationId"], "200")
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    if success != "204":
        assert operation["responses"][success]["content"]["application/json"]["schema"]
    for status in ("401", "403", "404", "409", "422", "500", "502", "503"):
        refusal = operation["responses"][status]
        assert refusal["description"]
        assert "application/problem+json" in refusal["content"]


def test_every_call_needs_an_access_token() -> None:
    document = openapi_document()
    scheme = document["components"]["securitySchemes"]["accessToken"]
    assert (scheme["type"], scheme["scheme"], scheme["bearerFormat"]) == ("http", "bearer", "JWT")
    assert document["security"] == [{"accessToken": []}]
    assert not [call for call, operation in operations().items() if "security" in operation]


def references_in(node: Any) -> set[str]:
    """Every ``$ref`` below a node."""
    if isinstance(node, list):
        return {reference for child in node for reference in references_in(child)}
    if not isinstance(node, dict):
        return set()
    own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
    return own.union(*(references_in(child) for child in node.values()))


def test_every_reference_leads_to_a_schema() -> None:
    document = openapi_document()

    names = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}

    assert references_in(document) <= names
