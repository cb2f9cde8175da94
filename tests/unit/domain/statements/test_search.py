"""Searching statements by words, in pages that fit into an answer."""

from __future__ import annotations

import pytest

from control_push.adapters.tables import statements
from control_push.adapters.tables.statements import StatementFilter
from control_push.domain.statements.search import search_statements
from control_push.errors import InvalidInputError
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, SYSTEM

ALL = StatementFilter()


def controls(push: Pushing, words: str | None, limit: int = 50) -> list[list[str]]:
    """Control ids, page by page."""
    pages: list[list[str]] = []
    cursor = None
    while cursor or not pages:
        page = search_statements(
            push.store, CONNECTION.texts, CONNECTION.source_id, ALL, words, limit, cursor
        )
        pages.append([one.control_id for one in page.rows])
        cursor = page.next_cursor
    return pages


@pytest.fixture
def three(push: Pushing) -> Pushing:
    push.pulled(1, "<p>Accounts are <b>reviewed</b> by the STRASSE team.</p>")
    push.pulled(2, "<p>Nothing.</p>")
    push.edited(push.pulled(10, "<p>Nothing.</p>"), "<p>Reviewed every year.</p>")
    return push


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (None, ["AC-1", "AC-2", "AC-10"]),
        ("   ", ["AC-1", "AC-2", "AC-10"]),
        ("reviewed", ["AC-1", "AC-10"]),
        ("  Accounts   ARE reviewed ", ["AC-1"]),
        ("straße", ["AC-1"]),
        ("control 2", ["AC-2"]),
        ("ac-10", ["AC-10"]),
        ("system", ["AC-1", "AC-2", "AC-10"]),
        ("<b>", []),
    ],
)
def test_words(three: Pushing, words: str | None, found: list[str]) -> None:
    assert controls(three, words) == [found]


@pytest.fixture
def spelled(push: Pushing) -> Pushing:
    for number, control_id in enumerate(["AC-2", "ac-2.1", "AC-02 (03)", "AC-20", "AU-2"], start=1):
        statement = push.pulled(number, "<p>Text.</p>")
        push.store.commit(
            [push.store.statements.save(statement.model_copy(update={"control_id": control_id}))]
        )
    return push


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("AC-2(1)", ["ac-2.1"]),
        ("ac-02.1", ["ac-2.1"]),
        ("AC-2 (3)", ["AC-02 (03)"]),
        ("ac-02", ["AC-2", "ac-2.1", "AC-02 (03)", "AC-20"]),
        ("AC-2.3 text", []),
    ],
)
def test_words_that_are_a_control_id_find_it_in_any_spelling(
    spelled: Pushing, words: str, found: list[str]
) -> None:
    assert controls(spelled, words) == [found]


@pytest.mark.parametrize("family", ["AC", "ac", "Ac-"])
def test_a_family_holds_every_spelling(spelled: Pushing, family: str) -> None:
    for where in (StatementFilter(family=family), StatementFilter(family=family, system_id=SYSTEM)):
        page = search_statements(spelled.store, CONNECTION.texts, CONNECTION.source_id, where, None, 50, None)
        assert [one.control_id for one in page.rows] == ["AC-2", "ac-2.1", "AC-02 (03)", "AC-20"]


def test_an_edited_statement_is_found_by_the_text_that_its_author_sees(three: Pushing) -> None:
    assert controls(three, "nothing") == [["AC-2"]]


def test_matches_fill_the_pages(three: Pushing) -> None:
    pages = controls(three, "reviewed", limit=1)
    assert [control for page in pages for control in page] == ["AC-1", "AC-10"]


def test_a_page_is_cut_where_its_texts_would_not_fit(three: Pushing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "MAX_TEXTS", 60)
    assert controls(three, None) == [["AC-1"], ["AC-2", "AC-10"]]


def test_a_statement_larger_than_an_answer_is_not_left_out(
    three: Pushing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "MAX_TEXTS", 1)
    assert controls(three, None) == [["AC-1"], ["AC-2"], ["AC-10"]]


def test_a_cursor_of_another_list(three: Pushing) -> None:
    with pytest.raises(InvalidInputError):
        search_statements(three.store, CONNECTION.texts, CONNECTION.source_id, ALL, None, 5, "bm90aGluZw")
