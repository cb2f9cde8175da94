"""What others did in ServiceNow meanwhile: the verdict for each statement asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from control_push.adapters.servicenow.client import FoundRecords, ServiceNowClient
from control_push.adapters.servicenow.values import text_hidden
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.audit import records
from control_push.domain.conflicts.compare import Verdict, compare_with_servicenow
from control_push.domain.statements import change
from control_push.domain.statements.edit_session import end_edits, writes_of
from control_push.errors import ControlPushError, RecordMissingError, ServiceNowError, UnreadableRowError
from control_push.models.audit import Action
from control_push.models.connection import Connection
from control_push.models.statement import RemoteRecord, Statement, SyncStatus

TRIES = 5
HIDDEN = "The record does not exist in ServiceNow any more, or is hidden from the service account."


@dataclass(frozen=True)
class Check:
    """One answer. Either `verdict` and `remote` are set, or `error` is."""

    statement_id: str
    statement: Statement | None
    verdict: Verdict | None = None
    remote: RemoteRecord | None = None
    error: ControlPushError | None = None


def check_conflicts(
    store: Store, client: ServiceNowClient, connection: Connection, statement_ids: Sequence[str], actor: str
) -> list[Check]:
    """One answer per id, in the order asked. A conflict found, or gone, is stored on the statement."""
    found = store.statements.find(statement_ids)
    own = {one: row for one, row in found.readable.items() if row.source_id == connection.source_id}
    wanted = [row.servicenow_sys_id for row in own.values() if row.local_content is not None]
    try:
        remotes = client.get_records(wanted)
    except ServiceNowError as error:
        return [Check(one, own.get(one), error=error) for one in statement_ids]
    return [
        Check(one, None, error=found.unreadable[one])
        if one in found.unreadable
        else _check(store, client, connection, own.get(one), remotes, one, actor)
        for one in statement_ids
    ]


def _check(
    store: Store,
    client: ServiceNowClient,
    connection: Connection,
    statement: Statement | None,
    remotes: FoundRecords,
    statement_id: str,
    actor: str,
) -> Check:
    if statement is None:
        error = ControlPushError("There is no such statement. Load the list again.", code="not_found")
        return Check(statement_id, None, error=error)
    if statement.local_content is None:
        error = ControlPushError("The statement is not modified: nothing to check.", code="not_modified")
        return Check(statement_id, statement, error=error)
    remote = remotes.readable.get(statement.servicenow_sys_id)
    if statement.servicenow_sys_id in remotes.textless:
        return Check(statement_id, statement, error=text_hidden(connection.content_field))
    if remote is None:
        return Check(statement_id, statement, error=RecordMissingError(HIDDEN))
    try:
        return _judge(store, client, statement, remote, actor)
    except (ServiceNowError, UnreadableRowError) as error:
        return Check(statement_id, statement, error=error)


def _judge(
    store: Store, client: ServiceNowClient, statement: Statement, remote: RemoteRecord, actor: str
) -> Check:
    current: Statement | None = statement
    for _ in range(TRIES):
        if current is None or current.local_content is None:
            break
        verdict = compare_with_servicenow(
            client.texts, current.content, current.servicenow_version, current.local_content, remote
        )
        try:
            return Check(
                current.statement_id, _remember(store, current, remote, verdict, actor), verdict, remote
            )
        except ConditionFailedError:
            # Changed between our two reads: what was read from ServiceNow may be older than the row now.
            current = store.statements.get(statement.statement_id)
            remote = client.get_record(statement.servicenow_sys_id)
    error = ControlPushError("The statement is being changed; check it again.", code="concurrent_write")
    return Check(statement.statement_id, current, error=error)


def _remember(
    store: Store, statement: Statement, remote: RemoteRecord, verdict: Verdict, actor: str
) -> Statement:
    if verdict is Verdict.CONFLICT:
        marked = change.mark_conflict(statement, remote)
        known = marked == statement
        return statement if known else _save(store, marked, actor, Action.CONFLICT_DETECTED)
    if statement.sync_status is SyncStatus.CONFLICT:
        return _save(store, change.clear_conflict(statement), actor, Action.CONFLICT_CLEARED)
    return statement


def _save(store: Store, after: Statement, actor: str, action: Action) -> Statement:
    record = records.conflict_seen(after, actor, action)
    store.commit(writes_of(store, after, record))
    return end_edits(after)[0].model_copy(update={"row_version": after.row_version + 1})
