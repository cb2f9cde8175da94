"""The connection's secrets in AWS Secrets Manager: nowhere else, and never in a log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import ValidationError

from control_push.errors import ControlPushError
from control_push.models.connection import Secrets

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient


class _Stored(Secrets):
    """The secret's value: a JSON object, whose passwords may be changed in Secrets Manager, too."""

    saved_as: str = ""
    """Id of the version that the product saved; kept, or left out, by whoever changes a value by hand."""


@dataclass(frozen=True)
class Credentials:
    """One secret. Each save is a new version, so that settings and secrets cannot get mixed up."""

    client: SecretsManagerClient
    secret_id: str

    def load(self, version_id: str) -> Secrets:
        """The secrets of the settings that were saved with this version ("": none were).

        What was changed since in Secrets Manager itself is used; what other settings were saved with is not,
        and a version that does not exist any more has none.

        Raises:
            ControlPushError: the stored value is not ours.
        """
        if not version_id:
            return Secrets()
        current = self._read()
        if current is None or current.saved_as not in {"", version_id}:
            # Saved with settings that are on their way, or that somebody else's came before.
            current = self._read(VersionId=version_id)
        if current is None:
            return Secrets()
        return Secrets(password=current.password, client_secret=current.client_secret)

    def save(self, secrets: Secrets) -> str:
        """Stores the secrets; returns the id of the new version."""
        version_id = str(uuid4())
        value = _Stored(**secrets.model_dump(), saved_as=version_id).model_dump_json()
        # The version gets this id: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
        self.client.put_secret_value(
            SecretId=self.secret_id, SecretString=value, ClientRequestToken=version_id
        )
        return version_id

    def _read(self, **version: str) -> _Stored | None:
        try:
            answer = self.client.get_secret_value(SecretId=self.secret_id, **version)
        except self.client.exceptions.ResourceNotFoundException:
            return None
        try:
            return _Stored.model_validate_json(answer["SecretString"])
        except ValidationError:
            # Without its cause, which quotes the value.
            raise ControlPushError("The stored credentials are broken. Enter them again.") from None
