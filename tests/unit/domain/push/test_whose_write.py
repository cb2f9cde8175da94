"""A text that nobody sent counts as ours, rewritten, only where it is known that we saved it last."""

from __future__ import annotations

import pytest

from control_push.models.push import Outcome
from control_push.models.statement import Statement
from tests.unit.domain.pushing import Pushing


@pytest.mark.parametrize(
    ("account", "outcome"),
    [
        ("service", Outcome.ALTERED),
        ("SERVICE", Outcome.ALTERED),
        ("other", Outcome.CONFLICT),
        (None, Outcome.CONFLICT),
    ],
)
def test_a_rewritten_text_is_ours_if_we_are_named(
    push: Pushing, edited: Statement, account: str | None, outcome: Outcome
) -> None:
    push.servicenow.account = account
    push.servicenow.store_as = lambda text: text.replace("mine", "<b>mine</b>")
    job_id = push.start(edited)
    push.run(job_id)
    assert push.item(job_id, edited).outcome is outcome
    after = push.statement(edited.statement_id)
    assert after.is_modified is (outcome is Outcome.CONFLICT)
