"""Who may make which call, by the access token as the HTTP API hands it on."""

from __future__ import annotations

from typing import Any

import pytest

from control_push.errors import PermissionDeniedError, UnauthorizedError
from control_push.handlers.api.access import ADMINS, READERS, WRITERS, Role, caller_of, require_role
from control_push.handlers.api.openapi import APIS
from tests.unit.handlers.calling import bearer

ROUTES = [(api, route) for api in APIS for route in api.calls]
PERSON = {"username": "ann@example.com", "token_use": "access", "scope": "openid", "client_id": "web"}
MACHINE = {"sub": "pipeline", "client_id": "pipeline", "token_use": "access"}


def event(claims: dict[str, Any], token: dict[str, Any] | None = None) -> dict[str, Any]:
    headers = {} if token is None else {"authorization": bearer(token)}
    return {"requestContext": {"authorizer": {"jwt": {"claims": claims}}}, "headers": headers}


@pytest.mark.parametrize(("api", "route"), ROUTES, ids=[route.operation_id for _, route in ROUTES])
def test_every_call_says_who_may_make_it(api: Any, route: Any) -> None:
    needed = api.roles_for(route)
    assert route.openapi_extensions == {"x-roles": sorted(needed)}
    assert needed == READERS if route.method == "GET" else needed in (WRITERS, ADMINS)


@pytest.mark.parametrize(
    ("given", "roles"),
    [
        ("[author]", {"author"}),
        ("[author guests admin]", {"author", "admin"}),
        (["auditor"], {"auditor"}),
        ("auditor", {"auditor"}),
        ("", set()),
        ("[]", set()),
        ([], set()),
        ("[x,author]", set()),
        ("[author,admin]", set()),
        ("author admin", set()),
        ("[[author]]", set()),
        ("[author", set()),
        ("[Author]", set()),
        ("[authors]", set()),
        ("[co-author]", set()),
        (["x author"], set()),
        ([" author"], set()),
        (["[author]"], set()),
    ],
    ids=lambda one: repr(sorted(one) if isinstance(one, set) else one),
)
def test_group_names_match_whole_and_exactly(given: Any, roles: set[str]) -> None:
    assert caller_of(event({**PERSON, "cognito:groups": given})).roles == roles


@pytest.mark.parametrize(
    ("listed", "roles"),
    [
        (["x author"], set()),
        (["x", "author"], {"author"}),
        (["author ", "x"], set()),
        (["author"], {"author"}),
    ],
    ids=repr,
)
def test_where_a_name_ends_is_read_from_the_token(listed: list[str], roles: set[str]) -> None:
    claims = {**PERSON, "cognito:groups": f"[{' '.join(listed)}]"}
    assert caller_of(event(claims, {"cognito:groups": listed})).roles == roles


def test_a_token_that_says_other_groups_than_the_authorizer_gives_none() -> None:
    claims = {**PERSON, "cognito:groups": "[auditor]"}
    assert caller_of(event(claims, {"cognito:groups": ["admin"]})).roles == set()


@pytest.mark.parametrize(
    ("scope", "roles"),
    [
        ("control-push/author", {"author"}),
        ("control-push/author control-push/auditor", {"author", "auditor"}),
        ("other/admin", set()),
        ("admin", set()),
        ("control-push/administrator", set()),
        ("x-control-push/admin", set()),
        ("", set()),
    ],
)
def test_a_machine_has_the_role_of_its_scope(scope: str, roles: set[str]) -> None:
    caller = caller_of(event({**MACHINE, "scope": scope}))
    assert (caller.name, caller.roles) == ("machine:pipeline", roles)


def test_a_machine_is_in_no_group_and_a_person_has_no_scope() -> None:
    assert caller_of(event({**MACHINE, "cognito:groups": "[admin]"})).roles == set()
    assert caller_of(event({**PERSON, "scope": "control-push/admin"})).roles == set()


@pytest.mark.parametrize(
    "request_context",
    [
        {},
        {"authorizer": None},
        {"authorizer": {"jwt": None}},
        {"authorizer": {"jwt": {"claims": None}}},
        {"authorizer": {"jwt": {"claims": {"token_use": "access"}}}},
        {"authorizer": {"jwt": {"claims": {**PERSON, "token_use": "id"}}}},
    ],
    ids=repr,
)
def test_without_an_access_token_nobody_calls(request_context: dict[str, Any]) -> None:
    with pytest.raises(UnauthorizedError):
        caller_of({"requestContext": request_context})


def test_one_of_the_roles_is_enough_and_none_is_named() -> None:
    require_role(caller_of(event({**PERSON, "cognito:groups": "[admin]"})), WRITERS)
    with pytest.raises(PermissionDeniedError, match="admin, author"):
        require_role(caller_of(event({**PERSON, "cognito:groups": "[auditor]"})), WRITERS)


def test_the_roles_are_the_three_of_the_contract() -> None:
    assert set(Role) == {"author", "admin", "auditor"}
