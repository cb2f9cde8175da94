"""Who may sign in, how, and with which role."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from aws_cdk.assertions import Match, Template

from infra.environments import Environment, Federation, MachineClient, OidcProvider, SamlProvider
from tests.infra.conftest import synthesised

SAML = SamlProvider("Example", "https://sso.example.com/metadata.xml")
OIDC = OidcProvider("Example", "https://sso.example.com", "client-1", "sso-client-secret", "roles")
ROLES = (("GRC Authors", "author"), ("GRC Admins", "admin"))


def clients(template: Template) -> dict[str, dict[str, Any]]:
    """Properties of the app clients, by the start of their logical ids."""
    found = template.find_resources("AWS::Cognito::UserPoolClient")
    return {name: resource["Properties"] for name, resource in found.items()}


def client(template: Template, name: str) -> dict[str, Any]:
    pattern = re.compile(f"SignInUserPool{name}[0-9A-F]{{8}}")
    [found] = [one for logical_id, one in clients(template).items() if pattern.fullmatch(logical_id)]
    return found


@pytest.mark.parametrize(("name", "flows"), [("production", []), ("local", ["ALLOW_USER_PASSWORD_AUTH"])])
def test_passwords_are_typed_at_the_sign_in_page_only(
    name: str, flows: list[str], request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(name)
    found = client(template, "Client")["ExplicitAuthFlows"]
    assert sorted(found) == sorted([*flows, "ALLOW_REFRESH_TOKEN_AUTH"])


def test_the_command_line_signs_in_by_the_browser_with_a_client_of_its_own(production: Template) -> None:
    found = client(production, "CommandLineClient")
    assert found["GenerateSecret"] is False
    assert found["AllowedOAuthFlows"] == ["code"]
    assert found["CallbackURLs"] == [f"http://localhost:{port}/signed-in" for port in (47613, 47614, 47615)]
    assert found["EnableTokenRevocation"] is True
    # Without a style of its own the client's sign-in page is not shown.
    pages = production.find_resources("AWS::Cognito::ManagedLoginBranding")
    [of_command_line] = [one for name, one in pages.items() if name.startswith("SignInCommandLine")]
    [logical_id] = [name for name, one in clients(production).items() if one == found]
    assert of_command_line["Properties"]["ClientId"] == {"Ref": logical_id}
    [authorizer] = production.find_resources("AWS::ApiGatewayV2::Authorizer").values()
    assert {"Ref": logical_id} in authorizer["Properties"]["JwtConfiguration"]["Audience"]


def test_sign_in_sends_people_back_to_the_web_app_only(production: Template) -> None:
    web = client(production, "Client")
    [callback] = web["CallbackURLs"]
    assert callback["Fn::Join"][1][-1] == "/signed-in"
    assert "DomainName" in json.dumps(callback)
    assert web["AllowedOAuthFlows"] == ["code"]


def test_everybody_has_a_second_factor_and_enrols_at_the_sign_in_page(production: Template) -> None:
    production.has_resource_properties(
        "AWS::Cognito::UserPool",
        {"MfaConfiguration": "ON", "EnabledMfas": ["SOFTWARE_TOKEN_MFA"], "UserPoolTier": "ESSENTIALS"},
    )
    production.has_resource_properties("AWS::Cognito::UserPoolDomain", {"ManagedLoginVersion": 2})
    production.has_resource_properties(
        "AWS::Cognito::ManagedLoginBranding",
        {
            "ClientId": {"Ref": Match.string_like_regexp("^SignInUserPoolClient")},
            "UseCognitoProvidedValues": True,
        },
    )


def test_a_machine_has_the_one_role_of_its_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    machines = (MachineClient("nightly", "author"), MachineClient("evidence", "auditor"))
    template = synthesised("production", tmp_path_factory, machine_clients=machines)
    for machine in machines:
        found = client(template, f"Machine{machine.name}")
        assert found["AllowedOAuthFlows"] == ["client_credentials"]
        assert found["GenerateSecret"] is True
        [scope] = found["AllowedOAuthScopes"]
        assert scope["Fn::Join"][1][-1] == f"/{machine.role}"
    [server] = template.find_resources("AWS::Cognito::UserPoolResourceServer").values()
    assert server["Properties"]["Identifier"] == "control-push"
    assert {scope["ScopeName"] for scope in server["Properties"]["Scopes"]} == {"author", "admin", "auditor"}
    [authorizer] = template.find_resources("AWS::ApiGatewayV2::Authorizer").values()
    audience = authorizer["Properties"]["JwtConfiguration"]["Audience"]
    assert sorted(one["Ref"] for one in audience) == sorted(clients(template))


def test_there_is_no_machine_unless_the_settings_name_one(production: Template) -> None:
    # The web app and the command line.
    assert len(clients(production)) == 2


@pytest.mark.parametrize(
    ("provider", "kind", "details"),
    [
        (SAML, "SAML", {"MetadataURL": SAML.metadata_url}),
        (OIDC, "OIDC", {"oidc_issuer": OIDC.issuer_url, "client_id": OIDC.client_id}),
    ],
)
def test_a_company_signs_its_people_in_and_its_groups_are_their_roles(
    provider: SamlProvider | OidcProvider,
    kind: str,
    details: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    federation = Federation(provider, ROLES, own_users=False)
    template = synthesised("production", tmp_path_factory, federation=federation)
    template.has_resource_properties(
        "AWS::Cognito::UserPoolIdentityProvider",
        {
            "ProviderType": kind,
            "ProviderDetails": details,
            "AttributeMapping": {"custom:company_groups": provider.groups_attribute},
        },
    )
    [(name, function)] = [
        (name, one["Properties"])
        for name, one in template.find_resources("AWS::Lambda::Function").items()
        if str(one["Properties"]["Handler"]).endswith("map_groups.handler")
    ]
    assert json.loads(function["Environment"]["Variables"]["ROLES_OF_GROUPS"]) == dict(ROLES)
    trigger = {"LambdaArn": {"Fn::GetAtt": [name, "Arn"]}, "LambdaVersion": "V2_0"}
    template.has_resource_properties(
        "AWS::Cognito::UserPool", {"LambdaConfig": {"PreTokenGenerationConfig": trigger}}
    )
    web = client(template, "Client")
    assert len(web["SupportedIdentityProviders"]) == 1
    assert "COGNITO" not in web["SupportedIdentityProviders"]
    # Cognito refuses a sign-in that says what the client may not write.
    assert sorted(web["WriteAttributes"]) == ["custom:company_groups", "email"]


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no role owner"):
        Federation(SAML, (("Admins", "owner"),))
    with pytest.raises(ValueError, match="no role owner"):
        MachineClient("nightly", "owner")


def test_nobody_is_federated_unless_the_settings_say_so(production: Template) -> None:
    assert Environment("x").federation is None
    production.resource_count_is("AWS::Cognito::UserPoolIdentityProvider", 0)
