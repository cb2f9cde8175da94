"""Searching the audit: its records, and the edits that go on and will be records once they have ended."""

from __future__ import annotations

from dataclasses import replace

from control_push.adapters.tables.audit import AuditFilter, position_of
from control_push.adapters.tables.pages import Budget, Page
from control_push.adapters.tables.store import Store
from control_push.domain.audit import records
from control_push.models.audit import Action, AuditRecord


def search_audit(
    store: Store, where: AuditFilter, limit: int, cursor: str | None, budget: Budget | None = None
) -> Page[AuditRecord]:
    """Records that match, without texts, newest first; edits that go on say `open` in their details.

    Raises:
        InvalidInputError: the cursor is not one of this list.
    """
    # Before the records: edits that end in between are seen twice, and not missed.
    going_on = _going_on(store, where)
    page = store.audit.search(where, limit, cursor, budget)
    newest = position_of(cursor) if cursor else None
    oldest = position_of(page.next_cursor) if page.next_cursor else ""
    known = {
        record.id: record
        for record in going_on
        if record.id > oldest and not (newest and record.id >= newest)
    }
    known |= {record.id: record for record in page.rows}
    rows = sorted(known.values(), key=lambda record: record.id, reverse=True)
    if len(rows) <= limit:
        return replace(page, rows=rows)
    return replace(page, rows=rows[:limit], next_cursor=store.audit.cursor_after(rows[limit - 1]))


def find_record(store: Store, audit_id: str) -> AuditRecord | None:
    """One record with its texts, also of edits that go on; None: there is none."""
    if open_edit := store.open_edits.get(audit_id):
        record = records.edits(open_edit, ended=False)
        texts = store.texts.find([open_edit.editing.before_sha256, open_edit.editing.after_sha256])
        before, after = (texts.get(name or "") for name in (record.before_sha256, record.after_sha256))
        return record.model_copy(update={"before_content": before, "after_content": after})
    return store.audit.get(audit_id)


def _going_on(store: Store, where: AuditFilter) -> list[AuditRecord]:
    if where.job_id is not None or where.action not in {None, Action.EDITED}:
        return []
    found = (records.edits(one, ended=False) for one in store.open_edits.begun_until())
    return [record for record in found if where.takes(record)]
