from __future__ import annotations

import json
from typing import Any

import pytest

from control_push.handlers.sign_in.map_groups import handler

ROLES = {"GRC Authors": "author", "GRC Admins": "admin", "Audit": "auditor"}


@pytest.fixture(autouse=True)
def roles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLES_OF_GROUPS", json.dumps(ROLES))


def groups_in_token(company_groups: str | None, status: str = "EXTERNAL_PROVIDER") -> Any:
    """None where the groups of the pool itself stay."""
    attributes = {"sub": "1", "cognito:user_status": status}
    if company_groups is not None:
        attributes["custom:company_groups"] = company_groups
    request = {"userAttributes": attributes, "groupConfiguration": {"groupsToOverride": ["eu_Example"]}}
    event = {
        "version": "2",
        "triggerSource": "TokenGeneration_HostedAuth",
        "request": request,
        "response": {},
    }
    details = handler(event, None)["response"].get("claimsAndScopeOverrideDetails")
    return details and details["groupOverrideDetails"]["groupsToOverride"]


@pytest.mark.parametrize(
    ("company_groups", "expected"),
    [
        ("[GRC Authors, Everybody]", ["author"]),
        ('["Everybody","GRC Admins"]', ["admin"]),
        ('["Berlin, Mitte","GRC Admins"]', ["admin"]),
        ("Audit", ["auditor"]),
        ("[GRC Admins, GRC Authors]", ["admin", "author"]),
        ("[Everybody]", []),
        ("[]", []),
        ("", []),
        (None, []),
        ("[grc authors]", []),
        ("[GRC Authors 2]", []),
    ],
)
def test_the_groups_of_the_company_are_the_roles(company_groups: str | None, expected: list[str]) -> None:
    assert groups_in_token(company_groups) == expected


def test_a_user_of_the_pool_cannot_claim_to_be_in_a_group_of_the_company() -> None:
    assert groups_in_token("[GRC Admins]", status="CONFIRMED") is None
