"""The user pool: accounts are made by an administrator, their groups are the roles."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra.environments import Environment

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
            disable_o_auth=True,
            # A script on a laptop signs in with user and password; in AWS a password never leaves SRP.
            auth_flows=cognito.AuthFlow(user_password=environment.local, user_srp=True),
        )
