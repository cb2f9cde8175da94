"""What people are told by themselves, and what is remembered so that each thing is told once."""

from __future__ import annotations

from control_push.models.base import Model, Timestamp
from control_push.models.schedule import Notify


class Message(Model):
    """What happened, how many, why, and where to look."""

    title: str
    lines: list[str]
    path: str
    """Of the web app's page that shows it."""


class RunToTell(Model):
    """The `OUTBOX#…` row: a run of which people are told once its push, if it has one, has ended."""

    schedule_id: str
    occurrence: str
    at: Timestamp
    notify: Notify


class Delivery(Model):
    """The `TOLD` row of a message that did not get everywhere: where it did, and since when it is tried."""

    subject: str
    channels: list[str]
    failing_since: Timestamp


class Told(Model):
    """The `TOLD` row of a subject: what was last told of it."""

    subject: str
    text: str
