"""A person's decision on a conflict, taken on the remote text that this person saw."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.audit import records
from control_push.domain.statements import change
from control_push.domain.statements.edit_session import writes_of
from control_push.domain.statements.save import require_revision, save_statement
from control_push.errors import InvalidInputError, StateConflictError
from control_push.models.audit import Action
from control_push.models.statement import RemoteRecord, ServiceNowVersion, Statement, SyncStatus
from control_push.texts.text_format import Texts


class Resolution(StrEnum):
    """Which text goes on."""

    KEEP_LOCAL = "keep_local"
    KEEP_REMOTE = "keep_remote"
    MERGED = "merged"


@dataclass(frozen=True)
class Decision:
    """What the person chose, and which two texts were on the screen."""

    resolution: Resolution
    remote_version: ServiceNowVersion
    revision: int
    """Of the local text that was on the screen."""
    merged_content: str | None
    actor: str


class RemoteChangedAgainError(StateConflictError):
    """ServiceNow moved past the version that the person saw; nothing was decided."""

    code = "remote_changed_again"

    def __init__(self, statement: Statement, remote: RemoteRecord) -> None:
        detail = "The record was changed in ServiceNow again. Compare with the new text, then decide."
        super().__init__(detail)
        self.statement = statement
        self.remote = remote


def resolve_conflict(
    store: Store, client: ServiceNowClient, statement: Statement, decision: Decision
) -> tuple[Statement, list[str]]:
    """The statement after the decision, and what the sanitiser took out of a merged text.

    Raises:
        StateConflictError: `not_in_conflict`.
        StaleRevisionError: the local text is not the one that the person saw.
        RemoteChangedAgainError: carries the new remote.
        InvalidInputError: a merged text is missing, not asked for, empty or too long.
        ServiceNowError: the record could not be read.
    """
    _require_complete(decision)
    if statement.sync_status is not SyncStatus.CONFLICT:
        detail = "The statement is in no conflict; it may have been resolved already."
        raise StateConflictError(detail, code="not_in_conflict")
    require_revision(statement, decision.revision)
    remote = client.get_record(statement.servicenow_sys_id)
    if not _is_what_was_seen(client.texts, statement, remote, decision.remote_version):
        raise _changed_again(store, statement, remote, decision.actor)
    after, removed = _decide(client.texts, statement, remote, decision)
    record = records.conflict_resolved(statement, after, decision.actor, decision.resolution.value)
    return save_statement(store, after, record), removed


def _require_complete(decision: Decision) -> None:
    wanted, given = decision.resolution is Resolution.MERGED, decision.merged_content is not None
    if wanted != given:
        message = "required with merged" if wanted else "only allowed with merged; leave it out"
        raise InvalidInputError("The resolution is not complete.", [("merged_content", message)])


def _is_what_was_seen(
    texts: Texts, statement: Statement, remote: RemoteRecord, seen: ServiceNowVersion
) -> bool:
    """The same version with the same text; a stamp that moved on over the same text is no change."""
    conflict = statement.conflict
    if conflict is None:
        return False
    known = conflict.remote_content
    if known is None:
        return seen == remote.version
    return texts.same(remote.content, known) and seen in {conflict.remote_version, remote.version}


def _changed_again(
    store: Store, statement: Statement, remote: RemoteRecord, actor: str
) -> RemoteChangedAgainError:
    marked = change.mark_conflict(statement, remote)
    record = records.conflict_seen(marked, actor, Action.CONFLICT_DETECTED)
    try:
        store.commit(writes_of(store, marked, record))
    except ConditionFailedError:
        # Somebody else stored a newer state already; the person is told to look again either way.
        marked = store.statements.get(statement.statement_id) or marked
    return RemoteChangedAgainError(marked, remote)


def _decide(
    texts: Texts, statement: Statement, remote: RemoteRecord, decision: Decision
) -> tuple[Statement, list[str]]:
    match decision.resolution:
        case Resolution.KEEP_LOCAL:
            return change.keep_local(statement, remote), []
        case Resolution.KEEP_REMOTE:
            return change.take_remote(statement, remote), []
        case Resolution.MERGED:
            known = [statement.content, statement.local_content or ""]
            merged, removed = texts.sanitise(
                decision.merged_content or "", remote.content, accepted=known, field="merged_content"
            )
            kept = change.keep_merged(texts, statement, remote, merged, decision.actor, removed)
            return kept, removed
