"""What all API functions share: the resolver, and what is checked before a call is taken up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import Route
from aws_lambda_powertools.event_handler.exceptions import NotFoundError as RouteNotFoundError
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
from aws_lambda_powertools.utilities.typing import LambdaContext

from control_push.errors import ControlPushError, InvalidInputError, UnsupportedMediaTypeError
from control_push.handlers.api import problems
from control_push.handlers.api.access import READERS, Role, caller_of, require_own_address, require_role
from control_push.telemetry import logger

PREFIX = "/api/v1"
JSON = "application/json"
Function = TypeVar("Function", bound=Callable[..., Any])


class Api(APIGatewayHttpResolver):
    """A resolver that validates requests, and answers errors as problem documents."""

    def __init__(self) -> None:
        super().__init__(enable_validation=True, serializer=_serialise)
        self._roles: dict[str, frozenset[Role]] = {}
        self.exception_handler(RequestValidationError)(problems.invalid_request)
        self.exception_handler(RouteNotFoundError)(lambda _: self._no_call())
        self.exception_handler(ServiceError)(problems.refused_by_resolver)
        self.exception_handler(ControlPushError)(problems.known_error)
        self.exception_handler(Exception)(problems.unknown_error)

    def call(  # noqa: PLR0913 - each is one line of the OpenAPI document
        self,
        method: str,
        path: str,
        roles: frozenset[Role],
        summary: str,
        *,
        tag: str,
        operation_id: str,
        status_code: int = 200,
        responses: dict[int, OpenAPIResponse] | None = None,
    ) -> Callable[[Function], Function]:
        """Declares a call: who may make it stands beside what it is."""
        self._roles[operation_id] = roles
        return self.route(
            f"{PREFIX}{path}",
            method,
            summary=summary,
            tags=[tag],
            operation_id=operation_id,
            status_code=status_code,
            responses=responses,
            openapi_extensions={"x-roles": sorted(roles)},
        )

    @property
    def calls(self) -> list[Route]:
        """The calls declared; the resolver has no public list of them."""
        return self._static_routes + self._dynamic_routes

    def roles_for(self, route: Route | None) -> frozenset[Role]:
        """The roles of which one is needed; where there is no such call, any."""
        return self._roles[route.operation_id] if route else READERS

    def find(self, method: str, path: str) -> Route | None:
        """The call that the resolver will take up."""
        matching = (call for call in self.calls if call.method == method and call.rule.match(path))
        return next(matching, None)

    def answer(self, event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        """The response to an HTTP API event, if the caller's role allows the call."""
        request = APIGatewayProxyEventV2(event)
        logger.append_keys(request_id=event["requestContext"].get("requestId"))
        logger.info("request", extra={"method": request.http_method, "path": request.path})
        route = self.find(request.http_method.upper(), request.path)
        try:
            require_own_address(event)
            require_role(caller_of(event), self.roles_for(route))
            if route:
                _require_readable(request, route)
        except ControlPushError as error:
            refusal = problems.known_error(error)
            headers = {"content-type": problems.PROBLEM, **refusal.headers}
            return {"statusCode": refusal.status_code, "headers": headers, "body": refusal.body}
        return self.resolve(event, context)

    def _no_call(self) -> Any:
        path = self.current_event.path
        return problems.no_call(sorted({str(route.method) for route in self.calls if route.rule.match(path)}))


def _serialise(body: Any) -> str:
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False)


def _require_readable(request: APIGatewayProxyEventV2, route: Route) -> None:
    """Refuses what the resolver would misread or stumble over."""
    _require_known_parameters(request, route)
    body = _json_of(request) if request.body else None
    if body is None and any(needed.required for needed in route.dependant.body_params):
        raise InvalidInputError("The request is not valid: it has no body.", [("body", "required, as JSON")])
    # Of a list the resolver would take the first member.
    if body is not None and not isinstance(body, dict):
        raise InvalidInputError(
            "The request is not valid: the body is no object.", [("body", "no JSON object")]
        )


def _require_known_parameters(request: APIGatewayProxyEventV2, route: Route) -> None:
    """A misspelt filter must not look like one that everything passes; of two values none is meant."""
    known = {str(parameter.alias) for parameter in route.dependant.query_params}
    given = Counter(name for name, _ in parse_qsl(request.raw_query_string or "", keep_blank_values=True))
    unknown = f"is not a parameter of this call; known are: {', '.join(sorted(known)) or 'none'}"
    wrong = [(name, unknown) for name in sorted(given) if name not in known]
    wrong += [(name, "is given more than once") for name, times in sorted(given.items()) if times > 1]
    if wrong:
        raise InvalidInputError("The parameters are not valid.", wrong)


def _json_of(request: APIGatewayProxyEventV2) -> Any:
    """A body is JSON, sent as such; the resolver would also take a form, and fail over deep nesting."""
    if request.headers.get("content-type", JSON).split(";")[0].strip().lower() != JSON:
        raise UnsupportedMediaTypeError(f"Send the body as JSON, with the header Content-Type: {JSON}.")
    try:
        return json.loads(request.decoded_body or "")
    except (ValueError, RecursionError) as error:
        detail = "The request is not valid: the body is not JSON in UTF-8, or nested too deeply."
        raise InvalidInputError(detail, [("body", "not JSON in UTF-8")]) from error
