"""What somebody else, or a server script, does to a record while the caller is not looking."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from infra.local.servicenow_simulator.store import Store, write_over

EditMode = Literal[
    "normal", "same_second", "silent", "touched", "delete", "hide", "hide_fields", "empty_fields", "unhide"
]


class Edit(BaseModel):
    """One edit as somebody else.

    normal: new stamp, counter and editor.
    same_second: counter and editor move, the stamp does not.
    silent: only the content changes, as under autoSysFields(false).
    touched: stamp, counter and editor move, the content does not.
    hide: a row ACL takes the record out of the caller's sight.
    hide_fields, empty_fields: a field ACL takes the fields named in `values` out of it, or shows them empty.
    unhide: takes both back.
    """

    model_config = ConfigDict(extra="forbid")

    mode: EditMode = "normal"
    values: dict[str, str] = {}
    by: str = "maria.ortega"


def apply_edit(store: Store, table_name: str, sys_id: str, edit: Edit) -> None:
    """Do it, past all ACLs and rules; raises KeyError if the record does not exist."""
    table = store.tables[table_name]
    record = table.records[sys_id]
    stamp = record.values["sys_updated_on"]
    match edit.mode:
        case "normal":
            write_over(record, edit.values, edit.by, store.stamp_after(stamp))
        case "same_second":
            write_over(record, edit.values, edit.by, stamp)
        case "silent":
            record.values |= edit.values
        case "touched":
            write_over(record, {}, edit.by, store.stamp_after(stamp))
        case "delete":
            del table.records[sys_id]
        case "hide":
            record.hidden = True
        case "hide_fields" | "empty_fields":
            record.unreadable |= dict.fromkeys(edit.values, edit.mode == "empty_fields")
        case "unhide":
            record.hidden, record.unreadable = False, {}
