"""What differs between environments. A new one is a new entry in ENVIRONMENTS."""

from __future__ import annotations

from dataclasses import dataclass

SIGNED_IN = "/signed-in"
"""The web app's page that the hosted sign-in page sends people back to, with the code."""


@dataclass(frozen=True)
class PushSchedule:
    """When everything modified and not in conflict is pushed by itself."""

    expression: str = "cron(0 2 * * ? *)"
    """An EventBridge Scheduler expression: ``cron(…)`` or ``rate(…)``."""
    time_zone: str = "UTC"
    """IANA name. The local environment runs schedules in UTC whatever it says."""
    enabled: bool = False


@dataclass(frozen=True)
class Environment:
    """One deployment of the stack."""

    name: str
    local: bool = False
    """On the laptop: data may go, plain http to a loopback ServiceNow is allowed, sign-in by password."""
    push_schedule: PushSchedule = PushSchedule()
    log_retention_days: int = 90

    @property
    def stack_name(self) -> str:
        """Name of the CloudFormation stack."""
        return f"ControlPackagePush-{self.name}"


ENVIRONMENTS = {
    environment.name: environment
    for environment in (
        Environment("local", local=True, log_retention_days=1),
        Environment("staging", push_schedule=PushSchedule(enabled=False)),
        Environment("production", push_schedule=PushSchedule("cron(0 2 ? * MON-FRI *)", enabled=True)),
    )
}
