"""The user pool: accounts are made by an administrator, their groups are the roles."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra.environments import SIGNED_IN, Environment

GROUPS = {
    "author": "Reads, edits, checks, resolves and pushes.",
    "admin": "All that an author may, and the connection and schedules.",
    "auditor": "Reads and exports everything, changes nothing.",
}


class SignIn(Construct):
    """User names are e-mail addresses, so that the access token and the audit name a person."""

    def __init__(self, scope: Construct, construct_id: str, environment: Environment) -> None:
        super().__init__(scope, construct_id)
        self.user_pool = cognito.UserPool(
            self,
            "UserPool",
            self_sign_up_enabled=False,
            sign_in_aliases=cognito.SignInAliases(username=True),
            sign_in_case_sensitive=False,
            password_policy=cognito.PasswordPolicy(
                min_length=12,
                require_lowercase=True,
                require_uppercase=True,
                require_digits=True,
                require_symbols=True,
            ),
            mfa=cognito.Mfa.OPTIONAL,
            mfa_second_factor=cognito.MfaSecondFactor(sms=False, otp=True),
            account_recovery=cognito.AccountRecovery.NONE,
            deletion_protection=not environment.local,
            removal_policy=RemovalPolicy.DESTROY if environment.local else RemovalPolicy.RETAIN,
        )
        for name, description in GROUPS.items():
            cognito.CfnUserPoolGroup(
                self,
                f"Group{name.title()}",
                user_pool_id=self.user_pool.user_pool_id,
                group_name=name,
                description=description,
            )
        self.client = self.user_pool.add_client(
            "Client",
            generate_secret=False,
            prevent_user_existence_errors=True,
            access_token_validity=Duration.hours(1),
            refresh_token_validity=Duration.days(1),
            enable_token_revocation=True,
            o_auth=cognito.OAuthSettings(
                flows=cognito.OAuthFlows(authorization_code_grant=True),
                scopes=[cognito.OAuthScope.OPENID],
                # Replaced by `send_back_to`: the web app's address is not known yet.
                callback_urls=[f"http://localhost{SIGNED_IN}"],
                logout_urls=["http://localhost/"],
            ),
            supported_identity_providers=[cognito.UserPoolClientIdentityProvider.COGNITO],
            # A script on a laptop signs in with user and password; in AWS a password never leaves SRP.
            auth_flows=cognito.AuthFlow(user_password=environment.local, user_srp=True),
        )
        stack = Stack.of(self)
        prefix = f"control-package-push-{environment.name}-{stack.account}"
        self.user_pool.add_domain("Domain", cognito_domain=cognito.CognitoDomainOptions(domain_prefix=prefix))
        # Spelled out, because the headers of the web app name both and are made before the domain is.
        self.sign_in_url = f"https://{prefix}.auth.{stack.region}.amazoncognito.com"
        self.identity_url = f"https://cognito-idp.{stack.region}.amazonaws.com"

    def send_back_to(self, web_url: str) -> None:
        """Where the hosted sign-in page may send people: the web app at this address."""
        resource = self.client.node.default_child
        if not isinstance(resource, cognito.CfnUserPoolClient):
            raise TypeError("the client is not made of one CloudFormation resource any more")
        resource.callback_ur_ls = [f"{web_url}{SIGNED_IN}"]
        resource.logout_ur_ls = [f"{web_url}/"]
