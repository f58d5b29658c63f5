"""Blocks for the media of an example. The actions copy them from evidence; nothing is uploaded here."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import FilmBlock, ImageBlock, SoundBlock


class ExamplePhotoBlock(blocks.StructBlock):
    image = ImageBlock()
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        icon = "image"


class ExampleFilmBlock(blocks.StructBlock):
    film = FilmBlock()
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        icon = "media"


class ExampleSoundBlock(blocks.StructBlock):
    sound = SoundBlock()
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        icon = "media"


class ExampleMediaStreamBlock(blocks.StreamBlock):
    photo = ExamplePhotoBlock()
    film = ExampleFilmBlock()
    sound = ExampleSoundBlock()
