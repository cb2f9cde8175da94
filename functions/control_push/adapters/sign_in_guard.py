"""Refused sign-ins counted over all: after the first, no process begins anything with those credentials."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from control_push.adapters.tables.connection import ConnectionTable
from control_push.errors import SignInRefusedError, SignInStoppedError, UnavailableError
from control_push.models.base import utc_now
from control_push.models.connection import Connection
from control_push.telemetry import sign_in_refused

PAUSE = 0.1
"""Seconds between two looks at whether another process has signed in."""


@dataclass(frozen=True)
class SignInGuard:
    """Of one version of the settings: a test or a change ends what a refusal began."""

    table: ConnectionTable
    connection: Connection
    is_test: bool = False
    """A test tries credentials that were refused: so it is found out that they are accepted again."""

    def refused(self, error: SignInRefusedError) -> None:
        """Tells everybody. To be called before anything else is done about the refusal."""
        sign_in_refused()
        self.table.record_refusal(self.connection, f"{error.detail} {error.hint}")

    def require_accepted(self) -> None:
        """Looks whether the credentials have been refused.

        Raises:
            SignInStoppedError: they have.
        """
        now = None if self.is_test else self.table.get_connection()
        if now and now.version == self.connection.version:
            require_accepted(now)

    @contextmanager
    def alone(self, deadline: float) -> Iterator[None]:
        """One process at a time tries the credentials, so that a wrong one is refused once.

        `deadline` is of `time.monotonic`: by then the attempt is over, or its right to it.

        Raises:
            SignInStoppedError: the credentials were refused meanwhile.
            UnavailableError: others took all the time.
        """
        owner = str(uuid4())
        while not self.table.take_sign_in(owner, utc_now() + timedelta(seconds=deadline - time.monotonic())):
            if time.monotonic() + PAUSE >= deadline:
                raise UnavailableError("Other processes took all the time to sign in; nothing was sent.")
            time.sleep(PAUSE)
        try:
            self.require_accepted()
            yield
        except SignInStoppedError:
            raise
        except SignInRefusedError as error:
            # Before the next one may try.
            self.refused(error)
            raise
        finally:
            self.table.give_sign_in_back(owner)


def require_accepted(connection: Connection) -> None:
    """The settings, as just read, have not been refused.

    Raises:
        SignInStoppedError: they have.
    """
    if connection.sign_in_refused:
        raise SignInStoppedError(connection.status_reason)
