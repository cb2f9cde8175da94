"""What the user pool knows of somebody now: a schedule runs for a person who is not there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

COMPANY_GROUPS = "custom:company_groups"
"""What the company's sign-in said of a person's groups when they last signed in."""
FEDERATED = "EXTERNAL_PROVIDER"
MACHINE = "machine:"


@dataclass(frozen=True)
class People:
    """The user pool, the groups of a company, and the machine clients that are administrators."""

    client: CognitoIdentityProviderClient
    user_pool_id: str
    roles_of_groups: Mapping[str, str]
    admin_clients: frozenset[str]

    def has_role(self, name: str, role: str) -> bool:
        """Whether whom the audit calls so has the role now.

        Of a person who signs in with a company's account it is what that company said at their last sign-in;
        Cognito does not ask it in between.
        """
        if name.startswith(MACHINE):
            return name.removeprefix(MACHINE) in self.admin_clients
        try:
            user = self.client.admin_get_user(UserPoolId=self.user_pool_id, Username=name)
        except self.client.exceptions.UserNotFoundException:
            return False
        if not user["Enabled"]:
            return False
        if user["UserStatus"] == FEDERATED:
            attributes = {one["Name"]: one.get("Value", "") for one in user.get("UserAttributes", [])}
            return role in roles_of(attributes.get(COMPANY_GROUPS, ""), self.roles_of_groups)
        return role in self._groups(name)

    def _groups(self, name: str) -> set[str]:
        pages = self.client.get_paginator("admin_list_groups_for_user").paginate(
            UserPoolId=self.user_pool_id, Username=name
        )
        return {group["GroupName"] for page in pages for group in page["Groups"]}


def roles_of(groups: str, roles: Mapping[str, str]) -> list[str]:
    """The roles of a person in these groups, written ``[a, b]`` (SAML), ``["a","b"]`` (OIDC) or ``a``."""
    return sorted({roles[name] for name in _names(groups) if name in roles})


def _names(groups: str) -> list[str]:
    if groups.startswith('["'):
        return [str(name) for name in json.loads(groups)]
    return re.split(r"\s*,\s*", groups.removeprefix("[").removesuffix("]").strip())
