from __future__ import annotations

import pytest

# Files whose tests wait for minutes: taken up first, so that the others fill the time beside them.
LONGEST = ("test_secrets", "test_killed_workers", "test_stopped_executions", "test_write_faults")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.stem not in LONGEST)
