from __future__ import annotations

from tests.rooms import PAGE, drawn, page_with


def test_the_map_in_the_architecture_is_that_of_the_code() -> None:
    page = PAGE.read_text()
    assert page_with(drawn(), page) == page, "draw it anew: make map"
