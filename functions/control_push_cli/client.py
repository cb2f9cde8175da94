"""The API over HTTP: signs every request, renews the session, follows lists to their end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from time import sleep
from typing import Any

import httpx

from control_push_cli.addresses import open_client
from control_push_cli.errors import JsonObject, UnreachableError
from control_push_cli.machine import current_session, renewed
from control_push_cli.problems import decipher, file_text, is_passing
from control_push_cli.session import Session

PAGE = 200
WAITS = (1, 2, 4)
"""Seconds before each further attempt of a request that may be repeated."""


@dataclass(frozen=True)
class _Request:
    method: str
    path: str
    is_repeatable: bool = False
    params: dict[str, Any] | None = None
    body: JsonObject | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Api:
    """One signed-in user's view of the service."""

    session: Session = field(default_factory=current_session)
    unreadable: list[JsonObject] = field(default_factory=list)
    """What lists named that belongs in them and cannot be read."""
    servicenow_problem: JsonObject | None = None
    """Why ServiceNow could not be asked, so that a list has only what is stored."""

    def get(self, path: str, **params: object) -> JsonObject:
        """Read one document; parameters that are None are left out."""
        return decipher(self._ask(_reading(path, params)))

    def parts(self, path: str, content_type: str, **params: object) -> Iterator[str]:
        """The texts of a download, part by part to the last one."""
        cursor = None
        while True:
            response = self._ask(_reading(path, {**params, "cursor": cursor}))
            yield file_text(response, content_type)
            seen, cursor = cursor, response.headers.get("x-next-cursor")
            if not cursor:
                return
            _refuse_repetition(path, cursor, seen)

    def post(
        self, path: str, body: JsonObject | None = None, *, key: str | None = None, repeatable: bool = False
    ) -> JsonObject:
        """Ask for an action. With an idempotency key the request may be repeated."""
        headers = {"Idempotency-Key": key} if key else {}
        return decipher(
            self._ask(_Request("POST", path, repeatable or bool(key), body=body, headers=headers))
        )

    def put(self, path: str, body: JsonObject) -> JsonObject:
        """Replace something."""
        return decipher(self._ask(_Request("PUT", path, body=body)))

    def delete(self, path: str) -> None:
        """Remove something."""
        decipher(self._ask(_Request("DELETE", path)))

    def rows(self, path: str, name: str, limit: int | None = None, **params: object) -> Iterator[JsonObject]:
        """The rows of all pages of a list, or the first `limit`; a page may be empty and not the last."""
        cursor, left = None, limit
        while left is None or left > 0:
            page = self.get(path, **params, limit=min(PAGE, left or PAGE), cursor=cursor)
            rows = page.get(name) or []
            self.unreadable += page.get("unreadable") or []
            if isinstance(page.get("servicenow"), dict):
                self.servicenow_problem = page["servicenow"]
            yield from rows[:left]
            left = None if left is None else left - len(rows)
            seen, cursor = cursor, page.get("next_cursor")
            if not cursor:
                return
            _refuse_repetition(path, cursor, seen)

    def close(self) -> None:
        """Ends the connection, if one was opened."""
        if "_http" in vars(self):
            self._http.close()

    def _ask(self, request: _Request) -> httpx.Response:
        for wait in WAITS if request.is_repeatable else ():
            try:
                response = self._signed(request)
            except UnreachableError:
                sleep(wait)
                continue
            if not is_passing(response):
                return response
            sleep(wait)
        return self._signed(request)

    def _signed(self, request: _Request) -> httpx.Response:
        """Renew before the token ends, and once more if the service refuses it all the same."""
        is_new = self.session.is_ending
        if is_new:
            self._renew()
        response = self._send(request)
        if response.status_code == 401 and not is_new:
            self._renew()
            response = self._send(request)
        return response

    def _renew(self) -> None:
        self.session = renewed(self.session)

    def _send(self, request: _Request) -> httpx.Response:
        url = self.session.api_url + request.path
        headers = request.headers | {"Authorization": f"Bearer {self.session.access_token}"}
        try:
            return self._http.request(
                request.method, url, params=request.params, json=request.body, headers=headers
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UnreachableError(
                f"{self.session.api_url} does not answer ({type(error).__name__}).",
                "Check the network and that the service runs; then run the command again.",
            ) from None

    @cached_property
    def _http(self) -> httpx.Client:
        return open_client(self.session.api_url)


def _reading(path: str, params: dict[str, Any]) -> _Request:
    given = {name: value for name, value in params.items() if value is not None}
    return _Request("GET", path, is_repeatable=True, params=given)


def _refuse_repetition(path: str, cursor: str, seen: str | None) -> None:
    if cursor == seen:
        raise UnreachableError(f"The service repeats the same page of {path}.")
