"""What the platform checks before it looks at any record."""

from __future__ import annotations

import json

from infra.local.servicenow_simulator.call import Call
from infra.local.servicenow_simulator.replies import RefusedError

MAX_BODY_BYTES = 10_485_760
WRITES = ("POST", "PUT", "PATCH")
_COLLECTION_METHODS = {"GET", "POST"}
_RECORD_METHODS = {"GET", "PUT", "PATCH", "DELETE"}
_MATCHING_TYPES = ("application/json", "application/*", "*/*")


def check_request(call: Call) -> None:
    """Refuse what is no valid Table API request."""
    if not call.is_table_path:
        raise RefusedError(400, "Requested URI does not represent any resource")
    if call.method not in (_RECORD_METHODS if call.sys_id else _COLLECTION_METHODS):
        # The body of a 405 is not established; the envelope is assumed.
        raise RefusedError(405, "Method not supported")
    _check_accept(call)
    if call.method in WRITES:
        _check_content(call)


def _check_accept(call: Call) -> None:
    accept = call.request.headers.get("Accept")
    if accept is None and call.method in WRITES:
        raise RefusedError(400, "Accept header is missing")
    if accept is not None and not any(kind in accept for kind in _MATCHING_TYPES):
        raise RefusedError(406, "Unsupported media type in Accept header")


def _check_content(call: Call) -> None:
    content_type = call.request.headers.get("Content-Type")
    if content_type is None:
        raise RefusedError(400, "Content-Type header is missing")
    if not content_type.startswith("application/json"):
        raise RefusedError(415, "Unsupported media type in Content-Type header")
    if len(call.body) > MAX_BODY_BYTES:
        raise RefusedError(
            400,
            "Exception while reading request",
            f"Rejected large REST payload with content-length = {len(call.body)} bytes. "
            f"Max allowed: {MAX_BODY_BYTES} bytes.",
        )


def read_fields(call: Call) -> dict[str, str]:
    """The fields of the body as strings; of several records only the first is processed."""
    try:
        sent = json.loads(call.body)
    except ValueError:
        # The real wording for malformed JSON is not established.
        raise RefusedError(400, "Exception while reading request") from None
    if isinstance(sent, list):
        sent = sent[0] if sent else {}
    if not isinstance(sent, dict):
        raise RefusedError(400, "Exception while reading request")
    return {name: _as_string(value) for name, value in sent.items()}


def _as_string(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)
