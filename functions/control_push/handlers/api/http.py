"""What all API functions share: the resolver, the role check, and the one map from error to status."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.api_gateway import Route
from aws_lambda_powertools.event_handler.exceptions import NotFoundError as RouteNotFoundError
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.domain.conflicts.resolve import RemoteChangedAgainError
from control_push.domain.statements.edit import StaleRevisionError
from control_push.errors import (
    ConcurrentWriteError,
    ControlPushError,
    InvalidInputError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitedError,
    ServiceNowError,
    StateConflictError,
    UnavailableError,
)
from control_push.handlers.api.views import StatementView
from control_push.telemetry import logger

PREFIX = "/api/v1"
READERS = frozenset({"author", "admin", "auditor"})
WRITERS = frozenset({"author", "admin"})
ADMINS = frozenset({"admin"})
ADMIN_ONLY = (f"{PREFIX}/connection", f"{PREFIX}/schedules")
JSON = "application/json"
PROBLEM = "application/problem+json"
ACCESS = "access"
"""`token_use` of an access token; an id token says who somebody is, not what may be done."""

# Most special first.
STATUS_OF: tuple[tuple[type[ControlPushError], HTTPStatus], ...] = (
    (InvalidInputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (PermissionDeniedError, HTTPStatus.FORBIDDEN),
    (StateConflictError, HTTPStatus.CONFLICT),
    (ConcurrentWriteError, HTTPStatus.CONFLICT),
    (RateLimitedError, HTTPStatus.SERVICE_UNAVAILABLE),
    (UnavailableError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ServiceNowError, HTTPStatus.BAD_GATEWAY),
    (ControlPushError, HTTPStatus.INTERNAL_SERVER_ERROR),
)


@dataclass(frozen=True)
class Caller:
    """Who calls, by the access token."""

    name: str
    groups: frozenset[str]
    token_use: str


def new_api() -> APIGatewayHttpResolver:
    """A resolver that validates requests and answers errors as problem documents (RFC 9457)."""
    api = APIGatewayHttpResolver(enable_validation=True, serializer=_serialise)
    api.use(middlewares=[_refuse_unknown_parameters])
    api.exception_handler(RequestValidationError)(_invalid_request)
    api.exception_handler(RouteNotFoundError)(lambda _: _no_route(api))
    api.exception_handler(ServiceError)(_service_error)
    api.exception_handler(ControlPushError)(_known_error)
    api.exception_handler(Exception)(_unknown_error)
    return api


def _serialise(body: Any) -> str:
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False)


def answer(api: APIGatewayHttpResolver, event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """The response to an HTTP API event, if the caller's role allows the call."""
    http = event["requestContext"]["http"]
    logger.append_keys(request_id=event["requestContext"].get("requestId"))
    logger.info("request", extra={"method": http["method"], "path": http["path"]})
    refusal = _refusal(caller_of(event), http["method"], event.get("rawPath", http["path"]))
    return refusal or _unreadable(event) or api.resolve(event, context)


def caller_of(event: dict[str, Any]) -> Caller:
    """The caller, as the JWT authorizer has verified it.

    The HTTP API passes a list claim on as text: ``[author admin]``.
    """
    claims = event["requestContext"].get("authorizer", {}).get("jwt", {}).get("claims", {})
    groups = claims.get("cognito:groups", "")
    names = groups if isinstance(groups, list) else groups.strip("[]").replace(",", " ").split()
    name = claims.get("username") or claims.get("sub", "")
    return Caller(name=name, groups=frozenset(names), token_use=claims.get("token_use", ""))


def roles_for(method: str, path: str) -> frozenset[str]:
    """The groups of which one is needed."""
    if method in {"GET", "HEAD"}:
        return READERS
    return ADMINS if path.startswith(ADMIN_ONLY) else WRITERS


def _refusal(caller: Caller, method: str, path: str) -> dict[str, Any] | None:
    if not caller.name or caller.token_use != ACCESS:
        return _as_event(
            problem(HTTPStatus.UNAUTHORIZED, "unauthorized", "Sign in and send the access token.")
        )
    needed = roles_for(method, path)
    if caller.groups.isdisjoint(needed):
        detail = f"This needs one of the roles {', '.join(sorted(needed))}. Ask an administrator for it."
        return _as_event(problem(HTTPStatus.FORBIDDEN, "permission_denied", detail))
    return None


def _unreadable(event: dict[str, Any]) -> dict[str, Any] | None:
    """A body is JSON, sent as such; the resolver would also take a form, and stumble over deep nesting."""
    request = APIGatewayProxyEventV2(event)
    if not request.body:
        return None
    if request.headers.get("content-type", JSON).split(";")[0].strip().lower() != JSON:
        detail = f"Send the body as JSON, with the header Content-Type: {JSON}."
        return _as_event(problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", detail))
    try:
        json.loads(request.decoded_body or "")
    except (ValueError, RecursionError):
        rows = [{"field": "body", "message": "not JSON in UTF-8"}]
        detail = "The request is not valid: the body is not JSON in UTF-8, or nested too deeply."
        return _as_event(problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_input", detail, errors=rows))
    return None


def _as_event(response: Response[Any]) -> dict[str, Any]:
    headers = {"content-type": PROBLEM, "cache-control": "no-store"}
    return {"statusCode": response.status_code, "headers": headers, "body": response.body}


def problem(status: HTTPStatus, code: str, detail: str, **extra: Any) -> Response[Any]:
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


def _known_error(error: ControlPushError) -> Response[Any]:
    status = next(status for kind, status in STATUS_OF if isinstance(error, kind))
    extra = dict(error.extra)
    if isinstance(error, ServiceNowError):
        extra["hint"] = error.hint
    if isinstance(error, StaleRevisionError):
        extra["statement"] = StatementView.of(error.current).model_dump(mode="json")
    if isinstance(error, RemoteChangedAgainError):
        extra |= _new_remote(error)
    response = problem(status, error.code, error.detail, **extra)
    if isinstance(error, RateLimitedError) and error.retry_after is not None:
        response.headers["retry-after"] = str(error.retry_after)
    return response


def _new_remote(error: RemoteChangedAgainError) -> dict[str, Any]:
    version = error.remote.version
    return {
        "statement": StatementView.of(error.statement).model_dump(mode="json"),
        "remote_content": error.remote.content,
        "remote_version": version.model_dump(),
        "remote_updated_at": version.updated_on or None,
        "remote_updated_by": version.updated_by,
    }


def _invalid_request(error: RequestValidationError) -> Response[Any]:
    rows = [{"field": _field(row["loc"]), "message": _message(row)} for row in error.errors()]
    detail = "The request is not valid: " + "; ".join(f"{row['field']}: {row['message']}" for row in rows[:5])
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_input", detail, errors=rows)


def _field(location: tuple[str | int, ...]) -> str:
    parts = [str(part) for part in location]
    named = parts[1:] if len(parts) > 1 and parts[0] in {"body", "query", "path", "header"} else parts
    return ".".join(named)


def _message(row: dict[str, Any]) -> str:
    if row["type"] == "extra_forbidden":
        return "is not a field of this request; remove it"
    return str(row["msg"])


def _no_route(api: APIGatewayHttpResolver) -> Response[Any]:
    path = api.current_event.path
    methods = sorted({str(route.method) for route in routes(api) if route.rule.match(path)})
    if not methods:
        detail = "There is no such call. See the OpenAPI document for paths and methods."
        return problem(HTTPStatus.NOT_FOUND, "not_found", detail)
    detail = f"This address can only be called with {', '.join(methods)}."
    refusal = problem(HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed", detail)
    refusal.headers["allow"] = ", ".join(methods)
    return refusal


def routes(api: APIGatewayHttpResolver) -> list[Route]:
    """The calls of an API; the resolver has no public list of them."""
    return api._static_routes + api._dynamic_routes


def _service_error(error: ServiceError) -> Response[Any]:
    return problem(HTTPStatus(error.status_code), "invalid_request", str(error.msg))


def _unknown_error(_: Exception) -> Response[Any]:
    logger.exception("unexpected error")
    reference = logger.get_current_keys().get("request_id")
    detail = (
        f"Something went wrong here. Try again; if it persists tell the operator the reference {reference}."
    )
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", detail, reference=reference)


def _refuse_unknown_parameters(api: APIGatewayHttpResolver, next_middleware: NextMiddleware) -> Response[Any]:
    """A misspelt filter must not look like one that everything passes."""
    route: Route = api.context["_route"]
    if route not in routes(api):
        return next_middleware(api)
    known = {str(parameter.alias) for parameter in route.dependant.query_params}
    unknown = sorted(set(api.current_event.query_string_parameters or {}) - known)
    if unknown:
        message = f"is not a parameter of this call; known are: {', '.join(sorted(known)) or 'none'}"
        raise InvalidInputError("Unknown parameters.", [(name, message) for name in unknown])
    return next_middleware(api)


Handler = Callable[[dict[str, Any], LambdaContext], dict[str, Any]]
