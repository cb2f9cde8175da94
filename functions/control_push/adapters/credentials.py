"""The connection's secrets in AWS Secrets Manager: nowhere else, and never in a log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from control_push.errors import ControlPushError
from control_push.models.connection import Secrets

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient


@dataclass(frozen=True)
class Credentials:
    """One secret. Each save is a new version, so that settings and secrets cannot get mixed up."""

    client: SecretsManagerClient
    secret_id: str

    def load(self, version_id: str) -> Secrets:
        """The secrets of a version; empty ones when it does not exist, or none was saved ("").

        Raises:
            ControlPushError: the stored value is not ours.
        """
        if not version_id:
            return Secrets()
        try:
            answer = self.client.get_secret_value(SecretId=self.secret_id, VersionId=version_id)
        except self.client.exceptions.ResourceNotFoundException:
            return Secrets()
        try:
            return Secrets.model_validate_json(answer["SecretString"])
        except ValidationError:
            # Without its cause, which quotes the value.
            raise ControlPushError("The stored credentials are broken. Enter them again.") from None

    def save(self, secrets: Secrets) -> str:
        """Stores the secrets; returns the id of the new version."""
        value = secrets.model_dump_json()
        return self.client.put_secret_value(SecretId=self.secret_id, SecretString=value)["VersionId"]
