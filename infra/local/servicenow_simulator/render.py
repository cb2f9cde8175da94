"""How a stored record looks in an answer: strings, reference objects, display values, dot-walked fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from infra.local.servicenow_simulator.query import resolve
from infra.local.servicenow_simulator.sanitize import sanitize
from infra.local.servicenow_simulator.schema import Field
from infra.local.servicenow_simulator.settings import Settings
from infra.local.servicenow_simulator.store import STAMP_FORMAT, Record, Store, Table

Wire = dict[str, object]


@dataclass(frozen=True)
class View:
    """What the caller asked to see, and may see."""

    base_url: str
    names: list[str] | None = None
    display: str = "false"
    exclude_link: bool = False
    unreadable: dict[str, bool] = field(default_factory=dict)
    """Fields behind a read ACL; true: shown as empty (KB2971488) instead of left out (c_RESTAPI.md)."""


class Renderer:
    """Renders records of one instance."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    def record(self, table: Table, record: Record, view: View) -> Wire:
        """One record as the caller sees it; unknown names are ignored."""
        names = view.names or list(record.values)
        shown = {name: self._field(table, record, name, view) for name in names if self._known(table, name)}
        for name, as_empty in (record.unreadable | view.unreadable).items():
            if name in shown and as_empty:
                shown[name] = ""
            else:
                shown.pop(name, None)
        return shown

    def _known(self, table: Table, name: str) -> bool:
        return resolve(self._store, table, None, name) is not None

    def _field(self, table: Table, record: Record, name: str, view: View) -> object:
        place = resolve(self._store, table, record, name)
        if place is None or place[1] is None:
            return ""
        holder, last = place[0], name.rpartition(".")[2]
        spec = holder.spec.field(last)
        value = place[1].values.get(last, "")
        if spec is None:
            return value
        if spec.type == "html" and self._settings.html_sanitizer == "read":
            value = sanitize(value)
        return self._shape(spec, value, view)

    def _shape(self, spec: Field, value: str, view: View) -> object:
        display = self._display(spec, value)
        link = spec.reference and value and not view.exclude_link
        linked = {"link": f"{view.base_url}/api/now/table/{spec.reference}/{value}"} if link else {}
        if view.display == "all":
            return {"display_value": display, "value": value, **linked}
        if not link:
            return display if view.display == "true" else value
        return {**linked, "display_value": display} if view.display == "true" else {**linked, "value": value}

    def _display(self, spec: Field, value: str) -> str:
        if spec.type == "choice":
            return spec.choices.get(value, value)
        if spec.type == "glide_date_time" and value:
            return self._local_time(value)
        if spec.reference:
            return self._display_of_target(spec.reference, value)
        return value

    def _local_time(self, stamp: str) -> str:
        """Display values are in the user's time zone and date format."""
        moment = datetime.strptime(stamp, STAMP_FORMAT).replace(tzinfo=UTC)
        local = moment + timedelta(hours=self._settings.display_utc_offset_hours)
        return local.strftime(self._settings.display_date_format)

    def _display_of_target(self, table_name: str, sys_id: str) -> str:
        target = self._store.find(table_name, sys_id)
        return target.values.get(self._store.tables[table_name].spec.display, "") if target else ""
