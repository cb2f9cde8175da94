"""The connection: its settings, their check, and the client that they lead to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from control_push.adapters.credentials import Credentials
from control_push.adapters.servicenow.requests import validate_name
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.domain.audit import records
from control_push.errors import InvalidInputError, StateConflictError, UnreadableRowError
from control_push.models.base import utc_now
from control_push.models.connection import (
    CREDENTIALS_OF,
    PRESETS,
    AuthMethod,
    Connection,
    Mapping,
    Preset,
    Secrets,
    TextFormatFound,
    TextFormatSetting,
)

_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_IP_V6 = re.compile(r"[0-9a-f:.]+")
SETTING_NAMES = (
    "instance_url",
    "preset",
    "table",
    "content_field",
    "mapping",
    "auth_method",
    "username",
    "client_id",
    "text_format",
)
SECRET_NAMES = frozenset(Secrets.model_fields)


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
    text_format: TextFormatSetting = TextFormatSetting.AUTO
    password: str | None = None
    client_secret: str | None = None


def change_connection(
    store: Store, credentials: Credentials, settings: ConnectionSettings, actor: str, *, loopback_http: bool
) -> Connection:
    """Replaces the settings; secrets that were left out stay as they are.

    Raises:
        InvalidInputError: naming every field that is wrong, or a secret that has to be typed again.
        StateConflictError: `connection_changed`, by somebody else a moment ago.
    """
    try:
        before, is_lost = store.connection.get_connection(), False
    except UnreadableRowError:
        # Whoever enters all of it anew gets out of it; the audit has what could be read before.
        before, is_lost = None, True
    known = credentials.load(before.secret_version_id) if before else Secrets()
    connection, secrets = complete_settings(before, known, settings, loopback_http=loopback_http)
    version_id = credentials.save(secrets) if before is None or secrets != known else before.secret_version_id
    changed = connection.model_copy(
        update={
            "version": _next_version(before, is_lost=is_lost),
            "secret_version_id": version_id,
            "text_format_found": _still_found(before, connection),
        }
    )
    record = records.connection_changed(changed, actor, credentials_changed=secrets != known)
    save = store.connection.replace_unreadable if is_lost else store.connection.save_connection
    try:
        store.commit([save(changed), store.audit.append(record)])
    except ConditionFailedError as clash:
        detail = "Somebody else changed the connection a moment ago. Load it again, then save."
        raise StateConflictError(detail, code="connection_changed") from clash
    return changed


def _next_version(before: Connection | None, *, is_lost: bool) -> int:
    """One more; where the last one cannot be read, one that lies far beyond all of them."""
    if is_lost:
        return int(utc_now().timestamp())
    return before.version + 1 if before else 1


def _still_found(before: Connection | None, now: Connection) -> TextFormatFound | None:
    """What was found holds for the same field, until the setting is changed."""
    same = before and (before.source_id, before.text_format) == (now.source_id, now.text_format)
    return before.text_format_found if before and same else None


def complete_settings(
    before: Connection | None, known: Secrets, settings: ConnectionSettings, *, loopback_http: bool
) -> tuple[Connection, Secrets]:
    """The connection that the settings make, with its secrets; those left out are the ones `known`.

    `before` is the saved connection that `known` belong to.

    Raises:
        InvalidInputError: naming every field that is wrong, or a secret that has to be typed again.
    """
    connection = _build(settings, loopback_http=loopback_http)
    moved = _moved(before, connection) if before else None
    secrets = _merge_secrets(Secrets() if moved else known, settings)
    _require_credentials(connection, secrets, moved)
    _require_sendable(connection, secrets)
    return connection, secrets


def settings_of(connection: Connection) -> dict[str, Any]:
    """What an administrator decides, without what became of it."""
    return {name: getattr(connection, name) for name in SETTING_NAMES}


def _moved(before: Connection, now: Connection) -> str | None:
    """What has changed so that a stored secret would get to where nobody has sent it."""
    if before.instance_url != now.instance_url:
        return "the instance's address has changed"
    if before.auth_method is not now.auth_method:
        return "the sign-in method has changed"
    return None


def _merge_secrets(known: Secrets, settings: ConnectionSettings) -> Secrets:
    given = {"password": settings.password, "client_secret": settings.client_secret}
    # Pasted white space around a secret would be refused by ServiceNow, without anybody seeing why.
    return known.model_copy(
        update={name: value.strip() for name, value in given.items() if value is not None}
    )


def _build(settings: ConnectionSettings, *, loopback_http: bool) -> Connection:
    table, content_field, mapping = _layout(settings)
    return Connection(
        version=0,
        instance_url=_instance_url(settings.instance_url, loopback_http=loopback_http),
        preset=settings.preset,
        table=table,
        content_field=content_field,
        mapping=mapping,
        auth_method=settings.auth_method,
        username=settings.username.strip(),
        client_id=settings.client_id.strip(),
        text_format=settings.text_format,
    )


def _layout(settings: ConnectionSettings) -> tuple[str, str, Mapping]:
    table, content_field = _stripped(settings.table), _stripped(settings.content_field)
    mapping = _stripped_mapping(settings.mapping)
    typed: dict[str, object] = {"table": table, "content_field": content_field, "mapping": mapping}
    if settings.preset is not Preset.CUSTOM:
        return _preset_layout(settings.preset, typed)
    if not table or not content_field or not mapping:
        missing = [(name, "required with the preset custom") for name, value in typed.items() if not value]
        raise InvalidInputError("The custom layout is not complete.", missing)
    validate_name(table, "table", dots=False)
    validate_name(content_field, "content_field", dots=False)
    validate_name(mapping.system_table, "mapping.system_table", dots=False)
    for name in ("control_id", "control_name", "system", "system_name"):
        if (value := getattr(mapping, name)) is not None:
            validate_name(value, f"mapping.{name}", dots=True)
    return table, content_field, mapping


def _stripped(name: str | None) -> str | None:
    return name.strip() if name is not None else None


def _stripped_mapping(mapping: Mapping | None) -> Mapping | None:
    """Pasted white space gone; an optional name of nothing else is left out."""
    if mapping is None:
        return None
    names = {name: (value or "").strip() for name, value in dict(mapping).items()}
    optional = {name: names[name] or None for name in ("system", "system_name")}
    return Mapping(**{**names, **optional})


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


def _require_credentials(connection: Connection, secrets: Secrets, moved: str | None) -> None:
    values = {**connection.model_dump(), **secrets.model_dump()}
    method = connection.auth_method
    missing = [name for name in CREDENTIALS_OF[method] if not values[name]]
    if missing:
        again = f"type it again, since {moved}"
        asked = [
            (name, again if moved and name in SECRET_NAMES else f"required for {method.value}")
            for name in missing
        ]
        raise InvalidInputError("The credentials are not complete.", asked)


def _require_sendable(connection: Connection, secrets: Secrets) -> None:
    """What cannot be part of a sign-in would only look like a wrong password."""
    values = {"username": connection.username, "client_id": connection.client_id, **secrets.model_dump()}
    wrong = [
        (name, "must be on one line, without control characters")
        for name, value in values.items()
        if any(unicodedata.category(char) == "Cc" for char in value)
    ]
    if connection.auth_method is AuthMethod.BASIC and ":" in connection.username:
        # RFC 7617: the first colon ends the user name.
        wrong.append(("username", "must not contain a colon with the sign-in method basic"))
    if wrong:
        raise InvalidInputError("The credentials are not valid.", wrong)
