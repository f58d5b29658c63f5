"""StreamField that keeps block definitions out of migrations, and can cache their description for the editor."""

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model
from django.utils.translation import get_language
from wagtail.admin.telepath import JSContext
from wagtail.blocks import Block, BlockWidget
from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """A StreamField whose blocks stay out of migrations: rewording a label is not a schema change.

    Moving block data that is already stored is still a migration of its own.

    `cached`: the description of the blocks for the editor is cached (CachedBlockWidget). Only for blocks that describe
    themselves the same each time, but for choices that are callables.
    """

    def __init__(self, *args: object, cached: bool = False, **kwargs: object) -> None:
        self.cached = cached
        if not args and "block_types" not in kwargs:
            args = ([],)  # historical models in migrations have no blocks
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: object) -> forms.Field:
        widget = {"widget": CachedBlockWidget(self.stream_block)} if self.cached else {}
        field: forms.Field = super().formfield(**{**widget, **kwargs})
        return field

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_types", None)
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    if TYPE_CHECKING:  # Wagtail has no types: reading gives a StreamValue, assigning takes one or plain lists

        def __get__(self, instance: Model | None, owner: type[Model] | None = None) -> Any: ...

        def __set__(self, instance: Model, value: object) -> None: ...


class CachedBlockWidget(BlockWidget):
    """Wagtail's, which describes the blocks to the browser anew each time a page is edited. That takes a fifth of the
    time in which the page is made.

    The description is kept in the block for each language, as long as choices that are callables give the same.
    """

    def _build_block_json(self) -> None:
        choices = [choices() for choices in _callable_choices(self.block_def)]
        cached = self.block_def.__dict__.setdefault("_descriptions", {})
        language = get_language()
        if language not in cached or cached[language][0] != choices:
            context = JSContext()
            cached[language] = choices, context, json.dumps(context.pack(self.block_def))
        _choices, self._js_context, self._block_json = cached[language]


def _callable_choices(block: Block) -> Iterator[Callable[[], object]]:
    """The choices that are functions, of the block and of those in it."""
    choices = getattr(block, "_constructor_kwargs", {}).get("choices")
    if callable(choices):
        yield choices
    children = getattr(block, "child_blocks", None) or {"": getattr(block, "child_block", None)}
    for child in filter(None, children.values()):
        yield from _callable_choices(child)
