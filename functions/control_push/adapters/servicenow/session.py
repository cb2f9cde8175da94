"""Signed-in requests to one instance."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext

import httpx

from control_push.adapters.servicenow.answer import Answer
from control_push.adapters.servicenow.http import InstanceHttp
from control_push.adapters.servicenow.refusals import sign_in_refusal
from control_push.adapters.servicenow.requests import Request
from control_push.adapters.servicenow.sign_in import new_sign_in
from control_push.adapters.sign_in_guard import SignInGuard
from control_push.errors import SignInRefusedError, SignInStoppedError
from control_push.models.connection import Connection, Secrets


class ServiceNowSession:
    """Keeps its token and TCP connections until closed. Without a guard, a refusal stays between us."""

    def __init__(
        self,
        connection: Connection,
        secrets: Secrets,
        transport: httpx.BaseTransport | None,
        guard: SignInGuard | None,
    ) -> None:
        self._http = InstanceHttp(
            connection.instance_url, transport, (secrets.password, secrets.client_secret)
        )
        self._guard = guard
        self._sign_in = new_sign_in(connection, secrets, self._http, self._alone)

    def call(self, request: Request, timeout: float) -> Answer:
        """The answer, of any status but 401. `timeout` in seconds includes signing in.

        One attempt; and with OAuth a second one if the first was answered 401, so not carried out.

        Raises:
            SignInRefusedError: everybody has been told. SignInStoppedError: nothing was sent.
            RateLimitedError: there is no token to be had.
            UnavailableError: there is no answer; the request may have been carried out.
        """
        deadline = time.monotonic() + timeout
        try:
            return self._call(request, deadline)
        except SignInStoppedError:
            raise
        except SignInRefusedError as error:
            if self._guard:
                self._guard.refused(error)
            raise

    def call_alone(self, request: Request, timeout: float) -> Answer:
        """`call` while no other process tries these credentials: their first use, which may be refused.

        Raises:
            As `call`; UnavailableError also when others took all the time.
        """
        if not self._sign_in.proves_itself:
            return self.call(request, timeout)
        deadline = time.monotonic() + timeout
        with self._alone(deadline):
            return self.call(request, deadline - time.monotonic())

    def _call(self, request: Request, deadline: float) -> Answer:
        answer = self._send(request, deadline)
        if answer.status == 401 and self._sign_in.renew():
            answer = self._send(request, deadline)
        if answer.status == 401:
            self._sign_in.renew()
            raise sign_in_refusal(answer)
        return answer

    def _alone(self, deadline: float) -> AbstractContextManager[None]:
        return self._guard.alone(deadline) if self._guard else nullcontext()

    def close(self) -> None:
        """Closes the TCP connections."""
        self._http.close()

    def _send(self, request: Request, deadline: float) -> Answer:
        return self._http.send(request, {"Authorization": self._sign_in.header(deadline)}, deadline)
