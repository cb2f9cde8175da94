"""What an answer of the Table API says, if it can be believed.

It can when it is JSON, has a `result` and no `error`, and shows what was asked for. Anything else raises the
error of its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from control_push.adapters.servicenow.answer import Answer
from control_push.adapters.servicenow.refusals import refusal
from control_push.adapters.servicenow.values import Row, text_of
from control_push.errors import UnavailableError

_COUNT = re.compile(r"[0-9]{1,12}")


def read_row(answer: Answer, sys_id: str) -> Row:
    """The record asked for.

    Raises:
        RecordMissingError: there is none, or it is hidden.
        ServiceNowError: any other refusal; UnavailableError when there is nothing to believe.
    """
    row = _row(_result(answer))
    _require_id(row, {sys_id})
    return row


def read_written(answer: Answer, sys_id: str, fields: Collection[str]) -> Row | None:
    """The record as the answer to a write shows it; None if the write was accepted but is not shown in full.

    Raises:
        ServiceNowError: a refusal; after an UnavailableError the text may be stored or not.
    """
    if answer.status in {200, 201, 204} and answer.is_empty:
        return None
    row = _row(_result(answer))
    if "sys_id" in row:
        _require_id(row, {sys_id})
    return row if all(name in row for name in fields) else None


def read_rows(answer: Answer, wanted: Collection[str] | None = None) -> list[Row]:
    """The records of a list; with `wanted`, none but those and each at most once.

    Raises:
        ServiceNowError: a refusal; UnavailableError when there is nothing to believe.
    """
    # Version 1 of the API answers zero rows so; c_TableAPI.md, community td 3087325.
    if answer.status == 404 and re.search("No Record found|Records matching query not found", answer.said()):
        return []
    result = _result(answer)
    if not isinstance(result, list):
        raise UnavailableError("ServiceNow answered with one record where a list was asked for.")
    rows = [_row(one) for one in result]
    for row in rows:
        _require_id(row, wanted)
    if len({text_of(row["sys_id"]) for row in rows}) < len(rows):
        raise UnavailableError("ServiceNow answered the same record twice.")
    return rows


def read_total(answer: Answer) -> int | None:
    """X-Total-Count: the records that match, hidden ones perhaps included."""
    count = answer.headers.get("x-total-count", "").strip()
    return int(count) if _COUNT.fullmatch(count) else None


def _result(answer: Answer) -> object:
    if answer.status not in {200, 201}:
        raise refusal(answer)
    payload = answer.payload()
    # A cancelled transaction answers 200 with part of the rows and an error beside them: KB0546297, PySNC.
    if payload is None or payload.get("error") is not None or "result" not in payload:
        raise UnavailableError(answer.seen())
    return payload["result"]


def _row(result: object) -> Row:
    if not isinstance(result, dict):
        raise UnavailableError("ServiceNow answered with something else than a record.")
    return result


def _require_id(row: Row, wanted: Collection[str] | None) -> None:
    sys_id = text_of(row.get("sys_id"))
    if not sys_id or (wanted is not None and sys_id not in wanted):
        raise UnavailableError("ServiceNow answered with another record than the one asked for.")
