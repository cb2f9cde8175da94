"""systems, pull, statements, show, edit, discard, modified, status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import httpx
import pytest
import respx

from .conftest import Invoke, problem, statement

SYSTEMS = {
    "systems": [
        {
            "system_id": "sys1",
            "name": "Payroll",
            "statement_count": 3,
            "modified_count": 1,
            "last_pulled_at": None,
        },
        {
            "system_id": "sys2",
            "name": "Twin",
            "statement_count": 0,
            "modified_count": 0,
            "last_pulled_at": None,
        },
        {
            "system_id": "sys3",
            "name": "Twin",
            "statement_count": 0,
            "modified_count": 0,
            "last_pulled_at": None,
        },
    ],
    "next_cursor": None,
}


def pull(**changes: object) -> dict[str, Any]:
    counts = {"total": 4, "pulled": 4, "unchanged": 4, "updated": 0, "conflicts": 0, "failed": 0}
    return {"pull_id": "p1", "system_id": "sys1", "status": "completed", "error": None} | counts | changes


@pytest.fixture(autouse=True)
def known(request: pytest.FixtureRequest) -> None:
    api: respx.MockRouter = request.getfixturevalue("api")
    api.get("/systems").respond(json=SYSTEMS)
    api.get("/statements/s1").respond(json=statement())
    api.get("/statements/AC-2").respond(**problem(404, "not_found"))


def test_systems(invoke: Invoke) -> None:
    output = invoke("systems").stdout
    assert "Payroll" in output
    assert "never" in output


def test_systems_are_listed_while_servicenow_is_away(invoke: Invoke, api: respx.MockRouter) -> None:
    away = {"detail": "It hibernates.", "hint": "Wake it."}
    missing = {**SYSTEMS["systems"][0], "missing_count": 42}
    api.get("/systems").respond(json={"systems": [missing], "servicenow": away, "next_cursor": None})
    result = invoke("systems")
    assert "Payroll" in result.stdout
    assert "42" in result.stdout
    assert "Only what was pulled before is listed. It hibernates. Wake it." in result.stderr


def test_pull_by_name_shows_plain_lines_until_it_ends(
    invoke: Invoke, api: respx.MockRouter, naps: list[float]
) -> None:
    api.post("/systems/sys1/pull").respond(202, json={"pull_id": "p1"})
    steps = [pull(status="running", pulled=0), pull(status="running", pulled=2), pull()]
    api.get("/pulls/p1").mock(side_effect=[httpx.Response(200, json=step) for step in steps])
    result = invoke("pull", "payroll")
    assert result.exit_code == 0
    assert "2/4 done" in result.stdout
    assert "completed" in result.stdout
    assert naps == [2, 2]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"conflicts": 1}, 4),
        ({"failed": 1, "conflicts": 1}, 5),
        ({"status": "failed", "error": "[b]no"}, 6),
    ],
)
def test_pull_exit_codes(invoke: Invoke, api: respx.MockRouter, changes: dict[str, Any], code: int) -> None:
    api.post("/systems/sys1/pull").respond(202, json={"pull_id": "p1"})
    api.get("/pulls/p1").respond(json=pull(**changes))
    result = invoke("pull", "sys1", "--json")
    assert result.exit_code == code
    assert json.loads(result.stdout) == pull(**changes)


def test_pull_names_what_is_missing_or_moved(invoke: Invoke, api: respx.MockRouter) -> None:
    problems = [
        {
            "control_id": "AC-2",
            "servicenow_sys_id": "a1",
            "code": "deleted_in_servicenow",
            "message": "Deleted.",
        },
        {"control_id": None, "servicenow_sys_id": "b2", "code": "forbidden", "message": "Hidden."},
        {
            "control_id": None,
            "servicenow_sys_id": None,
            "code": "may_not_be_whole",
            "message": "[b]4 of 5 were read.",
        },
    ]
    api.post("/systems/sys1/pull").respond(202, json={"pull_id": "p1"})
    api.get("/pulls/p1").respond(json=pull(missing=1, moved=0, problems=problems))
    result = invoke("pull", "sys1")
    assert "1 missing, 0 moved" in result.stdout
    assert "! AC-2: Deleted.\n! b2: Hidden.\n! [b]4 of 5 were read.\n" in result.stdout


def test_pull_without_waiting(invoke: Invoke, api: respx.MockRouter) -> None:
    api.post("/systems/sys1/pull").respond(202, json={"pull_id": "p1"})
    result = invoke("pull", "sys1", "--no-wait")
    assert result.exit_code == 0
    assert "p1" in result.stdout


def test_ctrl_c_says_that_the_pull_goes_on(
    invoke: Invoke, api: respx.MockRouter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("control_push_cli.progress.sleep", Mock(side_effect=KeyboardInterrupt))
    api.post("/systems/sys1/pull").respond(202, json={"pull_id": "p1"})
    api.get("/pulls/p1").respond(json=pull(status="running"))
    result = invoke("pull", "sys1")
    assert result.exit_code == 130
    assert "goes on without you" in result.stderr


@pytest.mark.parametrize(("name", "code"), [("nowhere", 8), ("Twin", 2)])
def test_pull_of_an_unclear_system(invoke: Invoke, name: str, code: int) -> None:
    assert invoke("pull", name).exit_code == code


def test_statements_pass_the_filters_on(invoke: Invoke, api: respx.MockRouter) -> None:
    route = api.get("/statements").respond(json={"statements": [], "next_cursor": None})
    options = ("--system", "Payroll", "--family", "AC", "--status", "conflict", "--q", "words")
    result = invoke("statements", *options)
    assert "No statement passes" in result.stdout
    params = dict(route.calls.last.request.url.params)
    assert params == {
        "system_id": "sys1",
        "family": "AC",
        "sync_status": "conflict",
        "q": "words",
        "limit": "200",
    }


def test_show_by_control_id_with_the_change(invoke: Invoke, api: respx.MockRouter) -> None:
    rows = [statement(), statement(id="s9", control_id="AC-20")]
    route = api.get("/statements").respond(json={"statements": rows})
    result = invoke("show", "AC-2", "--system", "sys1")
    assert result.exit_code == 0
    assert "-Old words stand here." in result.stdout
    assert "+New words stand here." in result.stdout
    assert "by remote.person" in result.stdout
    assert dict(route.calls.last.request.url.params)["q"] == "AC-2"


@pytest.mark.parametrize("typed", ["AC-02(01)", "ac-2.1", "AC-2 (1)", "ac-2(1)"])
def test_a_control_is_found_in_any_spelling(invoke: Invoke, api: respx.MockRouter, typed: str) -> None:
    rows = [statement(id="s8", control_id="AC-2(10)"), statement(control_id="ac-2.1")]
    api.get(path__regex="/statements/.+").respond(**problem(404, "not_found"))
    api.get("/statements").respond(json={"statements": rows})
    shown = invoke("show", typed, "--json")
    assert json.loads(shown.stdout)["control_id"] == "ac-2.1"


def test_lists_go_on_after_an_empty_page_and_name_what_cannot_be_read(
    invoke: Invoke, api: respx.MockRouter
) -> None:
    broken = {"id": "s2", "message": "Statement s2 cannot be read; reference abc.", "reference": "abc"}
    pages = [
        {"statements": [], "next_cursor": "1", "unreadable": []},
        {"statements": [], "next_cursor": "2", "unreadable": [broken]},
        {"statements": [statement()], "next_cursor": None, "unreadable": []},
    ]
    api.get("/statements").mock(side_effect=[httpx.Response(200, json=page) for page in pages])
    result = invoke("statements", "--q", "rare", "--json")
    assert [row["id"] for row in json.loads(result.stdout)] == ["s1"]
    assert "Statement s2 cannot be read; reference abc." in result.stderr


def test_show_source_and_conflict(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/statements/s1").respond(json=statement(sync_status="conflict"))
    output = invoke("show", "s1", "--source").stdout
    assert "<p>New words stand here." in output
    assert "In conflict" in output


def test_show_unmodified_json(invoke: Invoke, api: respx.MockRouter) -> None:
    document = statement(is_modified=False, local_content=None)
    api.get("/statements/s1").respond(json=document)
    assert json.loads(invoke("show", "s1", "--json").stdout) == document
    assert "Your change" not in invoke("show", "s1").stdout


@pytest.mark.parametrize(("count", "code"), [(0, 8), (2, 2)])
def test_a_control_id_must_be_unambiguous(
    invoke: Invoke, api: respx.MockRouter, count: int, code: int
) -> None:
    api.get("/statements").respond(json={"statements": [statement(id=f"s{n}") for n in range(count)]})
    result = invoke("show", "AC-2")
    assert result.exit_code == code
    assert ("Payroll: s1" in result.stderr) == (count == 2)


def test_an_empty_name_is_no_name(invoke: Invoke) -> None:
    assert invoke("show", "").exit_code == 2


def test_a_refused_lookup_is_not_taken_for_an_unknown_id(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/statements/s1").respond(**problem(403, "permission_denied"))
    assert invoke("show", "s1").exit_code == 3


def test_edit_sends_the_current_revision(invoke: Invoke, api: respx.MockRouter, tmp_path: Path) -> None:
    (tmp_path / "new.html").write_text("<p>é</p>", encoding="utf-8-sig")
    route = api.put("/statements/s1").respond(json=statement(revision=8, sanitized=["script", "onclick"]))
    result = invoke("edit", "s1", "--file", "new.html")
    assert result.exit_code == 0
    assert "script, onclick" in result.stdout
    assert "revision 8" in result.stdout
    assert json.loads(route.calls.last.request.content) == {"content": "<p>é</p>", "revision": 7}


def test_edit_explains_a_stale_revision(invoke: Invoke, api: respx.MockRouter) -> None:
    current = statement(revision=9, modified_by="other@example.com")
    route = api.put("/statements/s1").respond(**problem(409, "stale_revision", statement=current))
    result = invoke("edit", "s1", "--file", "-", "--revision", "3", "--json", input="<p>x</p>")
    assert result.exit_code == 4
    assert result.stdout == ""
    assert json.loads(route.calls.last.request.content)["revision"] == 3
    lines = result.stderr.splitlines()
    assert "revision 9" in lines[0]
    assert "other@example.com" in lines[0]
    assert json.loads(lines[-1])["statement"] == current


def test_edit_refuses_files_it_cannot_read(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"\xff\xfe\xff")
    assert invoke("edit", "s1", "--file", "latin").exit_code == 2
    assert invoke("edit", "s1", "--file", "missing").exit_code == 2


def test_discard_asks_first(invoke: Invoke, api: respx.MockRouter) -> None:
    route = api.post("/statements/s1/discard").respond(json=statement(is_modified=False))
    assert invoke("discard", "s1", input="n\n").exit_code == 130
    assert invoke("discard", "s1", input="").exit_code == 2
    assert route.call_count == 0
    assert invoke("discard", "s1", input="y\n").exit_code == 0
    result = invoke("discard", "s1", "--yes", "--json")
    assert json.loads(result.stdout)["is_modified"] is False


def test_modified_passes_the_filters_on(invoke: Invoke, api: respx.MockRouter) -> None:
    row = statement(content_preview="New words stand here")
    route = api.get("/push/modified").respond(json={"statements": [row], "total_count": 1})
    result = invoke("modified", "--by", "me", "--family", "AC", "--limit", "5")
    assert "New words stand here" in result.stdout
    assert dict(route.calls.last.request.url.params) == {"family": "AC", "modified_by": "me", "limit": "5"}


def test_status_overview(invoke: Invoke, api: respx.MockRouter) -> None:
    connection = {
        "instance_url": "https://dev.example",
        "status": "connected",
        "last_test_at": "2026-01-01T00:00:00Z",
    }
    api.get("/connection").respond(json=connection)
    rows = [statement(), statement(id="s2", sync_status="conflict")]
    api.get("/push/modified").respond(json={"statements": rows})
    document = json.loads(invoke("status", "--json").stdout)
    assert (document["modified"], document["conflicts"], document["roles"]) == (2, 1, ["author"])
    output = invoke("status").stdout
    assert "https://dev.example" in output
    assert "✓ connected" in output
    assert "refresh-secret" not in output


def test_status_before_anything_is_connected(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/connection").respond(json={"instance_url": None, "status": "unknown", "last_test_at": None})
    assert "connection set" in invoke("status").stdout


def test_a_plain_text_is_shown_as_it_stands(invoke: Invoke, api: respx.MockRouter) -> None:
    api.get("/connection").respond(json={"text_format": "plain", "text_format_found": None})
    row = statement(
        content="Lock after <number> tries.", local_content="Lock after <number> & <b>3</b> tries."
    )
    api.get("/statements/s1").respond(json=row)
    shown = invoke("show", "s1").stdout
    assert "-Lock after <number> tries." in shown
    assert "+Lock after <number> & <b>3</b> tries." in shown
