"""Step Functions for the model: what PushWorkflow does next, and what it does when a function dies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from control_push.domain.push.prepare import Prepared
from control_push.domain.push.push_statement import RunAgain
from tests.properties.stepping import Task, adapter_call

TASK_RETRIES = 3
CLOSE_RETRIES = 5
CLOSE_WAITS = 60
"""How often closing looks, once a second, whether the last workers have ended."""


@dataclass
class ItemRun:
    """One child execution of the Map."""

    task: Task | None = None
    failures: int = 0
    not_before: datetime | None = None
    done: bool = False


@dataclass
class Execution:
    """One execution; `phase` is prepare, map, close or broken (closing after a failed state)."""

    job_id: str
    status: str = "RUNNING"
    phase: str = "prepare"
    failures: int = 0
    waits: int = 0
    not_before: datetime | None = None
    task: Task | None = None
    items: dict[str, ItemRun] = field(default_factory=dict)

    def ready(self, now: datetime) -> list[str]:
        """What could be invoked now: statement ids in the map, else the phase's own function."""
        if self.status != "RUNNING":
            return []
        if self.phase != "map":
            due = self.not_before is None or self.not_before <= now
            return [self.phase] if due and not self.task else []
        return [
            one
            for one, run in self.items.items()
            if not run.done and run.task is None and (run.not_before is None or run.not_before <= now)
        ]

    def waits_until(self) -> datetime | None:
        """When the next item is due, if all that is left is waiting."""
        if self.phase != "map":
            return self.not_before
        due = [run.not_before for run in self.items.values() if not run.done and run.not_before]
        return min(due) if due else None

    def worker_ended(self, statement_id: str, task: Task, now: datetime) -> None:
        """A worker answered or died."""
        run = self.items[statement_id]
        run.task = None
        if task.crashed or task.error:
            run.failures += 1
            run.done = run.failures > TASK_RETRIES
        elif isinstance(task.answer, RunAgain):
            run.failures, run.not_before = 0, now + timedelta(seconds=task.answer.wait_seconds)
        else:
            run.done = True
        if all(one.done for one in self.items.values()):
            self.phase, self.failures = "close", 0

    def phase_ended(self, task: Task, statement_ids: list[str], now: datetime) -> None:
        """The phase's own function answered or died."""
        self.task = None
        if self.waits < CLOSE_WAITS and not (task.crashed or task.error or task.answer):
            self.waits, self.not_before = self.waits + 1, now + timedelta(seconds=1)
        elif task.crashed or task.error or task.answer is None:
            self.failures, self.waits = self.failures + 1, 0
            self._failed()
        elif self.phase == "prepare":
            assert isinstance(task.answer, Prepared)
            if task.answer.more:
                self.failures = 0
                return
            self.items = {one: ItemRun() for one in statement_ids}
            self.phase, self.failures = ("close" if task.answer.stopped else "map"), 0
        else:
            self.status = "SUCCEEDED"

    def _failed(self) -> None:
        if self.phase == "prepare" and self.failures > TASK_RETRIES:
            self.phase, self.failures = "broken", 0
        elif self.phase != "prepare" and self.failures > CLOSE_RETRIES:
            self.status = "FAILED"


@dataclass
class Executions:
    """The workflow as the product sees it; starting and asking are adapter calls."""

    all: dict[str, Execution] = field(default_factory=dict)

    def start(self, name: str, payload: dict[str, str]) -> None:
        """Idempotent by name."""
        adapter_call("workflow.start", name, lambda: self.all.setdefault(name, Execution(name)))

    def is_running(self, name: str) -> bool:
        """As DescribeExecution says."""
        found = lambda: name in self.all and self.all[name].status == "RUNNING"
        return bool(adapter_call("workflow.is_running", name, found))
