"""The ServiceNow Table API, as far as the product needs it. One attempt per call: retrying is for callers.

Every method raises a ServiceNowError of the answer's meaning: SignInRefusedError, ForbiddenError,
RejectedByRuleError, RateLimitedError, BadRequestError, ContentTooLargeError, RecordMissingError, and
UnavailableError when there is no answer to believe. An id or name that must not get into a URL raises
InvalidInputError before anything is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from control_push.adapters.servicenow import requests
from control_push.adapters.servicenow.answer import Answer
from control_push.adapters.servicenow.paging import IdPage, page_of
from control_push.adapters.servicenow.requests import Position, Request
from control_push.adapters.servicenow.responses import read_row, read_rows, read_total, read_written
from control_push.adapters.servicenow.session import ServiceNowSession
from control_push.adapters.servicenow.values import Row, record_of, require_system, text_of
from control_push.adapters.sign_in_guard import SignInGuard
from control_push.errors import (
    AnswerTooLargeError,
    ContentTooLargeError,
    ForbiddenError,
    InvalidInputError,
    ServiceNowError,
    SignInRefusedError,
)
from control_push.models.connection import Connection, Secrets, System
from control_push.models.statement import RemoteRecord
from control_push.texts.text_format import Texts

SYSTEM_FIELDS = ("sys_id", "name")
SAMPLE = 100
"""Rows among which a readable one is looked for."""
SAMPLE_TEXTS = 50
"""As many show what a field holds."""
PARENTS = 10
"""How far a table's parents are followed."""
SCAN = 10_000
"""Rows among which the next readable one is looked for: the limit of a request that names none."""


@dataclass(frozen=True)
class FoundRecords:
    """Records that were asked for by their ids; of some only that they are there."""

    readable: dict[str, RemoteRecord]
    textless: frozenset[str] = frozenset()
    """Their text is hidden by an access rule, or the table has no such field."""


class ServiceNowClient:
    """One connection: keeps its token and TCP connections until closed. Timeouts are seconds per request."""

    def __init__(
        self,
        connection: Connection,
        secrets: Secrets,
        *,
        guard: SignInGuard | None = None,
        transport: httpx.BaseTransport | None = None,
        read_timeout: float = 12.0,
        write_timeout: float = 25.0,
    ) -> None:
        self._connection = connection
        self._session = ServiceNowSession(connection, secrets, transport, guard)
        self._account: str | None = None
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout

    @property
    def account(self) -> str | None:
        """Whom ServiceNow names as the author of our writes; None where that is not known.

        With client credentials it is the instance that chooses the user. Unless the connection's setting
        names it, it is asked, once.
        """
        if self._account is None:
            self._account = self._connection.username or self._ask_for_account()
        return self._account

    def _ask_for_account(self) -> str | None:
        try:
            rows = read_rows(self._read(requests.find_own_user()))
        except ServiceNowError:
            return None
        # A query that is not understood answers with the whole table.
        return text_of(rows[0].get("user_name")) or None if len(rows) == 1 else None

    @property
    def texts(self) -> Texts:
        """What compares, cleans and shows the texts of the field."""
        return self._connection.texts

    def close(self) -> None:
        """Closes the TCP connections; the client cannot be used any more."""
        self._session.close()

    def probe(self) -> None:
        """One cheap request that needs the sign-in and the table, while no other process tries to sign in."""
        request = requests.probe_table(self._connection.table)
        read_rows(self._session.call_alone(request, self._read_timeout))

    def get_record(self, sys_id: str) -> RemoteRecord:
        """The record as it is now.

        Raises:
            RecordMissingError: deleted, or hidden from the service account.
            ForbiddenError: also when the record is shown without its text.
            ContentTooLargeError: its text is larger than any answer that is read.
        """
        request = requests.read_record(self._connection.table, sys_id, self._record_fields())
        try:
            answer = self._read(request)
        except AnswerTooLargeError as error:
            raise ContentTooLargeError(error.detail) from error
        return record_of(read_row(answer, sys_id), self._connection)

    def get_records(self, sys_ids: Sequence[str]) -> FoundRecords:
        """The records, in chunks of one request each; deleted and hidden ones are left out.

        Raises:
            UnavailableError: also when ServiceNow answers with records that were not asked for.
        """
        rows = self._rows_of(sys_ids, self._record_fields())
        # An access rule can hide the text of some records, or of all.
        shown = [row for row in rows if self._connection.content_field in row]
        records = [record_of(row, self._connection) for row in shown]
        textless = {text_of(row["sys_id"]) for row in rows} - {record.sys_id for record in records}
        return FoundRecords({record.sys_id: record for record in records}, frozenset(textless))

    def list_record_ids(self, system_id: str | None, after: str, offset: int, limit: int) -> IdPage:
        """The ids of one page of a system's records (of all records with None), ascending.

        `after` is "", a sys_id or the beginning of one. A page may be empty without being the last.

        Raises:
            BadRequestError: also when records of other systems come back, as they do when the mapping's
                system column does not exist.
        """
        mapping, position = self._connection.mapping, Position(after, offset, limit)
        if system_id is None:
            return self._page(self._connection.table, ["sys_id"], position)[0]
        column = mapping.system or ""
        page, rows = self._page(self._connection.table, ["sys_id", column], position, (column, system_id))
        require_system(rows, column, system_id)
        return page

    def find_systems(self, sys_ids: Sequence[str]) -> dict[str, str]:
        """The system of each record ("": none); records that cannot be read are left out."""
        column = self._connection.mapping.system
        fields = ["sys_id", column] if column else ["sys_id"]
        rows = self._rows_of(sys_ids, fields)
        return {text_of(row["sys_id"]): text_of(row.get(column)) if column else "" for row in rows}

    def update_content(self, sys_id: str, content: str) -> RemoteRecord | None:
        """Writes the text and returns the record as stored, with sys_id, content and version only.

        None when ServiceNow accepted the write but its answer does not show the record: read it again.

        Raises:
            UnavailableError: the text may have been stored or not.
        """
        request = requests.write_content(self._connection, sys_id, content)
        answer = self._session.call(request, self._write_timeout)
        row = read_written(answer, sys_id, requests.written_fields(self._connection))
        return None if row is None else record_of(row, self._connection)

    def get_system(self, system_id: str) -> System:
        """One system.

        Raises:
            RecordMissingError: there is none, or it is hidden.
        """
        request = requests.read_record(self._connection.mapping.system_table, system_id, SYSTEM_FIELDS)
        return _system(read_row(self._read(request), system_id))

    def list_systems(self, after: str, limit: int) -> tuple[list[System], str | None]:
        """Up to `limit` systems after the sys_id `after` ("": from the beginning), ascending by sys_id.

        And the sys_id to go on after, None at the end.
        """
        table = self._connection.mapping.system_table
        page, rows = self._page(table, SYSTEM_FIELDS, Position(after, 0, limit))
        if page.is_empty:
            # A row of hidden ones.
            page, rows = self._page(table, SYSTEM_FIELDS, Position(after, 0, SCAN))
        shown = page.sys_ids[:limit]
        systems = [_system(row) for row in rows if text_of(row["sys_id"]) in shown]
        more = len(page.sys_ids) > limit or (bool(shown) and self._goes_on(table, shown[-1]))
        return systems, shown[-1] if more else None

    def _goes_on(self, table: str, after: str) -> bool:
        """Asked, since neither a short page nor a count proves an end."""
        return not self._page(table, ["sys_id"], Position(after, 0, SCAN))[0].is_empty

    def sample_record(self) -> dict[str, str] | None:
        """The mapped columns of some record that can be read; None when the table is empty.

        A column that does not exist, or that the service account may not read, is absent.

        Raises:
            ForbiddenError: also when the table has records but none can be read.
        """
        fields = requests.mapped_fields(self._connection)
        answer = self._read(requests.read_first(self._connection.table, fields, SAMPLE))
        rows, total = read_rows(answer), read_total(answer)
        if not rows and total:
            raise ForbiddenError(f"None of the table's {total} records could be read.")
        return {name: text_of(value) for name, value in rows[0].items()} if rows else None

    def field_type(self) -> str | None:
        """The text field's type in the dictionary, where a column of a parent table stands under its name.

        None says nothing: the dictionary is empty for those who may not read it.
        """
        table: str | None = self._connection.table
        for _ in range(PARENTS):
            if not table:
                break
            entry = self._if_readable(requests.find_field(table, self._connection.content_field))
            if entry is not None:
                return text_of(entry.get("internal_type"))
            parent = self._if_readable(requests.find_parent(table))
            table = text_of(parent.get(requests.PARENT)) if parent else None
        return None

    def sample_texts(self) -> list[str]:
        """Some texts of the field, if it has any that can be read."""
        rows = read_rows(self._read(requests.read_texts(self._connection, SAMPLE_TEXTS)))
        return [text_of(row.get(self._connection.content_field)) for row in rows]

    def _if_readable(self, request: Request) -> Row | None:
        """The first row; None also where the account may not read that table, or it cannot be read now."""
        try:
            return next(iter(read_rows(self._read(request))), None)
        except SignInRefusedError:
            raise
        except (ServiceNowError, InvalidInputError):
            return None

    def _rows_of(self, sys_ids: Sequence[str], fields: Sequence[str]) -> list[Row]:
        wanted = list(dict.fromkeys(sys_ids))
        chunks = [
            wanted[start : start + requests.MAX_IDS] for start in range(0, len(wanted), requests.MAX_IDS)
        ]
        return [row for chunk in chunks for row in self._rows_of_chunk(chunk, fields)]

    def _rows_of_chunk(self, wanted: Sequence[str], fields: Sequence[str]) -> list[Row]:
        """A chunk whose texts are too many for one answer comes in halves; one that alone is, not at all."""
        request = requests.read_records(self._connection.table, wanted, fields)
        try:
            return read_rows(self._read(request), wanted=wanted)
        except AnswerTooLargeError:
            middle = len(wanted) // 2
            halves = (wanted[:middle], wanted[middle:]) if middle else ()
            return [row for half in halves for row in self._rows_of_chunk(half, fields)]

    def _record_fields(self) -> tuple[str, ...]:
        return (*requests.mapped_fields(self._connection), *requests.VERSION_FIELDS)

    def _page(
        self, table: str, fields: Sequence[str], position: Position, where: tuple[str, str] | None = None
    ) -> tuple[IdPage, list[Row]]:
        answer = self._read(requests.read_page(table, fields, position, where))
        rows = read_rows(answer)
        sys_ids = [text_of(row["sys_id"]) for row in rows]
        return page_of(position, sys_ids, read_total(answer), answer), rows

    def _read(self, request: Request) -> Answer:
        return self._session.call(request, self._read_timeout)


def _system(row: Row) -> System:
    sys_id = text_of(row["sys_id"])
    return System(system_id=sys_id, name=text_of(row.get("name")) or sys_id)
