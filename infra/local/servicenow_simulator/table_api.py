"""The Table API's methods on records and tables, once the caller is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from infra.local.servicenow_simulator import saving
from infra.local.servicenow_simulator.call import Call
from infra.local.servicenow_simulator.checks import check_request, read_fields
from infra.local.servicenow_simulator.fault_replies import no_record
from infra.local.servicenow_simulator.faults import OmitField, OtherRows, Unreadable
from infra.local.servicenow_simulator.instance import Instance
from infra.local.servicenow_simulator.paging import page_headers, page_window
from infra.local.servicenow_simulator.query import parse, select
from infra.local.servicenow_simulator.render import View, Wire
from infra.local.servicenow_simulator.replies import RefusedError
from infra.local.servicenow_simulator.store import Record, Table


@dataclass
class Answer:
    """What the Table API has to say; `read` are the records that the caller has seen."""

    status: int
    result: Wire | list[Wire] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)


async def perform(instance: Instance, call: Call) -> Answer:
    """Carry the request out, or raise RefusedError."""
    check_request(call)
    table = instance.store.tables.get(call.table)
    if table is None:
        raise RefusedError(400, f"Invalid table {call.table}")
    if call.sys_id:
        return _misdirected(instance, call, table, await _on_record(instance, call, table))
    return await _insert(instance, call, table) if call.method == "POST" else _list(instance, call, table)


async def _on_record(instance: Instance, call: Call, table: Table) -> Answer:
    record = table.records.get(call.sys_id)
    if record is None or record.hidden:
        raise no_record()
    if call.method == "DELETE":
        del table.records[call.sys_id]
        return Answer(204)
    if call.method != "GET":
        return await _update(instance, call, table, record)
    return Answer(200, instance.renderer.record(table, record, _view(call)), read=[call.sys_id])


def _misdirected(instance: Instance, call: Call, table: Table, answer: Answer) -> Answer:
    for fault in call.met(OtherRows):
        others = [one for sys_id, one in table.records.items() if sys_id != call.sys_id]
        rows = [instance.renderer.record(table, one, _view(call)) for one in others]
        answer.result = rows if fault.kind == "whole_table" else rows[0]
    return answer


async def _update(instance: Instance, call: Call, table: Table, record: Record) -> Answer:
    changed = await saving.update(instance, call, table, record, read_fields(call))
    answer = Answer(200, _shown_after_write(instance, call, table, record))
    if changed:
        saving.run_async_rules(instance, call, record)
    return answer


async def _insert(instance: Instance, call: Call, table: Table) -> Answer:
    record = await saving.insert(instance, call, table, read_fields(call))
    answer = Answer(201, _shown_after_write(instance, call, table, record))
    saving.run_async_rules(instance, call, record)
    return answer


def _shown_after_write(instance: Instance, call: Call, table: Table, record: Record) -> Wire:
    shown = instance.renderer.record(table, record, _view(call))
    for fault in call.met(OmitField):
        shown.pop(fault.field, None)
    return shown


def _list(instance: Instance, call: Call, table: Table) -> Answer:
    query = parse(call.parameter("sysparm_query"), call.conditions, instance.store, table)
    if query.fields & _view(call).unreadable.keys():
        raise RefusedError(
            403,
            "Insufficient rights to query records",
            "Field(s) present in the query do not have permission to be read",
        )
    rows = select(query, instance.store, table, instance.random)
    if query.invalid and instance.settings.invalid_query_returns_no_rows:
        rows = []
    return _page(instance, call, table, rows)


def _page(instance: Instance, call: Call, table: Table, rows: list[Record]) -> Answer:
    """Limit first, ACLs second: a page may come back short or empty in the middle of a list."""
    limit, offset = page_window(call, instance.settings)
    visible = [record for record in rows[offset : offset + limit] if not record.hidden]
    if not visible and call.version == "v1":
        raise RefusedError(
            404,
            "No Record found",
            "Records matching query not found. Check query parameter or offset parameter",
        )
    view = _view(call)
    return Answer(
        200,
        [instance.renderer.record(table, record, view) for record in visible],
        page_headers(call, instance.settings, rows, limit, offset),
        [record.values["sys_id"] for record in visible],
    )


def _view(call: Call) -> View:
    names = [name.strip() for name in call.parameter("sysparm_fields").split(",") if name.strip()]
    return View(
        base_url=str(call.request.url.origin()),
        names=names or None,
        display=call.parameter("sysparm_display_value", "false").lower(),
        exclude_link=call.flag("sysparm_exclude_reference_link"),
        unreadable={fault.field: fault.as_empty for fault in call.met(Unreadable)},
    )
