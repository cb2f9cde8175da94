"""The HTTP API: every route has the JWT authorizer; which role may call what is checked in the function."""

from __future__ import annotations

import json
from dataclasses import dataclass

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.constructs.sign_in import SignIn

PREFIX = "/api/v1"
# Paths below the prefix, and the function that serves them.
ROUTES = {
    "/push": "push_api",
    "/systems": "statements_api",
    "/pulls": "statements_api",
    "/statements": "statements_api",
    "/connection": "connection_api",
    "/operations": "operations_api",
    "/audit": "audit_api",
    "/schedules": "schedules_api",
}
FALLBACK = "push_api"
"""Answers every other path with a problem document."""
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
ACCESS_LOG = {
    "requestId": "$context.requestId",
    "time": "$context.requestTime",
    "method": "$context.httpMethod",
    "path": "$context.path",
    "status": "$context.status",
    "user": "$context.authorizer.claims.username",
    "latency": "$context.responseLatency",
    "ip": "$context.identity.sourceIp",
}


@dataclass(frozen=True)
class Throttle:
    """Requests per second, over all callers."""

    rate: int = 100
    burst: int = 200


class Api(Construct):
    """Routes to the functions."""

    def __init__(
        self, scope: Construct, construct_id: str, sign_in: SignIn, functions: dict[str, lambda_.Function]
    ) -> None:
        super().__init__(scope, construct_id)
        self.http_api = apigateway.HttpApi(
            self, "HttpApi", create_default_stage=False, default_authorizer=_authorizer(sign_in)
        )
        integration = {name: self._integration(name, functions[name]) for name in set(ROUTES.values())}
        for path, name in ROUTES.items():
            self._route(f"{PREFIX}{path}", integration[name])
            self._route(f"{PREFIX}{path}/{{proxy+}}", integration[name])
        self._route("/api/{proxy+}", integration[FALLBACK])
        self._stage(Throttle())

    def _integration(self, name: str, function: lambda_.Function) -> integrations.HttpLambdaIntegration:
        return integrations.HttpLambdaIntegration(name, function)

    def _route(self, path: str, integration: integrations.HttpLambdaIntegration) -> None:
        # ANY leaves HEAD and OPTIONS to the function, too, which answers them as it does unknown calls.
        self.http_api.add_routes(path=path, integration=integration, methods=[apigateway.HttpMethod.ANY])

    def _stage(self, throttle: Throttle) -> None:
        log = logs.LogGroup(
            self, "AccessLog", retention=logs.RetentionDays.THREE_MONTHS, removal_policy=RemovalPolicy.DESTROY
        )
        stage = apigateway.HttpStage(
            self,
            "Stage",
            http_api=self.http_api,
            stage_name="$default",
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(rate_limit=throttle.rate, burst_limit=throttle.burst),
        )
        resource = stage.node.default_child
        if not isinstance(resource, apigateway.CfnStage):
            raise TypeError("the stage is not made of one CloudFormation resource any more")
        resource.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=log.log_group_arn, format=json.dumps(ACCESS_LOG)
        )


def _authorizer(sign_in: SignIn) -> authorizers.HttpJwtAuthorizer:
    # The attribute ProviderURL is the same, but the local AWS does not know it.
    stack = Stack.of(sign_in)
    issuer = f"https://cognito-idp.{stack.region}.amazonaws.com/{sign_in.user_pool.user_pool_id}"
    return authorizers.HttpJwtAuthorizer(
        "Jwt",
        issuer,
        jwt_audience=sign_in.audiences,
        identity_source=["$request.header.Authorization"],
    )
