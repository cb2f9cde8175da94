"""ServiceNow for the model: every text it ever held, stamps by the clock, and the ways a write goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from control_push.adapters.servicenow.client import FoundRecords
from control_push.adapters.servicenow.paging import IdPage
from control_push.errors import (
    ForbiddenError,
    RateLimitedError,
    RecordMissingError,
    RejectedByRuleError,
    SignInRefusedError,
    UnavailableError,
)
from control_push.models.connection import System
from control_push.models.statement import RemoteRecord, ServiceNowVersion
from tests.properties.stepping import adapter_call
from tests.unit.fake_servicenow import SYSTEM, FakeServiceNow

SERVICE = "service"


class Stamp(Enum):
    """What a foreign edit does to the record's stamp and counter."""

    MOVES = "moves"
    SAME_SECOND = "same second"
    NONE = "none"
    """A script with autoSysFields(false)."""


class Fault(Enum):
    """How the next write goes wrong."""

    RESET_AFTER = "stored, then the connection is reset"
    DROPPED = "never arrives"
    REFUSED_AFTER = "stored, then refused (KB2697679)"
    RULE = "refused by a business rule"
    RATE_LIMITED = "429 with Retry-After"
    BUSY = "429 without"
    SIGN_IN = "401"
    UNCHANGED = "200, nothing stored"
    TRUNCATED = "200, a part stored"
    REWRITTEN = "200, rewritten"
    EMPTY_ANSWER = "stored, the answer shows no record"
    EMPTY_ANSWER_UNCHANGED = "nothing stored, the answer shows no record"
    EMPTY_ANSWER_REWRITTEN = "rewritten, the answer shows no record"


class ReadFault(Enum):
    """How the next read goes wrong."""

    UNAVAILABLE = "502"
    RATE_LIMITED = "429"
    SIGN_IN = "401"
    FORBIDDEN = "403"


@dataclass(frozen=True)
class Held:
    """A text that a record held, and who put it there."""

    text: str
    by: str


@dataclass
class Remote(FakeServiceNow):
    """Each call is a step of the task that makes it."""

    now: Callable[[], datetime] = datetime.now
    on_write: Callable[[str, str], None] = lambda sys_id, text: None
    """Called before a write of ours is carried out."""
    held: dict[str, list[Held]] = field(default_factory=dict)
    write_faults: list[Fault] = field(default_factory=list)
    read_faults: list[ReadFault] = field(default_factory=list)

    def add(self, number: int, content: str) -> str:
        sys_id = super().add(number, content)
        self.held[sys_id] = [Held(content, "somebody")]
        return sys_id

    def put(self, sys_id: str, text: str, by: str, stamp: Stamp = Stamp.MOVES) -> None:
        """Somebody stores a text."""
        known = self.records[sys_id]
        version = {
            Stamp.MOVES: ServiceNowVersion(
                updated_on=f"{self.now():%Y-%m-%dT%H:%M:%SZ}",
                mod_count=known.version.mod_count + 1,
                updated_by=by,
            ),
            Stamp.SAME_SECOND: known.version.model_copy(
                update={"mod_count": known.version.mod_count + 1, "updated_by": by}
            ),
            Stamp.NONE: known.version,
        }[stamp]
        self.records[sys_id] = known.model_copy(update={"content": text, "version": version})
        self.held[sys_id].append(Held(text, by))

    def history(self, sys_id: str) -> list[str]:
        """Every text that the record ever held."""
        return [one.text for one in self.held[sys_id]]

    # -- what the client offers ----------------------------------------------------------------------

    def probe(self) -> None:
        adapter_call("servicenow.probe", "", self._read_fault)

    def get_record(self, sys_id: str) -> RemoteRecord:
        answer: RemoteRecord = adapter_call("servicenow.get_record", sys_id, lambda: self._get(sys_id))
        return answer

    def get_records(self, sys_ids: Sequence[str]) -> FoundRecords:
        answer: FoundRecords = adapter_call(
            "servicenow.get_records", tuple(sys_ids), lambda: self._get_many(sys_ids)
        )
        return answer

    def list_record_ids(self, system_id: str | None, after: str, offset: int, limit: int) -> IdPage:
        found = sorted(one for one in self.records if one > after)
        page = self.shape(found, offset, limit)
        answer: IdPage = adapter_call("servicenow.list_record_ids", system_id, lambda: page)
        return answer

    def find_systems(self, sys_ids: Sequence[str]) -> dict[str, str]:
        places = {one: SYSTEM for one in sys_ids if one in self.records and one not in self.hidden}
        answer: dict[str, str] = adapter_call("servicenow.find_systems", tuple(sys_ids), lambda: places)
        return answer

    def get_system(self, system_id: str) -> System:
        return System(system_id=SYSTEM, name="System")

    def update_content(self, sys_id: str, content: str) -> RemoteRecord | None:
        answer: RemoteRecord | None = adapter_call(
            "servicenow.update_content", sys_id, lambda: self._update(sys_id, content)
        )
        return answer

    def _read_fault(self) -> None:
        match self.read_faults.pop(0) if self.read_faults else None:
            case ReadFault.UNAVAILABLE:
                raise UnavailableError("502")
            case ReadFault.RATE_LIMITED:
                raise RateLimitedError("429", retry_after=30)
            case ReadFault.SIGN_IN:
                raise SignInRefusedError("401")
            case ReadFault.FORBIDDEN:
                raise ForbiddenError("403")

    def _require(self, sys_id: str) -> RemoteRecord:
        if sys_id not in self.records or sys_id in self.hidden:
            raise RecordMissingError("No Record found")
        return self.records[sys_id]

    def _get(self, sys_id: str) -> RemoteRecord:
        self._read_fault()
        return self._require(sys_id)

    def _get_many(self, sys_ids: Sequence[str]) -> FoundRecords:
        self._read_fault()
        shown = [one for one in sys_ids if one in self.records and one not in self.hidden]
        return FoundRecords({one: self.records[one] for one in shown})

    def _update(self, sys_id: str, content: str) -> RemoteRecord | None:
        self.on_write(sys_id, content)
        self._require(sys_id)
        fault = self.write_faults.pop(0) if self.write_faults else None
        self._refuse(fault)
        if fault not in {Fault.UNCHANGED, Fault.EMPTY_ANSWER_UNCHANGED}:
            self._store(sys_id, _as_stored(content, fault))
        if fault is Fault.RESET_AFTER:
            raise UnavailableError("connection reset")
        if fault is Fault.REFUSED_AFTER:
            raise ForbiddenError("User Not Authorized")
        if fault in {Fault.EMPTY_ANSWER, Fault.EMPTY_ANSWER_UNCHANGED, Fault.EMPTY_ANSWER_REWRITTEN}:
            return None
        now = self.records[sys_id]
        return RemoteRecord(sys_id=sys_id, content=now.content, version=now.version)

    def _refuse(self, fault: Fault | None) -> None:
        match fault:
            case Fault.DROPPED:
                raise UnavailableError("connection refused")
            case Fault.RULE:
                raise RejectedByRuleError("aborted by a business rule")
            case Fault.RATE_LIMITED:
                raise RateLimitedError("429", retry_after=30)
            case Fault.BUSY:
                raise RateLimitedError("429")
            case Fault.SIGN_IN:
                raise SignInRefusedError("401")

    def _store(self, sys_id: str, text: str) -> None:
        # The Table API stores nothing, and moves no stamp, when no field changes.
        if text != self.text(sys_id):
            self.put(sys_id, text, by=SERVICE)


def _as_stored(text: str, fault: Fault | None) -> str:
    match fault:
        case Fault.TRUNCATED:
            return text[: len(text) // 2]
        case Fault.REWRITTEN | Fault.EMPTY_ANSWER_REWRITTEN:
            return f"{text} [rewritten]"
        case _:
            return text
