"""What can go wrong, each with the exit code that a script sees."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

JsonObject = dict[str, Any]


class ExitCode(IntEnum):
    """Documented in `main.py`; scripts rely on the numbers."""

    OK = 0
    UNEXPECTED = 1
    BAD_INPUT = 2
    NOT_ALLOWED = 3
    CONFLICT = 4
    PARTLY_FAILED = 5
    JOB_FAILED = 6
    UNREACHABLE = 7
    NOT_FOUND = 8
    STOPPED = 130


class CommandError(Exception):
    """Ends a command. `detail` says what happened, `next_step` what the user can do about it."""

    exit_code = ExitCode.UNEXPECTED
    code = "unexpected"

    def __init__(self, detail: str, next_step: str = "", code: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.next_step = next_step
        if code is not None:
            self.code = code

    @property
    def problem(self) -> JsonObject:
        """The error in the form of the API's own problem documents."""
        return {"title": "The command did not succeed", "detail": self.detail, "code": self.code}


class BadInputError(CommandError):
    """What the user typed or supplied cannot be used."""

    exit_code = ExitCode.BAD_INPUT
    code = "invalid_input"


class NotSignedInError(CommandError):
    """There is no session, or it can no longer be renewed."""

    exit_code = ExitCode.NOT_ALLOWED
    code = "not_signed_in"


class WrongStateError(CommandError):
    """The request is fine but not in the present state of the statement."""

    exit_code = ExitCode.CONFLICT
    code = "state_conflict"


class UnreachableError(CommandError):
    """No answer, or one that did not come from the service."""

    exit_code = ExitCode.UNREACHABLE
    code = "unreachable"


class NotFoundError(CommandError):
    """Nothing has the name that the user gave."""

    exit_code = ExitCode.NOT_FOUND
    code = "not_found"


class StoppedError(CommandError):
    """The user answered no or pressed Ctrl-C."""

    exit_code = ExitCode.STOPPED
    code = "stopped"


class ProblemError(CommandError):
    """The service refused, and said why in a problem document."""

    def __init__(self, problem: JsonObject, exit_code: ExitCode, next_step: str) -> None:
        super().__init__(str(problem.get("detail") or ""), next_step, str(problem.get("code") or ""))
        self.document = problem
        self.exit_code = exit_code

    @property
    def problem(self) -> JsonObject:
        """The document as the service sent it."""
        return self.document
