from __future__ import annotations

from control_push.domain.conflicts.check import check_conflicts
from control_push.errors import UnavailableError
from tests.unit.domain.pushing import Pushing, ids
from tests.unit.fake_servicenow import CONNECTION


def test_a_record_that_cannot_be_read_again_is_an_entry_of_its_own(push: Pushing) -> None:
    racing, quiet = (push.edited(push.pulled(number), "mine") for number in (1, 2))
    for statement in (racing, quiet):
        push.servicenow.edit(statement.servicenow_sys_id, "theirs")

    def author_types_then_servicenow_is_gone(call: str, sys_id: str) -> None:
        if call == "LIST":
            push.edited(racing, "mine, longer")
        if call == "GET":
            raise UnavailableError("ServiceNow could not be reached (ConnectError).")

    push.servicenow.before = author_types_then_servicenow_is_gone
    client = push.servicenow
    checks = check_conflicts(push.store, client, CONNECTION, ids([racing, quiet]), "ann")  # type: ignore[arg-type]
    assert [check.error.code if check.error else None for check in checks] == ["servicenow_unavailable", None]
    assert push.statement(racing.statement_id).local_content == "mine, longer"
    assert push.statement(quiet.statement_id).conflict
