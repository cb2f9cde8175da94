"""HTML or plain text: asked of the dictionary, else seen in the texts, and kept until somebody changes it."""

from __future__ import annotations

from typing import Any

import pytest

from control_push.domain.connection.check import check_connection
from control_push.domain.connection.find_format import settle_format
from control_push.errors import UnavailableError
from control_push.models.connection import Connection, TextFormatFound, TextFormatSetting
from control_push.texts.text_format import TextFormat
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, fails

MARKED, PLAIN = "<p>a</p>", "Lock after <number> attempts."


def check(push: Pushing, connection: Connection = CONNECTION) -> tuple[Connection, str]:
    """The connection as tested, and what the step of the text field says."""
    client: Any = push.servicenow
    tested, steps = check_connection(push.store, client, connection, "root")
    return tested, steps[-1].detail


@pytest.mark.parametrize(
    ("internal_type", "texts", "found", "said"),
    [
        ("html", [PLAIN], TextFormat.HTML, "the dictionary says that its type is html"),
        ("string", [MARKED], TextFormat.PLAIN, "the dictionary says that its type is string"),
        (None, [MARKED, PLAIN], TextFormat.HTML, "1 of 2 texts contain HTML markup; the dictionary does not"),
        ("glide_var", [PLAIN], TextFormat.PLAIN, "its type glide_var does not tell"),
    ],
)
def test_what_is_found_is_said_and_kept(
    push: Pushing, internal_type: str | None, texts: list[str], found: TextFormat, said: str
) -> None:
    for number, text in enumerate(texts):
        push.servicenow.add(number, text)
    push.servicenow.internal_type = internal_type
    tested, detail = check(push)
    assert tested.format_in_use is found
    assert said in detail
    assert push.store.connection.get_connection() == tested
    # Once for the connection: another test, with other texts to see, does not change it.
    push.servicenow.internal_type = "html" if found is TextFormat.PLAIN else "string"
    assert check(push, tested)[0].text_format_found == tested.text_format_found


def test_where_nothing_tells_it_is_html_until_a_text_shows(push: Pushing) -> None:
    tested, detail = check(push)
    assert (tested.text_format_found, tested.format_in_use) == (None, TextFormat.HTML)
    assert "until a text has been read" in detail
    push.servicenow.add(1, PLAIN)
    client: Any = push.servicenow
    settled = settle_format(push.store, client, tested)
    assert settled.format_in_use is TextFormat.PLAIN
    assert push.store.connection.get_connection() == settled


def test_what_was_set_is_not_looked_for(push: Pushing) -> None:
    push.servicenow.internal_type = "html"
    plain = CONNECTION.model_copy(update={"text_format": TextFormatSetting.PLAIN})
    tested, detail = check(push, plain)
    assert (tested.text_format_found, tested.format_in_use) == (None, TextFormat.PLAIN)
    assert "plain text, as the settings say" in detail


def test_a_dictionary_that_cannot_be_read_now_is_no_reason_to_fail(push: Pushing) -> None:
    push.servicenow.before = fails(1, UnavailableError("It hibernates."), on="TEXTS")
    tested, _ = check(push)
    assert (tested.status, tested.text_format_found) == ("connected", None)


def test_settings_that_were_changed_meanwhile_count(push: Pushing) -> None:
    push.servicenow.add(1, PLAIN)
    changed = CONNECTION.model_copy(update={"version": 2, "content_field": "u_other"})
    push.store.commit([push.store.connection.save_connection(changed)])
    client: Any = push.servicenow
    assert settle_format(push.store, client, CONNECTION) == changed


def test_a_kept_format_can_be_stored() -> None:
    found = TextFormatFound(format=TextFormat.PLAIN, reason="because")
    row = CONNECTION.model_copy(update={"text_format_found": found})
    assert Connection.model_validate(row.model_dump(mode="json")) == row
