"""Who may call a server of this machine: programs and its own pages, never a page from elsewhere.

A browser carries a foreign page's requests to loopback, and a foreign name may be made to resolve to it (DNS
rebinding), so that listening on 127.0.0.1 alone keeps nobody out. Imports nothing but the standard library:
the local AWS's own environment has nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost", "[::1]")
_HOSTNAMES = {HOST, "localhost", "::1"}


def refusal(headers: Mapping[str, str], port: int) -> str | None:
    """Why a request is not served, or None: it asks for another name, or a page of another site sends it.

    Header names are looked up in lower case. `port` is the one that the server listens on.
    """
    return refusal_of_name(headers, port) or _refusal_of_site(headers)


def refusal_of_name(headers: Mapping[str, str], port: int) -> str | None:
    """Why a request is not served, or None: it asks for another name than this machine's."""
    allowed = {f"{name}:{port}" for name in _NAMES} | ({*_NAMES} if port == 80 else set())
    if headers.get("host", "").lower() in allowed:
        return None
    return f"Open this address as http://{HOST}:{port} instead."


def _refusal_of_site(headers: Mapping[str, str]) -> str | None:
    """Browsers send Origin with what may change something, and Sec-Fetch-Site with everything.

    https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
    """
    named = [headers[name] for name in ("origin", "referer") if name in headers]
    told = not named and headers.get("sec-fetch-site") == "cross-site"
    return "Not for other sites." if told or not all(map(_is_here, named)) else None


def _is_here(address: str) -> bool:
    try:
        return urlsplit(address).hostname in _HOSTNAMES
    except ValueError:  # for example a broken IPv6 address
        return False
