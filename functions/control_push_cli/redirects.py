"""Where the sign-in page may send a browser back to the command line: infra allows these, and no other."""

from __future__ import annotations

PORTS = (47613, 47614, 47615)
"""Several, as one may be in use. Cognito compares the whole address with its port, unlike RFC 8252 (7.3)."""
PATH = "/signed-in"


def redirect_url(port: int) -> str:
    """Cognito takes http for this name only, not for 127.0.0.1.

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
    """
    return f"http://localhost:{port}{PATH}"
