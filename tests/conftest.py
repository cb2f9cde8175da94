from __future__ import annotations

import pytest
from hypothesis import settings

# No test measures time, and a busy machine is slow.
settings.register_profile("unit", deadline=None)
settings.load_profile("unit")

# Files whose tests wait for minutes: taken up first, so that the others fill the time beside them.
# Where several processes share the files, that takes --no-loadscope-reorder.
LONGEST = ("test_secrets", "test_killed_workers", "test_stopped_executions", "test_write_faults")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.stem not in LONGEST)
