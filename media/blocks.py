"""StreamField blocks that point at a media item.

They store a number and check that it exists. They do not check whose it is: an action that takes a block's value from a
form first asks `MediaItem.objects.of_evidence(evidence)`, and whoever fetches the file is asked again by media.serving.
"""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import ChooserBlock

from media.enums import MediaState
from media.kinds.enums import MediaKind

if TYPE_CHECKING:
    from media.media_item import MediaItem


class MediaBlock(ChooserBlock):
    """Base block; the value is the model instance.

    A list of them costs one query (`bulk_to_python` of ChooserBlock).
    """

    target_model = "media.MediaItem"

    @cached_property
    def widget(self) -> forms.Widget:
        return forms.HiddenInput()

    def get_form_state(self, value: object) -> object:
        return self.field.prepare_value(value)  # the number; ChooserBlock would ask a chooser widget for more

    def get_searchable_content(self, value: object) -> list[str]:
        """Return the text of a row that defines `searchable_words`.

        The text of a media item is indexed apart from the page, because each file can be hidden by itself.
        """
        words = getattr(value, "searchable_words", None)
        return [words()] if words else []

    class Meta:
        icon = "placeholder"


class FileValue(blocks.StructValue):
    """The value of a block that shows a file."""

    @property
    def item(self) -> "MediaItem | None":
        """The item, or None once it is deleted."""
        return cast("MediaItem | None", self["item"])

    @property
    def is_shown(self) -> bool:
        """Whether it is shown today: ready, not withdrawn, not past its date."""
        return self.item is not None and self.item.is_shown_on(timezone.localdate())

    @property
    def is_unfinished(self) -> bool:
        """Whether it is being processed or was refused; its state is shown instead."""
        return self.item is not None and not self.item.is_withdrawn and self.item.state != MediaState.READY


class FileBlock(blocks.StructBlock):
    """One file; its texts, legal basis and date of deletion are in its row."""

    item = MediaBlock()
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        icon = "media"
        template = "media/file_block.html"
        value_class = FileValue


class FilesStreamBlock(blocks.StreamBlock):
    """A stream with a block for each kind of file, named by the kind, after what the class declares itself."""

    def __init__(self, local_blocks: Any = None, **options: object) -> None:
        files = [(kind.value, FileBlock(label=kind.label)) for kind in MediaKind]
        super().__init__([*files, *(local_blocks or ())], **options)
