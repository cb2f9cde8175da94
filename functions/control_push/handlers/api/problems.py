"""Problem documents (RFC 9457), and the one map from error to HTTP status."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from pydantic import TypeAdapter

from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.conflicts.resolve import RemoteChangedAgainError
from control_push.domain.schedules.save import StaleScheduleError
from control_push.domain.statements.save import StaleRevisionError
from control_push.errors import (
    ControlPushError,
    InvalidInputError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitedError,
    ServiceNowError,
    SignInRefusedError,
    StateConflictError,
    UnauthorizedError,
    UnavailableError,
    UnsupportedMediaTypeError,
)
from control_push.models.base import View
from control_push.models.schedule import ScheduleView
from control_push.models.statement import StatementView
from control_push.telemetry import logger

PROBLEM = "application/problem+json"

# Most special first.
STATUS_OF: tuple[tuple[type[ControlPushError], HTTPStatus], ...] = (
    (UnauthorizedError, HTTPStatus.UNAUTHORIZED),
    (PermissionDeniedError, HTTPStatus.FORBIDDEN),
    (UnsupportedMediaTypeError, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    (InvalidInputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (StateConflictError, HTTPStatus.CONFLICT),
    (ConditionFailedError, HTTPStatus.CONFLICT),
    (RateLimitedError, HTTPStatus.SERVICE_UNAVAILABLE),
    (UnavailableError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ServiceNowError, HTTPStatus.BAD_GATEWAY),
    (ControlPushError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
_SCHEDULE: TypeAdapter[ScheduleView] = TypeAdapter(ScheduleView)
_STATEMENT: TypeAdapter[StatementView] = TypeAdapter(StatementView)


def problem(status: HTTPStatus, code: str, detail: str, **extra: Any) -> Response[str]:
    """A problem document."""
    document = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "code": code,
        **extra,
    }
    return Response(
        status_code=status.value,
        content_type=PROBLEM,
        body=json.dumps(document, ensure_ascii=False),
        headers={"cache-control": "no-store"},
    )


class ServiceNowProblem(View):
    """A problem document as a part of an answer that holds without ServiceNow."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    hint: str


def problem_of(error: ServiceNowError) -> ServiceNowProblem:
    """The problem document of an error."""
    status = _status_of(error)
    # What a job's items end with says too little where there is no job.
    code = "connection_error" if isinstance(error, SignInRefusedError) else error.code
    return ServiceNowProblem(
        title=status.phrase, status=status.value, detail=error.detail, code=code, hint=error.hint
    )


def _status_of(error: ControlPushError) -> HTTPStatus:
    return next(status for kind, status in STATUS_OF if isinstance(error, kind))


def known_error(error: ControlPushError) -> Response[str]:
    """The answer to an error that was raised on purpose."""
    status = _status_of(error)
    response = problem(status, error.code, error.detail, **error.extra, **_members(error))
    if isinstance(error, RateLimitedError) and error.retry_after is not None:
        response.headers["retry-after"] = str(error.retry_after)
    return response


def invalid_request(error: RequestValidationError) -> Response[str]:
    """The answer to a request that does not fit its call's shape."""
    rows = [{"field": _field(row["loc"]), "message": _message(row)} for row in error.errors()]
    detail = "The request is not valid: " + "; ".join(f"{row['field']}: {row['message']}" for row in rows[:5])
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_input", detail, errors=rows)


def no_call(methods: Sequence[str]) -> Response[str]:
    """The answer to a call that there is not; `methods` are those that the address has."""
    if not methods:
        detail = "There is no such call. See the OpenAPI document for paths and methods."
        return problem(HTTPStatus.NOT_FOUND, "not_found", detail)
    detail = f"This address can only be called with {', '.join(methods)}."
    refusal = problem(HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed", detail)
    refusal.headers["allow"] = ", ".join(methods)
    return refusal


def refused_by_resolver(error: ServiceError) -> Response[str]:
    """The answer to what the library itself refuses."""
    return problem(HTTPStatus(error.status_code), "invalid_request", str(error.msg))


def unknown_error(_: Exception) -> Response[str]:
    """The answer to our own fault: a reference to the log, and nothing else."""
    logger.exception("unexpected error")
    reference = logger.get_current_keys().get("request_id")
    detail = (
        f"Something went wrong here. Try again; if it persists tell the operator the reference {reference}."
    )
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", detail, reference=reference)


def _members(error: ControlPushError) -> dict[str, Any]:
    """What a client needs to go on from this kind of error."""
    match error:
        case ServiceNowError():
            return {"hint": error.hint}
        case StaleRevisionError():
            return {"statement": _STATEMENT.dump_python(error.current, mode="json", by_alias=True)}
        case StaleScheduleError():
            return {"schedule": _SCHEDULE.dump_python(error.current, mode="json", by_alias=True)}
        case RemoteChangedAgainError():
            version = error.remote.version
            return {
                "statement": _STATEMENT.dump_python(error.statement, mode="json", by_alias=True),
                "remote_content": error.remote.content,
                "remote_version": version.model_dump(),
                "remote_updated_at": version.updated_on or None,
                "remote_updated_by": version.updated_by,
            }
        case _:
            return {}


def _field(location: tuple[str | int, ...]) -> str:
    parts = [str(part) for part in location]
    named = parts[1:] if len(parts) > 1 and parts[0] in {"body", "query", "path", "header"} else parts
    return ".".join(named)


def _message(row: dict[str, Any]) -> str:
    if row["type"] == "extra_forbidden":
        return "is not a field of this request; remove it"
    return str(row["msg"])
