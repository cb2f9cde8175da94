"""Tells people what they have to know, each thing once: what could not be sent is sent by the next run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from control_push import telemetry
from control_push.adapters.tables.store import Store
from control_push.domain.notifications import compose
from control_push.domain.schedules.held import with_held
from control_push.errors import UnreadableRowError
from control_push.models.connection import ConnectionStatus
from control_push.models.notification import Delivery, Message, RunToTell, Told
from control_push.models.push import JobStatus
from control_push.telemetry import logger

RUNS_AT_ONCE = 100
LONGEST_TURN = timedelta(minutes=6)
"""Longer than the function may run."""
STUCK_AFTER = timedelta(hours=2)
"""As the alarm on a stuck job; tests/infra compares the two."""
GIVEN_UP_AFTER = timedelta(days=1)
"""As long a message is tried on a channel that does not take it."""
FAILED_LOOKED_AT = 50
FAILED_SINCE = timedelta(days=2)
"""A push that failed longer ago is not told of any more."""
CONNECTION = "connection"


class Channel(Protocol):
    """Sends a message to those who asked for it there."""

    def send(self, message: Message) -> None:
        """Raises when it was not taken."""


@dataclass(frozen=True)
class Subject:
    """Something to tell, the message, and how it is remembered that it was told."""

    name: str
    """No other thing's."""
    message: Message
    done: Callable[[], None]


def tell(store: Store, channels: Mapping[str, Channel], now: datetime) -> int | None:
    """How many messages got everywhere; None: another run is at it, and nothing is told twice.

    What fails is logged, tried again next time on the channels that it did not get to, and holds up no other.
    """
    if not store.outbox.take_turn(now, now + LONGEST_TURN):
        return None
    try:
        return _tell(_Sender(store, channels, now))
    finally:
        store.outbox.give_turn_back()


def _tell(sender: _Sender) -> int:
    sent = 0
    for look in (_runs, _connection, _failed, _stuck):
        try:
            for subject in look(sender.store, sender.now):
                sent += sender.send(subject)
        except Exception:  # noqa: BLE001 - of any kind: it is logged, and the others are looked for
            logger.exception("not looked at", extra={"subjects": look.__name__})
    return sent


@dataclass(frozen=True)
class _Sender:
    store: Store
    channels: Mapping[str, Channel]
    now: datetime

    def send(self, subject: Subject) -> bool:
        """Whether it got everywhere. A channel gets it twice only if a run dies before it has noted that."""
        before = self.store.outbox.delivery(subject.name)
        reached = list(before.channels) if before else []
        reached += [name for name in self.channels if name not in reached and self._gets(name, subject)]
        if set(self.channels) <= set(reached):
            subject.done()
            return True
        since = before.failing_since if before else self.now
        if self.now - since > GIVEN_UP_AFTER:
            logger.error("message given up", extra={"subject": subject.name, "reached": reached})
            subject.done()
        else:
            kept = Delivery(subject=subject.name, channels=reached, failing_since=since)
            self.store.outbox.keep_delivery(kept)
        return False

    def _gets(self, name: str, subject: Subject) -> bool:
        try:
            self.channels[name].send(subject.message)
        except Exception:  # noqa: BLE001 - of any kind
            logger.exception("message not sent", extra={"subject": subject.name, "channel": name})
            telemetry.message_not_sent()
            return False
        return True


def _runs(store: Store, _: datetime) -> Iterator[Subject]:
    for entry in store.outbox.page(RUNS_AT_ONCE, None).rows:
        try:
            yield from _run(store, entry)
        except UnreadableRowError:
            # Nothing can be said of it, and its own pages say why.
            store.outbox.remove(entry)


def _run(store: Store, entry: RunToTell) -> Iterator[Subject]:
    run = store.schedules.find_run(entry.schedule_id, entry.occurrence)
    job = store.jobs.get(run.job_id) if run and run.job_id else None
    if job and job.is_active:
        return
    whole = with_held(store, run, job) if run else None
    if whole and compose.is_wanted(entry.notify, whole, job):
        yield Subject(
            f"run {entry.schedule_id} {entry.occurrence}",
            compose.run_ended(whole, job),
            _removes(store, entry),
        )
    else:
        store.outbox.remove(entry)


def _removes(store: Store, entry: RunToTell) -> Callable[[], None]:
    return lambda: store.outbox.remove(entry)


def _connection(store: Store, _: datetime) -> Iterator[Subject]:
    connection = store.connection.get_connection()
    is_broken = connection is not None and connection.status is ConnectionStatus.ERROR
    # Not by the reason, whose words change while a test goes on.
    text = str(connection.version) if connection and is_broken else ""
    if connection and not is_broken:
        # Told or not, that is over: no channel is left out when it breaks once more.
        store.outbox.forget_delivery(f"{CONNECTION} {connection.version}")
    if store.outbox.was_told(CONNECTION, text):
        return
    if connection and is_broken:
        message = compose.connection_broken(connection)
        yield Subject(f"{CONNECTION} {text}", message, _remembers(store, CONNECTION, text))
    else:
        # It works again: should it break once more, that is news.
        store.outbox.remember(Told(subject=CONNECTION, text=""))


def _failed(store: Store, now: datetime) -> Iterator[Subject]:
    """Of a schedule's push its run tells."""
    for job in store.jobs.page(JobStatus.FAILED, None, FAILED_LOOKED_AT, None).rows:
        ended = job.completed_at or job.created_at
        name = f"job {job.job_id}"
        if (
            job.schedule_id is None
            and now - ended < FAILED_SINCE
            and not store.outbox.was_told(name, "failed")
        ):
            yield Subject(f"{name} failed", compose.job_failed(job), _remembers(store, name, "failed"))


def _stuck(store: Store, now: datetime) -> Iterator[Subject]:
    for job_id in store.jobs.active_ids():
        try:
            job = store.jobs.get(job_id)
        except UnreadableRowError:
            continue
        name = f"job {job_id}"
        if job and now - job.created_at > STUCK_AFTER and not store.outbox.was_told(name, "stuck"):
            yield Subject(
                f"{name} stuck", compose.job_stuck(job, STUCK_AFTER), _remembers(store, name, "stuck")
            )


def _remembers(store: Store, name: str, text: str) -> Callable[[], None]:
    return lambda: store.outbox.remember(Told(subject=name, text=text))
