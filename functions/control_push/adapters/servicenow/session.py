"""Signed-in requests to one instance."""

from __future__ import annotations

import time

import httpx

from control_push.adapters.servicenow.answer import Answer
from control_push.adapters.servicenow.http import InstanceHttp
from control_push.adapters.servicenow.requests import Request
from control_push.adapters.servicenow.sign_in import new_sign_in
from control_push.models.connection import Connection, Secrets


class ServiceNowSession:
    """Keeps its token and TCP connections until closed."""

    def __init__(
        self, connection: Connection, secrets: Secrets, transport: httpx.BaseTransport | None
    ) -> None:
        self._http = InstanceHttp(
            connection.instance_url, transport, (secrets.password, secrets.client_secret)
        )
        self._sign_in = new_sign_in(connection, secrets, self._http)

    def call(self, request: Request, timeout: float) -> Answer:
        """The answer, of whatever status. `timeout` in seconds includes signing in.

        One attempt; and with OAuth a second one if the first was answered 401, so not carried out.

        Raises:
            SignInRefusedError, RateLimitedError: there is no token to be had.
            UnavailableError: there is no answer; the request may have been carried out.
        """
        deadline = time.monotonic() + timeout
        answer = self._send(request, deadline)
        if answer.status == 401 and self._sign_in.renew():
            answer = self._send(request, deadline)
        if answer.status == 401:
            self._sign_in.renew()
        return answer

    def close(self) -> None:
        """Closes the TCP connections."""
        self._http.close()

    def _send(self, request: Request, deadline: float) -> Answer:
        return self._http.send(request, {"Authorization": self._sign_in.header(deadline)}, deadline)
