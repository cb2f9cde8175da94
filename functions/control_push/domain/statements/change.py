"""Everything that can happen to a statement, as functions from one state to the next. No I/O.

`revision` goes up when the text that an author sees changes by anything but a push of that very text;
`modified_since` moves forward when an unpushed edit is given up, pushed or resolved, so that a job started
before never writes a text that has been overtaken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from control_push.models.base import utc_now
from control_push.models.connection import NO_SYSTEM, Connection
from control_push.models.statement import (
    Conflict,
    Presence,
    RemoteRecord,
    ServiceNowVersion,
    Statement,
    SyncStatus,
)
from control_push.texts.limits import MAX_TEXT_BYTES
from control_push.texts.text_format import Texts, preview

_NO_EDIT: dict[str, Any] = {
    "local_content": None,
    "is_modified": False,
    "sync_status": SyncStatus.SYNCED,
    "modified_since": None,
    "modified_at": None,
    "modified_by": None,
    "content_preview": None,
    "conflict": None,
    "sanitized": [],
}
MOST_SANITIZED = 200
"""So many parts stay on a statement's row; the answer to a save names all that it took out."""


def create_statement(connection: Connection, remote: RemoteRecord) -> Statement:
    """The first local copy of a record."""
    return Statement(
        statement_id=connection.statement_id(remote.sys_id),
        source_id=connection.source_id,
        servicenow_sys_id=remote.sys_id,
        content=remote.content,
        servicenow_version=remote.version,
        **_labels(remote),
    )


def edit(
    texts: Texts, statement: Statement, text: str, actor: str, sanitized: Sequence[str] = ()
) -> Statement:
    """The author's text beside the base. A statement in conflict stays in conflict; without one, a text that
    is the base again is no edit any more. `sanitized`: what was taken out of the text, in words.
    """
    in_conflict = statement.sync_status is SyncStatus.CONFLICT
    if not in_conflict and texts.same(text, statement.content):
        return discard(statement)
    return _change(
        statement,
        local_content=text,
        content_preview=preview(texts, text),
        is_modified=True,
        sync_status=SyncStatus.CONFLICT if in_conflict else SyncStatus.MODIFIED,
        revision=statement.revision + 1,
        modified_since=statement.modified_since or statement.revision + 1,
        modified_at=utc_now(),
        modified_by=actor,
        sanitized=all_sanitized(statement, sanitized)[:MOST_SANITIZED],
    )


def all_sanitized(statement: Statement, more: Sequence[str]) -> list[str]:
    """What was taken out of the local text so far, each part once: it stays to be seen until the push."""
    return list(dict.fromkeys([*statement.sanitized, *more]))


def discard(statement: Statement) -> Statement:
    """Back to the base."""
    return _change(statement, **_NO_EDIT, revision=statement.revision + 1)


def follow(texts: Texts, statement: Statement, remote: RemoteRecord) -> Statement:
    """The record as just read, where there is no local text.

    To the byte: an edit on the base changes nothing else when it is pushed.
    """
    changed = not texts.same(statement.content, remote.content)
    return _change(
        touch(statement, remote), content=remote.content, revision=statement.revision + int(changed)
    )


def mark_missing(statement: Statement) -> Statement:
    """ServiceNow does not show the record, or its text, any more; what is here stays."""
    return _change(statement, presence=Presence.MISSING)


def touch(statement: Statement, remote: RemoteRecord) -> Statement:
    """All of the record as just read but its text, which is the base."""
    return _change(relabel(statement, remote), servicenow_version=remote.version)


def relabel(statement: Statement, remote: RemoteRecord) -> Statement:
    """The record is there; control and system as it names them now."""
    return _change(statement, **_labels(remote), presence=Presence.PRESENT)


def mark_conflict(statement: Statement, remote: RemoteRecord) -> Statement:
    """Local and remote text both differ from the base: a person has to decide."""
    known = statement.conflict
    if known and (known.remote_content, known.remote_version) == (remote.content, remote.version):
        return statement
    fits = len(remote.content.encode()) <= MAX_TEXT_BYTES
    conflict = Conflict(
        remote_content=remote.content if fits else None, remote_version=remote.version, detected_at=utc_now()
    )
    return _change(statement, sync_status=SyncStatus.CONFLICT, conflict=conflict)


def clear_conflict(statement: Statement) -> Statement:
    """ServiceNow came back to the base: the local edit is an edit like any other again."""
    if statement.sync_status is not SyncStatus.CONFLICT:
        return statement
    return _change(statement, sync_status=SyncStatus.MODIFIED, conflict=None)


def keep_local(statement: Statement, remote: RemoteRecord) -> Statement:
    """The author has seen the remote text and wants the local one: the remote becomes the base."""
    return _resolved(statement, remote)


def take_remote(statement: Statement, remote: RemoteRecord) -> Statement:
    """The remote text becomes the base and the local one goes."""
    changes = {**_NO_EDIT, **_base(remote.content, remote.version)}
    return _change(statement, **changes, revision=statement.revision + 1)


def keep_merged(
    texts: Texts,
    statement: Statement,
    remote: RemoteRecord,
    merged: str,
    actor: str,
    sanitized: Sequence[str] = (),
) -> Statement:
    """A text made of both, on the remote as base; the remote text itself is no edit any more."""
    if texts.same(merged, remote.content):
        return take_remote(statement, remote)
    edited = {
        "local_content": merged,
        "content_preview": preview(texts, merged),
        "sanitized": list(sanitized)[:MOST_SANITIZED],
    }
    return _resolved(statement, remote, **edited, modified_at=utc_now(), modified_by=actor)


def _resolved(statement: Statement, remote: RemoteRecord, **changes: Any) -> Statement:
    return _change(
        statement,
        **_base(remote.content, remote.version),
        sync_status=SyncStatus.MODIFIED,
        conflict=None,
        revision=statement.revision + 1,
        modified_since=statement.revision + 1,
        **changes,
    )


def is_overtaken(statement: Statement, sent_revision: int) -> bool:
    """Whether the text of that revision has been pushed, given up or resolved since."""
    return statement.modified_since is None or sent_revision < statement.modified_since


def apply_stored(
    texts: Texts, statement: Statement, sent_revision: int, stored: str, version: ServiceNowVersion
) -> Statement:
    """ServiceNow stored the text of `sent_revision` (as `stored`, which may be an equivalent).

    Clears exactly that revision: a text typed since stays, still modified, on the new base.
    """
    if not statement.is_modified:
        return _rebase_clean(texts, statement, stored, version)
    if statement.revision == sent_revision or _is_undone(texts, statement, stored):
        rewritten = not texts.same(stored, statement.local_content or "")
        changes = {**_NO_EDIT, **_base(stored, version)}
        return _change(statement, **changes, revision=statement.revision + int(rewritten))
    since = max(sent_revision + 1, statement.modified_since or 0)
    return _rebase_edit(texts, statement, since, stored, version)


def _is_undone(texts: Texts, statement: Statement, stored: str) -> bool:
    """What was typed since the push began led back to the text that was pushed: there is no edit any more."""
    in_conflict = statement.sync_status is SyncStatus.CONFLICT
    return not in_conflict and texts.same(statement.local_content or "", stored)


def apply_cut_off(texts: Texts, statement: Statement, stored: str, version: ServiceNowVersion) -> Statement:
    """ServiceNow kept only a part: that part is the new base, the local text stays."""
    if not statement.is_modified:
        return _rebase_clean(texts, statement, stored, version)
    return _rebase_edit(texts, statement, statement.modified_since, stored, version)


def _rebase_clean(texts: Texts, statement: Statement, stored: str, version: ServiceNowVersion) -> Statement:
    """Nothing local: follow, unless a pull has seen a later state of the record already."""
    if statement.servicenow_version.updated_on > version.updated_on:
        return statement
    changed = not texts.same(statement.content, stored)
    return _change(statement, **_base(stored, version), revision=statement.revision + int(changed))


def _rebase_edit(
    texts: Texts, statement: Statement, since: int | None, stored: str, version: ServiceNowVersion
) -> Statement:
    conflict = statement.conflict
    settled = conflict is None or texts.same(conflict.remote_content or "", stored)
    return _change(
        statement,
        **_base(stored, version),
        modified_since=since,
        sync_status=SyncStatus.MODIFIED if settled else SyncStatus.CONFLICT,
        conflict=None if settled else conflict,
    )


def _base(content: str, version: ServiceNowVersion) -> dict[str, Any]:
    return {"content": content, "servicenow_version": version}


def _labels(remote: RemoteRecord) -> dict[str, Any]:
    return {
        "control_id": remote.control_id or remote.sys_id,
        "control_name": remote.control_name,
        "system_id": remote.system_id or NO_SYSTEM,
        "system_name": remote.system_name,
    }


def _change(statement: Statement, **changes: Any) -> Statement:
    return statement.model_copy(update=changes)
