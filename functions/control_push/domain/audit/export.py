"""The audit as files, in parts that one answer of the API can hold."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from unicodedata import normalize

from control_push.adapters.tables.audit import AuditFilter
from control_push.adapters.tables.pages import Budget, Page
from control_push.adapters.tables.store import Store
from control_push.domain.audit.search import search_audit
from control_push.errors import UnreadableRowError
from control_push.models.audit import AuditRecord

COLUMNS = (
    "id",
    "at",
    "actor",
    "action",
    "statement_id",
    "control_id",
    "system_id",
    "job_id",
    "before_sha256",
    "after_sha256",
    "details",
)
# A Lambda function's answer may have 6 MB, in which the body is one JSON string.
MAX_ANSWER = 5_000_000
# As many as are read, and written, well within the API's 29 seconds.
MAX_RECORDS = 5_000
PAGE = 200
# Excel takes a CSV file for UTF-8 only if it begins with this.
BYTE_ORDER_MARK = "\ufeff"


def export_audit(
    store: Store, where: AuditFilter, cursor: str | None, as_text: Callable[[AuditRecord], str]
) -> Page[AuditRecord]:
    """Records without texts, newest first, as many as fit; `next_cursor` if more remain.

    `as_text` is the record as it will stand in the answer.

    Raises:
        InvalidInputError: the cursor is not one of this list.
    """
    file: Page[AuditRecord] = Page([], None)
    budget = Budget(MAX_RECORDS)
    used = 0
    while True:
        page = search_audit(store, where, PAGE, cursor, budget)
        file.unreadable.extend(page.unreadable)
        for record in page.rows:
            used += len(json.dumps(as_text(record)))
            if file.rows and used > MAX_ANSWER:
                return replace(file, next_cursor=store.audit.cursor_after(file.rows[-1]))
            file.rows.append(record)
        if page.next_cursor is None or budget.left <= 0:
            return replace(file, next_cursor=page.next_cursor)
        cursor = page.next_cursor


def as_json(record: AuditRecord) -> str:
    """One record as a JSON document."""
    return record.model_dump_json(include=set(COLUMNS))


def as_csv_row(record: AuditRecord) -> str:
    """One line of the file, ended; `details` as JSON."""
    cells = record.model_dump(mode="json", include=set(COLUMNS))
    cells["details"] = json.dumps(record.details, ensure_ascii=False)
    return _line(inert(cells[column] or "") for column in COLUMNS)


def as_csv(page: Page[AuditRecord]) -> str:
    """A file of RFC 4180 with a header line; what cannot be read stands at its end."""
    lines = [_line(COLUMNS), *map(as_csv_row, page.rows), *map(_unreadable_row, page.unreadable)]
    return BYTE_ORDER_MARK + "".join(lines)


def _unreadable_row(error: UnreadableRowError) -> str:
    cells = {"id": error.row_id, "details": json.dumps({"error": error.detail}, ensure_ascii=False)}
    return _line(cells.get(column, "") for column in COLUMNS)


def inert(text: str) -> str:
    """A cell that a spreadsheet takes for text: https://owasp.org/www-community/attacks/CSV_Injection

    One ' goes before what could be a formula, and before a ' of the text's own: who reads the file by
    program takes one leading ' off and has the text.
    """
    is_formula = normalize("NFKC", text).lstrip().startswith(("=", "+", "-", "@"))
    return f"'{text}" if is_formula or text.startswith(("\t", "\r", "\n", "'")) else text


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()
