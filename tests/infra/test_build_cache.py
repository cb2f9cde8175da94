from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from infra import build_cache
from infra.build_cache import build_once

PARTS = [b"what it is made of"]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(build_cache, "CACHE", tmp_path / "cache")
    return tmp_path / "cache"


def test_who_comes_while_it_is_built_waits_for_the_whole() -> None:
    begun, go_on = Event(), Event()
    built = []

    def make(folder: Path) -> None:
        folder.mkdir()
        begun.set()
        assert go_on.wait(60)
        (folder / "last").write_text("")
        built.append(folder)

    def build() -> bool:
        return (build_once("thing", PARTS, make) / "last").exists()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(build)
        assert begun.wait(60)
        second = pool.submit(build)
        assert not second.done()
        go_on.set()
        assert first.result(60)
        assert second.result(60)
    assert len(built) == 1


def test_an_interrupted_build_is_made_anew() -> None:
    def interrupted(folder: Path) -> None:
        folder.mkdir()
        (folder / "half").write_text("")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_once("thing", PARTS, interrupted)
    folder = build_once("thing", PARTS, lambda path: path.mkdir())
    assert list(folder.iterdir()) == []


def test_other_parts_are_another_folder() -> None:
    first, second = (
        build_once("thing", parts, lambda path: path.mkdir()) for parts in ([b"a", b"bc"], [b"ab", b"c"])
    )
    assert first != second
