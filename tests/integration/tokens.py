"""Tokens that the user pool did not give out for the product: made, altered, or meant for others."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from infra.local.local_stack import LocalStack

PASSWORD = "Integration-other-2026!"
Key = rsa.RSAPrivateKey


def decoded(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims."""
    header, claims, _ = token.split(".")
    return _load(header), _load(claims)


def signed(header: dict[str, Any], claims: dict[str, Any], key: Key) -> str:
    """An RS256 token."""
    unsigned = f"{_dump(header)}.{_dump(claims)}"
    signature = key.sign(unsigned.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{unsigned}.{_encode(signature)}"


def unsigned(claims: dict[str, Any], header: dict[str, Any]) -> str:
    """A token of the algorithm none."""
    return f"{_dump({**header, 'alg': 'none'})}.{_dump(claims)}."


def foreign_key() -> Key:
    """A key that no user pool knows."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pool_key(aws_folder: Path, pool_id: str) -> Key:
    """The key with which the local AWS signs the pool's access tokens."""
    pem = (aws_folder / "state" / "cognito-pool-keys" / f"{pool_id}-access.pem").read_bytes()
    key = load_pem_private_key(pem, password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("the local AWS signs with another kind of key now")
    return key


def sign_in(stack: LocalStack, client_id: str, user_name: str, password: str) -> dict[str, str]:
    """The tokens that Cognito gives out."""
    answer = stack.client("cognito-idp").initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": user_name, "PASSWORD": password},
    )
    tokens: dict[str, str] = answer["AuthenticationResult"]
    return tokens


def new_user(stack: LocalStack, pool_id: str, name: str, *groups: str) -> None:
    """A user with PASSWORD."""
    cognito = stack.client("cognito-idp")
    cognito.admin_create_user(UserPoolId=pool_id, Username=name, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=pool_id, Username=name, Password=PASSWORD, Permanent=True)
    for group in groups:
        cognito.admin_add_user_to_group(UserPoolId=pool_id, Username=name, GroupName=group)


def new_groups(stack: LocalStack, pool_id: str, *names: str) -> None:
    """Groups of a pool."""
    for name in names:
        stack.client("cognito-idp").create_group(UserPoolId=pool_id, GroupName=name)


def new_client(stack: LocalStack, pool_id: str) -> str:
    """Another application of a pool."""
    created = stack.client("cognito-idp").create_user_pool_client(
        UserPoolId=pool_id, ClientName="another", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )
    return str(created["UserPoolClient"]["ClientId"])


def new_pool(stack: LocalStack) -> str:
    """A pool that the product does not trust, with the product's group names."""
    cognito = stack.client("cognito-idp")
    pool_id = str(cognito.create_user_pool(PoolName="foreign")["UserPool"]["Id"])
    cognito.create_group(UserPoolId=pool_id, GroupName="admin")
    return pool_id


def _dump(part: dict[str, Any]) -> str:
    return _encode(json.dumps(part).encode())


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _load(part: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return loaded
