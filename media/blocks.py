"""StreamField blocks that refer to a media item.

They store its primary key and check that it exists, but not which page owns it: an action that takes a block's value
from a form first asks `Image.objects.of_page(page)`, and media.serving checks access when the file is fetched.
"""

from typing import Any

from django import forms
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChooserBlock


class MediaBlock(ChooserBlock):
    """Base block; the value is the model instance.

    A list of them costs one query (`bulk_to_python` of ChooserBlock), and `extract_references` tells Wagtail's
    reference index which item the page shows.
    """

    target_model: str | None = None

    @cached_property
    def widget(self) -> forms.Widget:
        return forms.HiddenInput()

    def get_form_state(self, value: models.Model | None) -> Any:
        return self.field.prepare_value(value)  # the primary key; ChooserBlock would ask a chooser widget for more

    def get_searchable_content(self, value: models.Model | None) -> list[str]:
        """Return the text of a row that defines `searchable_words`.

        The text of a media item is indexed apart from the page, because each file can be hidden by itself.
        """
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
