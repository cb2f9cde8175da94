from __future__ import annotations

import json

import httpx
import pytest
import respx

from control_push.adapters.servicenow import http
from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.errors import (
    BadRequestError,
    ContentTooLargeError,
    ForbiddenError,
    InvalidInputError,
    RecordMissingError,
    ServiceNowError,
    SignInRefusedError,
    UnavailableError,
)
from control_push.models.connection import Mapping, System
from control_push.models.statement import RemoteRecord, ServiceNowVersion
from tests.unit.adapters.servicenow.samples import (
    CONNECTION,
    INSTANCE,
    OAUTH,
    RECORD,
    SECRETS,
    SYS_ID,
    SYSTEM,
    TABLE,
    connect,
    response,
    result,
)

FIELD = "u_implementation_statement"
SYSTEMS = "/api/now/table/sn_grc_profile"
DICTIONARY = "/api/now/table/sys_dictionary"
TABLES = "/api/now/table/sys_db_object"


@pytest.fixture
def servicenow() -> respx.MockRouter:
    return respx.MockRouter(base_url=INSTANCE)


@pytest.fixture
def client(servicenow: respx.MockRouter) -> ServiceNowClient:
    return connect(servicenow)


def _id(number: int) -> str:
    return f"{number:032x}"


def _rows(*numbers: int, **values: str) -> list[dict[str, str]]:
    return [{"sys_id": _id(number), **values} for number in numbers]


# -- one record ----------------------------------------------------------------------------------------


def test_get_record(servicenow: respx.MockRouter, client: ServiceNowClient) -> None:
    route = servicenow.get(RECORD).mock(return_value=response("record"))

    record = client.get_record(SYS_ID)

    assert record == RemoteRecord(
        sys_id=SYS_ID,
        content="<p>Accounts are reviewed each quarter.</p>",
        version=ServiceNowVersion(updated_on="2026-01-12T09:30:00Z", mod_count=7, updated_by="maria.ortega"),
        control_id="AC-2",
        control_name="Account Management",
        system_id=SYSTEM,
        system_name="Ferry Ledger",
    )
    assert route.calls[0].request.url.params["sysparm_fields"] == (
        f"sys_id,{FIELD},control_id,control_name,profile,profile.name,sys_updated_on,sys_mod_count,sys_updated_by"
    )


def test_a_record_that_is_gone_or_hidden_is_missing(
    servicenow: respx.MockRouter, client: ServiceNowClient
) -> None:
    servicenow.get(RECORD).mock(return_value=response("no_record"))

    with pytest.raises(RecordMissingError):
        client.get_record(SYS_ID)


def test_a_record_without_its_text_is_not_read(
    servicenow: respx.MockRouter, client: ServiceNowClient
) -> None:
    servicenow.get(RECORD).mock(return_value=response("record_without_text"))

    with pytest.raises(ForbiddenError):
        client.get_record(SYS_ID)


@pytest.mark.parametrize("name", ["server_error", "semaphore", "acl_api", "hibernating", "unauthenticated"])
def test_there_is_one_attempt_per_call(
    servicenow: respx.MockRouter, client: ServiceNowClient, name: str
) -> None:
    servicenow.route(path=RECORD).mock(return_value=response(name))

    with pytest.raises(ServiceNowError):
        client.get_record(SYS_ID)
    with pytest.raises(ServiceNowError):
        client.update_content(SYS_ID, "text")

    assert [call.request.method for call in servicenow.calls] == ["GET", "PUT"]


@pytest.mark.parametrize("sys_id", ["", f"{SYS_ID}0", f"{SYS_ID}/..", "a^b"])
def test_what_is_no_id_is_not_sent(
    servicenow: respx.MockRouter, client: ServiceNowClient, sys_id: str
) -> None:
    for call in (
        lambda: client.get_record(sys_id),
        lambda: client.get_records([SYS_ID, sys_id]),
        lambda: client.update_content(sys_id, "text"),
        lambda: client.get_system(sys_id),
        lambda: client.list_record_ids(sys_id, "", 0, 10),
    ):
        with pytest.raises(InvalidInputError):
            call()
    assert not servicenow.calls


# -- writing -------------------------------------------------------------------------------------------


def test_update_content(servicenow: respx.MockRouter, client: ServiceNowClient) -> None:
    route = servicenow.put(RECORD).mock(return_value=response("written"))

    record = client.update_content(SYS_ID, "<p>Sent é 😀</p>")

    assert json.loads(route.calls[0].request.content) == {FIELD: "<p>Sent é 😀</p>"}
    assert record is not None
    assert record.content == "<p>Accounts are reviewed each quarter.</p>", "what is stored, not what was sent"
    assert record.version.mod_count == 7


@pytest.mark.parametrize(
    "name", ["written_empty", "written_no_content", "written_without_text", "written_without_stamp"]
)
def test_an_accepted_write_that_is_not_shown(
    servicenow: respx.MockRouter, client: ServiceNowClient, name: str
) -> None:
    servicenow.put(RECORD).mock(return_value=response(name))

    assert client.update_content(SYS_ID, "text") is None


@pytest.mark.parametrize(
    "name",
    ["broken_json", "cancelled", "login_page", "hibernating", "dropped", "bad_gateway", "record_of_another"],
)
def test_a_write_whose_result_is_unknown(
    servicenow: respx.MockRouter, client: ServiceNowClient, name: str
) -> None:
    servicenow.put(RECORD).mock(return_value=response(name))

    with pytest.raises(UnavailableError):
        client.update_content(SYS_ID, "text")


# -- many records --------------------------------------------------------------------------------------


def _known(request: httpx.Request) -> httpx.Response:
    """Of the ids asked for, those that are even."""
    ids = request.url.params["sysparm_query"].removeprefix("sys_idIN").split(",")
    return result([{"sys_id": one, FIELD: f"text {one}"} for one in reversed(ids) if int(one, 16) % 2 == 0])


def test_get_records_in_chunks(servicenow: respx.MockRouter, client: ServiceNowClient) -> None:
    route = servicenow.get(TABLE).mock(side_effect=_known)
    wanted = [_id(number) for number in range(250)]

    records = client.get_records([*wanted, wanted[0]]).readable

    assert records.keys() == set(wanted[::2])
    assert all(record.content == f"text {sys_id}" for sys_id, record in records.items())
    asked = [call.request.url.params for call in route.calls]
    assert [params["sysparm_limit"] for params in asked] == ["100", "100", "50"]


def test_no_ids_need_no_request(servicenow: respx.MockRouter, client: ServiceNowClient) -> None:
    assert client.get_records([]).readable == {}
    assert not servicenow.calls


def test_records_that_were_not_asked_for_are_not_believed(
    servicenow: respx.MockRouter, client: ServiceNowClient
) -> None:
    """An invalid query answers with the whole table."""
    servicenow.get(TABLE).mock(return_value=result(_rows(1, 2, u_implementation_statement="x")))

    with pytest.raises(UnavailableError):
        client.get_records([_id(1)])


def test_a_record_whose_text_is_hidden_counts_as_hidden(
    servicenow: respx.MockRouter, client: ServiceNowClient
) -> None:
    servicenow.get(TABLE).mock(return_value=result([*_rows(1, u_implementation_statement="x"), *_rows(2)]))

    found = client.get_records([_id(1), _id(2)])
    assert found.readable.keys() == {_id(1)}
    assert found.textless == {_id(2)}


def test_records_that_all_hide_their_text_are_told_from_those_that_are_gone(
    servicenow: respx.MockRouter, client: ServiceNowClient
) -> None:
    servicenow.get(TABLE).mock(return_value=result(_rows(1, 2)))

    found = client.get_records([_id(1), _id(2), _id(3)])
    assert (found.readable, found.textless) == ({}, {_id(1), _id(2)})


def test_half_of_the_rows_under_an_error_are_not_believed(
    servicenow: respx.MockRouter, client: ServiceNowClient
) -> None:
    servicenow.get(TABLE).mock(return_value=response("cancelled"))

    with pytest.raises(UnavailableError, match="execution time exceeded"):
        client.get_records([SYS_ID, _id(1)])


# -- lists ---------------------------------------------------------------------------------------------


def test_the_records_of_a_system(servicenow: respx.MockRouter, client: ServiceNowClient) -> None:
    route = servicenow.get(TABLE).mock(
        return_value=result(_rows(1, 2, profile=SYSTEM), **{"X-Total-Count": "7"})
    )

    page = client.list_record_ids(SYSTEM, _id(0), 0, 2)

    assert (page.sys_ids, page.counted) == ([_id(1), _id(2)], 7)
    params = route.calls[0].request.url.params
    assert params["sysparm_query"] == f"profile={SYSTEM}^sys_id>{_id(0)}^ORDERBYsys_id"
    assert params["sysparm_fields"] == "sys_id,profile"


def test_all_records_of_a_table_without_systems(
    servicenow: respx.MockRouter, client: ServiceNowClient
) -> None:
    route = servicenow.get(TABLE).mock(return_value=result(_rows(1), **{"X-Total-Count": "1"}))

    assert client.list_record_ids(None, "", 0, 100).sys_ids == [_id(1)]
    params = route.calls[0].request.url.params
    assert (params["sysparm_query"], params["sysparm_fields"]) == ("ORDERBYsys_id", "sys_id")


@pytest.mark.parametrize("row", [{"profile": "0" * 32}, {"profile": ""}, {}])
def test_a_system_column_that_does_not_select_is_named(
    servicenow: respx.MockRouter, client: ServiceNowClient, row: dict[str, str]
) -> None:
    """syncrona M12: an invalid field is dropped from the query, and 22,400 rows come back."""
    rows = [*_rows(1, profile=SYSTEM), *_rows(2, **row)]
    servicenow.get(TABLE).mock(return_value=result(rows, **{"X-Total-Count": "22400"}))

    with pytest.raises(BadRequestError, match="profile"):
        client.list_record_ids(SYSTEM, "", 0, 2)


def test_a_table_without_systems_has_no_records_of_one(servicenow: respx.MockRouter) -> None:
    mapping = Mapping(control_id="number", control_name="name")
    client = connect(servicenow, CONNECTION.model_copy(update={"mapping": mapping}))

    with pytest.raises(InvalidInputError):
        client.list_record_ids(SYSTEM, "", 0, 2)


@pytest.mark.parametrize("numbers", [(1, 2), (5, 3), (9, 9)])
def test_rows_of_another_page_are_not_believed(
    servicenow: respx.MockRouter, client: ServiceNowClient, numbers: tuple[int, int]
) -> None:
    servicenow.get(TABLE).mock(return_value=result(_rows(*numbers, profile=SYSTEM)))

    with pytest.raises(UnavailableError):
        client.list_record_ids(SYSTEM, _id(2), 0, 2)


def test_systems_page_by_page(servicenow: respx.MockRouter, client: ServiceNowClient) -> None:
    """Whether there are more is asked, whatever was counted."""
    route = servicenow.get(SYSTEMS).mock(
        side_effect=[
            result(_rows(1, name="One"), **{"X-Total-Count": "1"}),
            result(_rows(2)),
            result(_rows(2, name="")),
            result([]),
        ]
    )

    assert client.list_systems("", 1) == ([System(system_id=_id(1), name="One")], _id(1))
    assert client.list_systems(_id(1), 1) == ([System(system_id=_id(2), name=_id(2))], None)
    assert route.calls[2].request.url.params["sysparm_query"] == f"sys_id>{_id(1)}^ORDERBYsys_id"


def test_hidden_systems_are_skipped(servicenow: respx.MockRouter, client: ServiceNowClient) -> None:
    """A page of the list is never empty but at its end, so that a reader does not stop there."""
    route = servicenow.get(SYSTEMS).mock(side_effect=[result([]), result(_rows(7, 8, 9, name="x"))])

    systems, after = client.list_systems("", 2)

    assert [one.system_id for one in systems] == [_id(7), _id(8)]
    assert after == _id(8)
    assert route.calls[1].request.url.params["sysparm_limit"] == "10000"


def test_no_readable_system_ends_the_list(servicenow: respx.MockRouter, client: ServiceNowClient) -> None:
    servicenow.get(SYSTEMS).mock(return_value=result([], **{"X-Total-Count": "60"}))

    assert client.list_systems("", 50) == ([], None)
    assert servicenow.calls.call_count == 2


def test_where_records_belong_now(servicenow: respx.MockRouter, client: ServiceNowClient) -> None:
    route = servicenow.get(TABLE).mock(
        return_value=result([*_rows(1, profile=SYSTEM), *_rows(2, profile=""), *_rows(3)])
    )

    assert client.find_systems([_id(1), _id(2), _id(3), _id(4)]) == {_id(1): SYSTEM, _id(2): "", _id(3): ""}
    assert route.calls[0].request.url.params["sysparm_fields"] == "sys_id,profile"


def test_texts_too_many_for_one_answer_come_in_halves(
    servicenow: respx.MockRouter, client: ServiceNowClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "MAX_ANSWER", 4000)

    def texts(request: httpx.Request) -> httpx.Response:
        ids = request.url.params["sysparm_query"].removeprefix("sys_idIN").split(",")
        sizes = {_id(3): 5000}
        return result([{"sys_id": one, FIELD: "x" * sizes.get(one, 1000)} for one in ids])

    servicenow.get(TABLE).mock(side_effect=texts)

    found = client.get_records([_id(number) for number in range(6)]).readable

    assert found.keys() == {_id(number) for number in (0, 1, 2, 4, 5)}


def test_a_record_larger_than_any_answer(
    servicenow: respx.MockRouter, client: ServiceNowClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "MAX_ANSWER", 100)
    servicenow.get(RECORD).mock(return_value=response("record"))

    with pytest.raises(ContentTooLargeError):
        client.get_record(SYS_ID)


def test_one_system(servicenow: respx.MockRouter, client: ServiceNowClient) -> None:
    servicenow.get(f"{SYSTEMS}/{SYSTEM}").mock(
        return_value=result({"sys_id": SYSTEM, "name": "Ferry Ledger"})
    )

    assert client.get_system(SYSTEM) == System(system_id=SYSTEM, name="Ferry Ledger")


def test_systems_may_be_in_another_table(servicenow: respx.MockRouter) -> None:
    mapping = CONNECTION.mapping.model_copy(update={"system_table": "u_systems"})
    client = connect(servicenow, CONNECTION.model_copy(update={"mapping": mapping}))
    servicenow.get(f"/api/now/table/u_systems/{SYSTEM}").mock(return_value=response("no_record"))

    with pytest.raises(RecordMissingError):
        client.get_system(SYSTEM)


# -- the connection test -------------------------------------------------------------------------------


def test_the_probe_is_satisfied_by_an_empty_table(
    servicenow: respx.MockRouter, client: ServiceNowClient
) -> None:
    servicenow.get(TABLE).mock(return_value=response("no_rows"))

    client.probe()


def test_the_probe_says_why_not(servicenow: respx.MockRouter, client: ServiceNowClient) -> None:
    servicenow.get(TABLE).mock(return_value=response("unauthenticated"))

    with pytest.raises(SignInRefusedError):
        client.probe()


def test_a_sample_shows_which_columns_there_are(
    servicenow: respx.MockRouter, client: ServiceNowClient
) -> None:
    rows = [{"sys_id": _id(1), "control_id": "AC-1", "profile": {"link": "x", "value": SYSTEM}}, *_rows(2)]
    servicenow.get(TABLE).mock(return_value=result(rows))

    assert client.sample_record() == {"sys_id": _id(1), "control_id": "AC-1", "profile": SYSTEM}


@pytest.mark.parametrize("headers", [{}, {"X-Total-Count": "0"}])
def test_an_empty_table_has_no_sample(
    servicenow: respx.MockRouter, client: ServiceNowClient, headers: dict[str, str]
) -> None:
    servicenow.get(TABLE).mock(return_value=result([], **headers))

    assert client.sample_record() is None


def test_a_table_whose_records_are_all_hidden_is_not_empty(
    servicenow: respx.MockRouter, client: ServiceNowClient
) -> None:
    servicenow.get(TABLE).mock(return_value=result([], **{"X-Total-Count": "12"}))

    with pytest.raises(ForbiddenError, match="12 records"):
        client.sample_record()


@pytest.mark.parametrize(
    ("answered", "field_type"),
    [
        (result([{"sys_id": _id(1), "internal_type": "html"}]), "html"),
        (result([{"sys_id": _id(1)}]), ""),
        (result([]), None),
        (response("acl_query"), None),
        (response("bad_gateway"), None),
    ],
)
def test_the_dictionary_may_know_the_field(
    servicenow: respx.MockRouter, client: ServiceNowClient, answered: httpx.Response, field_type: str | None
) -> None:
    """Who is no administrator sees an empty dictionary."""
    servicenow.get(DICTIONARY).mock(return_value=answered)
    servicenow.get(TABLES).mock(return_value=result([]))

    assert client.field_type() == field_type


def test_a_column_may_stand_under_a_parents_name(
    servicenow: respx.MockRouter, client: ServiceNowClient
) -> None:
    parents = {"sn_compliance_statement": "sn_grc_item", "sn_grc_item": "task"}

    def dictionary(request: httpx.Request) -> httpx.Response:
        own = f"name=task^element={FIELD}" in request.url.params["sysparm_query"]
        return result([{"sys_id": _id(1), "internal_type": "translated_html"}] if own else [])

    def table(request: httpx.Request) -> httpx.Response:
        parent = parents[request.url.params["sysparm_query"].removeprefix("name=")]
        return result([{"sys_id": _id(2), "super_class.name": parent}])

    servicenow.get(DICTIONARY).mock(side_effect=dictionary)
    servicenow.get(TABLES).mock(side_effect=table)

    assert client.field_type() == "translated_html"


def test_texts_are_sampled_where_there_are_any(
    servicenow: respx.MockRouter, client: ServiceNowClient
) -> None:
    route = servicenow.get(TABLE).mock(
        return_value=result([{"sys_id": _id(1), FIELD: "a"}, {"sys_id": _id(2), FIELD: ""}])
    )

    assert client.sample_texts() == ["a", ""]
    assert route.calls.last.request.url.params["sysparm_query"] == f"{FIELD}ISNOTEMPTY"


# -- the account ---------------------------------------------------------------------------------------


USERS = "/api/now/table/sys_user"


def test_the_account_is_the_one_that_signs_in() -> None:
    assert ServiceNowClient(CONNECTION, SECRETS).account == "svc.control_push"


def _client_credentials(servicenow: respx.MockRouter, username: str = "") -> ServiceNowClient:
    servicenow.post("/oauth_token.do").mock(return_value=response("token"))
    return connect(servicenow, OAUTH.model_copy(update={"username": username}))


def test_with_client_credentials_the_setting_names_the_account(servicenow: respx.MockRouter) -> None:
    assert _client_credentials(servicenow, "oauth.user").account == "oauth.user"
    assert not servicenow.calls


def test_with_client_credentials_servicenow_is_asked_once(servicenow: respx.MockRouter) -> None:
    route = servicenow.get(USERS).mock(return_value=result(_rows(1, user_name="oauth.user")))
    client = _client_credentials(servicenow)

    assert [client.account, client.account] == ["oauth.user"] * 2

    (call,) = route.calls
    assert call.request.url.params["sysparm_query"] == "user_name=javascript:gs.getUserName()"


@pytest.mark.parametrize(
    "answered",
    [
        result([]),
        result(_rows(1, 2, user_name="whole.table")),
        result(_rows(1)),
        response("acl_query"),
        response("bad_gateway"),
    ],
)
def test_an_account_that_is_not_shown_is_not_known(
    servicenow: respx.MockRouter, answered: httpx.Response
) -> None:
    servicenow.get(USERS).mock(return_value=answered)

    assert _client_credentials(servicenow).account is None
