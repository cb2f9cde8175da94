from __future__ import annotations

from typing import Any

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


def test_a_record_whose_text_is_hidden_is_told_from_one_that_is_gone(push: Pushing) -> None:
    """Whatever else is asked in the same call."""
    hidden, gone, there = (push.edited(push.pulled(number), "mine") for number in (1, 2, 3))
    push.servicenow.textless = {hidden.servicenow_sys_id}
    del push.servicenow.records[gone.servicenow_sys_id]
    client: Any = push.servicenow
    asked = [[hidden], [hidden, gone], [hidden, gone, there]]
    for some in asked:
        ids = [one.statement_id for one in some]
        checks = check_conflicts(push.store, client, CONNECTION, [*ids, "unknown"], "ann")
        codes = [one.error.code if one.error else None for one in checks]
        assert codes[: len(some)] == ["forbidden", "deleted_in_servicenow", None][: len(some)]
        assert codes[-1] == "not_found"
        assert checks[0].error
        assert "read access" in str(getattr(checks[0].error, "hint", ""))
