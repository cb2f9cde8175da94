"""The deployed product as a client sees it: HTTP and an access token, nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from infra.local.local_stack import DemoUser, LocalStack
from infra.local.servicenow_simulator import Simulator, running_simulator

USERS = {
    group: DemoUser(f"{group}@example.com", f"Integration-{group}-2026!", group)
    for group in ("author", "admin", "auditor")
}
ENDED = {"completed", "failed", "cancelled"}


_instances: set[str] = set()


@contextmanager
def another_instance() -> Iterator[Simulator]:
    """A simulator at an address that no test had before.

    A free port may be one that an earlier test had. To the product that is the same instance, and it still
    lists the statements of then.
    """
    with ExitStack() as running:
        simulator = running.enter_context(running_simulator())
        while simulator.url in _instances:
            simulator = running.enter_context(running_simulator())
        _instances.add(simulator.url)
        yield simulator


@dataclass
class Api:
    """The API as one user."""

    http: httpx.Client

    def call(self, method: str, path: str, *, expect: int = 200, **request: Any) -> Any:
        answer = self.http.request(method, path.lstrip("/"), **request)
        assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text[:2000]}"
        return answer.json()

    def get(self, path: str, **params: Any) -> Any:
        return self.call("GET", path, params=params)

    def all(self, path: str, name: str, **params: Any) -> list[Any]:
        rows: list[Any] = []
        cursor: str | None = None
        while True:
            page = self.get(path, limit=200, **params, **({"cursor": cursor} if cursor else {}))
            rows += page[name]
            cursor = page["next_cursor"]
            if cursor is None:
                return rows

    def edit(self, statement: dict[str, Any], content: str) -> Any:
        body = {"content": content, "revision": statement["revision"]}
        return self.call("PUT", f"/statements/{statement['id']}", json=body)

    def push(self, statement_ids: list[str], **headers: str) -> str:
        body = {"statement_ids": statement_ids}
        started = self.call("POST", "/push", expect=202, json=body, headers=headers)
        return str(started["job_id"])

    def wait(self, job_id: str, seconds: float = 120) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            job = self.get(f"/push/{job_id}")
            if job["status"] in ENDED:
                return job
            time.sleep(0.2)
        raise AssertionError(f"the job did not end in {seconds} s: {job}")

    def results(self, job_id: str) -> dict[str, Any]:
        return {row["statement_id"]: row for row in self.all(f"/push/{job_id}/results", "results")}


@dataclass
class Product:
    """The deployed stack with a simulator of its own."""

    stack: LocalStack
    simulator: Simulator
    _apis: dict[str, Api] = field(default_factory=dict)

    def api(self, group: str) -> Api:
        if group not in self._apis:
            headers = {"Authorization": f"Bearer {self.token(group)}"}
            http = httpx.Client(base_url=self.stack.api_url, headers=headers, timeout=60)
            self._apis[group] = Api(http)
        return self._apis[group]

    @property
    def author(self) -> Api:
        return self.api("author")

    @property
    def admin(self) -> Api:
        return self.api("admin")

    @property
    def auditor(self) -> Api:
        return self.api("auditor")

    def token(self, group: str) -> str:
        user = USERS[group]
        answer = self.stack.client("cognito-idp").initiate_auth(
            ClientId=self.stack.outputs.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": user.email, "PASSWORD": user.password},
        )
        return str(answer["AuthenticationResult"]["AccessToken"])

    def close(self) -> None:
        for api in self._apis.values():
            api.http.close()

    def connect(self, **changes: Any) -> Any:
        settings = {
            "instance_url": self.simulator.url,
            "preset": "statement",
            "auth_method": "basic",
            "username": self.simulator.user_name,
            "password": self.simulator.password,
            **changes,
        }
        return self.admin.call("PUT", "/connection", json=settings)

    def pull(self, system_id: str, seconds: float = 120) -> Any:
        pull_id = self.author.call("POST", f"/systems/{system_id}/pull", expect=202)["pull_id"]
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            pull = self.author.get(f"/pulls/{pull_id}")
            if pull["status"] != "running":
                return pull
            time.sleep(0.2)
        raise AssertionError(f"the pull did not end in {seconds} s: {pull}")

    def pulled(self, rows: list[dict[str, str]], system: str) -> list[dict[str, Any]]:
        """Seeds a system, pulls it, and returns its statements."""
        system_id = self.simulator.seed(system, rows)["system_id"]
        pull = self.pull(system_id)
        assert pull["status"] == "completed", pull
        return self.author.all("/statements", "statements", system_id=system_id)

    def remote(self, statement: dict[str, Any]) -> dict[str, Any]:
        """The record in ServiceNow, raw."""
        return self.simulator.record("sn_compliance_statement", statement["servicenow_sys_id"])
