"""A file that outlives its program: whole or not used, never the only copy, never silent about a loss."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from infra.local.kept_file import KeptFile

NAME = "the local AWS"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


def contents(file: KeptFile) -> bytes | None:
    kept = file.read()
    return kept.content if kept else None


def test_what_was_written_is_read(path: Path) -> None:
    file = KeptFile(path)
    assert (contents(file), file.recover(NAME)) == (None, [])
    for content in (b"", b"one", b"two\nlines\n\x00\xff"):
        file.write(content, is_final=True)
        assert contents(file) == content
    assert file.recover(NAME) == []
    assert {stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()} == {0o600}


def test_an_end_in_bad_order_is_told_with_the_time(path: Path) -> None:
    file = KeptFile(path)
    file.write(b"one", is_final=False)
    kept = file.read()
    assert kept
    assert file.recover(NAME) == [
        f"the local AWS continues from {kept.saved_at}: what was done after that is lost."
    ]


@pytest.mark.parametrize("size", [0, 1, 40, 150])
def test_a_truncated_file_is_set_aside_and_the_one_before_is_used(path: Path, size: int) -> None:
    file = KeptFile(path)
    file.write(b"one" * 100, is_final=True)
    file.write(b"two" * 100, is_final=True)
    truncated = path.read_bytes()[:size]
    path.write_bytes(truncated)
    told = file.recover(NAME)
    assert ["damaged" in text for text in told] == [True, False]
    assert "is lost" in told[1]
    [damaged] = path.parent.glob("*.damaged-*")
    assert damaged.read_bytes() == truncated
    assert str(damaged) in told[0]
    assert contents(file) == b"one" * 100
    file.write(b"three", is_final=True)
    assert (contents(file), file.recover(NAME)) == (b"three", [])


@pytest.mark.parametrize("broken", [b"{}\nx", b"[]\nx", b"null\n", b'{"sha256": 1}\n', b"\xff"])
def test_where_nothing_is_whole_it_begins_anew_and_says_so(path: Path, broken: bytes) -> None:
    path.write_bytes(broken)
    file = KeptFile(path)
    told = file.recover(NAME)
    assert told[-1] == "There is no earlier state of the local AWS: it begins anew."
    assert contents(file) is None
    assert [one.read_bytes() for one in path.parent.glob("*.damaged-*")] == [broken]


def test_a_write_cut_short_leaves_what_was_there(path: Path) -> None:
    file = KeptFile(path)
    file.write(b"one", is_final=True)
    path.with_name("state.json.draft").write_bytes(b"half of tw")
    assert (contents(file), file.recover(NAME)) == (b"one", [])
    file.write(b"two", is_final=True)
    assert contents(file) == b"two"


def test_a_file_of_an_earlier_version_is_set_aside_not_lost(path: Path) -> None:
    path.write_bytes(b'{"sn_grc_profile": {}}')
    assert "is damaged" in KeptFile(path).recover(NAME)[0]
    assert list(path.parent.glob("*.damaged-*"))
