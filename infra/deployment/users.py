"""People who may sign in with a user of the pool's own."""

from __future__ import annotations

from typing import Any

from infra.environments import ROLES


def ensure_user(cognito: Any, pool: str, email: str, role: str) -> bool:
    """Invites the person by e-mail, or changes the role of one who is there; says whether they are new."""
    new = _invite(cognito, pool, email)
    for other in set(ROLES) - {role}:
        cognito.admin_remove_user_from_group(UserPoolId=pool, Username=email, GroupName=other)
    cognito.admin_add_user_to_group(UserPoolId=pool, Username=email, GroupName=role)
    return new


def _invite(cognito: Any, pool: str, email: str) -> bool:
    attributes = {"email": email, "email_verified": "true"}
    try:
        cognito.admin_create_user(
            UserPoolId=pool,
            Username=email,
            UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
            DesiredDeliveryMediums=["EMAIL"],
        )
    except cognito.exceptions.UsernameExistsException:
        return False
    return True
