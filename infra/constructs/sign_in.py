"""The user pool: who may sign in, and by which groups or scopes they have a role."""

from __future__ import annotations

from aws_cdk import Duration, Stack
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from control_push_cli.redirects import PORTS, redirect_url
from infra.constructs.federation import federate, written_at_sign_in
from infra.constructs.functions import FunctionSettings
from infra.constructs.removal import removal_policy
from infra.environments import SIGNED_IN, Environment

GROUPS = {
    "author": "Reads, edits, checks, resolves and pushes.",
    "admin": "All that an author may, and the connection and schedules.",
    "auditor": "Reads and exports everything, changes nothing.",
}
RESOURCE_SERVER = "control-push"
"""A machine's role is the scope of its token: ``control-push/author``."""


class SignIn(Construct):
    """User names are e-mail addresses, so that the access token and the audit name a person."""

    def __init__(
        self, scope: Construct, construct_id: str, environment: Environment, settings: FunctionSettings
    ) -> None:
        super().__init__(scope, construct_id)
        self._environment = environment
        self.user_pool = self._make_user_pool()
        for name, description in GROUPS.items():
            cognito.CfnUserPoolGroup(
                self,
                f"Group{name.title()}",
                user_pool_id=self.user_pool.user_pool_id,
                group_name=name,
                description=description,
            )
        providers = [cognito.UserPoolClientIdentityProvider.COGNITO]
        if environment.federation:
            providers = federate(self, self.user_pool, environment.federation, settings)
        self.client = self._make_client("Client", providers, f"http://localhost{SIGNED_IN}")
        # Of its own: the web app's client may not send anybody to a program on a laptop.
        self.command_line_client = self._make_client(
            "CommandLineClient", providers, *(redirect_url(port) for port in PORTS)
        )
        self.machine_clients = self._make_machine_clients()
        self._make_sign_in_page()

    @property
    def audiences(self) -> list[str]:
        """The clients whose tokens the API takes."""
        machines = [client.user_pool_client_id for client in self.machine_clients.values()]
        return [self.client.user_pool_client_id, self.command_line_client.user_pool_client_id, *machines]

    @property
    def admin_client_ids(self) -> list[str]:
        """The machine clients with the role admin."""
        admins = [one.name for one in self._environment.machine_clients if one.role == "admin"]
        return [self.machine_clients[name].user_pool_client_id for name in admins]

    def send_back_to(self, web_url: str) -> None:
        """Where the hosted sign-in page may send people: the web app at this address."""
        resource = self.client.node.default_child
        if not isinstance(resource, cognito.CfnUserPoolClient):
            raise TypeError("the client is not made of one CloudFormation resource any more")
        resource.callback_ur_ls = [f"{web_url}{SIGNED_IN}"]
        resource.logout_ur_ls = [f"{web_url}/"]

    def _make_user_pool(self) -> cognito.UserPool:
        local = self._environment.local
        return cognito.UserPool(
            self,
            "UserPool",
            # The managed sign-in page and groups in access tokens need it.
            feature_plan=None if local else cognito.FeaturePlan.ESSENTIALS,
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
            # Required, or the sign-in page would never ask anybody to enrol. A company asks its own people.
            mfa=cognito.Mfa.OPTIONAL if local else cognito.Mfa.REQUIRED,
            mfa_second_factor=cognito.MfaSecondFactor(sms=False, otp=True),
            account_recovery=cognito.AccountRecovery.NONE,
            deletion_protection=self._environment.keeps_data,
            removal_policy=removal_policy(self._environment),
        )

    def _make_client(
        self, name: str, providers: list[cognito.UserPoolClientIdentityProvider], *callback_urls: str
    ) -> cognito.UserPoolClient:
        return self.user_pool.add_client(
            name,
            generate_secret=False,
            prevent_user_existence_errors=True,
            access_token_validity=Duration.hours(1),
            refresh_token_validity=Duration.days(1),
            enable_token_revocation=True,
            o_auth=cognito.OAuthSettings(
                flows=cognito.OAuthFlows(authorization_code_grant=True),
                scopes=[cognito.OAuthScope.OPENID],
                # The web app's is replaced by `send_back_to`: its address is not known yet.
                callback_urls=list(callback_urls),
                logout_urls=["http://localhost/"],
            ),
            supported_identity_providers=providers,
            write_attributes=written_at_sign_in() if self._environment.federation else None,
            # In AWS passwords and second factors are asked for by the sign-in page only.
            auth_flows=cognito.AuthFlow(user_password=self._environment.local),
        )

    def _make_machine_clients(self) -> dict[str, cognito.UserPoolClient]:
        scopes = {
            name: cognito.ResourceServerScope(scope_name=name, scope_description=description)
            for name, description in GROUPS.items()
        }
        server = self.user_pool.add_resource_server(
            "Machines", identifier=RESOURCE_SERVER, scopes=list(scopes.values())
        )
        return {
            machine.name: self.user_pool.add_client(
                f"Machine{machine.name}",
                user_pool_client_name=machine.name,
                generate_secret=True,
                access_token_validity=Duration.hours(1),
                auth_flows=cognito.AuthFlow(user_password=False),
                o_auth=cognito.OAuthSettings(
                    flows=cognito.OAuthFlows(client_credentials=True),
                    # One role only: a token has each scope that its client may ask for.
                    scopes=[cognito.OAuthScope.resource_server(server, scopes[machine.role])],
                ),
            )
            for machine in self._environment.machine_clients
        }

    def _make_sign_in_page(self) -> None:
        stack, local = Stack.of(self), self._environment.local
        prefix = f"control-package-push-{self._environment.name}-{stack.account}"
        self.user_pool.add_domain(
            "Domain",
            cognito_domain=cognito.CognitoDomainOptions(domain_prefix=prefix),
            managed_login_version=None if local else cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
        )
        if not local:
            # Without a style, even AWS's own, the page is not shown.
            for name, client in (("", self.client), ("CommandLine", self.command_line_client)):
                cognito.CfnManagedLoginBranding(
                    self,
                    f"{name}SignInPage",
                    user_pool_id=self.user_pool.user_pool_id,
                    client_id=client.user_pool_client_id,
                    use_cognito_provided_values=True,
                )
        # Spelled out, because the headers of the web app name both and are made before the domain is.
        self.sign_in_url = f"https://{prefix}.auth.{stack.region}.amazoncognito.com"
        self.identity_url = f"https://cognito-idp.{stack.region}.amazonaws.com"
