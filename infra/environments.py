"""What differs between environments. A new one is a new entry in ENVIRONMENTS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SIGNED_IN = "/signed-in"
"""The web app's page that the hosted sign-in page sends people back to, with the code."""
ROLES = ("author", "admin", "auditor")


@dataclass(frozen=True)
class WebDomain:
    """A name of one's own for the web app; its DNS record is an alias of the stack's output ``WebTarget``."""

    name: str
    """Such as ``controls.example.com``."""
    certificate_arn: str
    """In AWS Certificate Manager, in us-east-1 wherever the stack is: CloudFront takes no other."""


@dataclass(frozen=True)
class SamlProvider:
    """A company's sign-in by SAML 2.0. Its subject (NameID) is in the user name: it should be an address."""

    name: str
    metadata_url: str
    groups_attribute: str = "groups"
    """The assertion's attribute with the company's groups."""


@dataclass(frozen=True)
class OidcProvider:
    """A company's sign-in by OpenID Connect."""

    name: str
    issuer_url: str
    client_id: str
    client_secret_name: str
    """Name of the secret in Secrets Manager, in the stack's account, that holds the client secret as text."""
    groups_attribute: str = "groups"
    """The claim with the company's groups."""


@dataclass(frozen=True)
class Federation:
    """People sign in with their company's account; their groups there decide their role here."""

    provider: SamlProvider | OidcProvider
    roles: tuple[tuple[str, str], ...]
    """Pairs of a company's group and one of ROLES. Who is in none may do nothing."""
    own_users: bool = True
    """Users of the pool itself may sign in, too: those that `make user` creates."""

    def __post_init__(self) -> None:
        if unknown := {role for _, role in self.roles} - set(ROLES):
            raise ValueError(
                f"There is no role {', '.join(sorted(unknown))}. Choose from {', '.join(ROLES)}."
            )


@dataclass(frozen=True)
class MachineClient:
    """A pipeline that signs in by itself (OAuth client credentials)."""

    name: str
    """Letters and digits; named in the audit."""
    role: str
    """One of ROLES."""

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"There is no role {self.role}. Choose from {', '.join(ROLES)}.")


@dataclass(frozen=True)
class Environment:
    """One deployment of the stack."""

    name: str
    local: bool = False
    """On the laptop: plain http to a loopback ServiceNow is allowed, sign-in by password."""
    keeps_data: bool = True
    """Tables, users and files stay when the stack is deleted, and deleting them is refused."""
    log_retention_days: int = 90
    web_domain: WebDomain | None = None
    """None: CloudFront's own name and certificate, which allow TLS 1.0 and 1.1."""
    firewall_arn: str = ""
    """A web ACL of AWS WAF for CloudFront (scope CLOUDFRONT, in us-east-1); empty for none."""
    federation: Federation | None = None
    machine_clients: tuple[MachineClient, ...] = ()
    """AWS charges for each one by the month: docs/cost.md."""
    notification_emails: tuple[str, ...] = ()
    """Who is told of scheduled pushes and of what keeps pushes from going on; each confirms it first."""
    webhook: Literal["", "slack", "teams"] = ""
    """A webhook of this kind is told, too; its address goes into the secret of the output `WebhookSecret`."""
    alarm_emails: tuple[str, ...] = ()
    """Who is told of alarms; each gets a message to confirm first."""

    @property
    def stack_name(self) -> str:
        """Name of the CloudFormation stack."""
        return f"ControlPackagePush-{self.name}"


ENVIRONMENTS = {
    environment.name: environment
    for environment in (
        Environment(
            "local",
            local=True,
            keeps_data=False,
            log_retention_days=1,
            machine_clients=(MachineClient("pipeline", "author"),),
            webhook="slack",
        ),
        Environment("staging", keeps_data=False),
        Environment("production"),
    )
}
