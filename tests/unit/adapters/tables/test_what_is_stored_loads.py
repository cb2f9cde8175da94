"""Whatever the product can write into a row, it can read again."""

from __future__ import annotations

import importlib
import pkgutil
import types
import typing
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control_push import models
from control_push.adapters.tables.rows import dump, from_attributes, load, to_attributes
from control_push.errors import UnreadableRowError
from control_push.models.base import Model
from control_push.models.statement import Conflict, ServiceNowVersion, Statement

LONG_AGO = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1), inner, max_size=3),
    max_leaves=5,
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(),
    int: st.integers(-(10**15), 10**15),
    bool: st.booleans(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    type(None): st.none(),
    Any: json_values,
}


def _all_models(parent: type[Model] = Model) -> Iterator[type[Model]]:
    for child in parent.__subclasses__():
        if child.__module__.startswith("control_push.models."):
            yield child
        yield from _all_models(child)


for module in pkgutil.iter_modules(models.__path__):
    importlib.import_module(f"{models.__name__}.{module.name}")
MODELS = sorted(set(_all_models()), key=lambda model: model.__name__)


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """What a field of this type can hold."""
    if annotation in PLAIN:
        return PLAIN[annotation]
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of(*map(values, arguments))
    if origin is typing.Annotated:
        return values(arguments[0])
    if origin is dict:
        keys = values(arguments[0]) if arguments[0] is not str else st.text(min_size=1)
        return st.dictionaries(keys, values(arguments[1]), max_size=3)
    if origin is list:
        return st.lists(values(arguments[0]), max_size=3)
    if issubclass(annotation, Enum):
        return st.sampled_from(annotation)
    return rows_of(annotation)


def rows_of(model: type[Model]) -> st.SearchStrategy[Model]:
    """Any value of the model."""
    stored = {name: field for name, field in model.model_fields.items() if not field.exclude}
    return st.builds(model, **{name: values(field.annotation) for name, field in stored.items()})


def stored_and_loaded(row: Model) -> Model:
    return load(type(row), from_attributes(to_attributes(dump(row))), "the row")


def an_example(annotation: Any) -> Any:
    if annotation is datetime:
        return LONG_AGO
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in {typing.Union, types.UnionType, typing.Annotated}:
        return an_example(arguments[0])
    if origin is None and isinstance(annotation, type) and issubclass(annotation, Model):
        return example_of(annotation)
    if origin is None and isinstance(annotation, type) and issubclass(annotation, Enum):
        return next(iter(annotation))
    return (origin or annotation)(1) if annotation is int else (origin or annotation)()


def example_of(model: type[Model]) -> Model:
    """Every field set, strings and collections empty."""
    stored = {name: field for name, field in model.model_fields.items() if not field.exclude}
    return model(**{name: an_example(field.annotation) for name, field in stored.items()})


OPTIONAL = [
    (model, name)
    for model in MODELS
    for name, field in model.model_fields.items()
    if type(None) in typing.get_args(field.annotation) and not field.exclude
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@given(data=st.data())
def test_a_row_comes_back_as_it_was_stored(model: type[Model], data: st.DataObject) -> None:
    row = data.draw(rows_of(model))
    assert stored_and_loaded(row) == row


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_empty_strings_and_collections_come_back(model: type[Model]) -> None:
    row = example_of(model)
    assert stored_and_loaded(row) == row


@pytest.mark.parametrize(("model", "name"), OPTIONAL, ids=lambda part: getattr(part, "__name__", part))
def test_what_may_be_none_comes_back_as_none(model: type[Model], name: str) -> None:
    row = example_of(model).model_copy(update={name: None})
    assert stored_and_loaded(row) == row
    # As rows were stored that lie in the tables already: without what is None, however deep.
    bare = to_attributes(row.model_dump(mode="json", exclude_none=True))
    assert load(model, from_attributes(bare), "the row") == row


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_another_version_adds_to_a_row_does_not_hinder(model: type[Model]) -> None:
    row = example_of(model)
    assert load(model, {**dump(row), "added_later": "x"}, "the row") == row


def test_a_field_that_another_version_adds_deep_inside_does_not_hinder() -> None:
    conflict = Conflict(remote_version=ServiceNowVersion(), detected_at=LONG_AGO)
    row = example_of(Statement).model_copy(update={"conflict": conflict})
    stored = dump(row)
    stored["conflict"]["remote_version"]["added_later"] = "x"
    assert load(Statement, stored, "the row") == row


def test_a_row_that_cannot_be_read_is_named_with_a_reference_that_the_log_has(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(UnreadableRowError) as unreadable:
        load(Statement, {"statement_id": "s-1", "content": ["secret text"]}, "s-1")
    assert unreadable.value.row_id == "s-1"
    assert f"reference {unreadable.value.extra['reference']}" in unreadable.value.detail
    logged = vars(caplog.records[0])
    assert logged["row"] == unreadable.value.detail
    assert "content: Input should be a valid string" in logged["reasons"]
    assert "secret text" not in str(logged)
