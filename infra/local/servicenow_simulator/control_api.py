"""The control endpoint under /__sim__/: what tests and developers do to the instance. JSON in, JSON out."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import BaseModel, ConfigDict, ValidationError

from infra.local.servicenow_simulator.accounts import Directory
from infra.local.servicenow_simulator.edits import Edit, apply_edit
from infra.local.servicenow_simulator.faults import FAULT
from infra.local.servicenow_simulator.instance import INSTANCE, Instance
from infra.local.servicenow_simulator.schema import TableSpec
from infra.local.servicenow_simulator.seeding import Seed, apply_seed
from infra.local.servicenow_simulator.settings import Settings
from infra.local.servicenow_simulator.stats import Stats
from infra.local.servicenow_simulator.store import Record

PREFIX = "/__sim__"


class Rows(BaseModel):
    """Records to add; `hidden` puts them behind a row ACL at once."""

    model_config = ConfigDict(extra="forbid")

    records: list[dict[str, str]]
    hidden: bool = False


def add_routes(app: web.Application) -> None:
    """All calls of the control endpoint."""
    control = web.Application(client_max_size=0, middlewares=[_guard])
    control[INSTANCE] = app[INSTANCE]
    control.add_routes(
        [
            web.post("/reset", _reset),
            web.get("/settings", _read_settings),
            web.patch("/settings", _change_settings),
            web.get("/accounts", _read_accounts),
            web.put("/accounts", _replace_accounts),
            web.post("/accounts/unlock", _unlock),
            web.post("/accounts/expire-tokens", _expire_tokens),
            web.post("/seed", _seed),
            web.post("/tables", _create_table),
            web.get("/tables", _count_records),
            web.post("/tables/{table}/records", _add_records),
            web.get("/tables/{table}/records", _list_records),
            web.get("/tables/{table}/records/{sys_id}", _read_record),
            web.post("/tables/{table}/records/{sys_id}/edits", _edit_record),
            web.get("/faults", _list_faults),
            web.post("/faults", _add_fault),
            web.delete("/faults", _clear_faults),
            web.delete("/faults/{id}", _remove_fault),
            web.get("/stats", _read_stats),
            web.delete("/stats", _reset_stats),
        ]
    )
    app.add_subapp(PREFIX, control)


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """No web page may steer the simulator, and bad input is told apart from a defect."""
    if "Origin" in request.headers or request.headers.get("Sec-Fetch-Site", "none") != "none":
        return web.json_response({"error": "not for browsers"}, status=403)
    try:
        return await handler(request)
    except ValidationError as error:
        return web.json_response({"error": str(error)}, status=422)
    except KeyError as error:
        return web.json_response({"error": f"not found: {error}"}, status=404)


def _instance(request: web.Request) -> Instance:
    return request.app[INSTANCE]


def _raw(record: Record) -> dict[str, object]:
    return {"values": record.values, "hidden": record.hidden}


async def _reset(request: web.Request) -> web.Response:
    _instance(request).reset()
    return web.json_response({})


async def _read_settings(request: web.Request) -> web.Response:
    return web.json_response(_instance(request).settings.model_dump())


async def _change_settings(request: web.Request) -> web.Response:
    instance = _instance(request)
    instance.use_settings(Settings(**{**instance.settings.model_dump(), **await request.json()}))
    return web.json_response(instance.settings.model_dump())


async def _read_accounts(request: web.Request) -> web.Response:
    return web.json_response(_instance(request).accounts.directory.model_dump())


async def _replace_accounts(request: web.Request) -> web.Response:
    accounts = _instance(request).accounts
    accounts.directory = Directory.model_validate_json(await request.read())
    return web.json_response(accounts.directory.model_dump())


async def _unlock(request: web.Request) -> web.Response:
    _instance(request).accounts.unlock()
    return web.json_response({})


async def _expire_tokens(request: web.Request) -> web.Response:
    _instance(request).accounts.expire_tokens()
    return web.json_response({})


async def _seed(request: web.Request) -> web.Response:
    seed = Seed.model_validate_json(await request.read())
    return web.json_response(apply_seed(_instance(request).store, seed), status=201)


async def _create_table(request: web.Request) -> web.Response:
    spec = TableSpec.model_validate_json(await request.read())
    _instance(request).store.create_table(spec)
    return web.json_response({"name": spec.name}, status=201)


async def _count_records(request: web.Request) -> web.Response:
    tables = _instance(request).store.tables
    return web.json_response({name: len(table.records) for name, table in tables.items()})


async def _add_records(request: web.Request) -> web.Response:
    store = _instance(request).store
    table = store.tables[request.match_info["table"]]
    rows = Rows.model_validate_json(await request.read())
    records = [store.insert(table, values, by="admin") for values in rows.records]
    for record in records:
        record.hidden = rows.hidden
    return web.json_response({"sys_ids": [record.values["sys_id"] for record in records]}, status=201)


async def _list_records(request: web.Request) -> web.Response:
    table = _instance(request).store.tables[request.match_info["table"]]
    return web.json_response({"records": [_raw(record) for record in table.records.values()]})


async def _read_record(request: web.Request) -> web.Response:
    table = _instance(request).store.tables[request.match_info["table"]]
    return web.json_response(_raw(table.records[request.match_info["sys_id"]]))


async def _edit_record(request: web.Request) -> web.Response:
    table_name, sys_id = request.match_info["table"], request.match_info["sys_id"]
    store = _instance(request).store
    apply_edit(store, table_name, sys_id, Edit.model_validate_json(await request.read()))
    record = store.find(table_name, sys_id)
    return web.json_response(_raw(record) if record else {})


async def _list_faults(request: web.Request) -> web.Response:
    return web.json_response([fault.model_dump() for fault in _instance(request).board.faults.values()])


async def _add_fault(request: web.Request) -> web.Response:
    fault = FAULT.validate_json(await request.read())
    _instance(request).board.add(fault)
    return web.json_response({"id": fault.id}, status=201)


async def _clear_faults(request: web.Request) -> web.Response:
    _instance(request).board.faults.clear()
    return web.json_response({})


async def _remove_fault(request: web.Request) -> web.Response:
    del _instance(request).board.faults[request.match_info["id"]]
    return web.json_response({})


async def _read_stats(request: web.Request) -> web.Response:
    return web.json_response(_instance(request).stats.report())


async def _reset_stats(request: web.Request) -> web.Response:
    _instance(request).stats = Stats()
    return web.json_response({})
