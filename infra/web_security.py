"""The headers of every page of the web app, in AWS (CloudFront) and on a laptop (local/web.py)."""

from __future__ import annotations


def content_security_policy(*sign_in_addresses: str) -> str:
    """Scripts of this site only; Monaco's workers are bundled, Mantine and Monaco set styles in the page."""
    directives = {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self' data:",
        "connect-src": " ".join(["'self'", *sign_in_addresses]),
        "worker-src": "'self' blob:",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "object-src": "'none'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


REFERRER_POLICY = "strict-origin-when-cross-origin"
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
