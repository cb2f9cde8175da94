from __future__ import annotations

import pytest

from tests.unit.domain.pulling import Pulling
from tests.unit.domain.pushing import Pushing


@pytest.fixture
def pull(push: Pushing) -> Pulling:
    return Pulling(push)
