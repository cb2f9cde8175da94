"""A text is stored once; rows name it, and have it again when they are read."""

from __future__ import annotations

from typing import Any

import pytest

from control_push.adapters.tables.rows import dump, to_attributes
from control_push.adapters.tables.store import Store
from control_push.errors import UnreadableRowError
from control_push.models.audit import Action, AuditRecord
from control_push.models.base import utc_now
from control_push.models.statement import Conflict, ServiceNowVersion, Statement, SyncStatus
from control_push.texts.text_format import sha256
from tests.properties.dynamodb_in_memory import InMemoryDynamoDB
from tests.unit.conftest import NAMES

BASE, LOCAL, REMOTE, SENT = "the base ", "the local ", "the remote ", "what was sent "


class Recording(InMemoryDynamoDB):
    """Keeps what was sent, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []

    def put_item(self, **request: Any) -> Any:
        self.sent.append(("text", repr(request)))
        return super().put_item(**request)

    def transact_write_items(self, **request: Any) -> Any:
        self.sent.append(("rows", repr(request)))
        return super().transact_write_items(**request)


@pytest.fixture
def client() -> Recording:
    return Recording()


@pytest.fixture
def store(client: Recording) -> Store:
    untyped: Any = client
    return Store.open(untyped, NAMES)


def statement(**changes: Any) -> Statement:
    conflict = Conflict(remote_content=REMOTE, remote_version=ServiceNowVersion(), detected_at=utc_now())
    whole = Statement(
        statement_id="s1",
        source_id="source",
        servicenow_sys_id="1",
        system_id="system",
        system_name="System",
        control_id="AC-1",
        control_name="Policy",
        content=BASE,
        local_content=LOCAL,
        content_preview="the local",
        servicenow_version=ServiceNowVersion(),
        is_modified=True,
        sync_status=SyncStatus.CONFLICT,
        conflict=conflict,
    )
    return whole.model_copy(update=changes)


def record(**changes: Any) -> AuditRecord:
    whole = AuditRecord(actor="ann", action=Action.PUSHED, statement_id="s1", before_content=BASE)
    texts = {
        "before_sha256": sha256(BASE),
        "after_content": LOCAL,
        "after_sha256": sha256(LOCAL),
        "sent_content": SENT,
    }
    return whole.model_copy(update={**texts, **changes})


@pytest.mark.parametrize(
    "gone", [{}, {"local_content": None, "is_modified": False}, {"conflict": None}, {"content": ""}]
)
def test_a_statement_comes_back_with_its_texts(store: Store, gone: dict[str, Any]) -> None:
    stored = statement(**gone)
    store.commit([store.statements.save(stored)])
    expected = stored.model_copy(update={"row_version": 1})
    assert store.statements.get("s1") == expected
    assert store.statements.find(["s1"]).readable == {"s1": expected}


def test_a_conflict_with_a_text_that_is_too_large_to_keep_has_none(store: Store) -> None:
    stored = statement()
    assert stored.conflict
    without = stored.model_copy(
        update={"conflict": stored.conflict.model_copy(update={"remote_content": None})}
    )
    store.commit([store.statements.save(without)])
    found = store.statements.get("s1")
    assert found
    assert found.conflict
    assert found.conflict.remote_content is None


@pytest.mark.parametrize(
    "gone",
    [
        {},
        {"sent_content": None},
        {"before_content": None, "before_sha256": None},
        {"after_content": "", "after_sha256": sha256("")},
    ],
)
def test_an_audit_record_comes_back_with_its_texts(store: Store, gone: dict[str, Any]) -> None:
    kept = record(**gone)
    store.commit([store.audit.append(kept)])
    sent = None if kept.sent_content is None else sha256(kept.sent_content)
    assert store.audit.get(kept.id) == kept.model_copy(update={"sent_sha256": sent})


def test_a_text_is_stored_once_and_before_the_rows_that_name_it(store: Store, client: Recording) -> None:
    large = "x" * 100_000
    store.commit([store.statements.save(statement(content=large, local_content=large))])
    store.commit([store.audit.append(record(before_content=large, after_content=large, sent_content=large))])
    store.commit([store.statements.save(statement(content=large, control_id="AC-2", row_version=1))])
    assert [what for what, _ in client.sent] == ["text", "text", "rows", "rows", "text", "rows"]
    assert sum(large in request for _, request in client.sent) == 1
    assert all(len(request) < 10_000 for what, request in client.sent if what == "rows")


def test_a_text_that_another_process_stored_is_left_as_it_is(store: Store, client: Recording) -> None:
    untyped: Any = client
    Store.open(untyped, NAMES).texts.keep([BASE])
    before = dict(client.tables["texts"])
    store.texts.keep([BASE])
    assert client.tables["texts"] == before


def test_an_outline_reads_no_text(store: Store, client: Recording) -> None:
    store.commit([store.statements.save(statement())])
    client.tables["texts"].clear()
    outline = store.statements.outlines(["s1"]).readable["s1"]
    assert (outline.content_sha256, outline.local_sha256) == (sha256(BASE), sha256(LOCAL))
    assert (outline.control_id, outline.revision, outline.row_version) == ("AC-1", 1, 1)


def test_what_names_a_text_that_is_lost_cannot_be_read(store: Store, client: Recording) -> None:
    kept = record()
    store.commit([store.statements.save(statement()), store.audit.append(kept)])
    del client.tables["texts"][sha256(LOCAL),]
    with pytest.raises(UnreadableRowError):
        store.statements.get("s1")
    assert set(store.statements.find(["s1"]).unreadable) == {"s1"}
    with pytest.raises(UnreadableRowError):
        store.audit.get(kept.id)


def test_rows_that_were_stored_with_their_texts_in_them_can_be_read(store: Store, client: Recording) -> None:
    stored, kept = statement(row_version=1), record()
    client.tables["statements"]["s1",] = to_attributes(dump(stored))
    row = dump(kept)
    row["audit_id"] = row.pop("id")
    client.tables["audit"][kept.id,] = to_attributes(row)
    assert store.statements.get("s1") == stored
    assert store.audit.get(kept.id) == kept
    outline = store.statements.outlines(["s1"]).readable["s1"]
    # It can be pushed, too: an item names its text.
    assert store.texts.find([outline.local_sha256 or ""]) == {sha256(LOCAL): LOCAL}
