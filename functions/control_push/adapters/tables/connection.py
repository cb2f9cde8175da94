"""The connection table: the settings, the systems that were pulled, and the pulls.

Rows by key: `CONNECTION`, `SIGN_IN` (who may sign in now), `SYSTEM#<source>#<system>`, `PULL#<id>`.
Beside them lies `OPERATIONS`, see `operations`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from control_push.adapters.tables.pages import Listing, all_rows, read_page
from control_push.adapters.tables.rows import Item, batch_get, dump, get, load
from control_push.adapters.tables.transactions import Write, put, update, write_if
from control_push.errors import UnreadableRowError
from control_push.models.base import rfc3339, utc_now
from control_push.models.connection import Connection, ConnectionStatus, System
from control_push.models.pull import Pull, PullStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mypy_boto3_dynamodb import DynamoDBClient

CONNECTION_KEY: Item = {"record": "CONNECTION"}
_SIGN_IN = {"record": "SIGN_IN"}
_ACTIVE = "ACTIVE"


class ConnectionTable:
    """Settings only: the secrets live in Secrets Manager."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def get_connection(self) -> Connection | None:
        """The settings, or None before anything was connected."""
        row = get(self._client, self._table, CONNECTION_KEY)
        return load(Connection, row, CONNECTION_KEY["record"]) if row else None

    def save_connection(self, connection: Connection) -> Write:
        """Replaces the settings that were read; `version` is one higher than theirs."""
        read = connection.version - 1
        unchanged = "#version = :read" if read else "attribute_not_exists(#version)"
        row = {**dump(connection), **CONNECTION_KEY}
        values = {":read": read} if read else None
        return put("connection", self._table, row, unchanged, values, {"#version": "version"})

    def replace_unreadable(self, connection: Connection) -> Write:
        """Settings in the place of a row that cannot be read; `version` is none that anybody has seen."""
        unmoved = "attribute_not_exists(#version) OR #version <> :version"
        row = {**dump(connection), **CONNECTION_KEY}
        return put(
            "connection", self._table, row, unmoved, {":version": connection.version}, {"#version": "version"}
        )

    def record_test(self, connection: Connection) -> bool:
        """What a test found; False when the settings have been changed since."""
        return self._record(
            connection, "status", "status_reason", "sign_in_refused", "last_test_at", "text_format_found"
        )

    def record_text_format(self, connection: Connection) -> bool:
        """What the texts that were pulled show; False when the settings have been changed since."""
        return self._record(connection, "text_format_found")

    def record_refusal(self, connection: Connection, reason: str) -> bool:
        """ServiceNow refused the sign-in; False when the settings have been changed since."""
        changes = {"status": ConnectionStatus.ERROR, "status_reason": reason, "sign_in_refused": True}
        refused = connection.model_copy(update=changes)
        return self._record(refused, "status", "status_reason", "sign_in_refused")

    def _record(self, connection: Connection, *names: str) -> bool:
        row = dump(connection)
        given = [name for name in names if name in row]
        gone = [name for name in names if name not in row]
        expression = "SET " + ", ".join(f"#{name} = :{name}" for name in given)
        if gone:
            expression += " REMOVE " + ", ".join(f"#{name}" for name in gone)
        change = update(
            "connection",
            self._table,
            CONNECTION_KEY,
            expression,
            "#version = :version",
            {**{f":{name}": row[name] for name in given}, ":version": connection.version},
            {f"#{name}": name for name in (*names, "version")},
        )
        return write_if(self._client, change)

    def take_sign_in(self, owner: str, until: datetime) -> bool:
        """The right to sign in, which one process has at a time; False while another one has it."""
        values = {":owner": owner, ":until": rfc3339(until), ":now": rfc3339(utc_now())}
        names = {"#owner": "owner", "#until": "until"}
        free = "attribute_not_exists(#until) OR #until < :now"
        expression = "SET #owner = :owner, #until = :until"
        return write_if(
            self._client, update("sign-in", self._table, _SIGN_IN, expression, free, values, names)
        )

    def give_sign_in_back(self, owner: str) -> bool:
        """Lets the next one sign in; False when the right had run out and is another's."""
        names, values = {"#owner": "owner", "#until": "until"}, {":owner": owner}
        expression, ours = "REMOVE #owner, #until", "#owner = :owner"
        change = update("sign-in", self._table, _SIGN_IN, expression, ours, values, names)
        return write_if(self._client, change)

    def known_systems(self, source_id: str, system_ids: Sequence[str]) -> dict[str, System]:
        """The systems among these that were pulled, by id."""
        keys = [_system_key(source_id, system_id) for system_id in system_ids]
        systems = map(_system, batch_get(self._client, self._table, keys))
        return {system.system_id: system for system in systems}

    def save_system(self, source_id: str, system: System) -> Write:
        """Remembers a system that was pulled."""
        # The index of what runs also lists, in a partition of its own, what was pulled.
        listed = {"active": _pulled(source_id), "started_at": system.system_id}
        row: Item = {**dump(system), **_system_key(source_id, system.system_id), **listed}
        return put("system", self._table, row)

    def pulled_system_ids(self, source_id: str, after: str, up_to: str | None, limit: int) -> list[str]:
        """Ids of systems that were pulled, ascending, behind `after` and up to the other one."""
        # A blank comes before every character of an id, a tilde behind them.
        between = ("started_at", f"{after} ", up_to if up_to is not None else "~")
        listing = Listing(
            self._table, "active", {"active": _pulled(source_id)}, ("started_at", "record"), between=between
        )
        return read_page(self._client, listing, lambda row: str(row["started_at"]), limit, None).rows

    def get_pull(self, pull_id: str) -> Pull | None:
        """The pull, or None."""
        row = get(self._client, self._table, _pull_key(pull_id))
        return load(Pull, row, pull_id) if row else None

    def create_pull(self, pull: Pull) -> bool:
        """The pull's row, once."""
        return write_if(self._client, self._put_pull(pull, "attribute_not_exists(#r)", {}, {"#r": "record"}))

    def advance_pull(self, before: Pull, after: Pull) -> bool:
        """The pull after one more page; False when that page was counted already or the pull has ended."""
        values: Item = {
            ":after": before.after,
            ":offset": before.offset,
            ":phase": before.phase,
            ":running": PullStatus.RUNNING,
        }
        names = {"#after": "after", "#offset": "offset", "#phase": "phase", "#status": "status"}
        condition = "#status = :running AND #after = :after AND #offset = :offset AND #phase = :phase"
        return write_if(self._client, self._put_pull(after, condition, values, names))

    def active_pull_ids(self) -> list[str]:
        """Pulls that have not ended."""
        listing = Listing(self._table, "active", {"active": _ACTIVE}, ())
        return [row["record"].removeprefix("PULL#") for row in all_rows(self._client, listing)]

    def _put_pull(self, pull: Pull, condition: str, values: Item, names: dict[str, str]) -> Write:
        row: dict[str, Any] = {**dump(pull), **_pull_key(pull.pull_id)}
        if pull.status is PullStatus.RUNNING:
            row["active"] = _ACTIVE
        return put("pull", self._table, row, condition, values, names)


def _system(row: Item) -> System:
    """The system; of a row that cannot be read only that it was pulled."""
    system_id = row["record"].rsplit("#", 1)[1]
    try:
        return load(System, row, system_id)
    except UnreadableRowError:
        return System(system_id=system_id, name="")


def _pulled(source_id: str) -> str:
    return f"PULLED#{source_id}"


def _system_key(source_id: str, system_id: str) -> Item:
    return {"record": f"SYSTEM#{source_id}#{system_id}"}


def _pull_key(pull_id: str) -> Item:
    return {"record": f"PULL#{pull_id}"}
