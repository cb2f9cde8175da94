"""Both Maps of a push do the same with an item, and a small push fits into the history of its execution."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from control_push.adapters.work_bucket import item_row
from control_push.domain.push.retry_policy import MAX_ATTEMPTS
from control_push.models.push import JobItem
from control_push.settings import ItemLists
from infra.constructs.workflows import DEFINITION_FILES, read_definition

ENDING = " (of many)"


def definition(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(read_definition(name))
    return read


def maps() -> tuple[dict[str, Any], dict[str, Any]]:
    states = definition("push_workflow")["States"]
    return states["Push statements"], states["Push many statements"]


def names_in(states: dict[str, Any]) -> Iterator[str]:
    for name, state in states.items():
        yield name
        yield from names_in(state.get("ItemProcessor", {}).get("States", {}))


def test_one_definition_of_what_happens_to_an_item() -> None:
    small, large = maps()
    plain = json.loads(json.dumps(large["ItemProcessor"]).replace(ENDING, ""))
    modes = {"small": small["ItemProcessor"].pop("ProcessorConfig"), "large": plain.pop("ProcessorConfig")}
    assert small["ItemProcessor"] == plain
    assert {name: mode["Mode"] for name, mode in modes.items()} == {"small": "INLINE", "large": "DISTRIBUTED"}
    for shared in ("MaxConcurrency", "ItemSelector", "Catch", "Next"):
        assert small[shared] == large[shared]


@pytest.mark.parametrize("name", DEFINITION_FILES.values())
def test_a_name_stands_for_one_state(name: str) -> None:
    """As the language asks: https://states-language.net/#toplevelfields."""
    names = list(names_in(definition(name)["States"]))
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 80


def test_a_small_push_fits_into_the_history_of_its_execution() -> None:
    history, of_a_push, of_an_item, of_a_wait = 25_000, 18, 11, 9
    items = ItemLists.model_fields["inline_up_to"].default
    longest = of_a_push + items * (of_an_item + (MAX_ATTEMPTS - 1) * of_a_wait)
    # Beside an hour's looks at the stop switch, of five workers.
    assert longest + 5 * of_a_wait * 30 <= history


def test_the_items_of_a_small_push_fit_into_the_state() -> None:
    item = item_row(
        JobItem(
            job_id="0" * 36,
            statement_id="0" * 36,
            control_id="A" * 200,
            system_id="0" * 32,
            servicenow_sys_id="0" * 32,
            revision=1,
            text_sha256="0" * 64,
            base_sha256="0" * 64,
        )
    )
    items = ItemLists.model_fields["inline_up_to"].default
    assert len(json.dumps([item] * items)) < 256 * 1024
