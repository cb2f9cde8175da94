"""Audit files: nothing is cut, nothing runs in a spreadsheet, and every text can be had back."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control_push.adapters.tables.audit import AuditFilter
from control_push.adapters.tables.pages import Page
from control_push.adapters.tables.store import Store
from control_push.domain.audit import export as exporting
from control_push.domain.audit.export import (
    BYTE_ORDER_MARK,
    COLUMNS,
    as_csv,
    as_csv_row,
    as_json,
    export_audit,
)
from control_push.errors import InvalidInputError
from control_push.models.audit import Action, AuditRecord

EVERYTHING = AuditFilter()
# DynamoDB holds UTF-8, so no lone half of a surrogate pair.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TEXTS |= st.from_regex("['=+\\-@\t\r\n \uff1d\uff0b]{1,3}.*")


def record(number: int = 0, **changes: Any) -> AuditRecord:
    fields = {"id": f"20261101T000000{number:06}Z-{number:012x}", "at": "2026-11-01T00:00:00Z"}
    return AuditRecord.model_validate({**fields, "actor": "ann", "action": Action.EDITED, **changes})


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), strict=True))


def fill(store: Store, number: int, **changes: Any) -> list[str]:
    records = [record(one, **changes) for one in range(number)]
    for one in records:
        store.commit([store.audit.append(one)])
    return [one.id for one in reversed(records)]


def exported(store: Store, where: AuditFilter = EVERYTHING) -> list[list[str]]:
    """The ids of all parts, following the cursor."""
    page = export_audit(store, where, None, as_csv_row)
    parts = [[one.id for one in page.rows]]
    while page.next_cursor:
        page = export_audit(store, where, page.next_cursor, as_csv_row)
        parts.append([one.id for one in page.rows])
    return parts


def test_a_file_of_every_column() -> None:
    one = record(statement_id="s1", control_id="AC-2", details={"verdict": "touched", "who": "Zoë"})
    header, row = cells(as_csv(Page([one], None)))
    assert header == list(COLUMNS)
    values = dict(zip(header, row, strict=True))
    assert values["at"] == "2026-11-01T00:00:00Z"
    assert values["action"] == "edited"
    assert (values["statement_id"], values["control_id"], values["job_id"]) == ("s1", "AC-2", "")
    assert json.loads(values["details"]) == {"verdict": "touched", "who": "Zoë"}


def test_no_text_is_exported() -> None:
    one = record(before_content="secret old", after_content="secret new", sent_content="secret sent")
    assert "secret" not in as_csv_row(one) + as_json(one)


def test_lines_end_as_rfc_4180_wants_it() -> None:
    text = as_csv(Page([record(actor='a "quoted", name\nof two lines')], None))
    assert text.startswith("\ufeffid,at,actor,")
    assert text.endswith("\r\n")
    assert '"a ""quoted"", name\nof two lines"' in text


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "\uff1d1+1", "'=1"]
)
def test_no_cell_is_a_formula(formula: str) -> None:
    cell = cells(as_csv(Page([record(actor=formula)], None)))[1][COLUMNS.index("actor")]
    assert cell == f"'{formula}"


@given(actor=TEXTS, control_id=TEXTS, details=st.dictionaries(TEXTS, TEXTS, max_size=3))
def test_any_text_can_be_had_back(actor: str, control_id: str, details: dict[str, str]) -> None:
    row = cells(as_csv(Page([record(actor=actor, control_id=control_id, details=details)], None)))[1]
    values = dict(zip(COLUMNS, (cell.removeprefix("'") for cell in row), strict=True))
    assert len(row) == len(COLUMNS)
    assert (values["actor"], values["control_id"]) == (actor, control_id)
    assert json.loads(values["details"]) == details


def test_all_of_it_in_one_part(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "PAGE", 2)
    ids = fill(store, 5)
    assert exported(store) == [ids]


@pytest.mark.parametrize("page", [1, 2, 3, 200])
@pytest.mark.parametrize("where", [EVERYTHING, AuditFilter(statement_id="s1"), AuditFilter(job_id="j1")])
def test_parts_of_so_many_records_leave_none_out(
    store: Store, monkeypatch: pytest.MonkeyPatch, where: AuditFilter, page: int
) -> None:
    monkeypatch.setattr(exporting, "PAGE", page)
    monkeypatch.setattr(exporting, "MAX_RECORDS", 2)
    ids = fill(store, 6, statement_id="s1", job_id="j1")
    parts = exported(store, where)
    assert [one for part in parts for one in part] == ids
    assert max(map(len, parts)) == 2


def test_parts_fit_into_an_answer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = fill(store, 4, details={"note": 'é"' * 100})
    size = len(json.dumps(as_csv_row(record(details={"note": 'é"' * 100}))))
    monkeypatch.setattr(exporting, "MAX_ANSWER", 2 * size)
    assert exported(store) == [ids[:2], ids[2:]]


def test_a_record_larger_than_an_answer_is_not_left_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MAX_ANSWER", 1)
    ids = fill(store, 2)
    assert exported(store) == [[one] for one in ids]


def test_only_what_matches(store: Store) -> None:
    fill(store, 2)
    other = record(7, actor="bob")
    store.commit([store.audit.append(other)])
    assert exported(store, AuditFilter(actor="bob")) == [[other.id]]


def test_a_cursor_of_another_list(store: Store) -> None:
    with pytest.raises(InvalidInputError):
        export_audit(store, EVERYTHING, "bm90aGluZw", as_csv_row)
