"""StreamField blocks of evidence, one per kind of content."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import FilesStreamBlock
from meetings.figures.blocks import FiguresBlock


class PracticeNarrativeBlock(blocks.StructBlock):
    """A short account of practice (praksisfortælling): situation, action, effect, learning."""

    situation = blocks.TextBlock(required=False, label=_("The situation"))
    action = blocks.TextBlock(required=False, label=_("What we did"))
    effect = blocks.TextBlock(required=False, label=_("What it led to"))
    learning = blocks.TextBlock(required=False, label=_("What we learnt"))

    class Meta:
        icon = "openquote"
        label = _("Story from practice")
        template = "meetings/evidence/practice_narrative_block.html"


class ObservationBlock(blocks.StructBlock):
    """What somebody saw, and what they were looking for."""

    focus = blocks.CharBlock(required=False, max_length=200, label=_("What we looked for"))
    text = blocks.TextBlock(required=False, label=_("What we saw"))

    class Meta:
        icon = "view"
        label = _("Observation")
        template = "meetings/evidence/observation_block.html"


class ChildrensVoiceBlock(blocks.StructBlock):
    """Children's own words; there is deliberately no field for a name."""

    words = blocks.TextBlock(required=False, label=_("What the children said, drew or chose"))
    age_band = blocks.CharBlock(required=False, max_length=60, label=_("Age or grade"))
    how_told = blocks.CharBlock(required=False, max_length=300, label=_("How the children were informed and asked"))

    class Meta:
        icon = "comment"
        label = _("Children's own words")
        template = "meetings/evidence/childrens_voice_block.html"


class EvidenceStreamBlock(FilesStreamBlock):
    narrative = PracticeNarrativeBlock()
    observation = ObservationBlock()
    childrens_voice = ChildrensVoiceBlock()
    text = blocks.TextBlock(label=_("Text"), icon="pilcrow")
    figures = FiguresBlock()
