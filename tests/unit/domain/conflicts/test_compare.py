"""The contract's table, row by row."""

from __future__ import annotations

import pytest

from control_push.domain.conflicts.compare import Verdict, compare_with_servicenow
from control_push.models.statement import RemoteRecord, ServiceNowVersion
from control_push.texts.text_format import TextFormat

TEXTS = TextFormat.HTML.texts

BASE = ServiceNowVersion(updated_on="2026-01-01T00:00:00Z", mod_count=3, updated_by="ann")
LATER = ServiceNowVersion(updated_on="2026-01-02T00:00:00Z", mod_count=4, updated_by="bob")
SAME_SECOND = ServiceNowVersion(updated_on="2026-01-01T00:00:00Z", mod_count=4, updated_by="bob")


@pytest.mark.parametrize(
    ("text", "version", "verdict"),
    [
        ("base", BASE, Verdict.UNCHANGED),
        ("base", LATER, Verdict.TOUCHED),
        ("base", SAME_SECOND, Verdict.TOUCHED),
        ("local", BASE, Verdict.ALREADY_STORED),
        ("local", LATER, Verdict.ALREADY_STORED),
        ("theirs", LATER, Verdict.CONFLICT),
        ("theirs", SAME_SECOND, Verdict.CONFLICT),
        ("theirs", BASE, Verdict.CONFLICT),  # written without stamps (autoSysFields false)
        ("", LATER, Verdict.CONFLICT),
    ],
)
def test_verdict(text: str, version: ServiceNowVersion, verdict: Verdict) -> None:
    remote = RemoteRecord(sys_id="0" * 32, content=text, version=version)
    assert compare_with_servicenow(TEXTS, "base", BASE, "local", remote) is verdict


def test_markup_that_means_the_same_is_no_conflict() -> None:
    remote = RemoteRecord(sys_id="0" * 32, content="<p>R&#38;D</p>\r\n<p>x</p>", version=LATER)
    assert compare_with_servicenow(TEXTS, "<p>R&amp;D</p><p>x</p>", BASE, "local", remote) is Verdict.TOUCHED
