"""The local AWS keeps its state over a stop, a kill and a damaged file, and says what was lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra.build_cache import ROOT
from infra.local.aws import LocalAws, LocalAwsError, free_port
from infra.local.kept_file import KeptFile

TABLE = "kept"
SAVED_WITHIN = 60


def rows_of(aws: LocalAws) -> Any:
    dynamodb = boto3.resource(
        "dynamodb",
        endpoint_url=aws.endpoint_url,
        region_name="us-east-1",
        aws_access_key_id="000000000000",
        aws_secret_access_key="any",
    )
    return dynamodb.Table(TABLE)


def create(aws: LocalAws) -> Any:
    table = rows_of(aws)
    table.meta.client.create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    return table


def put(table: Any, name: str) -> None:
    table.put_item(Item={"id": name})


def has(aws: LocalAws, name: str) -> bool:
    return "Item" in rows_of(aws).get_item(Key={"id": name})


def until_saved(folder: Path, name: str) -> None:
    """Waits until the state that would survive a kill has the row."""
    file = KeptFile(folder / "state" / "state.json")
    deadline = time.monotonic() + SAVED_WITHIN
    while not ((kept := file.read()) and f'"{name}"'.encode() in kept.content):
        assert time.monotonic() < deadline, "it was not saved"
        time.sleep(0.1)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def aws(tmp_path: Path, told: list[str]) -> Iterator[LocalAws]:
    local = LocalAws(tmp_path, free_port(), say=told.append)
    local.start()
    yield local
    local.stop()


def pid_of(folder: Path) -> int:
    return int((folder / "aws.pid").read_text().split()[0])


def test_a_kill_loses_nothing_that_was_saved_and_is_told(
    tmp_path: Path, aws: LocalAws, told: list[str]
) -> None:
    put(create(aws), "before")
    until_saved(tmp_path, "before")
    os.kill(pid_of(tmp_path), signal.SIGKILL)
    with pytest.raises(LocalAwsError, match="ended by itself"):
        while True:
            aws.check()
    aws.stop()
    assert told == []
    aws.start()
    [text] = told
    assert "what was done after that is lost" in text
    assert has(aws, "before")


def test_a_stop_waits_for_the_state_and_a_damaged_one_gives_way_to_the_one_before(
    tmp_path: Path, aws: LocalAws, told: list[str]
) -> None:
    table = create(aws)
    put(table, "early")
    until_saved(tmp_path, "early")
    put(table, "late")
    aws.stop()
    aws.start()
    assert (has(aws, "late"), told) == (True, [])
    aws.stop()
    file = tmp_path / "state" / "state.json"
    file.write_bytes(file.read_bytes()[:-9])
    aws.start()
    assert ["damaged" in text for text in told] == [True, False]
    assert has(aws, "early")
    assert list(file.parent.glob("*.damaged-*"))


def test_a_save_that_is_under_way_does_not_replace_the_last_one(
    tmp_path: Path, aws: LocalAws, told: list[str]
) -> None:
    table = create(aws)
    process = pid_of(tmp_path)
    writer = first_child_of(process)
    os.kill(writer, signal.SIGSTOP)  # as a busy machine does to a process of low priority
    put(table, "late")
    os.kill(process, signal.SIGTERM)
    with pytest.raises(LocalAwsError, match="ended by itself"):
        while True:
            aws.check()
    with suppress(ProcessLookupError):
        os.kill(writer, signal.SIGCONT)
        while not is_over(writer):
            time.sleep(0.05)
    aws.stop()
    aws.start()
    assert (has(aws, "late"), told) == (True, [])


def first_child_of(process: int) -> int:
    deadline = time.monotonic() + SAVED_WITHIN
    while not (children := Path(f"/proc/{process}/task/{process}/children").read_text().split()):
        assert time.monotonic() < deadline, "it did not begin to save"
    return int(children[0])


def is_over(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0]
    except FileNotFoundError:
        return True
    return state == "Z"


def test_a_second_one_is_refused(tmp_path: Path, aws: LocalAws) -> None:
    with pytest.raises(LocalAwsError, match=f"process {pid_of(tmp_path)}"):
        LocalAws(tmp_path, free_port()).start()
    (tmp_path / "aws.pid").write_text("cut sh")
    with pytest.raises(LocalAwsError, match="Another local AWS"):
        LocalAws(tmp_path, free_port()).start()


def test_it_saves_and_ends_when_who_started_it_is_gone(tmp_path: Path, told: list[str]) -> None:
    port = free_port()
    starter = (
        "import os, sys, pathlib\n"
        "from infra.local.aws import LocalAws\n"
        "LocalAws(pathlib.Path(sys.argv[1]), int(sys.argv[2])).start()\n"
        "print('ready', flush=True)\n"
        "sys.stdin.readline()\n"
        "os._exit(9)\n"
    )
    second = LocalAws(tmp_path, port, say=told.append)
    command = [sys.executable, "-c", starter, tmp_path, str(port)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        put(create(second), "orphaned")
        process.communicate("end\n")
    second.start()
    try:
        assert has(second, "orphaned")
        assert not [text for text in told if "lost" in text]
    finally:
        second.stop()
