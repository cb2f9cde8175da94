"""Errors by meaning. `handlers/api/problems.py` has the one map from these to an HTTP status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from control_push.explanations import EXPLANATIONS


class ControlPushError(Exception):
    """Base of all errors that this product raises on purpose.

    `code` is stable and for programs; `detail` is for people and says what to do next; `extra` is added
    to the problem document as it is.
    """

    code = "internal_error"

    def __init__(self, detail: str, *, code: str | None = None, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra
        if code is not None:
            self.code = code


class InvalidInputError(ControlPushError):
    """The request is understood but a field is wrong. `errors`: (field, message) pairs."""

    code = "invalid_input"

    def __init__(self, detail: str, errors: Sequence[tuple[str, str]], *, code: str | None = None) -> None:
        rows = [{"field": field, "message": message} for field, message in errors]
        super().__init__(detail, code=code, errors=rows)


class NotFoundError(ControlPushError):
    """The thing named in the address does not exist, or belongs to another connection."""

    code = "not_found"


class UnsupportedMediaTypeError(ControlPushError):
    """The body is not sent as what it has to be."""

    code = "unsupported_media_type"


class UnauthorizedError(ControlPushError):
    """Nobody is signed in, or the token is not one that gives access."""

    code = "unauthorized"


class UnreadableRowError(ControlPushError):
    """A stored row is not what this version can read: it breaks itself alone, so lists name it and go on.

    `reference` stands in the log line that has the reason.
    """

    def __init__(self, noun: str, row_id: str, reference: str) -> None:
        super().__init__(
            f"{noun} {row_id} is stored in a form that cannot be read. Nothing else is affected. "
            f"Tell the operator the reference {reference}.",
            reference=reference,
        )
        self.row_id = row_id
        self.reference = reference


class PermissionDeniedError(ControlPushError):
    """The caller's role does not allow this."""

    code = "permission_denied"


class StateConflictError(ControlPushError):
    """The request is fine but not in the present state (HTTP 409). `code` says which."""

    code = "state_conflict"


class ServiceNowError(ControlPushError):
    """ServiceNow did not do what was asked. Subclasses are the contract's codes."""

    code = "servicenow_unavailable"
    hint = EXPLANATIONS[code].what_to_do
    transient = False
    """Whether the same request may be answered differently a moment later, against its meaning."""


class RecordMissingError(ServiceNowError):
    """404: deleted, or hidden from the service account by an ACL; the two cannot be told apart."""

    code = "deleted_in_servicenow"
    hint = EXPLANATIONS[code].what_to_do


class SignInRefusedError(ServiceNowError):
    """401 after one token refresh, or the token endpoint refused the credentials."""

    code = "auth_expired"
    hint = EXPLANATIONS[code].what_to_do


class SignInStoppedError(SignInRefusedError):
    """Not asked: ServiceNow refused these credentials before, and nobody has tested or changed them since."""

    def __init__(self, reason: str | None) -> None:
        super().__init__(f"Nothing was sent, since ServiceNow refused the sign-in before: {reason}")


class ForbiddenError(ServiceNowError):
    """403 by an access control list."""

    code = "forbidden"
    hint = EXPLANATIONS[code].what_to_do

    def __init__(self, detail: str, *, transient: bool = False, hint: str = hint) -> None:
        super().__init__(detail)
        self.transient = transient
        self.hint = hint


class RejectedByRuleError(ServiceNowError):
    """403 by a business rule or a data policy."""

    code = "rejected_by_rule"
    hint = EXPLANATIONS[code].what_to_do


class RateLimitedError(ServiceNowError):
    """429. `retry_after` in seconds, or None when ServiceNow named no time (semaphore limit)."""

    code = "rate_limited"
    hint = EXPLANATIONS[code].what_to_do

    def __init__(self, detail: str, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class UnavailableError(ServiceNowError):
    """5xx, time-out, connection failure, an HTML page, a redirect, broken JSON: no answer to believe.

    After a write this means that its result is unknown: only reading the record again can tell.
    """

    code = "servicenow_unavailable"


class AnswerTooLargeError(UnavailableError):
    """The answer has more bytes than are read."""


class ContentTooLargeError(ServiceNowError):
    """The text is larger than ServiceNow or this product accepts."""

    code = "content_too_large"
    hint = EXPLANATIONS[code].what_to_do


class OtherInstanceError(ServiceNowError):
    """The job was started for another ServiceNow instance or table than the one connected now."""

    code = "servicenow_unavailable"
    hint = "Connect the instance again that the job was started for, then retry the push."


class BadRequestError(ServiceNowError):
    """400, 405, 406, 414, 415 and the like: the connection's table or field is wrong, or we are."""

    code = "internal_error"
    hint = "Check the table, field and mapping in the connection settings with the connection test."
