"""Every way in which an item can end: outcome, words for people, what becomes of its statement, evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from control_push.adapters.tables.push_items import PushTask
from control_push.domain.audit.records import Evidence
from control_push.domain.conflicts.compare import Verdict
from control_push.domain.push.judge_write import WriteVerdict
from control_push.domain.push.write_text import Write
from control_push.domain.statements import change
from control_push.errors import ServiceNowError
from control_push.explanations import EXPLANATIONS
from control_push.models.push import ErrorCode, ItemError, Job, Outcome, StopReason
from control_push.models.statement import RemoteRecord, Statement
from control_push.texts.limits import MAX_TEXT_BYTES
from control_push.texts.text_format import Texts, preview

UNKNOWN = "Whether the text was stored is not known; the next push reads before it writes."
MAYBE_WRITTEN = (
    "Your text may have been stored before that and replaced: the record's history in ServiceNow tells."
)

NO_EVIDENCE = Evidence()


@dataclass(frozen=True)
class ItemResult:
    """How an item ends."""

    outcome: Outcome
    error: ItemError | None = None
    note: str | None = None
    change: Callable[[Statement], Statement] | None = None
    """Applied to the statement as it is when the outcome is written."""
    evidence: Evidence = NO_EVIDENCE


def nothing_to_push() -> ItemResult:
    """The text was overtaken since the job was started."""
    note = "Nothing to push any more: this text was pushed, discarded or resolved since the job was started."
    return ItemResult(Outcome.SKIPPED, note=note)


def conflict(texts: Texts, task: PushTask, remote: RemoteRecord, *, maybe_written: bool) -> ItemResult:
    """Somebody changed the text in ServiceNow: a person has to decide."""

    def mark(statement: Statement) -> Statement:
        settled = not statement.is_modified or texts.same(statement.content, remote.content)
        return statement if settled else change.mark_conflict(statement, remote)

    who = remote.version.updated_by or "somebody"
    when = f" at {remote.version.updated_on}" if remote.version.updated_on else ""
    told = MAYBE_WRITTEN if maybe_written else "Nothing was written."
    message = f"The text was changed in ServiceNow by {who}{when}. {told}"
    # A text too long for our rows is left out of the evidence, too.
    seen = remote.content if len(remote.content.encode()) <= MAX_TEXT_BYTES else None
    return ItemResult(
        Outcome.CONFLICT,
        _error(ErrorCode.CONFLICT, message),
        change=mark,
        evidence=Evidence(before=seen, sent=task.text if maybe_written else None, version=remote.version),
    )


def already_stored(
    texts: Texts, task: PushTask, statement: Statement | None, now: RemoteRecord
) -> ItemResult:
    """ServiceNow has the text: written by a run before this one, or by somebody with the same text."""
    note = "ServiceNow had this text already when it was read."
    if task.maybe_written and statement:
        known = task.item.written_over or statement.servicenow_version
        note = _overwritten(known.mod_count, now, "an earlier run of this push") or note
    return ItemResult(
        Outcome.SUCCEEDED,
        note=note,
        change=_promote(texts, task, now),
        evidence=Evidence(
            before=statement.content if statement else None, after=now.content, version=now.version
        ),
    )


def written(texts: Texts, task: PushTask, write: Write, verdict: WriteVerdict, seen: Verdict) -> ItemResult:
    """A write whose result was read. `seen`: how the record stood to the base before it."""
    after = write.after
    evidence = Evidence(
        before=write.before.content, after=after.content, sent=write.sent, version=after.version
    )
    promote = _promote(texts, task, after)
    match verdict:
        case WriteVerdict.STORED:
            note = _overwritten(write.before.version.mod_count, after, "the push") or _stored_note(
                write, seen
            )
            return ItemResult(Outcome.SUCCEEDED, note=note, change=promote, evidence=evidence)
        case WriteVerdict.ALTERED:
            note = (
                _overwritten(write.before.version.mod_count, after, "the push")
                or "ServiceNow stored an equivalent that it rewrote; compare it with what was sent."
            )
            return ItemResult(Outcome.ALTERED, note=note, change=promote, evidence=evidence)
        case WriteVerdict.TRUNCATED:
            message = (
                f"ServiceNow kept only a part, {len(after.content):,} of {len(write.sent):,} characters."
            )
            error = _error(ErrorCode.TRUNCATED, message)
            note = _overwritten(write.before.version.mod_count, after, "the push")
            return ItemResult(
                Outcome.FAILED, error, note, change=_keep_local(texts, after), evidence=evidence
            )
        case WriteVerdict.NOT_STORED:
            error = _error(ErrorCode.NOT_STORED, _what_is_there(texts, write))
            return ItemResult(Outcome.FAILED, error, evidence=evidence)
        case WriteVerdict.FOREIGN:
            return conflict(texts, task, after, maybe_written=True)


def _what_is_there(texts: Texts, write: Write) -> str:
    stored = write.after.content
    if texts.same(stored, write.before.content):
        return "ServiceNow answered with success but the field still has the text from before."
    shown = preview(texts, stored)
    now = f"another text: “{shown}”" if shown else "no text"
    return f"ServiceNow answered with success but the field now has {now}. Your text is kept here."


def refused(task: PushTask, error: ServiceNowError, *, maybe_written: bool) -> ItemResult:
    """ServiceNow's answer, by its meaning."""
    known = _with_reference(error_of(error), task)
    if not maybe_written:
        return ItemResult(Outcome.FAILED, known)
    told = known.model_copy(update={"message": f"{known.message} {UNKNOWN}"})
    return ItemResult(Outcome.FAILED, told, evidence=Evidence(sent=task.text))


def active_content(parts: Sequence[str]) -> ItemResult:
    """Nothing was sent: the text was saved when the field's format was taken to be another one."""
    message = f"The text has active content, which no HTML field may hold: {', '.join(parts)}."
    return ItemResult(Outcome.FAILED, _error(ErrorCode.INVALID_CONTENT, message))


def not_begun(error: ServiceNowError) -> ItemResult:
    """No request was sent: the sign-in was refused before."""
    return ItemResult(Outcome.SKIPPED, error_of(error))


def error_of(error: ServiceNowError) -> ItemError:
    """The error as ServiceNow's answer was deciphered."""
    return ItemError(code=ErrorCode(error.code), message=error.detail, hint=error.hint)


def _with_reference(error: ItemError, task: PushTask) -> ItemError:
    """Every line of the run's log has the job's id, the one on the answer too."""
    if error.code is not ErrorCode.INTERNAL_ERROR:
        return error
    return error.model_copy(update={"message": f"{error.message} Reference: {task.job.job_id}."})


def unreadable(task: PushTask, error: ServiceNowError) -> ItemResult:
    """A run broke off, and ServiceNow cannot say what it stored."""
    known = _with_reference(error_of(error), task)
    message = f"The run broke off, and ServiceNow could not be read to see what it stored: {known.message}"
    told = known.model_copy(update={"message": message})
    return ItemResult(Outcome.FAILED, told, evidence=Evidence(sent=task.text if task.maybe_written else None))


def internal_error(reference: str, *, maybe_written: bool = False) -> ItemResult:
    """Our fault; `reference` leads to the log."""
    message = f"The push of this statement broke off. Reference: {reference}."
    told = f"{message} {UNKNOWN}" if maybe_written else message
    error = _error(ErrorCode.INTERNAL_ERROR, told)
    return ItemResult(Outcome.FAILED, error)


def not_reached(job: Job) -> ItemResult:
    """The job ended before this item, of which surely nothing was written."""
    if job.stop is None:
        return internal_error(job.job_id)
    match job.stop.reason:
        case StopReason.HALTED:
            return ItemResult(Outcome.SKIPPED, job.stop.error)
        case StopReason.CANCELLED:
            note = "The push was cancelled before this statement was written."
        case StopReason.ABORTED:
            note = "The run was aborted before this statement was written."
    return ItemResult(Outcome.CANCELLED, note=note)


def _promote(texts: Texts, task: PushTask, now: RemoteRecord) -> Callable[[Statement], Statement]:
    return lambda statement: change.apply_stored(
        texts, statement, task.item.revision, now.content, now.version
    )


def _keep_local(texts: Texts, now: RemoteRecord) -> Callable[[Statement], Statement]:
    return lambda statement: change.apply_cut_off(texts, statement, now.content, now.version)


def _overwritten(known: int, after: RemoteRecord, ours: str) -> str | None:
    """There is no compare-and-swap: an edit in the moment between our read and our write is overwritten."""
    saves = after.version.mod_count - known
    if saves <= 1:
        return None
    return (
        f"ServiceNow counted {saves} saves where {ours} made one. Unless a rule made the others, "
        "somebody saved the record in the same moment: look at its history in ServiceNow."
    )


def _stored_note(write: Write, seen: Verdict) -> str | None:
    if write.refused:
        return "ServiceNow refused the write, yet had this text already when it was read."
    return _touched(write, seen)


def _touched(write: Write, seen: Verdict) -> str | None:
    if seen is not Verdict.TOUCHED:
        return None
    version = write.before.version
    who = version.updated_by or "somebody"
    return f"The record was saved by {who} at {version.updated_on}; its text had not changed."


def _error(code: ErrorCode, message: str) -> ItemError:
    return ItemError(code=code, message=message, hint=EXPLANATIONS[code].what_to_do)
