"""Taking up an item: one run at a time is at a statement, and every run counts, also one that dies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.tables.push_items import PushTask
from control_push.adapters.tables.store import Store
from control_push.adapters.tables.transactions import ConditionFailedError
from control_push.models.connection import Connection
from control_push.models.statement import ServiceNowVersion, Statement


@dataclass(frozen=True)
class PushContext:
    """What a run needs besides its item."""

    store: Store
    servicenow: Callable[[Connection | None, str], ServiceNowClient]
    """The client for the connection as read, if it is that of the source id; else raises ServiceNowError."""
    time_left: Callable[[], timedelta]
    lease: timedelta
    """At least as long as a run can take."""
    execution: str | None = None
    """ARN of the workflow's execution that called."""


def claim_item(context: PushContext, task: PushTask, statement: Statement | None) -> PushTask | None:
    """The task with this run's lease on its statement; None when another run is at it, or settled it.

    Also None when the statement is not as it was read any more: what is compared and written is what it says
    while this run has the lease.
    """
    run = str(uuid4())
    store = context.store
    unchanged = store.statements.unchanged(task.item.statement_id, statement)
    try:
        claim = store.items.claim(task.item, run, context.lease, context.execution)
        store.commit([*claim, unchanged])
    except ConditionFailedError:
        return None
    item = task.item.model_copy(update={"attempts": task.item.attempts + 1})
    return replace(task, item=item, run=run)


def give_back(store: Store, task: PushTask, *, written_over: ServiceNowVersion | None) -> None:
    """Ends a run that is to be repeated: the next one need not wait until the lease runs out.

    `written_over`: the version that the run sent its text over without learning what became of it; None
    when it surely wrote nothing.
    """
    # When the condition fails, the lease ran out and belongs to another run.
    with suppress(ConditionFailedError):
        store.commit(store.items.give_back(task, written_over))


def undo_claim(store: Store, task: PushTask) -> None:
    """Ends a run that wrote nothing and was not to begin: it does not count."""
    with suppress(ConditionFailedError):
        store.commit(store.items.undo_claim(task))


@contextmanager
def given_back_if_broken(store: Store, task: PushTask) -> Iterator[None]:
    """Whatever breaks a run off: the lease is given back, and the run counts as one that may have written."""
    try:
        yield
    except Exception:
        if task.run is not None:
            with suppress(ConditionFailedError):
                store.commit([store.items.release(task.item, task.run)])
        raise
