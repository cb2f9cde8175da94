"""The local stand-in for CloudFront: the web app at `/` and the API below `/api`, at one address."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from aiohttp import ClientError, ClientSession, web
from multidict import CIMultiDict
from yarl import URL

from infra.local.loopback import HOST, refusal_of_name
from infra.local.serving import served_in_thread
from infra.web_security import PERMISSIONS_POLICY, REFERRER_POLICY, content_security_policy

# https://datatracker.ietf.org/doc/html/rfc9110#section-7.6.1, and what aiohttp sets anew on each side.
HOP_BY_HOP = {
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "upgrade",
}
NOT_FORWARDED = (
    HOP_BY_HOP
    | {"transfer-encoding", "content-length", "content-encoding"}
    | {"host", "accept-encoding", "date", "server"}
)
COMPRESSED = {".html", ".css", ".js", ".svg"}
"""As CloudFront compresses them."""
LONGEST_BODY = 10 * 1024 * 1024  # API Gateway's limit
LONGEST_ADDRESS = 8192  # CloudFront's limit, in bytes
_LONGEST_LINE = 65_536  # longer than that, so that the answer to a longer address is one of ours
_LONGEST_NAME = 255
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def page_or_file(path: str) -> str:
    """An address of the app, such as /push, is the page itself: it knows what to show."""
    last = path.rpartition("/")[2]
    return path if "." in last or len(last) > _LONGEST_NAME else "/index.html"


@dataclass(frozen=True)
class Site:
    """What is served."""

    folder: Path
    gateway_url: str
    config: dict[str, str]
    """Content of /config.json; its addresses may be called by the page."""
    headers: Mapping[str, str] | None = None
    """Of every answer; None for those of web_security.py, with the addresses of `config`."""
    route: Callable[[str], str] = page_or_file
    """The path that is looked up for the one that was asked for."""


class WebServer:
    """Routes and what they answer."""

    def __init__(self, site: Site, session: ClientSession) -> None:
        self._site = site
        self._session = session
        self._files = {
            str(file.relative_to(site.folder)): file for file in site.folder.rglob("*") if file.is_file()
        }
        self._headers = site.headers or _headers(site.config)

    def application(self) -> web.Application:
        """The aiohttp application."""
        app = web.Application(middlewares=[_guard], client_max_size=LONGEST_BODY)
        app.on_response_prepare.append(self._secure)
        app.router.add_get("/config.json", self._config)
        app.router.add_route("*", "/api/{path:.*}", self._forward)
        app.router.add_options("/{path:.*}", _say_methods)
        app.router.add_get("/{path:.*}", self._file)
        return app

    async def _secure(self, _request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(self._headers)

    async def _config(self, _request: web.Request) -> web.Response:
        return web.json_response(self._site.config, headers={"Cache-Control": "no-store"})

    async def _forward(self, request: web.Request) -> web.StreamResponse:
        address = URL(self._site.gateway_url + request.raw_path, encoded=True)
        try:
            async with self._session.request(
                request.method,
                address,
                headers=_forwarded(request.headers),
                data=await request.read(),
                allow_redirects=False,
            ) as answer:
                body = await answer.read()
                return web.Response(status=answer.status, headers=_forwarded(answer.headers), body=body)
        except (ClientError, TimeoutError) as error:
            problem = {
                "type": "about:blank",
                "title": "Bad gateway",
                "status": 502,
                "code": "internal_error",
                "detail": f"The local AWS does not answer ({type(error).__name__}). Start `make run` again.",
            }
            return web.json_response(problem, status=502, content_type="application/problem+json")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        _refuse_malformed(request.raw_path.partition("?")[0])
        name = self._site.route(request.path).removeprefix("/")
        file = self._files.get(name)
        if file is None:
            raise web.HTTPNotFound(text="There is no such file.")
        lasting = name.startswith("assets/")
        cache = "public, max-age=31536000, immutable" if lasting else "no-cache"
        response = web.FileResponse(file, headers={"Cache-Control": cache, "Vary": "Accept-Encoding"})
        if _takes_gzip(request) and file.suffix in COMPRESSED:
            response.enable_compression(web.ContentCoding.gzip)
        return response


def _takes_gzip(request: web.Request) -> bool:
    # aiohttp ends what it compresses with gzip's last bytes, also behind a 304, which may have none: the next
    # answer on the connection would begin with them.
    may_be_304 = "If-None-Match" in request.headers or "If-Modified-Since" in request.headers
    return request.method == "GET" and not may_be_304 and "gzip" in request.headers.get("Accept-Encoding", "")


def _headers(config: Mapping[str, str]) -> dict[str, str]:
    return {
        "Content-Security-Policy": content_security_policy(config["sign_in_url"], config["identity_url"]),
        "Referrer-Policy": REFERRER_POLICY,
        "Permissions-Policy": PERMISSIONS_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    # A foreign name that resolves to this machine (DNS rebinding) gets nothing.
    port = request.get_extra_info("sockname")[1]
    if reason := refusal_of_name(request.headers, port):
        raise web.HTTPForbidden(text=reason)
    if len(request.raw_path) > LONGEST_ADDRESS:
        raise web.HTTPRequestURITooLong(text="The address is too long.")
    return await handler(request)


async def _say_methods(_request: web.Request) -> web.Response:
    return web.Response(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})


def _refuse_malformed(path: str) -> None:
    """An escape that is none, bytes that are no UTF-8, a control character: no page asks for these."""
    try:
        decoded = unquote_to_bytes(path).decode()
    except UnicodeDecodeError:
        decoded = "\0"
    if _BROKEN_ESCAPE.search(path) or not decoded.isprintable():
        raise web.HTTPBadRequest(text="The address is malformed.")


def _forwarded(headers: Mapping[str, str]) -> CIMultiDict[str]:
    return CIMultiDict((name, value) for name, value in headers.items() if _is_forwarded(name.lower()))


def _is_forwarded(name: str) -> bool:
    # The local AWS lets every site read its answers; the product's API has no CORS.
    return name not in NOT_FORWARDED and not name.startswith("access-control-")


@asynccontextmanager
async def _serve(site: Site, port: int) -> AsyncIterator[str]:
    async with ClientSession() as session:
        runner = web.AppRunner(
            WebServer(site, session).application(),
            access_log=None,
            max_line_size=_LONGEST_LINE,
            max_field_size=_LONGEST_LINE,
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, port).start()
            yield f"http://{HOST}:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


def running_web_server(site: Site, port: int) -> AbstractContextManager[str]:
    """Serves in a thread of its own; gives the address.

    Raises:
        OSError: the port is taken.
    """
    return served_in_thread(lambda: _serve(site, port))
