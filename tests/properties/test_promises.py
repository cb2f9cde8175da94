"""Machines that try to break the promises; each is told which rules to play."""

from __future__ import annotations

from tests.properties.rules import (
    Comparing,
    Deleting,
    Duplicates,
    Editing,
    Others,
    Pushing,
    Stopping,
    Time,
)


class Everything(Time, Editing, Comparing, Others, Deleting, Pushing, Duplicates, Stopping):
    """All at once, two statements."""


class OneStatement(Time, Editing, Comparing, Others, Pushing):
    """Jobs that meet at one statement."""

    SYSTEM_SIZE, JOBS = 1, 2


class TwiceDelivered(Time, Editing, Others, Pushing, Duplicates):
    """Workers of one job that run at the same time."""

    SYSTEM_SIZE, JOBS = 1, 2


class Closing(Time, Others, Pushing, Stopping):
    """Every way in which a job comes to its end."""

    SYSTEM_SIZE = 3


class Authors(Time, Editing, Comparing, Others):
    """No push: edits, checks, decisions and pulls that come between each other."""

    SYSTEM_SIZE, JOBS = 1, 0


TestEverything = Everything.TestCase
TestOneStatement = OneStatement.TestCase
TestTwiceDelivered = TwiceDelivered.TestCase
TestClosing = Closing.TestCase
TestAuthors = Authors.TestCase
