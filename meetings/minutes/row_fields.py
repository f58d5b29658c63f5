"""Rows of the minutes' content, and how each of their fields is described: once.

From the description of a field follow its block in the page, its field in the form and its key in the frozen form.
"""

from copy import deepcopy
from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, ClassVar, TypeVar

from django import forms
from wagtail import blocks

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

T = TypeVar("T")


@dataclass(frozen=True)
class RowField:
    """`since`: the version of the frozen form in which the key came (frozen_form.py).

    `block`: None when the page does not store it. `form_field`: None when nobody writes it; its label names the field
    wherever it is shown. `missing`: what is said to whoever submits the minutes without it.
    """

    since: int
    block: blocks.Block | None
    form_field: forms.Field | None = None
    missing: "StrOrPromise" = ""

    @property
    def label(self) -> str:
        return str(self.form_field.label) if self.form_field else ""


@dataclass(frozen=True)
class Row:
    """One row of a part of the minutes. `read_only` names fields that the form shows and does not change."""

    id: int | str
    read_only: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    @cache
    def described(cls) -> dict[str, RowField]:
        """The descriptions of all fields but the id, by name."""
        return {one.name: one.metadata["description"] for one in fields(cls) if one.metadata}

    @classmethod
    def block(cls) -> blocks.StructBlock:
        """The block of a StreamField that stores such a row; its id is the row's."""
        return blocks.StructBlock(cls.stored_blocks().items())

    @classmethod
    def stored_blocks(cls) -> dict[str, blocks.Block]:
        """The blocks of the fields that the page stores."""
        return {name: one.block for name, one in cls.described().items() if one.block}

    @classmethod
    def form_fields(cls) -> dict[str, forms.Field]:
        """New form fields for what people write."""
        return {
            name: deepcopy(one.form_field)
            for name, one in cls.described().items()
            if one.form_field and name not in cls.read_only
        }

    def heading(self) -> str:
        """What the row is about, where two texts are compared."""
        raise NotImplementedError

    def words(self) -> str:
        """What was written, for a reader; empty for nothing."""
        raise NotImplementedError


def field_id(part: str, row: Row, name: str) -> str:
    """The id of a row's field on the page; it stays when rows come and go above it."""
    return f"id_{part}-{row.id}-{name}"


def written(
    form_field: forms.Field,
    *,
    since: int,
    default: T = "",  # type: ignore[assignment]
    block: blocks.Block | None = None,
    missing: "StrOrPromise" = "",
) -> T:
    """What people write with `form_field`; a draft may lack it."""
    form_field.required = False
    block = block or blocks.TextBlock(required=False)
    return field(default=default, metadata={"description": RowField(since, block, form_field, missing)})


def fact(*, since: int, is_stored: bool = True) -> str:
    """What nobody writes. What is not stored is looked up each time the page is read."""
    block = blocks.CharBlock(required=False) if is_stored else None
    return field(default="", metadata={"description": RowField(since, block)})
