"""What a conflict check answers for one statement, within what one answer can hold."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from control_push.domain.conflicts.check import Check
from control_push.domain.conflicts.compare import Verdict
from control_push.errors import ServiceNowError
from control_push.models.base import Timestamp, View
from control_push.models.statement import ServiceNowVersion

# A Lambda function's answer may have 6 MB; escaping can make a text longer.
MAX_TEXTS = 4_000_000


class CheckError(View):
    """Why a statement could not be compared."""

    code: str
    message: str
    hint: str


class CheckView(View):
    """One answer of a conflict check."""

    statement_id: str
    control_id: str | None
    revision: int | None = Field(description="Of the local text; a decision on the conflict names it.")
    has_conflict: bool
    verdict: Verdict | None
    base_content: str | None
    local_content: str | None
    remote_content: str | None
    local_updated_at: Timestamp | None
    remote_updated_at: str | None
    remote_updated_by: str | None
    remote_version: ServiceNowVersion | None
    error: CheckError | None


def answers(checks: Iterable[Check]) -> list[CheckView]:
    """One per check; those whose texts do not fit any more say so."""
    fitting, used = [], 0
    for view in map(_view, checks):
        texts = (view.base_content, view.local_content, view.remote_content)
        used += sum(len(text.encode()) for text in texts if text)
        fitting.append(view if used <= MAX_TEXTS else _without_texts(view))
    return fitting


def _view(check: Check) -> CheckView:
    statement, version = check.statement, check.remote.version if check.remote else None
    return CheckView(
        statement_id=check.statement_id,
        control_id=statement.control_id if statement else None,
        revision=statement.revision if statement else None,
        has_conflict=check.verdict is Verdict.CONFLICT,
        verdict=check.verdict,
        base_content=statement.content if statement else None,
        local_content=statement.local_content if statement else None,
        remote_content=check.remote.content if check.remote else None,
        local_updated_at=statement.modified_at if statement else None,
        remote_updated_at=(version.updated_on or None) if version else None,
        remote_updated_by=version.updated_by if version else None,
        remote_version=version,
        error=_error(check),
    )


def _error(check: Check) -> CheckError | None:
    if check.error is None:
        return None
    hint = check.error.hint if isinstance(check.error, ServiceNowError) else ""
    return CheckError(code=check.error.code, message=check.error.detail, hint=hint)


def _without_texts(view: CheckView) -> CheckView:
    error = CheckError(
        code="response_too_large",
        message="The texts of all statements asked about do not fit in one answer.",
        hint="Check this statement again in a call with fewer statements.",
    )
    texts = ("base_content", "local_content", "remote_content")
    return view.model_copy(update={**dict.fromkeys(texts), "error": error})
