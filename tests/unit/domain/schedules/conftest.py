from __future__ import annotations

import pytest

from tests.unit.domain.pushing import Pushing
from tests.unit.domain.scheduling import Scheduling


@pytest.fixture
def schedules(push: Pushing) -> Scheduling:
    return Scheduling(push)
