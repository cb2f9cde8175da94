"""audit, connection."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import httpx
import pytest
import respx

from .conftest import Invoke, problem, statement

RECORD = {
    "id": "a1",
    "at": "2026-01-03T00:00:00Z",
    "actor": "author@example.com",
    "action": "pushed",
    "statement_id": "s1",
    "control_id": "AC-2",
    "job_id": "j1",
    "details": {"verdict": "[b]touched[/b]"},
}
CONNECTION: dict[str, Any] = {
    "instance_url": "https://dev.example",
    "preset": "statement",
    "table": "sn_compliance_statement",
    "content_field": "u_implementation_statement",
    "mapping": {"control_id": "control_id", "system": None},
    "auth_method": "basic",
    "username": "service",
    "client_id": "",
    "status": "connected",
    "last_test_at": None,
}


def sent(route: respx.Route) -> dict[str, Any]:
    return dict(json.loads(route.calls.last.request.content))


def test_audit_passes_the_filters_on(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/statements/s1").respond(json=statement())
    route = api.get("/audit").respond(json={"records": [RECORD], "next_cursor": None})
    options = ("--statement", "s1", "--job", "j1", "--actor", "me", "--action", "pushed")
    result = invoke("audit", *options, "--from", "2026-01-01", "--to", "2026-01-02", "--limit", "9")
    assert "pushed" in result.stdout
    assert dict(route.calls.last.request.url.params) == {
        "statement_id": "s1",
        "job_id": "j1",
        "actor": "me",
        "action": "pushed",
        "from": "2026-01-01T00:00:00Z",
        "to": "2026-01-03T00:00:00Z",
        "limit": "9",
    }


def test_audit_json_and_bad_time(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/audit").respond(json={"records": [RECORD]})
    assert json.loads(invoke("audit", "--json").stdout) == [RECORD]
    assert invoke("audit", "--from", "soon").exit_code == 2


def test_audit_show_with_the_difference(invoke: Invoke, api: respx.MockRouter) -> None:
    texts = {"before_content": "<p>Old.</p>", "after_content": "<p>New.</p>"}
    api.get("/audit/a1").respond(json=RECORD | texts)
    output = invoke("audit", "show", "a1").stdout
    assert "-Old." in output
    assert "+New." in output
    assert "[b]touched[/b]" in output
    assert json.loads(invoke("audit", "show", "a1", "--json").stdout) == RECORD | texts


def test_audit_show_without_texts(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/audit/a1").respond(json=RECORD)
    assert "difference" not in invoke("audit", "show", "a1").stdout


HEADER = "\ufeffid,at\r\n"


def file_parts(api: respx.MockRouter, content_type: str, *texts: str) -> respx.Route:
    cursors = [{"x-next-cursor": f"c{number}"} for number in range(1, len(texts))] + [{}]
    answers = [
        httpx.Response(200, text=text, headers={"content-type": content_type, **cursor})
        for text, cursor in zip(texts, cursors, strict=True)
    ]
    return api.get("/audit/export").mock(side_effect=answers)


def test_audit_export_follows_all_parts(invoke: Invoke, api: respx.MockRouter, tmp_path: Path) -> None:
    row = 'a1,"two\r\nlines"\r\n'
    parts = [HEADER + row, HEADER + "a2,é\r\n", HEADER]
    route = file_parts(api, "text/csv; charset=utf-8", *parts)
    result = invoke("audit", "export", "--job", "j1", "--from", "2026-01-01", "--output", "audit.csv")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "audit.csv").read_bytes() == (HEADER + row + "a2,é\r\n").encode()
    asked = [dict(one.request.url.params) for one in route.calls]
    filters = {"format": "csv", "job_id": "j1", "from": "2026-01-01T00:00:00Z"}
    assert asked == [filters, {**filters, "cursor": "c1"}, {**filters, "cursor": "c2"}]


def test_audit_export_as_json(invoke: Invoke, api: respx.MockRouter, tmp_path: Path) -> None:
    parts = [json.dumps({"records": [RECORD | {"id": name}]}) for name in ("a1", "a2")]
    file_parts(api, "application/json", *parts)
    assert invoke("audit", "export", "--format", "json", "-o", "audit.json").exit_code == 0
    written = json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))
    assert [record["id"] for record in written] == ["a1", "a2"]


def test_audit_export_is_whole_or_not_there(invoke: Invoke, api: respx.MockRouter, tmp_path: Path) -> None:
    first = httpx.Response(200, text=HEADER, headers={"content-type": "text/csv", "x-next-cursor": "c1"})
    page = httpx.Response(200, text="<html>", headers={"content-type": "text/html"})
    for answer, code in ((httpx.Response(**problem(403, "permission_denied")), 3), (page, 7), (first, 7)):
        api.get("/audit/export").mock(side_effect=[first, answer])
        assert invoke("audit", "export", "-o", "audit.csv").exit_code == code
        assert not (tmp_path / "audit.csv").exists()


def test_audit_export_where_nothing_can_be_written(invoke: Invoke, api: respx.MockRouter) -> None:
    file_parts(api, "text/csv", HEADER)
    assert invoke("audit", "export", "-o", "no/such/folder.csv").exit_code == 2


def test_audit_filters_before_the_command_are_not_ignored(invoke: Invoke, api: respx.MockRouter) -> None:
    result = invoke("audit", "--job", "j1", "export", "-o", "audit.csv")
    assert result.exit_code == 2
    assert "after export" in result.output


def test_connection_show(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/connection").respond(json=CONNECTION)
    output = invoke("connection", "show").stdout
    assert "✓ connected" in output
    assert "control_id=control_id" in output
    assert json.loads(invoke("connection", "show", "--json").stdout) == CONNECTION


def test_connection_set_keeps_what_is_not_given(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/connection").respond(json=CONNECTION)
    route = api.put("/connection").respond(json=CONNECTION)
    secret = {"CONTROL_PUSH_SERVICENOW_PASSWORD": "env-secret"}
    result = invoke("connection", "set", "--username", "other", env=secret)
    assert result.exit_code == 0
    assert "env-secret" not in result.output
    assert sent(route) == {
        "instance_url": "https://dev.example",
        "preset": "statement",
        "auth_method": "basic",
        "username": "other",
        "password": "env-secret",
    }


def test_connection_set_asks_for_secrets(
    invoke: Invoke, api: respx.MockRouter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("control_push_cli.asking.can_ask", lambda: True)
    monkeypatch.setattr("control_push_cli.asking.getpass", Mock(side_effect=["p-secret", "c-secret"]))
    api.get("/connection").respond(json=CONNECTION)
    route = api.put("/connection").respond(json=CONNECTION)
    result = invoke("connection", "set", "--ask-password", "--ask-client-secret", "--json")
    assert result.exit_code == 0
    assert (sent(route)["password"], sent(route)["client_secret"]) == ("p-secret", "c-secret")
    assert "-secret" not in result.output
    assert json.loads(result.stdout) == CONNECTION


def test_connection_set_custom_layout(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/connection").respond(json=CONNECTION | {"preset": "custom"})
    route = api.put("/connection").respond(json=CONNECTION)
    assert invoke("connection", "set", "--mapping", "control_name=short", "--table", "u_t").exit_code == 0
    assert sent(route)["table"] == "u_t"
    assert sent(route)["content_field"] == "u_implementation_statement"
    assert sent(route)["mapping"] == {"control_id": "control_id", "system": None, "control_name": "short"}


def test_connection_set_refuses_what_it_cannot_use(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/connection").respond(json={"instance_url": None, "preset": "statement"})
    assert invoke("connection", "set", "--username", "x").exit_code == 2
    assert invoke("connection", "set", "--mapping", "nonsense").exit_code == 2
    assert invoke("connection", "set", "--ask-password").exit_code == 2


@pytest.mark.parametrize(("ok", "code"), [(True, 0), (False, 5)])
def test_connection_test_step_by_step(invoke: Invoke, api: respx.MockRouter, ok: bool, code: int) -> None:
    steps = [
        {"name": "reachable", "ok": ok, "detail": "It says [b]so[/b].", "fix": None if ok else "Wake it."},
        {"name": "signed_in", "ok": ok or None, "detail": "Not tried.", "fix": None},
    ]
    api.post("/connection/test").respond(json={"status": "error", "steps": steps})
    result = invoke("connection", "test")
    assert result.exit_code == code
    assert "It says [b]so[/b]." in result.stdout
    assert ("What to do: Wake it." in result.stdout) != ok


@pytest.mark.parametrize(
    ("option", "known"), [("--preset", "objective"), ("--auth-method", "oauth_password")]
)
def test_a_choice_that_the_api_does_not_know_is_refused(invoke: Invoke, option: str, known: str) -> None:
    result = invoke("connection", "set", option, "nothing")
    assert result.exit_code == 2
    assert known in result.stderr


def test_the_text_format_is_shown_with_its_reason_and_can_be_set(
    invoke: Invoke, api: respx.MockRouter
) -> None:
    found = {"format": "plain", "reason": "The dictionary says that its type is string."}
    connection = CONNECTION | {"text_format": "auto", "text_format_found": found}
    api.get("/connection").respond(json=connection)
    shown = " ".join(invoke("connection", "show").stdout.split())
    assert "auto (plain): The dictionary says that its type is string." in shown
    route = api.put("/connection").respond(
        json=connection | {"text_format": "html", "text_format_found": None}
    )
    assert invoke("connection", "set", "--text-format", "html").exit_code == 0
    assert sent(route)["text_format"] == "html"
    invoke("connection", "set", "--username", "other")
    assert sent(route)["text_format"] == "auto"
