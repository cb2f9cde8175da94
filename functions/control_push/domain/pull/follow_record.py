"""What a pull makes of a statement: the record as just read against base and local text. No I/O."""

from __future__ import annotations

from enum import StrEnum

from control_push.domain.conflicts.compare import Verdict, compare_with_servicenow
from control_push.domain.statements import change
from control_push.models.statement import RemoteRecord, ServiceNowVersion, Statement
from control_push.texts.text_format import Texts


class Pulled(StrEnum):
    """What became of one record; each is a counter of the pull."""

    CREATED = "created"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    CONFLICT = "conflicts"
    FAILED = "failed"


def follow_record(texts: Texts, statement: Statement, remote: RemoteRecord) -> tuple[Statement, Pulled]:
    """The new state; never touches a local text that is not stored in ServiceNow already."""
    if statement.local_content is None:
        updated = not texts.same(statement.content, remote.content)
        return change.follow(texts, statement, remote), Pulled.UPDATED if updated else Pulled.UNCHANGED
    verdict = compare_with_servicenow(
        texts, statement.content, statement.servicenow_version, statement.local_content, remote
    )
    if verdict is Verdict.CONFLICT:
        return change.mark_conflict(change.relabel(statement, remote), remote), Pulled.CONFLICT
    if verdict is Verdict.ALREADY_STORED:
        return change.take_remote(change.relabel(statement, remote), remote), Pulled.UPDATED
    return change.clear_conflict(change.touch(statement, remote)), Pulled.UNCHANGED


def is_text_hidden(statement: Statement, remote: RemoteRecord) -> bool:
    """An access rule may show a field as empty (KB2971488): a text gone without any trace of a save.

    Somebody who empties it leaves a new stamp or counter.
    """
    emptied = not remote.content.strip() and bool(statement.content.strip())
    return emptied and remote.version in {statement.servicenow_version, ServiceNowVersion()}
