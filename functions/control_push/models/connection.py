"""How to reach one ServiceNow instance, and which table and field hold the statements."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID, uuid5

from control_push.models.base import Model, Timestamp, View
from control_push.texts.text_format import TextFormat, Texts

_NAMESPACE = UUID("6f1f3c1e-5b1c-4d6e-9a43-0f6b0f3f7a52")

NO_SYSTEM = "all"
"""Stands for the system of records in a table that has none, so that they can be listed and pulled."""


class Preset(StrEnum):
    """A known table layout; `custom` is typed in."""

    STATEMENT = "statement"
    CONTROL = "control"
    OBJECTIVE = "objective"
    CUSTOM = "custom"


class AuthMethod(StrEnum):
    """How the service account signs in."""

    BASIC = "basic"
    OAUTH_CLIENT_CREDENTIALS = "oauth_client_credentials"
    OAUTH_PASSWORD = "oauth_password"  # noqa: S105 - the name of a grant, not a password


class ConnectionStatus(StrEnum):
    """The outcome of the last test, or `error` after a refused sign-in; `unknown` after a change."""

    CONNECTED = "connected"
    ERROR = "error"
    UNKNOWN = "unknown"


class TextFormatSetting(StrEnum):
    """What the text field holds; `auto` finds it out once and stays with it."""

    HTML = "html"
    PLAIN = "plain"
    AUTO = "auto"


TEXT_FORMAT_WORDS = {
    TextFormatSetting.HTML: "HTML",
    TextFormatSetting.PLAIN: "Plain text",
    TextFormatSetting.AUTO: "Find it out",
}


class TextFormatFound(Model):
    """What `auto` found."""

    format: TextFormat
    reason: str
    """How it shows, in words."""


class Mapping(Model):
    """Names of the columns that tell a record's control and system; dot-walked names are allowed."""

    control_id: str
    control_name: str
    system: str | None = None
    system_name: str | None = None
    system_table: str = "sn_grc_profile"


PRESETS: dict[Preset, tuple[str, str, Mapping]] = {
    Preset.STATEMENT: (
        "sn_compliance_statement",
        "u_implementation_statement",
        Mapping(
            control_id="control_id", control_name="control_name", system="profile", system_name="profile.name"
        ),
    ),
    Preset.CONTROL: (
        "sn_compliance_control",
        "implementation_statement",
        Mapping(
            control_id="content.reference",
            control_name="content.name",
            system="profile",
            system_name="profile.name",
        ),
    ),
    Preset.OBJECTIVE: (
        "sn_compliance_policy_statement",
        "description",
        Mapping(control_id="reference", control_name="name"),
    ),
}
"""Table, text field and mapping of each preset."""


PRESET_WORDS = {
    Preset.STATEMENT: (
        "Compliance statements",
        "A table of its own holds one implementation statement per control and system.",
    ),
    Preset.CONTROL: ("Controls", "The statement is a field of the control of each system."),
    Preset.OBJECTIVE: (
        "Control objectives",
        "The statement is the description of the control objective, without a system.",
    ),
    Preset.CUSTOM: ("Custom", "You name the table and its columns."),
}
"""How a preset is called, and what it stands for."""
AUTH_METHOD_WORDS = {
    AuthMethod.BASIC: "User name and password",
    AuthMethod.OAUTH_CLIENT_CREDENTIALS: "OAuth 2.0, client credentials",
    AuthMethod.OAUTH_PASSWORD: "OAuth 2.0, password",
}
"""How a sign-in method is called."""
CREDENTIALS_OF = {
    AuthMethod.BASIC: ("username", "password"),
    AuthMethod.OAUTH_CLIENT_CREDENTIALS: ("client_id", "client_secret"),
    AuthMethod.OAUTH_PASSWORD: ("username", "password", "client_id", "client_secret"),
}
"""What a sign-in method needs."""


class ConnectionView(View):
    """The settings without their secrets; without an address before anything was connected."""

    instance_url: str | None = None
    """Scheme and host (and port) only, without a trailing slash."""
    preset: Preset = Preset.STATEMENT
    table: str | None = None
    content_field: str | None = None
    mapping: Mapping | None = None
    auth_method: AuthMethod = AuthMethod.BASIC
    username: str = ""
    client_id: str = ""
    status: ConnectionStatus = ConnectionStatus.UNKNOWN
    last_test_at: Timestamp | None = None
    status_reason: str | None = None
    """Why the status is `error`, and what to do."""
    text_format: TextFormatSetting = TextFormatSetting.AUTO
    text_format_found: TextFormatFound | None = None
    """With `auto`; null until the connection was tested or texts were pulled, and HTML until then."""


class Connection(ConnectionView):
    """The row: an instance is connected. Its secrets live in Secrets Manager only."""

    instance_url: str
    table: str
    content_field: str
    mapping: Mapping
    sign_in_refused: bool = False
    """ServiceNow refused the credentials as they are now: nothing is begun with them."""
    version: int = 1
    """Counts the changes, so that a test's result is stored for what was tested; 0: not saved."""
    secret_version_id: str = ""
    """The version in Secrets Manager that belongs to these settings."""

    @property
    def is_saved(self) -> bool:
        """Whether these are settings of the row, not ones that are only tried out."""
        return self.version > 0

    @property
    def source_id(self) -> str:
        """Identifies instance, table and field: the texts of another field are other statements."""
        return str(uuid5(_NAMESPACE, f"{self.instance_url.lower()}|{self.table}|{self.content_field}"))

    @property
    def format_in_use(self) -> TextFormat:
        """How all texts of the field are treated."""
        if self.text_format is not TextFormatSetting.AUTO:
            return TextFormat(self.text_format)
        return self.text_format_found.format if self.text_format_found else TextFormat.HTML

    @property
    def texts(self) -> Texts:
        """What compares, cleans and shows the texts of the field."""
        return self.format_in_use.texts

    def record_url(self, sys_id: str) -> str:
        """The page of a record in ServiceNow."""
        return f"{self.instance_url}/{self.table}.do?{urlencode({'sys_id': sys_id})}"

    def statement_id(self, sys_id: str) -> str:
        """The statement's id: the same however often the record is pulled."""
        return str(uuid5(UUID(self.source_id), sys_id))


class Secrets(Model):
    """The write-only part of the connection."""

    password: str = ""
    client_secret: str = ""


class System(Model):
    """A system (ServiceNow: entity, profile) whose statements have been pulled or can be."""

    system_id: str
    name: str
    statement_count: int = 0
    modified_count: int = 0
    missing_count: int = 0
    """Statements whose record the last pull did not find, or not its text."""
    last_pulled_at: Timestamp | None = None


class TestStep(View):
    """One step of the connection test; `fix` says what to do when it failed."""

    name: str
    ok: bool | None = None
    """None: not tried, since a step before failed."""
    detail: str
    fix: str | None = None
