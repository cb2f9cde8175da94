"""One control has one normal form, however its id is spelled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from control_push.texts.control_id import control_sort, is_control_id, is_of_family, normal_control_id

SAMPLES = Path(__file__).parents[1] / "samples" / "control_ids.json"
"""By normal form; the web app's tests read them, too."""
SPELLINGS: dict[str, list[str]] = json.loads(SAMPLES.read_text(encoding="utf-8"))
SPELLED = [(normal, spelled) for normal, spellings in SPELLINGS.items() for spelled in spellings]
FAMILIES = [
    ("AC-2", "AC", True),
    ("ac-2.1", "AC", True),
    ("AC 02", "ac", True),
    ("AC-2", "ac-", True),
    ("AC-2", "A", False),
    ("ACX-2", "AC", False),
    ("CC6.1", "cc", True),
    ("PR.AC-1", "PR.AC", True),
    ("PR.AC-1", "PR", True),
    ("A.5.1.1", "A", True),
    ("A.5.1.1", "A.5", True),
    ("A.51.1", "A.5", False),
    ("3.1.1", "3.1", True),
    ("3.12.1", "3.1", False),
    ("AC-2", "-", False),
]


@pytest.mark.parametrize(
    ("normal", "spelled"), [(n, one) for n, all_of in SPELLINGS.items() for one in all_of]
)
def test_every_spelling_has_the_normal_form(normal: str, spelled: str) -> None:
    assert normal_control_id(spelled) == normal


@pytest.mark.parametrize(("control_id", "family", "belongs"), FAMILIES)
def test_a_family_holds_its_controls_in_any_spelling(control_id: str, family: str, belongs: bool) -> None:
    assert is_of_family(control_id, family) is belongs


def test_controls_sort_by_their_numbers() -> None:
    ordered = ["AC-1", "ac-2", "AC-2 (1)", "AC-2(2)", "ac-2.10", "AC-02(11)", "AC-3", "AC-10", "AU-1"]
    assert sorted(set(ordered), key=control_sort) == ordered


def test_what_is_typed_as_an_id_is_told_from_words() -> None:
    assert all(is_control_id(typed) for typed in ("AC-2", "ac-2.1", "AC-02 (01)", "cc6.1"))
    assert not any(
        is_control_id(typed) for typed in ("", "access", "AC-", "AC-2 account", "2 people", "AC-2,3")
    )


@given(st.text(alphabet="ACa-2.0() 1b\u00a0") | st.text(st.characters(codec="ascii")))
@example("A A0")
def test_the_normal_form_stays_as_it_is(text: str) -> None:
    normal = normal_control_id(text)
    assert normal_control_id(normal) == normal
    assert control_sort(normal) == control_sort(text)


def test_a_long_id_takes_no_long_time() -> None:
    """Nested repetition in a pattern would take years for these."""
    for text in ("AC-2" + "(1" * 5_000 + "!", "A" * 20_000 + "!", "AC-2" + " " * 20_000 + "!", "1" * 20_000):
        normal_control_id(text)
