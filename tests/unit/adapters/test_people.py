"""Who has which role now, as Cognito knows it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from control_push.adapters.people import COMPANY_GROUPS, FEDERATED, People

ROLES = {"GRC admins": "admin", "Writers": "author"}


@pytest.fixture
def people(aws: None) -> People:
    client = boto3.client("cognito-idp")
    pool = client.create_user_pool(PoolName="pool")["UserPool"]["Id"]
    for group in ("admin", "administrators", "author"):
        client.create_group(UserPoolId=pool, GroupName=group)
    return People(client, pool, ROLES, frozenset({"pipeline-client"}))


def add(people: People, name: str, *groups: str) -> None:
    people.client.admin_create_user(UserPoolId=people.user_pool_id, Username=name)
    for group in groups:
        people.client.admin_add_user_to_group(UserPoolId=people.user_pool_id, Username=name, GroupName=group)


def test_a_person_has_the_roles_of_their_groups(people: People) -> None:
    add(people, "adele", "admin", "author")
    add(people, "ann", "author")
    add(people, "bob", "administrators")
    assert [people.has_role(name, "admin") for name in ("adele", "ann", "bob")] == [True, False, False]


def test_who_was_taken_out_of_the_group_switched_off_or_removed_has_none(people: People) -> None:
    for name in ("left", "off", "gone"):
        add(people, name, "admin")
    user = {"UserPoolId": people.user_pool_id}
    people.client.admin_remove_user_from_group(**user, Username="left", GroupName="admin")  # type: ignore[arg-type]
    people.client.admin_disable_user(**user, Username="off")  # type: ignore[arg-type]
    people.client.admin_delete_user(**user, Username="gone")  # type: ignore[arg-type]
    assert [people.has_role(name, "admin") for name in ("left", "off", "gone", "never")] == [False] * 4


def test_a_machine_has_the_role_that_the_stack_gave_it(people: People) -> None:
    assert people.has_role("machine:pipeline-client", "admin")
    assert not people.has_role("machine:other-client", "admin")
    assert not people.has_role("pipeline-client", "admin")


@pytest.mark.parametrize(
    ("groups", "expected"), [("[GRC admins, Writers]", True), ('["Writers"]', False), ("", False)]
)
def test_a_company_is_believed_as_of_the_last_sign_in(groups: str, expected: bool) -> None:
    # Not by moto, which has no users of another provider.
    user = {
        "Enabled": True,
        "UserStatus": FEDERATED,
        "UserAttributes": [{"Name": COMPANY_GROUPS, "Value": groups}],
    }
    client: Any = SimpleNamespace(
        admin_get_user=lambda **_: user, exceptions=SimpleNamespace(UserNotFoundException=KeyError)
    )
    assert People(client, "pool", ROLES, frozenset()).has_role("Company_jane", "admin") is expected
