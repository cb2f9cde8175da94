from __future__ import annotations

import pytest

from control_push.errors import NotFoundError
from control_push.models.connection import NO_SYSTEM, Mapping
from tests.unit.domain.pulling import Pulling
from tests.unit.domain.pushing import Pushing
from tests.unit.fake_servicenow import CONNECTION, SYSTEM

WITHOUT_SYSTEMS = CONNECTION.model_copy(update={"mapping": Mapping(control_id="number", control_name="name")})


def test_an_unknown_system_starts_nothing(pull: Pulling) -> None:
    for system_id in ("e" * 32, NO_SYSTEM):
        with pytest.raises(NotFoundError):
            pull.start(system_id)
    assert not pull.push.workflow.started


def test_a_table_without_systems_is_pulled_as_a_whole(push: Pushing) -> None:
    push.servicenow.add(1, "text")
    pull = Pulling(push, push.connect(WITHOUT_SYSTEMS))
    assert pull.run(NO_SYSTEM).created == 1
    with pytest.raises(NotFoundError):
        pull.start(SYSTEM)
