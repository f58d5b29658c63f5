"""The blocks of minutes."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from meetings.minutes.enums import EarlierOutcome
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
    """What was agreed, by whom and by when. The block's id becomes the agreement's; a draft may lack any part."""

    section = blocks.CharBlock(required=False)  # the id of the section it was made in
    text = blocks.TextBlock(label=_("What we agreed"))
    owner = blocks.ChoiceBlock(choices=ItemOwner.choices, label=_("Who owns it"))
    owner_detail = blocks.CharBlock(required=False, max_length=150, label=_("Who in particular"))
    due_on = blocks.DateBlock(label=_("By when"))
    initiative = SnippetChooserBlock("snippets.Initiative", required=False, label=_("Initiative"))

    class Meta:
        icon = "tick"
        label = _("Agreement")


class EarlierAgreementBlock(blocks.StructBlock):
    """What the meeting said about an agreement of an earlier year; the block's id is that of the agreement.

    Text, owner, date and status are kept as they were read at the meeting.
    """

    school_year = blocks.CharBlock(required=False)  # of the meeting that agreed on it
    status = blocks.CharBlock(required=False)  # in words
    text = blocks.TextBlock(label=_("What we agreed"))
    owner = blocks.ChoiceBlock(choices=ItemOwner.choices, label=_("Who owns it"))
    owner_detail = blocks.CharBlock(required=False, max_length=150, label=_("Who in particular"))
    due_on = blocks.DateBlock(label=_("By when"))
    outcome = blocks.ChoiceBlock(choices=EarlierOutcome.choices, required=False, label=_("What happens to it"))
    new_due_on = blocks.DateBlock(required=False, label=_("New date"))
    note = blocks.TextBlock(required=False, label=_("Note"))

    class Meta:
        icon = "history"
        label = _("Agreement of an earlier year")


class MinutesStreamBlock(blocks.StreamBlock):
    section = MinutesSectionBlock()


class AgreementsStreamBlock(blocks.StreamBlock):
    agreement = AgreementBlock()


class EarlierAgreementsStreamBlock(blocks.StreamBlock):
    earlier = EarlierAgreementBlock()
