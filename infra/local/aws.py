"""The local AWS: one process group, one state folder, loopback only."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from infra.build_cache import ROOT, build_once

REQUIREMENTS = Path(__file__).with_name("ministack-requirements.txt")
LAUNCHER = "infra.local.aws_launcher"
REGION = "us-east-1"
START_SECONDS = 30
STOP_SECONDS = 15


class LocalAwsError(Exception):
    """The local AWS did not start; the message says what to do."""


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
    """Runs until `stop`. The state is kept in the folder when it is stopped in good order."""

    def __init__(self, state_dir: Path, port: int, *, enforce_roles: bool = False) -> None:
        self._state_dir = state_dir
        self._enforce_roles = enforce_roles
        self._process: subprocess.Popen[bytes] | None = None
        self.port = port
        self.endpoint_url = f"http://127.0.0.1:{port}"
        self.log_file = state_dir / "aws.log"

    def start(self) -> None:
        """Starts the process and waits until it answers.

        Raises:
            LocalAwsError: it did not come up, or another one uses the folder.
        """
        self._state_dir.mkdir(parents=True, exist_ok=True)
        self._refuse_second()
        with self.log_file.open("wb") as log:
            self._process = subprocess.Popen(
                [str(aws_python()), "-m", LAUNCHER],
                cwd=ROOT,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._pid_file.write_text(str(self._process.pid))
        self._wait_until_ready()

    def stop(self) -> None:
        """Ends the process and all that it started."""
        if self._process is None:
            return
        group = self._process.pid
        self._process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):  # killed below, with the functions it runs
            self._process.wait(STOP_SECONDS)
        with suppress(ProcessLookupError):  # nothing was left
            os.killpg(group, signal.SIGKILL)
        self._process.wait()
        self._process = None
        self._pid_file.unlink(missing_ok=True)

    @property
    def _pid_file(self) -> Path:
        return self._state_dir / "aws.pid"

    def _refuse_second(self) -> None:
        pid = int(self._pid_file.read_text()) if self._pid_file.exists() else 0
        if pid and Path(f"/proc/{pid}/cmdline").exists():
            command = Path(f"/proc/{pid}/cmdline").read_text()
            if LAUNCHER in command:
                raise LocalAwsError(
                    f"Another local AWS (process {pid}) uses {self._state_dir}. Stop it first."
                )

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
