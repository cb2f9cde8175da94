"""What an administrator may type as a connection, and what becomes of the secrets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import boto3
import pytest

from control_push.adapters.credentials import Credentials
from control_push.adapters.tables.audit import AuditFilter
from control_push.adapters.tables.store import Store
from control_push.domain.connection.change import ConnectionSettings, change_connection
from control_push.domain.look_up import require_connection
from control_push.errors import InvalidInputError, StateConflictError
from control_push.models.connection import (
    PRESETS,
    AuthMethod,
    Connection,
    Mapping,
    Preset,
    Secrets,
    TextFormatFound,
    TextFormatSetting,
)
from control_push.texts.text_format import TextFormat

TYPED = ConnectionSettings("https://example.service-now.com", username="service", password="first-secret")
SET = TextFormatSetting.HTML
CUSTOM = replace(
    TYPED,
    preset=Preset.CUSTOM,
    table="u_statements",
    content_field="u_text",
    mapping=Mapping(control_id="u_control.number", control_name="u_control.name"),
)


@pytest.fixture
def credentials(aws: None) -> Credentials:
    client = boto3.client("secretsmanager")
    return Credentials(client, client.create_secret(Name="servicenow", SecretString="random")["ARN"])


def change(
    store: Store, credentials: Credentials, settings: ConnectionSettings, *, loopback_http: bool = False
) -> Connection:
    return change_connection(store, credentials, settings, "root@example.com", loopback_http=loopback_http)


def refused(
    store: Store, credentials: Credentials, settings: ConnectionSettings, *, loopback_http: bool = False
) -> list[str]:
    """The fields that are named; nothing is saved."""
    before = store.connection.get_connection()
    with pytest.raises(InvalidInputError) as refusal:
        change(store, credentials, settings, loopback_http=loopback_http)
    assert store.connection.get_connection() == before
    return [row["field"] for row in refusal.value.extra["errors"]]


def test_nothing_is_connected(store: Store) -> None:
    with pytest.raises(StateConflictError) as refusal:
        require_connection(store)
    assert refusal.value.code == "not_connected"


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_has_its_layout(store: Store, credentials: Credentials, preset: Preset) -> None:
    changed = change(store, credentials, replace(TYPED, preset=preset))
    assert (changed.table, changed.content_field, changed.mapping) == PRESETS[preset]
    assert require_connection(store) == changed


def test_a_presets_own_layout_may_be_sent_back_as_read(store: Store, credentials: Credentials) -> None:
    table, content_field, mapping = PRESETS[Preset.STATEMENT]
    change(store, credentials, replace(TYPED, table=table, content_field=content_field, mapping=mapping))


def test_another_layout_than_the_presets(store: Store, credentials: Credentials) -> None:
    assert refused(store, credentials, replace(TYPED, table="incident")) == ["table"]


def test_a_custom_layout_is_complete(store: Store, credentials: Credentials) -> None:
    missing = refused(store, credentials, replace(TYPED, preset=Preset.CUSTOM, table=""))
    assert missing == ["table", "content_field", "mapping"]
    assert change(store, credentials, CUSTOM).mapping == CUSTOM.mapping


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        (replace(CUSTOM, table="u_x/../sys_user"), "table"),
        (replace(CUSTOM, table="u_control.u_text"), "table"),
        (replace(CUSTOM, content_field="u_text^ORname=x"), "content_field"),
        (replace(CUSTOM, mapping=Mapping(control_id="a,b", control_name="c")), "mapping.control_id"),
        (
            replace(CUSTOM, mapping=Mapping(control_id="a", control_name="b", system="c d")),
            "mapping.system",
        ),
        (
            replace(CUSTOM, mapping=Mapping(control_id="a", control_name="b", system_table="c.d")),
            "mapping.system_table",
        ),
    ],
)
def test_a_name_that_would_change_the_request(
    store: Store, credentials: Credentials, settings: ConnectionSettings, field: str
) -> None:
    assert refused(store, credentials, settings) == [field]


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        (" https://Example.service-now.com/ ", "https://example.service-now.com"),
        ("https://example.com:8443", "https://example.com:8443"),
        ("https://[2001:db8::1]", "https://[2001:db8::1]"),
    ],
)
def test_an_address_is_scheme_and_host(
    store: Store, credentials: Credentials, typed: str, saved: str
) -> None:
    assert change(store, credentials, replace(TYPED, instance_url=typed)).instance_url == saved


@pytest.mark.parametrize(
    "typed",
    [
        "example.service-now.com",
        "http://example.service-now.com",
        "http://127.0.0.1:8080",
        "https://",
        "https://user:word@example.com",
        "https://example.com/nav_to.do",
        "https://example.com?x=1",
        "https://example.com#x",
        "https://example.com:port",
        "https://example.com\\@evil.example",
        "file:///etc/passwd",
        "https://[::1",
        "https://a..b",
        "https://a.b..example.com",
        f"https://{'x' * 64}.example.com",
        "https://[::::]",
        "https://[1:2]",
        "https://[v1.x]",
    ],
)
def test_another_address_is_refused(store: Store, credentials: Credentials, typed: str) -> None:
    assert refused(store, credentials, replace(TYPED, instance_url=typed)) == ["instance_url"]


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "[::1]:8080"])
def test_plain_http_reaches_this_machine_only_and_only_where_allowed(
    store: Store, credentials: Credentials, host: str
) -> None:
    change(store, credentials, replace(TYPED, instance_url=f"http://{host}"), loopback_http=True)
    for other in ("http://10.0.0.1", "http://localhost.example.com", "http://169.254.169.254"):
        settings = replace(TYPED, instance_url=other)
        assert refused(store, credentials, settings, loopback_http=True) == ["instance_url"]


@pytest.mark.parametrize(
    ("method", "missing"),
    [
        (AuthMethod.BASIC, ["username", "password"]),
        (AuthMethod.OAUTH_CLIENT_CREDENTIALS, ["client_id", "client_secret"]),
        (AuthMethod.OAUTH_PASSWORD, ["username", "password", "client_id", "client_secret"]),
    ],
)
def test_a_sign_in_needs_all_its_parts(
    store: Store, credentials: Credentials, method: AuthMethod, missing: list[str]
) -> None:
    settings = ConnectionSettings("https://example.service-now.com", auth_method=method)
    assert refused(store, credentials, settings) == missing


def test_a_secret_left_out_is_unchanged(store: Store, credentials: Credentials) -> None:
    first = change(store, credentials, TYPED)
    renamed = change(store, credentials, replace(TYPED, username="other", password=None))
    assert renamed.secret_version_id == first.secret_version_id
    replaced = change(store, credentials, replace(TYPED, password="second-secret"))
    assert credentials.load(renamed.secret_version_id) == Secrets(password="first-secret")
    assert credentials.load(replaced.secret_version_id) == Secrets(password="second-secret")
    assert [first.version, renamed.version, replaced.version] == [1, 2, 3]


def test_a_secret_can_be_taken_away_only_where_it_is_not_needed(
    store: Store, credentials: Credentials
) -> None:
    change(store, credentials, TYPED)
    assert refused(store, credentials, replace(TYPED, password="")) == ["password"]


def test_the_audit_says_that_it_changed_and_no_secret(store: Store, credentials: Credentials) -> None:
    change(store, credentials, TYPED)
    change(store, credentials, replace(TYPED, username="other", password=None))
    records = store.audit.search(AuditFilter(), 10, None).rows
    assert [record.details["credentials_changed"] for record in records] == [False, True]
    assert {record.actor for record in records} == {"root@example.com"}
    assert "first-secret" not in str(records)
    assert "first-secret" not in str(store.connection.get_connection())


OAUTH = ConnectionSettings(
    "https://example.service-now.com",
    auth_method=AuthMethod.OAUTH_CLIENT_CREDENTIALS,
    client_id="client",
    client_secret="client-word",
)
BOTH = replace(OAUTH, auth_method=AuthMethod.OAUTH_PASSWORD, username="service", password="first-secret")


@pytest.mark.parametrize(
    ("before", "after", "asked"),
    [
        (TYPED, {"instance_url": "https://elsewhere.example"}, ["password"]),
        (TYPED, {"instance_url": "https://example.service-now.com:8443"}, ["password"]),
        (OAUTH, {"instance_url": "https://elsewhere.example"}, ["client_secret"]),
        (BOTH, {"instance_url": "https://elsewhere.example"}, ["password", "client_secret"]),
        (BOTH, {"auth_method": AuthMethod.BASIC}, ["password"]),
        (BOTH, {"auth_method": AuthMethod.OAUTH_CLIENT_CREDENTIALS}, ["client_secret"]),
    ],
)
def test_a_stored_secret_goes_where_it_was_typed_for_and_nowhere_else(
    store: Store,
    credentials: Credentials,
    before: ConnectionSettings,
    after: dict[str, Any],
    asked: list[str],
) -> None:
    change(store, credentials, before)
    moved = replace(before, password=None, client_secret=None, **after)
    assert refused(store, credentials, moved) == asked
    typed = dict.fromkeys(asked, "typed-again")
    saved = change(store, credentials, replace(moved, **typed))
    assert credentials.load(saved.secret_version_id) == Secrets(**typed)


def test_what_does_not_move_a_secret_does_not_ask_for_it(store: Store, credentials: Credentials) -> None:
    change(store, credentials, TYPED)
    same = replace(TYPED, instance_url="https://EXAMPLE.service-now.com/", username="other", password=None)
    change(store, credentials, replace(same, preset=Preset.CONTROL))


def test_pasted_white_space_is_no_part_of_a_name_or_secret(store: Store, credentials: Credentials) -> None:
    pasted = ConnectionSettings(
        "\thttps://example.service-now.com \n",
        preset=Preset.CUSTOM,
        table=" u_statements\n",
        content_field="\tu_text",
        mapping=Mapping(
            control_id=" u_control ", control_name="u_name\n", system=" ", system_table=" u_system"
        ),
        auth_method=AuthMethod.OAUTH_PASSWORD,
        username=" service\n",
        client_id="\u00a0client ",
        password=" a word \n",
        client_secret="client-word\r\n",
    )
    saved = change(store, credentials, pasted)
    assert (saved.instance_url, saved.table, saved.content_field) == (
        "https://example.service-now.com",
        "u_statements",
        "u_text",
    )
    mapping = Mapping(control_id="u_control", control_name="u_name", system_table="u_system")
    assert (saved.mapping, saved.username, saved.client_id) == (mapping, "service", "client")
    assert credentials.load(saved.secret_version_id) == Secrets(
        password="a word", client_secret="client-word"
    )


@pytest.mark.parametrize(
    ("change_of", "field"),
    [
        ({"password": "two\nlines"}, "password"),
        ({"username": "ser\tvice"}, "username"),
        ({"username": "domain:service"}, "username"),
        ({"password": " \n"}, "password"),
    ],
)
def test_what_cannot_be_sent_is_refused(
    store: Store, credentials: Credentials, change_of: dict[str, Any], field: str
) -> None:
    assert refused(store, credentials, replace(TYPED, **change_of)) == [field]


@pytest.mark.parametrize("is_first", [False, True])
def test_of_two_changes_at_once_one_is_refused(
    store: Store, credentials: Credentials, monkeypatch: pytest.MonkeyPatch, is_first: bool
) -> None:
    if not is_first:
        change(store, credentials, TYPED)
    save = credentials.save

    def somebody_is_faster(secrets: Secrets) -> str:
        monkeypatch.undo()
        change(store, credentials, replace(TYPED, username="theirs"))
        return save(secrets)

    monkeypatch.setattr(Credentials, "save", lambda self, secrets: somebody_is_faster(secrets))
    with pytest.raises(StateConflictError) as refusal:
        change(store, credentials, replace(TYPED, username="mine", password="my-word"))
    assert refusal.value.code == "connection_changed"
    kept = require_connection(store)
    assert (kept.username, credentials.load(kept.secret_version_id).password) == ("theirs", "first-secret")


def test_a_change_ends_what_a_refusal_began(store: Store, credentials: Credentials) -> None:
    store.connection.record_refusal(change(store, credentials, TYPED), "refused")
    saved = change(store, credentials, replace(TYPED, password="second-secret"))
    assert require_connection(store) == saved
    assert (saved.status, saved.status_reason, saved.sign_in_refused) == ("unknown", None, False)


def test_what_was_found_of_the_text_holds_for_the_same_field(store: Store, credentials: Credentials) -> None:
    """Until somebody changes the field or the setting; another user name is no reason to ask again."""
    change(store, credentials, CUSTOM)
    found = TextFormatFound(format=TextFormat.PLAIN, reason="because")

    def changed_after_finding(settings: ConnectionSettings) -> TextFormatFound | None:
        known = require_connection(store).model_copy(update={"text_format_found": found})
        assert store.connection.record_text_format(known)
        return change(store, credentials, settings).text_format_found

    assert changed_after_finding(replace(CUSTOM, username="other")) == found
    assert changed_after_finding(replace(CUSTOM, content_field="u_other")) is None
    assert changed_after_finding(replace(CUSTOM, content_field="u_other", text_format=SET)) is None
    assert changed_after_finding(replace(CUSTOM, content_field="u_other")) is None
