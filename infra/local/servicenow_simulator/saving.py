"""How a write reaches a record: what is silently dropped, what rules change, and when stamps move."""

from __future__ import annotations

import asyncio

from infra.local.servicenow_simulator.call import Call
from infra.local.servicenow_simulator.fault_replies import aborted_by_rule
from infra.local.servicenow_simulator.faults import (
    AsyncRule,
    BeforeRule,
    DraftOnly,
    DropField,
    Rewrite,
    SlowRule,
    Truncate,
)
from infra.local.servicenow_simulator.instance import Instance
from infra.local.servicenow_simulator.sanitize import sanitize
from infra.local.servicenow_simulator.schema import Field
from infra.local.servicenow_simulator.store import Record, Table, save


async def insert(instance: Instance, call: Call, table: Table, sent: dict[str, str]) -> Record:
    """Create a record."""
    values = _to_store(instance, call, table, {}, _accepted(call, table, sent))
    stamp = await _stamp_before_rules(instance, call)
    values |= {"sys_created_on": stamp, "sys_updated_on": stamp}
    if sys_id := sent.get("sys_id"):  # kept as it was sent, upper-case letters included
        values["sys_id"] = sys_id
    return instance.store.insert(table, values, call.user_name)


async def update(instance: Instance, call: Call, table: Table, record: Record, sent: dict[str, str]) -> bool:
    """Change the fields that were sent, and no other; says whether there was a change."""
    accepted = _accepted(call, table, sent)
    for guard in call.met(DraftOnly):
        _apply_guard(guard, table, record, accepted)
    changes = _to_store(instance, call, table, record.values, accepted)
    return save(record, changes, call.user_name, await _stamp_before_rules(instance, call))


async def _stamp_before_rules(instance: Instance, call: Call) -> str:
    """Stamps are taken before before-rules run, so a slow rule makes the row visible after its stamp."""
    stamp = instance.store.stamp()
    for rule in call.met(SlowRule):
        await asyncio.sleep(rule.ms / 1000)
    return stamp


def run_async_rules(instance: Instance, call: Call, record: Record) -> None:
    """Start the rules that follow a write; without a delay they are done before the answer is out."""
    for rule in call.met(AsyncRule):
        if rule.delay_ms:
            task = asyncio.create_task(_rewrite_later(instance, rule, record))
            instance.background.add(task)
            task.add_done_callback(instance.background.discard)
        else:
            _rewrite_now(instance, rule, record)


async def _rewrite_later(instance: Instance, rule: AsyncRule, record: Record) -> None:
    await asyncio.sleep(rule.delay_ms / 1000)
    _rewrite_now(instance, rule, record)


def _rewrite_now(instance: Instance, rule: AsyncRule, record: Record) -> None:
    rewritten = {rule.field: rule.apply(record.values.get(rule.field, ""))}
    save(record, rewritten, rule.by, instance.store.stamp())


def _accepted(call: Call, table: Table, sent: dict[str, str]) -> dict[str, str]:
    """What is left after the drops that a 200 does not tell about."""
    denied = {fault.field for fault in call.met(DropField)}
    specs = {spec.name: spec for spec in table.spec.fields}
    return {
        name: value
        for name, value in sent.items()
        if name in specs and name not in denied and _may_be_set(specs[name], value)
    }


def _may_be_set(spec: Field, value: str) -> bool:
    """Unknown choices are not set, choices cannot be cleared, and a rule may put the old value back."""
    return not spec.reverts and (not spec.choices or value in spec.choices)


def _apply_guard(guard: DraftOnly, table: Table, record: Record, accepted: dict[str, str]) -> None:
    if guard.field not in accepted or record.values.get("state") == "draft":
        return
    if guard.how == "abort":
        raise aborted_by_rule("Implementation statement is editable in Draft only", table.spec.name)
    del accepted[guard.field]


def _to_store(
    instance: Instance, call: Call, table: Table, current: dict[str, str], accepted: dict[str, str]
) -> dict[str, str]:
    """Before-rules, then the sanitizer, then the length of the column."""
    changes = _after_rules(call.met(BeforeRule), current, accepted)
    return {name: _fit(instance, call, table, name, value) for name, value in changes.items()}


def _after_rules(
    rules: list[BeforeRule], current: dict[str, str], accepted: dict[str, str]
) -> dict[str, str]:
    changes = dict(accepted)
    for rule in rules:
        changes[rule.field] = _rewritten(rule, current, changes)
    return changes


def _rewritten(rule: Rewrite, current: dict[str, str], changes: dict[str, str]) -> str:
    return rule.apply(changes.get(rule.field, current.get(rule.field, "")))


def _fit(instance: Instance, call: Call, table: Table, name: str, value: str) -> str:
    spec = table.spec.field(name)
    if spec and spec.type == "html" and instance.settings.html_sanitizer == "save":
        value = sanitize(value)
    lengths = [fault.length for fault in call.met(Truncate) if fault.field == name]
    lengths += [spec.max_length] if spec and spec.max_length else []
    return value[: min(lengths)] if lengths else value
