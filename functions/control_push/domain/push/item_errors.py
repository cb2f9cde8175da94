"""What is said of an item that did not succeed: code, message for people, what to do next."""

from __future__ import annotations

from control_push.errors import ServiceNowError
from control_push.models.push import ErrorCode, ItemError
from control_push.models.statement import ServiceNowVersion

CONFLICT_HINT = "Open the conflict, compare both texts and choose or merge; then push again."
NOT_STORED_HINT = (
    "ServiceNow accepted the request but dropped the change, as it does for a field that the service account "
    "may not write or a record in a state that does not allow it. Ask the ServiceNow administrator."
)
TRUNCATED_HINT = (
    "Your text is kept here. Shorten it, or ask the ServiceNow administrator to enlarge the field, then push."
)
INTERNAL_HINT = "Retry the push. If it happens again, tell the operator the reference in the message."


def from_servicenow(error: ServiceNowError) -> ItemError:
    """The error as ServiceNow's answer was deciphered."""
    return ItemError(code=ErrorCode(error.code), message=error.detail, hint=error.hint)


def conflict_error(version: ServiceNowVersion) -> ItemError:
    """Somebody changed the text in ServiceNow since the base."""
    who = version.updated_by or "somebody"
    when = f" at {version.updated_on}" if version.updated_on else ""
    message = f"The text was changed in ServiceNow by {who}{when}. Nothing was written."
    return ItemError(code=ErrorCode.CONFLICT, message=message, hint=CONFLICT_HINT)


def not_stored_error() -> ItemError:
    """A 200 that changed nothing."""
    message = "ServiceNow answered with success but the field still has the text from before."
    return ItemError(code=ErrorCode.NOT_STORED, message=message, hint=NOT_STORED_HINT)


def truncated_error(sent: str, stored: str) -> ItemError:
    """ServiceNow cut the text off."""
    message = f"ServiceNow kept only the first {len(stored):,} of {len(sent):,} characters."
    return ItemError(code=ErrorCode.TRUNCATED, message=message, hint=TRUNCATED_HINT)


def too_large_error(detail: str) -> ItemError:
    """Refused before sending."""
    return ItemError(
        code=ErrorCode.CONTENT_TOO_LARGE, message=detail, hint="Shorten the text, then push again."
    )


def internal_error(reference: str) -> ItemError:
    """Our fault; `reference` leads to the log."""
    message = f"The push of this statement broke off. Reference: {reference}."
    return ItemError(code=ErrorCode.INTERNAL_ERROR, message=message, hint=INTERNAL_HINT)
