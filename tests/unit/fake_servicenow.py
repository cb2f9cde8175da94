"""ServiceNow as the domain sees it: records in memory, and faults that can be put in the way.

The real client against the real HTTP simulator is tested in `tests/integration`; here the interleavings
matter, which need a hook between any two calls.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from control_push.adapters.servicenow.client import FoundRecords
from control_push.adapters.servicenow.paging import IdPage
from control_push.errors import RecordMissingError, ServiceNowError
from control_push.models.connection import Connection, Mapping, System
from control_push.models.statement import RemoteRecord, ServiceNowVersion
from control_push.texts.text_format import TextFormat, Texts

CONNECTION = Connection(
    instance_url="http://127.0.0.1:1",
    table="sn_compliance_statement",
    content_field="u_implementation_statement",
    mapping=Mapping(control_id="control_id", control_name="control_name", system="profile"),
    username="service",
)
SYSTEM = "f" * 32


def version(count: int, by: str = "somebody") -> ServiceNowVersion:
    return ServiceNowVersion(updated_on=f"2026-01-01T00:00:{count:02}Z", mod_count=count, updated_by=by)


@dataclass
class FakeServiceNow:
    records: dict[str, RemoteRecord] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)
    before: Callable[[str, str], None] = lambda call, sys_id: None
    """Called before each call is answered: may edit records, or raise what the client would raise."""
    store_as: Callable[[str], str] = lambda text: text
    after_write: Callable[[str], None] = lambda sys_id: None
    """Called when the text is stored, before the answer: may raise as a lost answer does."""
    account: str | None = "service"
    shows_record: bool = True
    """Whether the answer to a write shows the record."""
    hidden: set[str] = field(default_factory=set)
    """Records that an access rule hides as a whole."""
    textless: set[str] = field(default_factory=set)
    """Records of which an access rule hides the text."""
    counts: str = "before"
    """What X-Total-Count counts: before or after the access rules, too low, or none."""
    links: bool = False
    limit_cap: int = 10_000
    systems: dict[str, str] = field(default_factory=lambda: {SYSTEM: "System"})
    sample: dict[str, str] | None = field(default_factory=lambda: {CONNECTION.content_field: ""})
    """The record that the connection test reads; None: the table is empty."""
    internal_type: str | None = None
    """What the dictionary says of the text field; None: it shows nothing."""
    texts: Texts = field(default_factory=lambda: TextFormat.HTML.texts)

    def add(self, number: int, content: str) -> str:
        sys_id = f"{number:032x}"
        self.records[sys_id] = RemoteRecord(
            sys_id=sys_id,
            content=content,
            version=version(1),
            control_id=f"AC-{number}",
            control_name=f"Control {number}",
            system_id=SYSTEM,
            system_name="System",
        )
        return sys_id

    def edit(self, sys_id: str, content: str, by: str = "somebody") -> None:
        known = self.records[sys_id]
        moved = version(known.version.mod_count + 1, by)
        self.records[sys_id] = known.model_copy(update={"content": content, "version": moved})

    def text(self, sys_id: str) -> str:
        return self.records[sys_id].content

    def writes(self) -> list[str]:
        return [sys_id for call, sys_id in self.calls if call == "PUT"]

    # -- what the client offers ----------------------------------------------------------------------

    def close(self) -> None:
        """Nothing to close."""

    def probe(self) -> None:
        self._begin("PROBE", "")

    def get_record(self, sys_id: str) -> RemoteRecord:
        self._begin("GET", sys_id)
        if sys_id not in self.records:
            raise RecordMissingError("Record doesn't exist or ACL restricts the record retrieval")
        return self.records[sys_id]

    def get_records(self, sys_ids: Sequence[str]) -> FoundRecords:
        self._begin("LIST", ",".join(sys_ids))
        shown = [one for one in sys_ids if self._is_shown(one)]
        readable = {one: self.records[one] for one in shown if one not in self.textless}
        return FoundRecords(readable, frozenset(self.textless.intersection(shown)))

    def list_record_ids(self, system_id: str | None, after: str, offset: int, limit: int) -> IdPage:
        self._begin("PAGE", after)
        rest = [one for one in sorted(self.records) if one > after]
        found = [one for one in rest if system_id in {None, self.records[one].system_id}]
        return self.shape(found, offset, limit)

    def shape(self, found: list[str], offset: int, limit: int) -> IdPage:
        """A page of those found, as this instance shows it."""
        window = found[offset : offset + min(limit, self.limit_cap)]
        shown = [one for one in window if one not in self.hidden]
        readable = len(found) - len(self.hidden.intersection(found))
        counts = {"before": len(found), "after": readable, "low": len(found) // 2, "none": None}
        links = self.links and len(found) > len(window)
        return IdPage(shown, [], counts[self.counts], links, links and offset + len(window) < len(found))

    def find_systems(self, sys_ids: Sequence[str]) -> dict[str, str]:
        self._begin("PLACES", ",".join(sys_ids))
        return {one: self.records[one].system_id for one in sys_ids if self._is_shown(one)}

    def _is_shown(self, sys_id: str) -> bool:
        return sys_id in self.records and sys_id not in self.hidden

    def get_system(self, system_id: str) -> System:
        self._begin("SYSTEM", system_id)
        if system_id not in self.systems:
            raise RecordMissingError("No Record found")
        return System(system_id=system_id, name=self.systems[system_id])

    def list_systems(self, after: str, limit: int) -> tuple[list[System], str | None]:
        self._begin("SYSTEMS", after)
        rest = [System(system_id=one, name=name) for one, name in sorted(self.systems.items()) if one > after]
        return rest[:limit], rest[limit - 1].system_id if len(rest) > limit else None

    def sample_record(self) -> dict[str, str] | None:
        self._begin("SAMPLE", "")
        return self.sample

    def field_type(self) -> str | None:
        return self.internal_type

    def sample_texts(self) -> list[str]:
        self._begin("TEXTS", "")
        return [record.content for record in self.records.values()]

    def update_content(self, sys_id: str, content: str) -> RemoteRecord | None:
        self._begin("PUT", sys_id)
        if sys_id not in self.records:
            raise RecordMissingError("No Record found")
        stored = self.store_as(content)
        if stored != self.text(sys_id):
            self.edit(sys_id, stored, by="service")
        self.after_write(sys_id)
        return self.records[sys_id] if self.shows_record else None

    def _begin(self, call: str, sys_id: str) -> None:
        self.calls.append((call, sys_id))
        self.before(call, sys_id)


def fails(times: int, error: ServiceNowError, on: str = "GET") -> Callable[[str, str], None]:
    """A `before` hook: so many calls of a kind are answered with the error."""
    left = [times]

    def hook(call: str, sys_id: str) -> None:
        if call == on and left[0]:
            left[0] -= 1
            raise error

    return hook
