from __future__ import annotations

import pytest

from infra.rehearsal.assembly import Assembly, synthesise


@pytest.fixture(scope="session")
def production() -> Assembly:
    """Production as the README's command synthesises it: the real site, the real bundle, the real command."""
    return synthesise("production")
