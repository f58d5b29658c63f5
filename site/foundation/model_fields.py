"""StreamField that keeps block definitions out of migrations."""

from typing import TYPE_CHECKING, Any

from django.db.models import Model
from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """A StreamField whose blocks stay out of migrations: rewording a label is not a schema change.

    Moving block data that is already stored is still a migration of its own.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        if not args and "block_types" not in kwargs:
            args = ([],)  # historical models in migrations have no blocks
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_types", None)
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    if TYPE_CHECKING:  # Wagtail has no types: reading gives a StreamValue, assigning takes one or plain lists

        def __get__(self, instance: Model | None, owner: type[Model] | None = None) -> Any: ...

        def __set__(self, instance: Model, value: object) -> None: ...
