"""What a pull tells people of single records, in words; each by its control."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from control_push.errors import ServiceNowError
from control_push.models.pull import Listing, Pull, PullProblem
from control_push.models.statement import RemoteRecord, Statement
from control_push.texts.limits import MAX_TEXT_BYTES

MOST = 200
"""Problems that are named one by one: they lie in the pull's row."""


def add(pull: Pull, problems: Iterable[PullProblem]) -> list[PullProblem]:
    """The pull's problems with these, as far as they are named."""
    return [*pull.problems, *problems][:MOST]


def too_large(remote: RemoteRecord) -> PullProblem:
    """Its text cannot be kept."""
    message = (
        f"The text in ServiceNow has more than {MAX_TEXT_BYTES:,} bytes. Shorten it there, then pull again."
    )
    return _of(remote.sys_id, remote.control_id, "content_too_large", message)


def too_large_to_read(sys_id: str, statement: Statement | None) -> PullProblem:
    """The record was listed, and left out by an answer that was asked for it."""
    message = "ServiceNow listed the record but did not show it. Pull again."
    return _of(sys_id, statement.control_id if statement else "", "not_shown", message)


def text_hidden(sys_id: str, statement: Statement | None) -> PullProblem:
    """A field's access rule."""
    message = (
        "ServiceNow hides the text of this record from the service account. Ask the ServiceNow administrator "
        "for read access, then pull again."
    )
    return _of(sys_id, statement.control_id if statement else "", "forbidden", message)


def gone(statement: Statement) -> PullProblem:
    """Deleted, or hidden by an access rule: ServiceNow answers the same to both."""
    kept = " The local text is kept." if statement.is_modified else ""
    message = f"The record was deleted in ServiceNow, or is hidden from the service account.{kept}"
    return _of(statement.servicenow_sys_id, statement.control_id, "deleted_in_servicenow", message)


def moved(statement: Statement, now: RemoteRecord) -> PullProblem:
    """It belongs to another system now."""
    to = now.system_name or now.system_id or "no system"
    origin = statement.system_name or statement.system_id
    message = f"The record was moved in ServiceNow from {origin} to {to}."
    return _of(statement.servicenow_sys_id, statement.control_id, "moved", message)


def strange_id(sys_id: str) -> PullProblem:
    """It cannot stand in a query."""
    message = "The record's sys_id has characters that cannot be asked for; the record is left out."
    return _of(sys_id, "", "invalid_sys_id", message)


def unreadable_row(sys_id: str) -> PullProblem:
    """Our own row is broken."""
    message = "The local copy cannot be read and was left as it is. Tell the operator."
    return _of(sys_id, "", "internal_error", message)


def busy(remote: RemoteRecord) -> PullProblem:
    """Somebody else wrote first, again and again."""
    message = "The statement was being changed all the time. Pull again."
    return _of(remote.sys_id, remote.control_id, "concurrent_write", message)


def refused(remote: RemoteRecord, error: ServiceNowError) -> PullProblem:
    """ServiceNow did not show the one record again."""
    return _of(remote.sys_id, remote.control_id, error.code, f"{error.detail} {error.hint}")


def broken(remote: RemoteRecord, reference: str) -> PullProblem:
    """Our fault."""
    message = f"The record could not be stored. Tell the operator the reference {reference}."
    return _of(remote.sys_id, remote.control_id, "internal_error", message)


def maybe_not_whole(pull: Pull, listing: Listing) -> PullProblem:
    """Nothing that ServiceNow said proves that the list was read to its end."""
    of = f" of {pull.total}" if pull.total > listing.listed else ""
    message = (
        f"{listing.listed}{of} records were read, and nothing that ServiceNow says proves that these are "
        "all. Compare the number with ServiceNow's own list."
    )
    return PullProblem(code="may_not_be_whole", message=message)


def left_out(pull: Pull) -> PullProblem:
    """The look-up of what is here found more than the list had shown."""
    message = (
        f"ServiceNow's list showed {pull.listing.listed} records of this system, yet {pull.still_here} that "
        "were pulled before are still in it. What the list left out was not read; pull again."
    )
    return PullProblem(code="may_not_be_whole", message=message)


def more(number: int) -> PullProblem:
    """The rest is only counted."""
    return PullProblem(code="more", message=f"{number} more problems are counted but not listed.")


def _of(sys_id: str, control_id: str, code: str, message: str) -> PullProblem:
    named: dict[str, Any] = {"control_id": control_id or None, "servicenow_sys_id": sys_id}
    return PullProblem(**named, code=code, message=message)
