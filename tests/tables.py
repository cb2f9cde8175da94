"""The product's tables as DynamoDB requests, for tests without a deployed stack.

`tests/infra` compares them with the stack's template, so that the two cannot drift apart.
"""

from __future__ import annotations

from typing import Any

STATEMENT_LABELS = ["control_id", "control_name", "system_id", "system_name", "sync_status", "modified_by"]
AUDIT_LIST = [
    "at",
    "actor",
    "action",
    "statement_id",
    "control_id",
    "system_id",
    "job_id",
    "before_sha256",
    "after_sha256",
    "details",
]

# name: (hash key, range key, {index: (hash key, range key, projected attributes or "ALL" or "KEYS_ONLY")})
TABLES: dict[str, tuple[str, str | None, dict[str, tuple[str, str, list[str] | str]]]] = {
    "statements": (
        "statement_id",
        None,
        {
            "by-source": ("source_id", "list_sort", STATEMENT_LABELS),
            "modified": (
                "modified_source_id",
                "list_sort",
                [*STATEMENT_LABELS, "modified_at", "content_preview", "is_modified"],
            ),
            "open-edits": ("open_edits", "edit_audit_id", ["editing", "control_id", "system_id"]),
        },
    ),
    "push-jobs": (
        "job_id",
        "record",
        {
            "by-user": ("created_by", "created_at", "ALL"),
            "by-time": ("job_type", "created_at", "ALL"),
            "active": ("active", "created_at", "KEYS_ONLY"),
        },
    ),
    "audit": (
        "audit_id",
        None,
        {
            "by-statement": ("statement_id", "audit_id", [a for a in AUDIT_LIST if a != "statement_id"]),
            "by-job": ("job_id", "audit_id", [a for a in AUDIT_LIST if a != "job_id"]),
            "by-actor": ("actor", "audit_id", [a for a in AUDIT_LIST if a != "actor"]),
            "by-month": ("month", "audit_id", AUDIT_LIST),
        },
    ),
    "texts": ("sha256", None, {}),
    "connection": ("record", None, {"active": ("active", "started_at", "KEYS_ONLY")}),
    "schedules": (
        "schedule_id",
        "record",
        {"listed": ("listed", "listed_sort", "ALL"), "by-schedule": ("run_of", "listed_sort", "ALL")},
    ),
}


def _keys(hash_key: str, range_key: str | None) -> list[dict[str, str]]:
    keys = [{"AttributeName": hash_key, "KeyType": "HASH"}]
    return [*keys, {"AttributeName": range_key, "KeyType": "RANGE"}] if range_key else keys


def _projection(projected: list[str] | str) -> dict[str, Any]:
    if isinstance(projected, str):
        return {"ProjectionType": projected}
    return {"ProjectionType": "INCLUDE", "NonKeyAttributes": sorted(projected)}


def create_request(name: str) -> dict[str, Any]:
    """The CreateTable request for a table."""
    hash_key, range_key, indexes = TABLES[name]
    names = {hash_key, range_key} | {key for index in indexes.values() for key in index[:2]}
    request: dict[str, Any] = {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": _keys(hash_key, range_key),
        "AttributeDefinitions": [
            {"AttributeName": one, "AttributeType": "S"} for one in sorted(n for n in names if n)
        ],
    }
    if indexes:
        request["GlobalSecondaryIndexes"] = [
            {"IndexName": index, "KeySchema": _keys(*keys[:2]), "Projection": _projection(keys[2])}
            for index, keys in indexes.items()
        ]
    return request
