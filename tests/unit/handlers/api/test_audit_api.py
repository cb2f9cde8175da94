"""Searching, reading and downloading the audit."""

import csv
import io
from urllib.parse import parse_qsl, urlsplit

import pytest

from control_push.domain.audit import export as exporting
from tests.unit.domain.pushing import Pushing
from tests.unit.handlers.calling import Answer, call

QUERY = {"actor": "ann", "from": "2026-01-01T00:00:00+00:00"}


@pytest.fixture
def three_edits(push: Pushing) -> list[str]:
    statement = push.pulled(1)
    for text in ("one", "two", "three"):
        statement = push.recorded(statement, text)
    records = call("GET", "/audit", query={"statement_id": statement.statement_id}).body["records"]
    return [record["id"] for record in records]


def ids(answer: Answer) -> list[str]:
    return [row["id"] for row in csv.DictReader(io.StringIO(answer.body.lstrip("\ufeff"), newline=""))]


def test_search_is_newest_first_and_without_texts(push: Pushing, three_edits: list[str]) -> None:
    records = call("GET", "/audit", query=QUERY).body["records"]
    assert [record["id"] for record in records] == three_edits == sorted(three_edits, reverse=True)
    assert not [name for record in records for name in record if name.endswith("content")]


def test_one_record_has_its_texts(push: Pushing, three_edits: list[str]) -> None:
    record = call("GET", f"/audit/{three_edits[0]}").body
    assert (record["before_content"], record["after_content"]) == ("two", "three")


@pytest.mark.parametrize("role", ["[author]", "[admin]", "[auditor]"])
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_every_role_may_download(push: Pushing, three_edits: list[str], role: str, kind: str) -> None:
    answer = call("GET", "/audit/export", groups=role, query={"format": kind})
    assert answer.status == 200
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith('attachment; filename="control-push-audit-20')
    assert disposition.endswith(f'.{kind}"')
    assert {"x-next-cursor", "link"}.isdisjoint(answer.headers)


def test_nobody_else_may(push: Pushing) -> None:
    assert call("GET", "/audit/export", groups="[]").status == 403


def test_csv_is_what_is_sent_unless_said(push: Pushing, three_edits: list[str]) -> None:
    answer = call("GET", "/audit/export")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.body.startswith("\ufeffid,at,actor,")
    assert ids(answer) == three_edits


def test_json_is_that_of_the_search(push: Pushing, three_edits: list[str]) -> None:
    answer = call("GET", "/audit/export", query={"format": "json", **QUERY})
    assert answer.content_type == "application/json"
    assert answer.body == call("GET", "/audit", query=QUERY).body


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_part_leads_to_the_next_with_the_same_filters(
    push: Pushing, three_edits: list[str], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(exporting, "MAX_RECORDS", 2)
    first = call("GET", "/audit/export", query={"format": kind, **QUERY})
    target, relation = first.headers["link"].split("; ")
    address = urlsplit(target.strip("<>"))
    query = dict(parse_qsl(address.query))
    assert relation == 'rel="next"'
    assert address.path == "/api/v1/audit/export"
    assert query == {"format": kind, **QUERY, "cursor": first.headers["x-next-cursor"]}
    second = call("GET", "/audit/export", query=query)
    assert "link" not in second.headers
    if kind == "csv":
        assert [*ids(first), *ids(second)] == three_edits
    else:
        assert first.body["next_cursor"] == query["cursor"]
        records = first.body["records"] + second.body["records"]
        assert [record["id"] for record in records] == three_edits
        assert second.body["next_cursor"] is None


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"format": "xlsx"}, "format"),
        ({"format": "csv", "cursor": "nonsense"}, "cursor"),
        ({"format": "csv", "limit": 5}, "limit"),
        ({"format": "csv", "from": "yesterday"}, "from"),
    ],
)
def test_what_cannot_be_exported(push: Pushing, query: dict[str, object], field: str) -> None:
    answer = call("GET", "/audit/export", query=query)
    assert answer.status == 422
    assert [row["field"] for row in answer.body["errors"]] == [field]


def test_edits_that_go_on_are_shown_as_the_record_that_they_will_be(push: Pushing) -> None:
    statement = push.pulled(1)
    for text in ("m", "mi", "mine"):
        statement = push.edited(statement, text)
    [record] = call("GET", "/audit", query={"statement_id": statement.statement_id}).body["records"]
    assert (record["action"], record["actor"], record["details"]["saves"]) == ("edited", "ann", 3)
    whole = call("GET", f"/audit/{record['id']}").body
    assert (whole["before_content"], whole["after_content"]) == ("base", "mine")
    assert ids(call("GET", "/audit/export")) == [record["id"]]
    push.discard(statement)
    _, ended = call("GET", "/audit", query={"statement_id": statement.statement_id}).body["records"]
    assert (ended["id"], "open" in ended["details"]) == (record["id"], False)
