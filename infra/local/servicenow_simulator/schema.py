"""The tables and fields that the simulated instance knows."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

FieldType = Literal["string", "html", "reference", "choice", "integer", "glide_date_time"]


class Field(BaseModel):
    """One column, as sys_dictionary would describe it."""

    model_config = ConfigDict(extra="forbid")

    name: str
    label: str = ""
    type: FieldType = "string"
    max_length: int | None = None
    reference: str | None = None
    """The table that a reference points to."""
    choices: dict[str, str] = {}
    """Stored value to label; a value that is not among them is not set."""
    default: str = ""
    reverts: bool = False
    """A rule silently puts the old value back, as measured for a control's state."""

    @property
    def form_label(self) -> str:
        """What the form, and so a data policy, calls the field."""
        return self.label or self.name.removeprefix("u_").replace("_", " ").capitalize()


class TableSpec(BaseModel):
    """One table; the system fields need not be listed."""

    model_config = ConfigDict(extra="forbid")

    name: str
    display: str = "sys_id"
    """The field that a reference to this table shows."""
    number_prefix: str = ""
    fields: list[Field] = []

    def field(self, name: str) -> Field | None:
        """The column of that name, a system field included."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in (*SYSTEM_FIELDS, *self.fields)}


SYSTEM_FIELDS = (
    Field(name="sys_id"),
    Field(name="sys_created_on", type="glide_date_time"),
    Field(name="sys_created_by"),
    Field(name="sys_updated_on", type="glide_date_time"),
    Field(name="sys_updated_by"),
    Field(name="sys_mod_count", type="integer"),
)

_CONTROL_STATES = {
    "draft": "Draft",
    "attest": "Attest",
    "review": "Review",
    "monitor": "Monitor",
    "retired": "Retired",
}
_PROFILE = Field(name="profile", label="Entity", type="reference", reference="sn_grc_profile")

PRESET_TABLES = (
    TableSpec(
        name="sn_grc_profile",
        display="name",
        fields=[Field(name="name", max_length=255), Field(name="owned_by", label="Owned by")],
    ),
    TableSpec(
        name="sn_compliance_statement",
        display="control_id",
        fields=[
            Field(name="control_id", label="Control ID", max_length=40),
            Field(name="control_name", label="Control name", max_length=255),
            Field(name="u_implementation_statement", type="html"),
            _PROFILE,
        ],
    ),
    TableSpec(
        name="sn_compliance_policy_statement",
        display="name",
        fields=[
            Field(name="reference", max_length=40),
            Field(name="name", max_length=255),
            Field(name="description", type="html"),
            Field(name="active", default="true"),
        ],
    ),
    TableSpec(
        name="sn_compliance_control",
        display="number",
        number_prefix="CTRL",
        fields=[
            Field(name="number", max_length=40),
            Field(
                name="content",
                label="Control objective",
                type="reference",
                reference="sn_compliance_policy_statement",
            ),
            _PROFILE,
            Field(name="implementation_statement", label="Implementation statement", type="html"),
            Field(name="state", type="choice", choices=_CONTROL_STATES, default="draft", reverts=True),
        ],
    ),
    # Real instances answer callers who are no administrators with no rows, not with a refusal.
    TableSpec(
        name="sys_dictionary",
        display="element",
        fields=[
            Field(name="name"),
            Field(name="element"),
            Field(name="internal_type"),
            Field(name="max_length"),
            Field(name="read_only"),
        ],
    ),
)
