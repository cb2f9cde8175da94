"""How values look on the wire: checklist items 15 to 20."""

from __future__ import annotations

import httpx

from infra.local.servicenow_simulator import Simulator

from .conftest import SYSTEM, TEXT

TABLE = "sn_compliance_control"


def read(api: httpx.Client, sys_id: str, **parameters: str) -> dict[str, object]:
    result: dict[str, object] = api.get(f"/{TABLE}/{sys_id}", params=parameters).json()["result"]
    return result


def test_every_value_is_a_string_and_a_reference_an_object(api: httpx.Client, seeded: dict[str, str]) -> None:
    control = read(api, seeded["control"])
    system = control.pop("profile")
    assert system == {
        "link": str(api.base_url.copy_with(path=f"/api/now/table/sn_grc_profile/{seeded['system']}")),
        "value": seeded["system"],
    }
    del control["content"]
    assert all(isinstance(value, str) for value in control.values())
    assert control["number"] == "CTRL0010001"
    assert control["sys_mod_count"] == "0"


def test_references_can_be_plain_strings(api: httpx.Client, seeded: dict[str, str]) -> None:
    control = read(api, seeded["control"], sysparm_exclude_reference_link="true")
    assert control["profile"] == seeded["system"]


def test_dot_walked_fields_and_unknown_names(api: httpx.Client, seeded: dict[str, str]) -> None:
    names = "content.reference,content.name,profile.name,nothing,content.nothing,number.name"
    assert read(api, seeded["control"], sysparm_fields=names) == {
        "content.reference": "AC-2",
        "content.name": "Account Management",
        "profile.name": SYSTEM,
    }


def test_a_reference_that_leads_nowhere_is_empty(
    simulator: Simulator, api: httpx.Client, seeded: dict[str, str]
) -> None:
    simulator.edit(TABLE, seeded["control"], profile="")
    assert read(api, seeded["control"], sysparm_fields="profile,profile.name") == {
        "profile": "",
        "profile.name": "",
    }


def test_display_values_beside_values(api: httpx.Client, seeded: dict[str, str]) -> None:
    control = read(
        api, seeded["control"], sysparm_display_value="all", sysparm_fields="state,profile,content"
    )
    assert control["state"] == {"display_value": "Draft", "value": "draft"}
    profile = control["profile"]
    assert isinstance(profile, dict)
    assert (profile["display_value"], profile["value"]) == (SYSTEM, seeded["system"])
    assert profile["link"].endswith(seeded["system"])


def test_display_values_alone(api: httpx.Client, seeded: dict[str, str]) -> None:
    control = read(
        api,
        seeded["control"],
        sysparm_display_value="true",
        sysparm_exclude_reference_link="true",
        sysparm_fields="state,profile",
    )
    assert control == {"state": "Draft", "profile": SYSTEM}


def test_stamps_are_utc_seconds_but_displayed_elsewhere(
    simulator: Simulator, api: httpx.Client, seeded: dict[str, str]
) -> None:
    simulator.call(
        "POST",
        f"/tables/{TABLE}/records",
        {"records": [{"sys_id": "ab" * 16, "sys_updated_on": "2026-03-01 02:15:00"}]},
    )
    stamp = read(api, "ab" * 16, sysparm_display_value="all")["sys_updated_on"]
    assert stamp == {"display_value": "02-28-2026 07:15:00 PM", "value": "2026-03-01 02:15:00"}


def test_unreadable_fields_are_absent_or_empty_and_cannot_be_asked_for(
    simulator: Simulator, api: httpx.Client, seeded: dict[str, str]
) -> None:
    simulator.add_fault("unreadable_field", field="implementation_statement", times=3)
    simulator.add_fault("unreadable_field", field="implementation_statement", from_nth=4, as_empty=True)
    assert "implementation_statement" not in read(api, seeded["control"])
    listed = api.get(f"/{TABLE}").json()["result"]
    assert "implementation_statement" not in listed[0]
    refused = api.get(f"/{TABLE}", params={"sysparm_query": "implementation_statementISNOTEMPTY"})
    assert refused.status_code == 403
    assert refused.json()["error"] == {
        "message": "Insufficient rights to query records",
        "detail": "Field(s) present in the query do not have permission to be read",
    }
    assert read(api, seeded["control"])["implementation_statement"] == ""


def test_all_presets_show_the_seeded_text(api: httpx.Client, seeded: dict[str, str]) -> None:
    statement = api.get(f"/sn_compliance_statement/{seeded['statement']}").json()["result"]
    objective = api.get(f"/sn_compliance_policy_statement/{seeded['objective']}").json()["result"]
    control = read(api, seeded["control"])
    assert statement["u_implementation_statement"] == TEXT
    assert (objective["reference"], objective["description"]) == ("AC-2", TEXT)
    assert control["implementation_statement"] == TEXT
