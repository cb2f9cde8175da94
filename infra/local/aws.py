"""The local AWS: one process group, one state folder, loopback only."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from infra.build_cache import ROOT, build_once
from infra.local.kept_file import KeptFile

REQUIREMENTS = Path(__file__).with_name("ministack-requirements.txt")
LAUNCHER = "infra.local.aws_launcher"
REGION = "us-east-1"
START_SECONDS = 30
STOP_SECONDS = 120
"""After so long it is killed, whatever it is still writing."""


class LocalAwsError(Exception):
    """The local AWS did not start, or did not end as it should; the message says what to do."""


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def aws_python() -> Path:
    """The Python of the local AWS's own environment, which is made on first use."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    folder = build_once("local-aws", [REQUIREMENTS.read_bytes(), version.encode()], _install)
    return folder / "bin" / "python"


def _install(folder: Path) -> None:
    _run([sys.executable, "-m", "venv", str(folder)])
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes"]
    _run([*pip, "--disable-pip-version-check", "-r", str(REQUIREMENTS)])


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True)
    except subprocess.CalledProcessError as error:
        detail = f"'{' '.join(command[:4])} …' failed. Is there a network connection to install packages?"
        raise LocalAwsError(detail) from error


class LocalAws:
    """Runs until `stop`. The state is kept in the folder every few seconds, and when it is stopped."""

    def __init__(
        self,
        state_dir: Path,
        port: int,
        *,
        enforce_roles: bool = False,
        say: Callable[[str], None] = lambda _text: None,
    ) -> None:
        self._state_dir = state_dir
        self._enforce_roles = enforce_roles
        self._say = say
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None
        self.port = port
        self.endpoint_url = f"http://127.0.0.1:{port}"
        self.log_file = state_dir / "aws.log"

    def start(self) -> None:
        """Starts the process and waits until it answers.

        Raises:
            LocalAwsError: it did not come up, or another one uses the folder.
        """
        self.reserve()
        for text in KeptFile(self._state_file).recover("the local AWS"):
            self._say(text)
        with self.log_file.open("wb") as log:
            self._process = subprocess.Popen(
                [str(aws_python()), "-m", LAUNCHER],
                cwd=ROOT,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[self._lock.fileno()] if self._lock else [],
            )
        self._pid_file.write_text(f"{self._process.pid} {os.getpid()}")
        self._wait_until_ready()

    def stop(self) -> None:
        """Ends the process and all that it started, once the state is written.

        Raises:
            LocalAwsError: that took too long.
        """
        if self._process is None:
            return
        group = self._process.pid
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired as error:
            detail = f"The local AWS did not end in {STOP_SECONDS} s and was killed. See {self.log_file}."
            raise LocalAwsError(detail) from error
        finally:
            with suppress(ProcessLookupError):  # nothing was left
                os.killpg(group, signal.SIGKILL)
            self._process.wait()
            self._process = None
            self._pid_file.unlink(missing_ok=True)
            if self._lock:
                self._lock.close()

    def reserve(self) -> None:
        """Makes the folder this one's; waits for a process whose starter is gone, which saves and ends.

        Raises:
            LocalAwsError: another one uses the folder.
        """
        if self._lock and not self._lock.closed:
            return
        self._state_file.parent.mkdir(parents=True, exist_ok=True)
        lock = (self._state_dir / "aws.lock").open("w")
        if not _is_taken(lock):
            self._take_over(lock)
        self._lock = lock

    def _take_over(self, lock: IO[str]) -> None:
        pid, starter = self._owner()
        if not _is_running(starter):
            self._say(f"Waiting until an earlier local AWS (process {pid}) has saved its state")
            deadline = time.monotonic() + STOP_SECONDS
            while time.monotonic() < deadline:
                if _is_taken(lock):
                    return
                time.sleep(0.2)
        lock.close()
        process = f" (process {pid})" if pid else ""
        raise LocalAwsError(f"Another local AWS{process} uses {self._state_dir}. Stop it first.")

    def check(self) -> None:
        """Raises LocalAwsError if the process has ended by itself."""
        if self._process is not None and self._process.poll() is not None:
            raise LocalAwsError(
                f"The local AWS has ended by itself; {self.log_file} may say why. "
                "Its state was saved a few seconds before: start `make run` again."
            )

    @property
    def _state_file(self) -> Path:
        return self._state_dir / "state" / "state.json"

    @property
    def _pid_file(self) -> Path:
        return self._state_dir / "aws.pid"

    def _owner(self) -> tuple[int, int]:
        """Process ids of who uses the folder and of who started it; 0 where it is not told."""
        try:
            pid, starter = map(int, self._pid_file.read_text().split())
        except (FileNotFoundError, ValueError):  # not written yet, or cut short
            return 0, 0
        return pid, starter

    def _environment(self) -> dict[str, str]:
        temporary = self._state_dir / "tmp"
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir(parents=True)
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(temporary),
            "TMPDIR": str(temporary),
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(self.port),
            "MINISTACK_REGION": REGION,
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self._state_dir / "state"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self._state_dir / "s3"),
            "AUTH": str(self._enforce_roles).lower(),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.endpoint_url}/_ministack/ready", timeout=2):  # noqa: S310
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stop()
        raise LocalAwsError(f"The local AWS did not start on port {self.port}. See {self.log_file}.")


def _is_taken(lock: IO[str]) -> bool:
    """Takes the lock, which the local AWS then holds as long as it runs, whoever started it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_running(pid: int) -> bool:
    with suppress(PermissionError):  # somebody else's
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True
