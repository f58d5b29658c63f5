"""The blocks of minutes."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from meetings.template.enums import ItemOwner


class MinutesSectionBlock(blocks.StructBlock):
    """What was said under one agenda item."""

    agenda_item = blocks.CharBlock(required=False)  # the id of the block in the meeting's agenda
    title = blocks.CharBlock(max_length=250, label=_("Title"))
    text = blocks.TextBlock(required=False, label=_("Text"))

    class Meta:
        icon = "doc-full"
        label = _("Section")


class AgreementBlock(blocks.StructBlock):
    """What was agreed, by whom and by when. The block's id becomes the agreement's."""

    text = blocks.TextBlock(label=_("What we agreed"))
    owner = blocks.ChoiceBlock(choices=ItemOwner.choices, label=_("Who owns it"))
    owner_detail = blocks.CharBlock(required=False, max_length=150, label=_("Who in particular"))
    due_on = blocks.DateBlock(label=_("By when"))
    initiative = SnippetChooserBlock("snippets.Initiative", required=False, label=_("Initiative"))

    class Meta:
        icon = "tick"
        label = _("Agreement")


class MinutesStreamBlock(blocks.StreamBlock):
    section = MinutesSectionBlock()


class AgreementsStreamBlock(blocks.StreamBlock):
    agreement = AgreementBlock()
