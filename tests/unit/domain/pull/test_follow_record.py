from __future__ import annotations

import pytest

from control_push.domain.pull.follow_record import follow_record
from control_push.domain.statements import change
from control_push.models.statement import RemoteRecord, ServiceNowVersion, Statement, SyncStatus
from control_push.texts.text_format import TextFormat
from tests.unit.fake_servicenow import CONNECTION, SYSTEM, version

TEXTS = TextFormat.HTML.texts

NOW = version(2)


def remote(content: str, seen: ServiceNowVersion = NOW) -> RemoteRecord:
    labels = {"control_id": "AC-1", "control_name": "Policy", "system_id": SYSTEM, "system_name": "System"}
    return RemoteRecord(sys_id="0" * 32, content=content, version=seen, **labels)


def pulled_before(content: str = "base") -> Statement:
    return change.create_statement(CONNECTION, remote(content, version(1)))


def test_a_statement_without_an_edit_follows() -> None:
    after, happened = follow_record(TEXTS, pulled_before(), remote("theirs"))
    assert (after.content, after.servicenow_version, after.revision) == ("theirs", NOW, 2)
    assert happened == "updated"
    after, happened = follow_record(TEXTS, pulled_before(), remote("base"))
    assert (after.servicenow_version, after.revision, happened) == (NOW, 1, "unchanged")


@pytest.mark.parametrize(
    ("text", "happened", "status", "local"),
    [
        ("base", "unchanged", SyncStatus.MODIFIED, "mine"),
        ("theirs", "conflicts", SyncStatus.CONFLICT, "mine"),
        ("mine", "updated", SyncStatus.SYNCED, None),
    ],
)
def test_a_local_text_is_never_overwritten(
    text: str, happened: str, status: SyncStatus, local: str | None
) -> None:
    after, what = follow_record(TEXTS, change.edit(TEXTS, pulled_before(), "mine", "ann"), remote(text))
    assert (what, after.sync_status, after.local_content) == (happened, status, local)


def test_labels_follow_also_under_an_edit() -> None:
    moved = remote("base").model_copy(update={"control_name": "Renamed"})
    after, _ = follow_record(TEXTS, change.edit(TEXTS, pulled_before(), "mine", "ann"), moved)
    assert (after.control_name, after.local_content) == ("Renamed", "mine")
