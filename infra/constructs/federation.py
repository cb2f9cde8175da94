"""Sign-in with the accounts of a company: its groups are looked up in the settings and become roles here."""

from __future__ import annotations

import json

from aws_cdk import Duration, SecretValue
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.functions import FunctionSettings, new_function
from infra.environments import Federation, OidcProvider, SamlProvider

GROUPS_ATTRIBUTE = "company_groups"
"""Where the pool keeps what the company's sign-in said; `map_groups` reads ``custom:company_groups``."""


def federate(
    scope: Construct, pool: cognito.UserPool, federation: Federation, settings: FunctionSettings
) -> list[cognito.UserPoolClientIdentityProvider]:
    """Adds the provider to the pool; gives who may be signed in with through the client."""
    _keep_groups(pool)
    provider = _provider(scope, pool, federation.provider)
    pool.register_identity_provider(provider)
    pool.add_trigger(
        cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
        _map_groups(scope, federation, settings),
        cognito.LambdaVersion.V2_0,
    )
    named = cognito.UserPoolClientIdentityProvider.custom(provider.provider_name)
    return [named, cognito.UserPoolClientIdentityProvider.COGNITO] if federation.own_users else [named]


def written_at_sign_in() -> cognito.ClientAttributes:
    """What Cognito writes of what the company says: the sign-in fails where the client may not write it.

    https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
    """
    attributes = cognito.ClientAttributes().with_standard_attributes(email=True)
    return attributes.with_custom_attributes(GROUPS_ATTRIBUTE)


def _keep_groups(pool: cognito.UserPool) -> None:
    resource = pool.node.default_child
    if not isinstance(resource, cognito.CfnUserPool):
        raise TypeError("the pool is not made of one CloudFormation resource any more")
    # As long as Cognito allows: the list of all groups of a person.
    resource.schema = [
        cognito.CfnUserPool.SchemaAttributeProperty(
            name=GROUPS_ATTRIBUTE,
            attribute_data_type="String",
            mutable=True,
            string_attribute_constraints=cognito.CfnUserPool.StringAttributeConstraintsProperty(
                max_length="2048"
            ),
        )
    ]


def _provider(
    scope: Construct, pool: cognito.UserPool, provider: SamlProvider | OidcProvider
) -> cognito.UserPoolIdentityProviderSaml | cognito.UserPoolIdentityProviderOidc:
    mapping = cognito.AttributeMapping(
        email=cognito.ProviderAttribute.other("email"),
        custom={f"custom:{GROUPS_ATTRIBUTE}": cognito.ProviderAttribute.other(provider.groups_attribute)},
    )
    match provider:
        case SamlProvider(name, metadata_url):
            return cognito.UserPoolIdentityProviderSaml(
                scope,
                "Company",
                user_pool=pool,
                name=name,
                metadata=cognito.UserPoolIdentityProviderSamlMetadata.url(metadata_url),
                attribute_mapping=mapping,
            )
        case OidcProvider(name, issuer_url, client_id, client_secret_name):
            return cognito.UserPoolIdentityProviderOidc(
                scope,
                "Company",
                user_pool=pool,
                name=name,
                issuer_url=issuer_url,
                client_id=client_id,
                client_secret=SecretValue.secrets_manager(client_secret_name).unsafe_unwrap(),
                scopes=["openid", "email", "profile"],
                attribute_mapping=mapping,
            )


def _map_groups(scope: Construct, federation: Federation, settings: FunctionSettings) -> lambda_.Function:
    # Cognito waits five seconds for it, whatever the function's own time-out.
    variables = {"ROLES_OF_GROUPS": json.dumps(dict(federation.roles))}
    return new_function(scope, "map_groups", Duration.seconds(5), settings, variables)
