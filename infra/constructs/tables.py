"""The six tables. `tests/tables.py` has the same keys and indexes for tests without a stack."""

from __future__ import annotations

from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from infra.constructs.removal import removal_policy
from infra.environments import Environment

LABELS = ["control_id", "control_name", "modified_by", "sync_status", "system_id", "system_name"]
AUDIT_LIST = [
    "action",
    "actor",
    "after_sha256",
    "at",
    "before_sha256",
    "control_id",
    "details",
    "job_id",
    "statement_id",
    "system_id",
]


class Tables(Construct):
    """Statements, push jobs, audit, texts, connection and schedules."""

    def __init__(self, scope: Construct, construct_id: str, environment: Environment) -> None:
        super().__init__(scope, construct_id)
        self._environment = environment
        self.statements = self._table("Statements", "statement_id")
        self._index(self.statements, "by-source", "source_id", "list_sort", LABELS)
        modified = [*LABELS, "content_preview", "is_modified", "modified_at"]
        self._index(self.statements, "modified", "modified_source_id", "list_sort", modified)
        edits = ["editing", "control_id", "system_id"]
        self._index(self.statements, "open-edits", "open_edits", "edit_audit_id", edits)

        self.push_jobs = self._table("PushJobs", "job_id", "record", expires=True)
        self._index(self.push_jobs, "by-user", "created_by", "created_at")
        self._index(self.push_jobs, "by-time", "job_type", "created_at")
        self._index(self.push_jobs, "active", "active", "created_at", [])

        self.audit = self._table("Audit", "audit_id")
        for name, key in (
            ("by-statement", "statement_id"),
            ("by-job", "job_id"),
            ("by-actor", "actor"),
            ("by-month", "month"),
        ):
            self._index(self.audit, name, key, "audit_id", [one for one in AUDIT_LIST if one != key])

        self.texts = self._table("Texts", "sha256")

        self.connection = self._table("Connection", "record")
        self._index(self.connection, "active", "active", "started_at", [])

        self.schedules = self._table("Schedules", "schedule_id", "record", expires=True)
        self._index(self.schedules, "listed", "listed", "listed_sort")
        self._index(self.schedules, "by-schedule", "run_of", "listed_sort")

    def _table(
        self, name: str, hash_key: str, range_key: str | None = None, *, expires: bool = False
    ) -> dynamodb.Table:
        return dynamodb.Table(
            self,
            name,
            partition_key=_string(hash_key),
            sort_key=_string(range_key) if range_key else None,
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.AWS_MANAGED,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=not self._environment.local
            ),
            deletion_protection=self._environment.keeps_data,
            removal_policy=removal_policy(self._environment),
            time_to_live_attribute="expires_at" if expires else None,
        )

    def _index(
        self,
        table: dynamodb.Table,
        name: str,
        hash_key: str,
        range_key: str,
        projected: list[str] | None = None,
    ) -> None:
        """`projected`: None for all attributes, empty for the keys only."""
        kinds = dynamodb.ProjectionType
        kind = kinds.ALL if projected is None else kinds.INCLUDE if projected else kinds.KEYS_ONLY
        table.add_global_secondary_index(
            index_name=name,
            partition_key=_string(hash_key),
            sort_key=_string(range_key),
            projection_type=kind,
            non_key_attributes=projected or None,
        )


def _string(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
