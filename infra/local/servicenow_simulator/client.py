"""A handle on a running simulator, in this process or another: speaks the control endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import httpx

Json = dict[str, Any]


class Simulator:
    """Tests use this instead of spelling out the control endpoint's calls."""

    user_name = "svc.control_push"
    password = "simulator-password"
    client_id = "5a3c1e0f9d8b47f6a2c4e6081b3d5f70"
    client_secret = "simulator-client-secret"

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._http = httpx.Client(base_url=f"{self.url}/__sim__", timeout=30, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def call(self, method: str, path: str, body: object = None) -> Any:
        """One call of the control endpoint; raises httpx.HTTPStatusError if it was refused."""
        reply = self._http.request(method, path, json=body)
        reply.raise_for_status()
        return reply.json()

    def reset(self) -> None:
        """Empty tables, no faults, default settings and accounts."""
        self.call("POST", "/reset")

    def configure(self, **settings: object) -> None:
        """Change some of the instance's settings."""
        self.call("PATCH", "/settings", settings)

    def seed(self, system: str, statements: Sequence[Json], presets: Sequence[str] | None = None) -> Json:
        """Load the statements of one system; gives `system_id` and `records[preset][control_id]`."""
        chosen = {} if presets is None else {"presets": list(presets)}
        seeded: Json = self.call(
            "POST", "/seed", {"system": system, "statements": list(statements), **chosen}
        )
        return seeded

    def record(self, table: str, sys_id: str) -> dict[str, str]:
        """The stored values, whatever ACLs would show."""
        values: dict[str, str] = self.call("GET", f"/tables/{table}/records/{sys_id}")["values"]
        return values

    def edit(self, table: str, sys_id: str, mode: str = "normal", **values: str) -> None:
        """Edit a record as somebody else; the modes are those of edits.Edit."""
        self.call("POST", f"/tables/{table}/records/{sys_id}/edits", {"mode": mode, "values": values})

    def add_fault(self, kind: str, **fault: object) -> str:
        """Switch a fault on; gives its id."""
        fault_id: str = self.call("POST", "/faults", {"kind": kind, **fault})["id"]
        return fault_id

    def clear_faults(self) -> None:
        """Switch all faults off."""
        self.call("DELETE", "/faults")

    def stats(self) -> Json:
        """What clients did since the last reset."""
        figures: Json = self.call("GET", "/stats")
        return figures

    def reset_stats(self) -> None:
        """Count from zero."""
        self.call("DELETE", "/stats")
