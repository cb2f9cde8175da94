"""A pull as its workflow runs it, in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from control_push.domain.pull.read_page import PageResult, read_page
from control_push.domain.pull.start import start_pull
from control_push.models.connection import Connection
from control_push.models.pull import Pull
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, SYSTEM


@dataclass
class Pulling:
    push: Pushing
    connection: Connection = CONNECTION

    def start(self, system_id: str = SYSTEM) -> str:
        workflow: Any = self.push.workflow
        client: Any = self.push.servicenow
        return start_pull(self.push.store, workflow, client, self.connection, system_id, "ann")

    def page(self, pull_id: str) -> PageResult:
        client: Any = self.push.servicenow
        return read_page(self.push.store, lambda connection: client, pull_id)

    def run(self, system_id: str = SYSTEM) -> Pull:
        pull_id = self.start(system_id)
        for _ in range(50):
            if self.page(pull_id).done:
                return self.row(pull_id)
        raise AssertionError("the pull does not end")

    def row(self, pull_id: str) -> Pull:
        found = self.push.store.connection.get_pull(pull_id)
        assert found
        return found
