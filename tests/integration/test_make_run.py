"""`make run` as a person uses it: one process to start and to stop, and everything is there in between."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest

from infra.build_cache import ROOT
from infra.local.aws import free_port

START_SECONDS = 120
STOP_SECONDS = 60


def _command(state_dir: Path, aws_port: int, simulator_port: int) -> list[str]:
    ports = ["--aws-port", str(aws_port), "--simulator-port", str(simulator_port)]
    return [sys.executable, "-m", "infra.local", "--no-web", "--state-dir", str(state_dir), *ports]


@contextmanager
def _running(state_dir: Path, aws_port: int, simulator_port: int) -> Iterator[dict[str, Any]]:
    stack_file = state_dir / "stack.json"
    with _started(state_dir, aws_port, simulator_port) as process:
        yield json.loads(stack_file.read_text())
        process.send_signal(signal.SIGINT)
        process.wait(STOP_SECONDS)
    assert not stack_file.exists()
    assert process.returncode == 0
    assert not _processes_of(state_dir)
    assert _open_to_others(state_dir) == []


@contextmanager
def _started(state_dir: Path, aws_port: int, simulator_port: int) -> Iterator[subprocess.Popen[str]]:
    """The process once it is ready; it does not outlive a failing test."""
    environment = {**os.environ, "PYTHONPATH": f".{os.pathsep}functions"}
    command = _command(state_dir, aws_port, simulator_port)
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            deadline = time.monotonic() + START_SECONDS
            while not (state_dir / "stack.json").exists():
                assert process.poll() is None, "it ended before it was ready"
                assert time.monotonic() < deadline, "it did not get ready"
                time.sleep(0.2)
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(STOP_SECONDS)


def _open_to_others(folder: Path) -> list[str]:
    """Files with passwords, tokens and texts are their owner's alone."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert {"stack.json", "servicenow.json", "state.json"} & {file.name for file in files}
    return [str(file) for file in files if stat.S_IMODE(file.stat().st_mode) & 0o077]


def _processes_of(state_dir: Path) -> list[str]:
    """What still runs with this state folder in its environment: the local AWS and its functions."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            environment = entry.read_bytes()
        except OSError:
            continue  # another user's, or gone meanwhile
        if str(state_dir).encode() in environment:
            found.append(entry.parent.name)
    return found


def _sign_in(stack: dict[str, Any], group: str) -> httpx.Client:
    [user] = [user for user in stack["users"] if user["group"] == group]
    cognito = boto3.client(
        "cognito-idp",
        endpoint_url=stack["aws_endpoint_url"],
        region_name=stack["region"],
        aws_access_key_id="any",
        aws_secret_access_key="any",
    )
    answer = cognito.initiate_auth(
        ClientId=stack["client_id"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": user["email"], "PASSWORD": user["password"]},
    )
    token = answer["AuthenticationResult"]["AccessToken"]
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.Client(base_url=stack["api_url"], headers=headers, timeout=60, trust_env=False)


def refuse_foreign_pages(stack: dict[str, Any]) -> None:
    create = {"Action": "CreateStack", "StackName": "foreign", "TemplateBody": '{"Resources": {}}'}
    for headers in ({"Host": "attacker.example"}, {"Sec-Fetch-Site": "cross-site"}, {}):
        answer = httpx.get(stack["aws_endpoint_url"], params=create, headers=headers, trust_env=False)
        assert answer.status_code == 403
    for path in ("/api/now/table/sn_grc_profile", "/__sim__/tables"):
        answer = httpx.get(
            stack["simulator_url"] + path, headers={"Host": "attacker.example"}, trust_env=False
        )
        assert answer.status_code == 403


def test_it_starts_keeps_what_was_done_and_leaves_nothing_behind(tmp_path: Path) -> None:
    ports = free_port(), free_port()
    with _running(tmp_path, *ports) as stack:
        assert stack["api_url"].endswith("/api/v1")
        refuse_foreign_pages(stack)
        with _sign_in(stack, "author") as http:
            systems = http.get("systems").json()["systems"]
            assert {system["name"]: system["statement_count"] for system in systems} == {
                "Harbor Permit Tracker": 66,
                "Tide Gauge Network": 7,
            }
            statement = http.get("statements", params={"limit": 1}).json()["statements"][0]
            edit = {"content": "<p>Kept over a restart.</p>", "revision": statement["revision"]}
            assert http.put(f"statements/{statement['id']}", json=edit).status_code == 200
    with _running(tmp_path, *ports) as stack:
        with _sign_in(stack, "author") as http:
            kept = http.get(f"statements/{statement['id']}").json()
            assert kept["local_content"] == "<p>Kept over a restart.</p>"
        with _sign_in(stack, "admin") as http:
            somebodys = {"instance_url": "http://127.0.0.1:9", "username": "me", "password": "mine"}
            assert http.put("connection", json=somebodys).status_code == 200
    with _started(tmp_path, *ports) as process:
        stack = json.loads((tmp_path / "stack.json").read_text())
        with _sign_in(stack, "admin") as http:
            assert http.get("connection").json()["instance_url"] == "http://127.0.0.1:9"
        os.killpg(int((tmp_path / "aws" / "aws.pid").read_text().split()[0]), signal.SIGKILL)
        _, told = process.communicate(timeout=STOP_SECONDS)
        assert process.returncode == 1
        assert "The local AWS has ended by itself" in told


def test_a_taken_port_is_named_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            _command(tmp_path, port, free_port()),
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f".{os.pathsep}functions"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert "--aws-port" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--aws-port", "70000"], "70000 is no port: choose one from 1024 to 65535"),
        (["--simulator-port", "0"], "0 is no port"),
        (["--web-port", "-1"], "-1 is no port"),
        (["--web-port", "http"], "invalid"),
        (["--aws-port", "8091", "--simulator-port", "8091"], "--aws-port and --simulator-port are both 8091"),
        (["--state-dir", __file__], "The state cannot be kept in"),
    ],
)
def test_a_bad_option_is_told_with_the_way_out(tmp_path: Path, arguments: list[str], told: str) -> None:
    command = [sys.executable, "-m", "infra.local", "--no-web", "--state-dir", str(tmp_path), *arguments]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f".{os.pathsep}functions"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_options_are_explained() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "infra.local", "--help"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f".{os.pathsep}functions"},
        capture_output=True,
        text=True,
        check=True,
    )
    for option in ("--no-web", "--web-port", "--aws-port", "--simulator-port", "--state-dir"):
        assert option in done.stdout
