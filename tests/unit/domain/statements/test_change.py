from __future__ import annotations

from typing import Any

from control_push.domain.statements import change
from control_push.models.statement import RemoteRecord, ServiceNowVersion, Statement, SyncStatus
from control_push.texts.text_format import TextFormat

TEXTS = TextFormat.HTML.texts

V1 = ServiceNowVersion(updated_on="2026-01-01T00:00:00Z", mod_count=1, updated_by="ann")
V2 = ServiceNowVersion(updated_on="2026-01-02T00:00:00Z", mod_count=2, updated_by="bob")
V3 = ServiceNowVersion(updated_on="2026-01-03T00:00:00Z", mod_count=3, updated_by="cal")


def synced(**changes: Any) -> Statement:
    return Statement(
        statement_id="s",
        source_id="src",
        servicenow_sys_id="0" * 32,
        system_id="sys",
        system_name="System",
        control_id="AC-1",
        control_name="Policy",
        content="base",
        servicenow_version=V1,
    ).model_copy(update=changes)


def remote(content: str, version: ServiceNowVersion = V2) -> RemoteRecord:
    labels = {
        "control_id": "AC-1",
        "control_name": "Policy",
        "system_id": "sys",
        "system_name": "System",
    }
    return RemoteRecord(sys_id="0" * 32, content=content, version=version, **labels)


def test_editing_and_discarding() -> None:
    edited = change.edit(TEXTS, synced(), "<p>mine</p>", "ann")
    assert (edited.local_content, edited.is_modified, edited.sync_status) == (
        "<p>mine</p>",
        True,
        SyncStatus.MODIFIED,
    )
    assert (edited.revision, edited.modified_since, edited.content_preview) == (2, 2, "mine")
    again = change.edit(TEXTS, edited, "more", "bob")
    assert (again.revision, again.modified_since, again.modified_by) == (3, 2, "bob")
    back = change.discard(again)
    assert (back.local_content, back.is_modified, back.sync_status, back.revision) == (
        None,
        False,
        SyncStatus.SYNCED,
        4,
    )
    assert change.is_overtaken(back, 3)


def test_editing_a_conflicted_statement_keeps_the_conflict() -> None:
    conflicted = change.mark_conflict(change.edit(TEXTS, synced(), "mine", "ann"), remote("theirs"))
    edited = change.edit(TEXTS, conflicted, "mine too", "ann")
    assert edited.sync_status is SyncStatus.CONFLICT
    assert edited.conflict == conflicted.conflict


def test_a_push_clears_exactly_the_revision_sent() -> None:
    edited = change.edit(TEXTS, synced(), "mine", "ann")
    after = change.apply_stored(TEXTS, edited, edited.revision, "mine", V2)
    assert (after.content, after.local_content, after.is_modified) == ("mine", None, False)
    assert (after.sync_status, after.servicenow_version) == (SyncStatus.SYNCED, V2)
    assert after.revision == edited.revision  # the author sees the same text: an open editor stays valid


def test_text_typed_during_the_push_stays_on_the_new_base() -> None:
    sent = change.edit(TEXTS, synced(), "mine", "ann")
    typed = change.edit(TEXTS, sent, "mine and more", "ann")
    after = change.apply_stored(TEXTS, typed, sent.revision, "mine", V2)
    assert (after.content, after.local_content, after.is_modified) == ("mine", "mine and more", True)
    assert after.sync_status is SyncStatus.MODIFIED
    assert change.is_overtaken(after, sent.revision)
    assert not change.is_overtaken(after, typed.revision)


def test_typing_that_led_back_to_what_was_pushed_is_no_edit() -> None:
    sent = change.edit(TEXTS, synced(), "mine", "ann")
    typed = change.edit(TEXTS, sent, "mine and more", "ann")
    undone = change.edit(TEXTS, typed, "mine", "ann")
    after = change.apply_stored(TEXTS, undone, sent.revision, "mine", V2)
    assert (after.content, after.local_content, after.is_modified) == ("mine", None, False)
    assert after.revision == undone.revision  # the author sees the same text


def test_an_altered_text_is_the_new_base_and_a_new_revision() -> None:
    edited = change.edit(TEXTS, synced(), "mine", "ann")
    after = change.apply_stored(TEXTS, edited, edited.revision, "mine, rewritten", V2)
    assert (after.content, after.is_modified, after.revision) == (
        "mine, rewritten",
        False,
        edited.revision + 1,
    )


def test_a_truncated_text_leaves_the_local_one() -> None:
    edited = change.edit(TEXTS, synced(), "mine is long", "ann")
    after = change.apply_cut_off(TEXTS, edited, "mine", V2)
    assert (after.content, after.local_content, after.is_modified) == ("mine", "mine is long", True)
    assert not change.is_overtaken(after, edited.revision)


def test_a_discard_during_the_push_follows_what_was_stored() -> None:
    edited = change.edit(TEXTS, synced(), "mine", "ann")
    after = change.apply_stored(TEXTS, change.discard(edited), edited.revision, "mine", V2)
    assert (after.content, after.is_modified) == ("mine", False)


def test_a_later_state_seen_by_a_pull_is_not_undone() -> None:
    edited = change.edit(TEXTS, synced(), "mine", "ann")
    pulled = change.take_remote(edited, remote("theirs, later", V3))
    assert change.apply_stored(TEXTS, pulled, edited.revision, "mine", V2) == pulled


def test_a_check_that_saw_our_own_write_is_no_conflict() -> None:
    sent = change.edit(TEXTS, synced(), "mine", "ann")
    typed = change.edit(TEXTS, sent, "mine and more", "ann")
    flagged = change.mark_conflict(typed, remote("mine"))
    after = change.apply_stored(TEXTS, flagged, sent.revision, "mine", V2)
    assert (after.sync_status, after.conflict) == (SyncStatus.MODIFIED, None)


def test_a_real_conflict_survives_the_settling_of_an_older_push() -> None:
    sent = change.edit(TEXTS, synced(), "mine", "ann")
    typed = change.edit(TEXTS, sent, "mine and more", "ann")
    flagged = change.mark_conflict(typed, remote("theirs", V3))
    after = change.apply_stored(TEXTS, flagged, sent.revision, "mine", V2)
    assert (after.sync_status, after.local_content) == (SyncStatus.CONFLICT, "mine and more")


def test_resolutions() -> None:
    conflicted = change.mark_conflict(change.edit(TEXTS, synced(), "mine", "ann"), remote("theirs"))
    kept = change.keep_local(conflicted, remote("theirs"))
    assert (kept.content, kept.local_content, kept.sync_status) == ("theirs", "mine", SyncStatus.MODIFIED)
    assert change.is_overtaken(kept, conflicted.revision)
    taken = change.take_remote(conflicted, remote("theirs"))
    assert (taken.content, taken.local_content, taken.sync_status) == ("theirs", None, SyncStatus.SYNCED)
    merged = change.keep_merged(TEXTS, conflicted, remote("theirs"), "both", "bob")
    assert (merged.content, merged.local_content, merged.modified_by) == ("theirs", "both", "bob")
    assert all(one.conflict is None for one in (kept, taken, merged))


def test_a_remote_text_too_long_to_keep_is_left_in_servicenow() -> None:
    conflicted = change.mark_conflict(change.edit(TEXTS, synced(), "mine", "ann"), remote("x" * 100_001))
    assert conflicted.conflict
    assert conflicted.conflict.remote_content is None
