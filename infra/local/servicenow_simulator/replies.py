"""Answers as the platform and the machines in front of it give them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping

from aiohttp import web

JSON_TYPE = "application/json;charset=UTF-8"


class RefusedError(Exception):
    """The Table API answers with its error envelope."""

    def __init__(
        self, status: int, message: str, detail: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.detail = detail
        self.headers = headers or {}


def envelope(message: str, detail: str | None) -> dict[str, object]:
    """The one shape of all API errors."""
    return {"error": {"message": message, "detail": detail}, "status": "failure"}


def json_reply(
    request: web.Request, status: int, payload: object, headers: Mapping[str, str] | None = None
) -> web.Response:
    """A platform answer with the headers and cookies seen on real instances."""
    body = json.dumps(payload, ensure_ascii=False).encode()
    return body_reply(request, status, body, headers)


def body_reply(
    request: web.Request, status: int, body: bytes, headers: Mapping[str, str] | None = None
) -> web.Response:
    """The same for a body that is not JSON after all."""
    reply = web.Response(status=status, body=body, headers={"Content-Type": JSON_TYPE, **(headers or {})})
    _dress(reply, request, logged_in=status != 401)
    if body:
        reply.enable_chunked_encoding()
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            reply.enable_compression(web.ContentCoding.gzip)
    return reply


def refusal(request: web.Request, error: RefusedError) -> web.Response:
    """The error as an answer."""
    return json_reply(request, error.status, envelope(error.message, error.detail), error.headers)


def html_reply(status: int, title: str, headers: Mapping[str, str] | None = None) -> web.Response:
    """A page where JSON was expected; gateways and load balancers know nothing of envelopes."""
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>"
    return web.Response(
        status=status, text=page, content_type="text/html", headers={"Server": "snow_adc", **(headers or {})}
    )


def redirect(location: str) -> web.Response:
    """A 302, as for a login page or the developer site."""
    return web.Response(status=302, headers={"Server": "snow_adc", "Location": location})


def _dress(reply: web.Response, request: web.Request, *, logged_in: bool) -> None:
    transaction = secrets.token_hex(6)
    reply.headers.update(
        {
            "Server": "snow_adc",
            "X-Is-Logged-In": str(logged_in).lower(),
            "X-Is-Visitor": "false",
            "X-Transaction-ID": transaction,
            "Server-Timing": f't;desc="{transaction}", sem_wait;dur=0, sesh_wait;dur=0',
            "Pragma": "no-store,no-cache",
            "Cache-Control": "no-cache,no-store,must-revalidate,max-age=-1",
            "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
        }
    )
    # Without Secure, unlike the real ones: clients must be able to return them over loopback http.
    if "JSESSIONID" not in request.cookies:
        reply.set_cookie("JSESSIONID", secrets.token_hex(16).upper(), httponly=True)
    reply.set_cookie("glide_user", "", max_age=0, httponly=True)
    reply.set_cookie("glide_user_session", "", max_age=0, httponly=True)
    reply.set_cookie("glide_user_route", f"glide.{secrets.token_hex(16)}", httponly=True)
    reply.set_cookie("glide_node_id_for_js", secrets.token_hex(16), httponly=True)
    reply.set_cookie("glide_user_activity", secrets.token_urlsafe(32), httponly=True)
    reply.set_cookie("glide_session_store", secrets.token_hex(16).upper(), max_age=1800, httponly=True)
