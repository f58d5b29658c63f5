"""The blocks of an example; actions of this package fill them, never a form of Wagtail."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import FilesStreamBlock
from meetings.forum.enums import SourceKind


class ExampleMediaStreamBlock(FilesStreamBlock):
    """The media that it shows; taken over from evidence, never uploaded here."""


class ExcerptBlock(blocks.StructBlock):
    """The words of a source, and where they are from: school year and agenda item."""

    text = blocks.TextBlock(required=False, label=_("Text"))
    source = blocks.CharBlock(label=_("Source"))


class ExampleBodyStreamBlock(blocks.StreamBlock):
    """What an example is built from, in its order; the id of each block is that of an `ExampleSource`."""

    def __init__(self, local_blocks: object = None, **options: object) -> None:
        super().__init__([(kind.value, ExcerptBlock(label=kind.label)) for kind in SourceKind], **options)
