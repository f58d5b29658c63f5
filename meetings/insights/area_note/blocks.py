"""The body of a note: headings, the authors' own words, and quoted passages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class AreaNoteStreamBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(max_length=200, label=_("Heading"))
    text = blocks.TextBlock(label=_("Own words"))
    #: The primary key of a QuotedPassage. The words are in the row alone, so that no body or revision keeps them.
    passage = blocks.IntegerBlock(label=_("Passage"))
