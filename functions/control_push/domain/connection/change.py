"""The connection: its settings, their check, and the client that they lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from control_push.adapters.credentials import Credentials
from control_push.adapters.servicenow.requests import validate_name
from control_push.adapters.tables.store import Store
from control_push.errors import InvalidInputError, StateConflictError
from control_push.models.audit import Action, AuditRecord
from control_push.models.connection import (
    CREDENTIALS_OF,
    PRESETS,
    AuthMethod,
    Connection,
    Mapping,
    Preset,
    Secrets,
)

_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_IP_V6 = re.compile(r"[0-9a-f:.]+")


@dataclass(frozen=True)
class ConnectionSettings:
    """What an administrator typed; None means left out."""

    instance_url: str
    preset: Preset = Preset.STATEMENT
    table: str | None = None
    content_field: str | None = None
    mapping: Mapping | None = None
    auth_method: AuthMethod = AuthMethod.BASIC
    username: str = ""
    client_id: str = ""
    password: str | None = None
    client_secret: str | None = None


def require_connection(store: Store) -> Connection:
    """The connection.

    Raises:
        StateConflictError: `not_connected`.
    """
    connection = store.connection.get_connection()
    if connection is None:
        detail = "No ServiceNow instance is connected. An administrator sets it up under Connection."
        raise StateConflictError(detail, code="not_connected")
    return connection


def change_connection(
    store: Store, credentials: Credentials, settings: ConnectionSettings, actor: str, *, loopback_http: bool
) -> Connection:
    """Replaces the settings; secrets that were left out stay as they are.

    Raises:
        InvalidInputError: naming every field that is wrong.
    """
    before = store.connection.get_connection()
    known = credentials.load(before.secret_version_id) if before else Secrets()
    secrets = _merge_secrets(known, settings)
    connection = _build(settings, loopback_http=loopback_http)
    _require_credentials(connection, secrets)
    version_id = credentials.save(secrets) if before is None or secrets != known else before.secret_version_id
    number = before.version + 1 if before else 1
    changed = connection.model_copy(update={"version": number, "secret_version_id": version_id})
    record = AuditRecord(
        actor=actor,
        action=Action.CONNECTION_CHANGED,
        details={
            "instance_url": changed.instance_url,
            "table": changed.table,
            "content_field": changed.content_field,
            "auth_method": changed.auth_method.value,
            "credentials_changed": secrets != known,
        },
    )
    store.commit([store.connection.save_connection(changed), store.audit.append(record)])
    return changed


def _merge_secrets(known: Secrets, settings: ConnectionSettings) -> Secrets:
    given = {"password": settings.password, "client_secret": settings.client_secret}
    return known.model_copy(update={name: value for name, value in given.items() if value is not None})


def _build(settings: ConnectionSettings, *, loopback_http: bool) -> Connection:
    table, content_field, mapping = _layout(settings)
    return Connection(
        instance_url=_instance_url(settings.instance_url, loopback_http=loopback_http),
        preset=settings.preset,
        table=table,
        content_field=content_field,
        mapping=mapping,
        auth_method=settings.auth_method,
        username=settings.username,
        client_id=settings.client_id,
    )


def _layout(settings: ConnectionSettings) -> tuple[str, str, Mapping]:
    typed = {name: getattr(settings, name) for name in ("table", "content_field", "mapping")}
    if settings.preset is not Preset.CUSTOM:
        return _preset_layout(settings.preset, typed)
    missing = [(name, "required with the preset custom") for name, value in typed.items() if not value]
    if missing:
        raise InvalidInputError("The custom layout is not complete.", missing)
    table, content_field, mapping = typed["table"], typed["content_field"], typed["mapping"]
    validate_name(table, "table", dots=False)
    validate_name(content_field, "content_field", dots=False)
    validate_name(mapping.system_table, "mapping.system_table", dots=False)
    for name in ("control_id", "control_name", "system", "system_name"):
        if (value := getattr(mapping, name)) is not None:
            validate_name(value, f"mapping.{name}", dots=True)
    return table, content_field, mapping


def _preset_layout(preset: Preset, typed: dict[str, object]) -> tuple[str, str, Mapping]:
    layout = PRESETS[preset]
    known = dict(zip(("table", "content_field", "mapping"), layout, strict=True))
    message = f"belongs to the preset {preset.value}; leave it out, or use the preset custom"
    others = [(name, message) for name, value in typed.items() if value is not None and value != known[name]]
    if others:
        raise InvalidInputError("The preset has its own layout.", others)
    return layout


def _instance_url(typed: str, *, loopback_http: bool) -> str:
    try:
        parts = urlsplit(typed.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _bad_url("is not a valid address") from error
    if parts.username or parts.password:
        raise _bad_url("must not contain a user name or password")
    if not _is_host(parts.netloc, host) or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise _bad_url("give scheme and host only, as in https://example.service-now.com")
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback_http and _is_loopback(host)):
        raise _bad_url("must begin with https://")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}:{port}" if port else f"{parts.scheme}://{shown}"


def _bad_url(message: str) -> InvalidInputError:
    return InvalidInputError("The instance address is not valid.", [("instance_url", message)])


def _is_host(given: str, host: str) -> bool:
    """A name that can be looked up, or an IPv6 address in brackets.

    What else urlsplit lets through would mean another host later, or fail with an error that is nobody's.
    """
    try:
        if "[" in given:
            return bool(_IP_V6.fullmatch(host) and ip_address(host))
        # As the look-up itself spells it: no empty label, none longer than 63 characters.
        return bool(_NAME.fullmatch(host) and host.encode("idna"))
    except ValueError:
        return False


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _require_credentials(connection: Connection, secrets: Secrets) -> None:
    values = {**connection.model_dump(), **secrets.model_dump()}
    method = connection.auth_method
    missing = [(name, f"required for {method.value}") for name in CREDENTIALS_OF[method] if not values[name]]
    if missing:
        raise InvalidInputError("The credentials are not complete.", missing)
