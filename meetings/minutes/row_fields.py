"""Base class of the rows of minutes, and the description of their fields.

A field's description gives its block in the page, its form field and its key in the frozen format.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django import forms
from wagtail import blocks

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

T = TypeVar("T")


@dataclass(frozen=True)
class RowField:
    """Description of one field. `since`: the version of the frozen format that added the key (frozen_format.py).

    `block`: None when the page does not store it. `form_field`: None when it is not in the form; its label is used
    wherever the field is shown. `missing`: the error when minutes are submitted without it; empty if it is optional.
    """

    since: int
    block: blocks.Block | None
    form_field: forms.Field | None = None
    missing: "StrOrPromise" = ""

    @property
    def label(self) -> str:
        return str(self.form_field.label) if self.form_field else ""


@dataclass(frozen=True)
class ContentRow:
    """A row of one part of the minutes. `read_only`: fields that the form shows but does not change."""

    id: int | str
    read_only: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    @cache
    def described(cls) -> dict[str, RowField]:
        """The descriptions of all fields but `id`, by name."""
        return {one.name: one.metadata["description"] for one in fields(cls) if one.metadata}

    @classmethod
    def block(cls) -> blocks.StructBlock:
        """The StructBlock that stores such a row; the id of the stream child is the row's id."""
        return blocks.StructBlock(cls.stored_blocks().items())

    @classmethod
    def stored_blocks(cls) -> dict[str, blocks.Block]:
        """The blocks of the fields that the page stores."""
        return {name: one.block for name, one in cls.described().items() if one.block}

    @classmethod
    @cache
    def written_names(cls) -> tuple[str, ...]:
        """The names of the fields that people write."""
        return tuple(n for n, one in cls.described().items() if one.form_field and n not in cls.read_only)

    @classmethod
    def form_fields(cls) -> dict[str, forms.Field]:
        """New form fields for the fields that can be changed."""
        found = {name: cls.described()[name].form_field for name in cls.written_names()}
        return {name: _copied(one) for name, one in found.items() if one}

    @classmethod
    def form_values(cls, values: Mapping[str, object]) -> dict[str, object]:
        """Values of fields as the form has them."""
        return dict(values)

    def with_written(self, values: Mapping[str, Any]) -> Self:
        """The row with the values of its form."""
        return replace(self, **values)

    def heading(self) -> str:
        """The label of the row where two versions are compared."""
        raise NotImplementedError

    def summary(self) -> str:
        """The written values as text; empty if there are none."""
        raise NotImplementedError


def _copied(form_field: forms.Field) -> forms.Field:
    """A field whose widget, attributes and choices can be set. What a form never changes is shared with the original,
    which a deep copy would spend most of its time on."""
    copied, widget = object.__new__(type(form_field)), object.__new__(type(form_field.widget))
    vars(widget).update(vars(form_field.widget), attrs=dict(form_field.widget.attrs))
    vars(copied).update(vars(form_field), widget=widget)
    return copied


def field_id(part: str, row: ContentRow, name: str) -> str:
    """Return the HTML id of a row's form field; it does not change when rows above it are added or removed."""
    return f"id_{part}-{row.id}-{name}"


def editable_field(
    form_field: forms.Field,
    *,
    since: int,
    default: T = "",  # type: ignore[assignment]
    block: blocks.Block | None = None,
    missing: "StrOrPromise" = "",
) -> T:
    """Return a dataclass field that people write with `form_field`; it may be empty in a draft."""
    form_field.required = False
    block = block or blocks.TextBlock(required=False)
    return field(default=default, metadata={"description": RowField(since, block, form_field, missing)})


def read_only_field(*, since: int, is_stored: bool = True) -> str:
    """Return a dataclass field that is not in the form. If `is_stored` is False, it is looked up each time."""
    block = blocks.CharBlock(required=False) if is_stored else None
    return field(default="", metadata={"description": RowField(since, block)})
