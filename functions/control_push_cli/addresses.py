"""Which addresses a secret may be sent to, and the HTTP client for them."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from control_push_cli.errors import BadInputError

TIMEOUT = httpx.Timeout(35, connect=10)
"""A little longer than the service allows itself for one answer (29 s)."""


def require_safe(url: str) -> str:
    """The address without a trailing slash; plain http is for this computer only."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"}:
        raise BadInputError(f"{url} is not a web address.", "Write it as https://host/path.")
    if parts.scheme == "http" and not _is_loopback(host):
        raise BadInputError(f"{url} is not encrypted.", "Use https; http is for this computer only.")
    return url.rstrip("/")


def open_client(base_url: str) -> httpx.Client:
    """A client that follows no redirect, and lets no proxy see what is sent to this computer."""
    is_local = _is_loopback(urlsplit(base_url).hostname or "")
    return httpx.Client(base_url=base_url, timeout=TIMEOUT, trust_env=not is_local)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
