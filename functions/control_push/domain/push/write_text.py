"""The write itself, and reading what it left where the answer does not show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.domain.push.claim import PushContext
from control_push.errors import RateLimitedError, ServiceNowError, SignInRefusedError, UnavailableError
from control_push.models.statement import RemoteRecord, ServiceNowVersion

NEEDED_TIME = timedelta(seconds=30)
"""A write is begun only with this much time left: a worker must not be cut off between write and settle."""


@dataclass(frozen=True)
class Write:
    """What was sent, and the record just before and after."""

    before: RemoteRecord
    sent: str
    after: RemoteRecord
    ours: bool | None
    """Whether the record was surely saved by us last; None where nothing tells who saved it."""
    refused: bool = False
    """ServiceNow refused the write, although the record has the text."""


class WriteUnknownError(ServiceNowError):
    """The text may be stored or not: only reading the record again can tell. `cause` says why."""

    def __init__(self, cause: ServiceNowError, before: RemoteRecord) -> None:
        super().__init__(cause.detail, code=cause.code)
        self.cause = cause
        self.before = before


def write_text(context: PushContext, client: ServiceNowClient, before: RemoteRecord, text: str) -> Write:
    """Sends the text, once.

    Raises:
        WriteUnknownError: what became of it is not known.
        ServiceNowError: refused, nothing was written.
    """
    if context.time_left() < NEEDED_TIME:
        raise UnavailableError("ServiceNow answered too slowly to begin a write.")
    try:
        after = client.update_content(before.sys_id, text)
    except (SignInRefusedError, RateLimitedError):
        # Refused unread.
        raise
    except UnavailableError as error:
        raise WriteUnknownError(error, before) from error
    except ServiceNowError as refusal:
        # May have been answered with the record written (KB2697679): only reading tells.
        after = _read_again(client, before)
        if not client.texts.same(after.content, text):
            raise refusal from None
        return Write(before, text, after, ours=False, refused=True)
    if after is None:
        after = _read_again(client, before)
        # Read later than the write: others may have saved since. Ours, if it was saved just once.
        alone = after.version.mod_count == before.version.mod_count + 1
        return Write(before, text, after, ours=_is_ours(client, before, after) if alone else False)
    return Write(before, text, after, ours=_is_ours(client, before, after))


def _read_again(client: ServiceNowClient, before: RemoteRecord) -> RemoteRecord:
    try:
        return client.get_record(before.sys_id)
    except ServiceNowError as error:
        raise WriteUnknownError(error, before) from error


def _is_ours(client: ServiceNowClient, before: RemoteRecord, after: RemoteRecord) -> bool | None:
    """Whether the record can be our write: it was saved since, and by nobody else."""
    if after.version == before.version != ServiceNowVersion():
        return False
    account = client.account
    return None if account is None else after.version.updated_by.casefold() == account.casefold()
