from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from infra import bundle

RUNS = 4


def test_runs_that_build_at_the_same_time_all_get_a_whole_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dependencies = tmp_path / "dependencies"
    dependencies.mkdir()
    (dependencies / "library.py").write_text("")
    together = Barrier(RUNS)
    copy = shutil.copytree

    def copy_together(source: Path, *rest: Any, **options: Any) -> None:
        if source == dependencies:
            together.wait(timeout=60)
        copy(source, *rest, **options)

    monkeypatch.setattr(bundle, "CACHE", tmp_path / "bundles")
    monkeypatch.setattr(bundle, "_dependencies", lambda platform: dependencies)
    monkeypatch.setattr("infra.bundle.shutil.copytree", copy_together)
    with ThreadPoolExecutor(RUNS) as pool:
        built = list(pool.map(lambda _: bundle.build_bundle(local=False), range(RUNS)))

    assert set(built) == set((tmp_path / "bundles").iterdir())
    assert len(set(built)) == 1
    assert (built[0] / "library.py").exists()
    assert (built[0] / "control_push" / "handlers" / "http.py").exists()
