"""What every command has at hand, and what becomes of its errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import typer

from control_push_cli.client import Api
from control_push_cli.errors import CommandError, ExitCode, StoppedError
from control_push_cli.output import Output


@dataclass
class Run:
    """One command at work."""

    out: Output

    @cached_property
    def api(self) -> Api:
        """Opened at first use: not every command needs a session."""
        return Api()

    def close(self) -> None:
        """Ends the connections that the command has opened."""
        if "api" in vars(self):
            self.api.close()

    def warn(self) -> None:
        """Say what the lists that were read could not show."""
        if "api" in vars(self):
            self.out.warn_away(self.api.servicenow_problem)
            self.out.warn_unreadable(self.api.unreadable)


@contextmanager
def running(as_json: bool) -> Iterator[Run]:
    """Runs a command's body; its errors are said and become the exit code."""
    out = Output(as_json)
    run = Run(out)
    try:
        yield run
        run.warn()
    except CommandError as error:
        out.fail(error)
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        out.fail(StoppedError("Stopped."))
        raise typer.Exit(ExitCode.STOPPED) from None
    finally:
        run.close()


def end(code: ExitCode) -> None:
    """Leave with a code other than 0 although the command said all it had to say."""
    if code != ExitCode.OK:
        raise typer.Exit(code)
