"""Tokens from the user pool's OAuth endpoint, for a browser's code or a machine's secret.

https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
"""

from __future__ import annotations

import httpx

from control_push_cli.addresses import open_client
from control_push_cli.errors import JsonObject, NotSignedInError, UnreachableError


def request_tokens(
    sign_in_url: str, form: dict[str, str], next_step: str, auth: httpx.BasicAuth | None = None
) -> JsonObject:
    """The endpoint's answer: `access_token`, `expires_in`, and for people `refresh_token`.

    Raises:
        NotSignedInError: the code or the secret is refused; it ends with `next_step`.
        UnreachableError: nothing there answers like a token endpoint.
    """
    try:
        with open_client(sign_in_url) as client:
            # None would mean the client's own, which has none either; httpx wants it spelled out.
            response = client.post("/oauth2/token", data=form, auth=auth or httpx.USE_CLIENT_DEFAULT)
    except httpx.HTTPError as error:
        raise UnreachableError(
            f"The sign-in service at {sign_in_url} does not answer ({type(error).__name__}).",
            "Check the address and the network.",
        ) from None
    answer = _parsed(response)
    if response.status_code in {400, 401}:
        raise NotSignedInError(
            f"The sign-in was refused ({answer.get('error', response.status_code)}).", next_step
        )
    if not response.is_success or not answer.get("access_token"):
        raise UnreachableError(f"{sign_in_url} did not answer like a sign-in service.", "Check the address.")
    return answer


def _parsed(response: httpx.Response) -> JsonObject:
    try:
        answer = response.json()
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
