"""One control implementation statement: the local copy of one ServiceNow record's text field."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from control_push.models.base import Model, Timestamp, View


class SyncStatus(StrEnum):
    """Where the local copy stands against ServiceNow, as far as was last seen."""

    SYNCED = "synced"
    MODIFIED = "modified"
    CONFLICT = "conflict"


class Presence(StrEnum):
    """Whether ServiceNow showed the record and its text to the last pull of its system."""

    PRESENT = "present"
    MISSING = "missing"


class ServiceNowVersion(Model):
    """The record's system fields. One-second stamp, unreliable counter: neither decides alone."""

    updated_on: str = ""
    """``YYYY-MM-DDTHH:MM:SSZ``; empty when ServiceNow does not show the stamp to the service account."""
    mod_count: Annotated[int, Field(strict=True)] = 0
    updated_by: str = ""


class Conflict(View):
    """What ServiceNow held when the conflict was last seen."""

    remote_content: str | None = None
    """None when the text is larger than the local copy may hold; it is then read again when needed."""
    remote_version: ServiceNowVersion
    detected_at: Timestamp


class StatementState(View):
    """All of a statement but its texts."""

    statement_id: str = Field(serialization_alias="id")
    servicenow_sys_id: str
    system_id: str
    system_name: str
    control_id: str
    control_name: str
    servicenow_version: ServiceNowVersion
    is_modified: bool = False
    sync_status: SyncStatus = SyncStatus.SYNCED
    revision: int = 1
    """Counts the changes of the text that an author sees; a save must name the one it was typed on."""
    modified_at: Timestamp | None = None
    modified_by: str | None = None
    presence: Presence = Presence.PRESENT


class StatementView(StatementState):
    """A statement."""

    content: str
    """The base: the text as last read from, or written to, ServiceNow."""
    local_content: str | None = None
    conflict: Conflict | None = None
    sanitized: list[str] = Field(
        default=[],
        description="What the sanitiser took out of the local text, by this save or one before it.",
    )


class EditSession(Model):
    """Saves of one author, one after the other, that will be one record of the audit."""

    audit_id: str
    actor: str
    began_at: Timestamp
    saved_at: Timestamp
    saves: int = 1
    revision: int
    """Of the last save."""
    before_sha256: str
    after_sha256: str
    sanitized: list[str] = Field(default=[])
    """What was taken out of the text so far."""


class OpenEdit(Model):
    """A statement that is being edited: what the index of those has of its row."""

    statement_id: str
    control_id: str
    system_id: str
    editing: EditSession


class Internal(Model):
    """What no client sees of a statement."""

    source_id: str
    """The instance, table and field that the text came from; see `connection.source_id`."""
    modified_since: int | None = None
    """First revision of the edit not pushed yet: a job started before it carries text given up since."""
    content_preview: str | None = None
    """The first characters of the local text without markup, for the list of modified statements."""
    editing: EditSession | None = None
    """Edits that are not in the audit table yet; whatever else becomes of the statement puts them there."""
    row_version: int = 0
    """Optimistic concurrency of the row itself: every write names the one it read."""


class Statement(StatementView, Internal):
    """A statement with its texts, which its row in the statements table names."""

    @property
    def seen_text(self) -> str:
        """The text that an author sees: the local one if there is one, else the base."""
        return self.content if self.local_content is None else self.local_content


class StatementOutline(StatementState, Internal):
    """A statement with the names of its texts."""

    content_sha256: str
    local_sha256: str | None = None


class ModifiedStatement(View):
    """One line of the list of modified statements: what its index has of a row."""

    statement_id: str = Field(serialization_alias="id")
    control_id: str
    control_name: str
    system_id: str
    system_name: str
    modified_at: Timestamp
    modified_by: str
    sync_status: SyncStatus
    content_preview: str


class RemoteRecord(Model):
    """One ServiceNow record as read through the Table API, in the connection's mapping."""

    sys_id: str
    content: str
    version: ServiceNowVersion
    control_id: str = ""
    control_name: str = ""
    system_id: str = ""
    system_name: str = ""
