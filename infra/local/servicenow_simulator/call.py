"""One request to the instance: what it addresses, and the faults it meets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeVar

from aiohttp import web

from infra.local.servicenow_simulator.fault_board import Target
from infra.local.servicenow_simulator.faults import AnyFault, BaseFault

_TABLE_PATH = re.compile(r"/api/now/(?:(v[12])/)?table/(\w+)(?:/([^/]+))?/?")
OAUTH_PATH = "/oauth_token.do"
FaultType = TypeVar("FaultType", bound=BaseFault)


@dataclass
class Call:
    """A request with its body, which has been read to the end whatever the answer will be."""

    request: web.Request
    body: bytes
    method: str
    version: str = ""
    table: str = ""
    sys_id: str = ""
    user_name: str = ""
    faults: list[AnyFault] = field(default_factory=list)

    @property
    def is_table_path(self) -> bool:
        """Whether the path is one of the Table API's."""
        return bool(self.table)

    @property
    def target(self) -> Target:
        """What faults are matched against."""
        where = "oauth" if self.request.path == OAUTH_PATH else "table"
        return Target(where, self.method, self.table or None, self.sys_id or None)

    def met(self, kind: type[FaultType]) -> list[FaultType]:
        """The faults of one class that this request meets."""
        return [fault for fault in self.faults if isinstance(fault, kind)]

    def parameter(self, name: str, default: str = "") -> str:
        """A query parameter."""
        return self.request.query.get(name, default)

    @property
    def conditions(self) -> list[tuple[str, str]]:
        """`?field=value`: each parameter that is none of the platform's is a condition of its own."""
        return [
            (name, value) for name, value in self.request.query.items() if not name.startswith("sysparm_")
        ]

    def flag(self, name: str) -> bool:
        """A query parameter that is true or false."""
        return self.parameter(name).lower() == "true"


async def read_call(request: web.Request) -> Call:
    """Take the request apart; a proxy-friendly client may send the method in a header."""
    match = _TABLE_PATH.fullmatch(request.path)
    version, table, sys_id = match.groups(default="") if match else ("", "", "")
    method = request.headers.get("X-HTTP-Method-Override", request.method).upper()
    return Call(request, await request.read(), method, version, table, sys_id)
