"""What an HTTP answer means: its document, or the error to raise. Pure, no I/O."""

from __future__ import annotations

import httpx

from control_push_cli.errors import ExitCode, JsonObject, ProblemError, UnreachableError

_EXIT_CODES = {
    401: ExitCode.NOT_ALLOWED,
    403: ExitCode.NOT_ALLOWED,
    404: ExitCode.NOT_FOUND,
    408: ExitCode.UNREACHABLE,
    409: ExitCode.CONFLICT,
    429: ExitCode.UNREACHABLE,
    500: ExitCode.UNEXPECTED,
}

_SAID_NOTHING = {
    401: "The service does not accept the sign-in.",
    403: "Your account is not allowed to do this.",
    404: "The service does not know this address.",
    429: "The service asks to slow down.",
    500: "The service failed.",
}

_NEXT_STEP_BY_CODE = {
    "stale_revision": "Nothing was saved. Read the newer text with `control-push show`, then edit again.",
    "remote_changed_again": "Nothing was changed. Run the command again to see the new text first.",
    "not_in_conflict": "There is nothing to resolve; `control-push check` shows where the statement stands.",
    "not_connected": "An administrator connects an instance with `control-push connection set`.",
}

_NEXT_STEP_BY_STATUS = {
    400: "Correct what is named above and run the command again.",
    401: "Sign in with `control-push login`.",
    403: "Ask an administrator for a role that allows it; `control-push status` shows yours.",
    404: "Check the name; the list commands show what there is.",
    409: "Look at the present state with `control-push status` or `show`, then decide again.",
    422: "Correct what is named above and run the command again.",
    429: "Wait a minute, then run the command again.",
}

_LATER = "Try again in a few minutes; if it persists, tell the people who run the service."


def decipher(response: httpx.Response) -> JsonObject:
    """The document of a good answer; raises what a bad one means."""
    document = _json_object(response)
    if response.is_success and not response.content:
        return {}
    if response.is_success and document is not None:
        return document
    if response.is_success or response.is_redirect:
        raise _not_the_service(response)
    raise _refusal(response.status_code, document)


def file_text(response: httpx.Response, content_type: str) -> str:
    """The file in a good answer; raises what a bad one means."""
    if response.is_success and response.headers.get("content-type", "").startswith(content_type):
        return response.text
    decipher(response)
    raise _not_the_service(response)


def is_passing(response: httpx.Response) -> bool:
    """Whether something before the service asks for patience; what the service itself says is final."""
    is_problem = "problem" in response.headers.get("content-type", "")
    return response.status_code in {429, 502, 503, 504} and not is_problem


def _json_object(response: httpx.Response) -> JsonObject | None:
    try:
        document = response.json()
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _not_the_service(response: httpx.Response) -> UnreachableError:
    kind = response.headers.get("content-type", "no content type")
    return UnreachableError(
        f"{response.url.host} answered {response.status_code} ({kind}), not what the service answers.",
        "A proxy or a web page may be in between: check the API address and sign in again.",
    )


def _refusal(status: int, document: JsonObject | None) -> ProblemError:
    problem = _as_problem(status, document)
    by_status = _NEXT_STEP_BY_STATUS.get(status, _LATER if status >= 500 else "")
    next_step = problem.get("hint") or _NEXT_STEP_BY_CODE.get(str(problem["code"]), by_status)
    return ProblemError(problem, _exit_code(status), str(next_step))


def _as_problem(status: int, document: JsonObject | None) -> JsonObject:
    """Also for the gateway's own `{"message": …}` and for a proxy's page."""
    said = document or {}
    detail = said.get("detail") or said.get("message") or _SAID_NOTHING.get(status)
    return {
        "type": "about:blank",
        "title": f"HTTP {status}",
        "status": status,
        "code": f"http_{status}",
        **said,
        "detail": detail or f"The service answered {status} without saying why.",
    }


def _exit_code(status: int) -> ExitCode:
    by_class = ExitCode.BAD_INPUT if status < 500 else ExitCode.UNREACHABLE
    return _EXIT_CODES.get(status, by_class)
