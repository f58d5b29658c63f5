"""StreamField blocks that point at a media item.

They store a number and check that it exists. They do not check whose it is: a verb that takes a block's value from a
form first asks `Image.objects.of_page(page)`, and whoever fetches the file is asked again by media.serving.
"""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChooserBlock


class MediaBlock(ChooserBlock):
    """The value is the model instance. A list of them costs one query (`bulk_to_python` of ChooserBlock), and the
    reference index is told which item the page shows (`extract_references`)."""

    target_model: Any = None

    @cached_property
    def widget(self) -> forms.Widget:
        return forms.HiddenInput()

    def get_form_state(self, value: Any) -> Any:
        return self.field.prepare_value(value)  # the number; ChooserBlock would ask a chooser widget for more

    def get_searchable_content(self, value: Any) -> list[str]:
        """The words of a row that says what of it may be searched; a file's own words are searched apart from the page,
        because each file can be hidden by itself."""
        words = getattr(value, "searchable_words", None)
        return [words()] if words else []

    class Meta:
        icon = "placeholder"


class ImageBlock(MediaBlock):
    target_model = "media.Image"

    class Meta:
        icon = "image"
        label = _("Picture")


class FilmBlock(MediaBlock):
    target_model = "media.Film"

    class Meta:
        icon = "media"
        label = _("Film")


class SoundBlock(MediaBlock):
    target_model = "media.Sound"

    class Meta:
        icon = "media"
        label = _("Sound")


class DocumentBlock(MediaBlock):
    target_model = "media.Document"

    class Meta:
        icon = "doc-full"
        label = _("Document")
