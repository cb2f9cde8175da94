"""HTTP to one instance: one attempt per request, no cookies, no redirects, certificates always verified."""

from __future__ import annotations

import time
from collections.abc import Iterable
from html import escape
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from control_push.adapters.servicenow.answer import Answer
from control_push.adapters.servicenow.deadline import Deadline, DeadlineTransport
from control_push.adapters.servicenow.requests import Request
from control_push.errors import AnswerTooLargeError, UnavailableError
from control_push.telemetry import milliseconds_since, servicenow_answered

CONNECT_TIMEOUT = 5.0
MAX_ANSWER = 32 * 1024 * 1024
"""Bytes. A page of a hundred texts of 100,000 bytes each, spelled in JSON, has up to 30 million."""


class InstanceHttp:
    """Keeps TCP connections, and nothing else, from one request to the next.

    No cookies: ServiceNow serves one request at a time per session and drops what queues up behind it.
    """

    def __init__(
        self, instance_url: str, transport: httpx.BaseTransport | None, hidden: Iterable[str] = ()
    ) -> None:
        self._hidden = {spelling for word in hidden if word for spelling in (word, escape(word))}
        self._deadline = Deadline()
        self._http = httpx.Client(
            base_url=instance_url,
            transport=transport or DeadlineTransport(self._deadline),
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            # A write without these is a 400, with others a 406 or 415.
            headers={"Accept": "application/json", "User-Agent": "control-package-push"},
        )

    def send(self, request: Request, headers: dict[str, str], deadline: float) -> Answer:
        """One attempt, over at `deadline` (of `time.monotonic`) whatever the other side does.

        Raises:
            UnavailableError: there is no answer; AnswerTooLargeError: it has more than `MAX_ANSWER` bytes.
                The request may have been carried out.
        """
        left = deadline - time.monotonic()
        if left <= 0:
            raise UnavailableError("ServiceNow took all the time to sign in; the request was not sent.")
        self._deadline.at = deadline
        begun, status = time.monotonic(), None
        try:
            with self._http.stream(
                request.method,
                request.path,
                params=request.params,
                json=request.json,
                data=request.form,
                headers=headers,
                timeout=httpx.Timeout(left, connect=min(CONNECT_TIMEOUT, left)),
            ) as response:
                status = response.status_code
                body = _read(response)
        except httpx.TimeoutException as error:
            raise UnavailableError(f"ServiceNow did not answer in time ({type(error).__name__}).") from None
        except httpx.HTTPError as error:
            # Without its text and cause: those can quote a header.
            raise UnavailableError(f"ServiceNow could not be reached ({type(error).__name__}).") from None
        finally:
            servicenow_answered(request.method, status, milliseconds_since(begun))
        credentials = headers.get("Authorization", "").partition(" ")[2]
        hidden = frozenset(self._hidden | ({credentials} if credentials else set()))
        names = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, names, body, time.time(), hidden)

    def close(self) -> None:
        """Closes the TCP connections."""
        self._http.close()


def _read(response: httpx.Response) -> bytes:
    """The body, unpacked. One piece of a packed one, 64 KiB, unpacks to 64 MB at most."""
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > MAX_ANSWER:
            raise AnswerTooLargeError(
                f"ServiceNow's answer has more than {MAX_ANSWER:,} bytes and was not read to its end."
            )
    return bytes(body)
