"""What a push sends: nothing active, and no byte that others have spelled anew."""

from __future__ import annotations

import pytest

from control_push.models.push import ErrorCode, Outcome
from control_push.models.statement import SyncStatus
from control_push.texts.text_format import TextFormat
from tests.unit.domain.pushing import Pushing

ACTIVE = "Lock it. <script>alert(1)</script><img src=x onerror=alert(2)> <b onclick=x>now</b>"


def pushed(push: Pushing, before: str, typed: str, meanwhile: str) -> tuple[str, Outcome | None]:
    statement = push.edited(push.pulled(1, before), typed)
    push.servicenow.edit(statement.servicenow_sys_id, meanwhile)
    job_id = push.start(statement)
    push.run(job_id)
    [item] = push.store.items.all(job_id)
    return push.servicenow.text(statement.servicenow_sys_id), item.outcome


def test_active_content_of_a_field_that_was_taken_for_plain_is_not_pushed(push: Pushing) -> None:
    """Saved when every character was content, pushed after somebody has said that the field holds HTML."""
    push.servicenow.texts = TextFormat.PLAIN.texts
    statement = push.edited(push.pulled(1, "Lock it."), ACTIVE)
    assert statement.local_content == ACTIVE
    push.servicenow.texts = TextFormat.HTML.texts
    job_id = push.start(statement)
    push.run(job_id)
    [item] = push.store.items.all(job_id)
    assert item.error
    assert (item.outcome, item.error.code) == (Outcome.FAILED, ErrorCode.INVALID_CONTENT)
    assert "script" in item.error.message
    assert push.servicenow.text(statement.servicenow_sys_id) == "Lock it."
    after = push.statement(statement.statement_id)
    assert (after.local_content, after.sync_status) == (ACTIVE, SyncStatus.MODIFIED)


@pytest.mark.parametrize(
    ("respelled", "sent"),
    [
        ("<p>Caf\u00e9.</p>\n\n<p>Old words.</p>", "<p>Caf\u00e9.</p>\n\n<p>New words.</p>"),
        ("<p>Caf&eacute;.</p>\r\n<p>Old words.</p>", "<p>Caf&eacute;.</p>\r\n<p>New words.</p>"),
    ],
)
def test_what_others_have_respelled_stays_as_they_have_it(push: Pushing, respelled: str, sent: str) -> None:
    before, typed = "<p>Caf&eacute;.</p><p>Old words.</p>", "<p>Caf&eacute;.</p><p>New words.</p>"
    assert pushed(push, before, typed, respelled) == (sent, Outcome.SUCCEEDED)


def test_a_cut_text_is_told_also_where_it_is_not_known_who_saved_it(push: Pushing) -> None:
    push.servicenow.account = None
    push.servicenow.store_as = lambda text: text[:40]
    typed = "<p>Accounts are reviewed each month by the owner of the system.</p>"
    statement = push.edited(push.pulled(1, "<p>Accounts are reviewed.</p>"), typed)
    job_id = push.start(statement)
    push.run(job_id)
    [item] = push.store.items.all(job_id)
    assert item.error
    assert item.error.code is ErrorCode.TRUNCATED
    assert push.statement(statement.statement_id).local_content == typed
