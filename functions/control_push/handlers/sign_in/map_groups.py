"""Called by Cognito before it makes tokens: a company's groups become the roles that its person has here.

https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
"""

from __future__ import annotations

from typing import Any

from aws_lambda_env_modeler import get_environment_variables, init_environment_variables

from control_push.adapters.people import COMPANY_GROUPS, FEDERATED, roles_of
from control_push.settings import CompanyGroups


class Variables(CompanyGroups):
    """What this function's environment must have."""


@init_environment_variables(model=Variables)
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """A pre token generation event, version 2; the answer is the event with `response` filled in.

    The groups of the pool itself do not count for those who come from the company, and what the company says
    does not for users of the pool: one of them could have written it into their own attribute.
    """
    roles = get_environment_variables(CompanyGroups).roles_of_groups
    attributes = event["request"]["userAttributes"]
    if attributes.get("cognito:user_status") == FEDERATED:
        override = {"groupsToOverride": roles_of(attributes.get(COMPANY_GROUPS, ""), roles)}
        event["response"] = {"claimsAndScopeOverrideDetails": {"groupOverrideDetails": override}}
    return event
